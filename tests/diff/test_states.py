from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.diff import State, compare, read_folder, read_state
from generator.diff.states import need_one
from generator.findings import CannotRun, Finding
from tests.projects import bytes_of, tiny_registry

ZONES = "registry/data/zones.csv"


def git(folder: Path, *arguments: str, asked: bytes = b"") -> str:
    """Run git as somebody with a name, without the configuration of this computer."""
    settings = (
        "-c",
        "user.name=tester",
        "-c",
        "user.email=tester@example.org",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    )
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, input=asked, capture_output=True, check=True, env=environment)
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    """Commit everything, and give the hash."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "state")
    return git(folder, "rev-parse", "HEAD")


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as the working folder, with the tiny registry in its first commit and a zone renamed in its second."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    git(root, "init", "--quiet")
    tiny_registry(root / "registry")
    commit(root)
    replace(root / ZONES, "Busan Blockchain Zone", "Busan Blockchain")
    commit(root)
    return root


def state(name: str, registry: str | Path = "registry") -> State:
    """The state of that name."""
    return read_state(name, Path(registry))


def told(base: State, head: State) -> list[tuple[str, str, str, list[str]]]:
    """Kind, table, id and fields of every change."""
    changes = compare(base.package, head.package)
    return [(each.kind, each.table, each.id, [field.field for field in each.fields]) for each in changes]


def refused(name: str, registry: str | Path = "registry") -> Finding:
    """What is found where a state cannot be read."""
    with pytest.raises(CannotRun) as error:
        state(name, registry)
    (finding,) = error.value.findings
    for language in ("ko", "en"):
        assert finding.message(language)
        assert finding.hint(language)
    return finding


CHANGE = [("changed", "zones", "busan-blockchain", ["name_en"])]


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD^", "first", "refs/tags/first", "main~1", ":/state", "@{1}", "abbreviated hash"])
def test_a_commit_can_be_called_in_every_way_of_git(project: Path, name: str) -> None:
    git(project, "tag", "first", "HEAD~1")
    if name == "abbreviated hash":
        name = git(project, "rev-parse", "HEAD~1")[:12]
    expected = [] if name == ":/state" else CHANGE
    assert told(state(name), read_folder(Path("registry"))) == expected


def test_an_annotated_tag_means_its_commit(project: Path) -> None:
    git(project, "tag", "--annotate", "v1", "HEAD~1", "--message", "first")
    assert told(state("v1"), state("HEAD")) == CHANGE
    assert told(state("HEAD"), state("v1")) == CHANGE


def test_a_folder_is_the_registry_itself_or_the_project_around_it(project: Path, tmp_path: Path) -> None:
    old = tiny_registry(tmp_path / "old/registry")
    for name in (old, old.parent):
        assert told(state(str(name)), state("registry")) == CHANGE
    assert told(state("."), state("registry")) == []


def test_a_folder_goes_before_a_branch_of_the_same_name(project: Path) -> None:
    git(project, "branch", "old", "HEAD")
    tiny_registry(project / "old")
    assert told(state("old"), state("HEAD")) == CHANGE
    assert told(state("refs/heads/old"), state("HEAD")) == []
    shutil.rmtree(project / "old/schemas")
    (project / "old/datapackage.yaml").unlink()
    assert told(state("old"), state("HEAD")) == []


def test_folders_need_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    one, two = tiny_registry(tmp_path / "one"), tiny_registry(tmp_path / "two")
    assert told(state(str(one)), read_folder(two)) == []


def test_the_working_folder_is_read_as_it_is_also_where_nothing_was_committed(project: Path) -> None:
    replace(project / ZONES, "gangwon-health,", "gangwon-wellness,")
    assert [each[:3] for each in told(state("HEAD"), read_folder(Path("registry")))] == [
        ("removed", "zones", "gangwon-health"),
        ("added", "zones", "gangwon-wellness"),
    ]


def test_reading_a_commit_changes_nothing_and_leaves_nothing(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    replace(project / ZONES, "gangwon-health,", "gangwon-wellness,")
    git(project, "add", "registry")
    before = bytes_of(project)
    state("HEAD~1")
    assert bytes_of(project) == before
    assert list(temporary.iterdir()) == []


def test_the_registry_is_found_from_below_the_top_and_by_any_path(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "registry/data")
    for registry in ("..", "../../registry", project / "registry", "../schemas/.."):
        assert told(state("HEAD~1", registry), state("HEAD", registry)) == CHANGE


def test_a_repository_may_be_the_registry_itself(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry.")
    git(root, "init", "--quiet")
    commit(root)
    replace(root / "data/zones.csv", "Busan Blockchain Zone", "Busan Blockchain")
    assert told(state("HEAD", root), read_folder(root)) == CHANGE


def test_a_commit_can_be_read_where_the_work_tree_has_no_registry(project: Path) -> None:
    shutil.rmtree(project / "registry")
    assert told(state("HEAD~1"), state("HEAD")) == CHANGE


def test_variables_of_a_hook_do_not_lead_to_another_repository(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert told(state("HEAD~1"), state("HEAD")) == CHANGE


def test_attributes_of_the_commit_hide_and_change_no_file(project: Path) -> None:
    (project / ".gitattributes").write_text("registry/data/zones.csv export-ignore\n*.csv ident eol=crlf\n", encoding="utf-8")
    commit(project)
    assert told(state("HEAD~1"), state("HEAD")) == []


def test_names_that_are_not_ascii_are_read(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "등록부 1")
    git(tmp_path, "init", "--quiet")
    (root / "메모 \n.txt").write_text("note", encoding="utf-8")
    commit(tmp_path)
    assert told(state("HEAD", root), read_folder(root)) == []


# before the registry began


def test_a_commit_without_the_registry_is_an_empty_state(project: Path) -> None:
    shutil.move("registry", "elsewhere")
    commit(project)
    empty, full = state("HEAD"), state("HEAD~1")
    assert (empty.is_there, full.is_there) == (False, True)
    came, went = compare(empty.package, full.package), compare(full.package, empty.package)
    assert len(came) == len(went) == sum(len(table.rows) for table in full.package)
    assert {change.kind for change in came} == {"added"}
    assert {change.kind for change in went} == {"removed"}


def test_a_registry_that_neither_state_holds_is_told(project: Path) -> None:
    states = (state("HEAD~1", "regsitry"), state("HEAD", "regsitry"))
    with pytest.raises(CannotRun) as error:
        need_one(*states, Path("regsitry"))
    assert error.value.findings[0].code == "registry-in-no-state"
    assert "regsitry" in error.value.findings[0].message("en")


def test_a_table_and_a_column_that_a_commit_does_not_have_yet_are_empty(project: Path) -> None:
    descriptor = project / "registry/datapackage.yaml"
    replace(descriptor, '"data/redirects.csv"', '"data/moved.csv"')
    (project / "registry/data/redirects.csv").unlink()
    text = (project / ZONES).read_text(encoding="utf-8").splitlines()
    (project / ZONES).write_text("\n".join(line.rpartition(",")[0] for line in text) + "\n", encoding="utf-8")
    commit(project)
    changes = told(state("HEAD"), state("HEAD~1"))
    assert {(kind, table) for kind, table, *_ in changes} == {("added", "redirects"), ("changed", "zones")}
    assert all(fields == ["checked_on"] for _, table, _, fields in changes if table == "zones")


# what cannot be read


@pytest.mark.parametrize(
    "name", ["nonsense", "", "HEAD~99", "HEAD:registry", "HEAD^{tree}", "0" * 40, "main..HEAD", "^HEAD", "\0", "a\nb", "특구"]
)
def test_a_name_that_means_nothing_is_told(project: Path, name: str) -> None:
    assert refused(name).code == "unknown-state"


@pytest.mark.parametrize("name", ["--help", "-x", "--all", "--output=stolen", "-", "--", "--end-of-options", "--git-dir=/"])
def test_a_name_like_an_option_never_reaches_git(project: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    called: list[str] = []
    run = subprocess.run

    def watched(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        called.extend(command)
        return run(command, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr("generator.diff.git.subprocess.run", watched)
    assert refused(name).code == "unknown-state"
    assert "git" in called
    # The one that git may get is our own, in front of a name.
    assert name not in called
    assert not (project / "stolen").exists()


def test_the_nearest_branch_is_offered(project: Path) -> None:
    assert "main" in refused("mian").hint("en")


def test_a_commit_that_a_shallow_clone_lacks_is_told_with_git_fetch(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert told(state("HEAD"), read_folder(Path("registry"))) == []
    finding = refused("HEAD~1")
    assert finding.code == "shallow-clone"
    assert "git fetch --unshallow" in finding.hint("ko")
    assert "fetch-depth: 0" in finding.hint("en")


def test_a_folder_outside_any_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    tiny_registry(tmp_path / "project/registry")
    assert refused("HEAD~1", tmp_path / "project/registry").code == "no-repository"


def test_a_computer_without_git_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refused("HEAD~1").code == "git-missing"


def test_a_repository_that_lacks_a_file_of_the_commit_is_told(project: Path) -> None:
    name = git(project, "rev-parse", f"HEAD~1:{ZONES}")
    path = project / ".git/objects" / name[:2] / name[2:]
    path.chmod(0o600)
    path.unlink()
    finding = refused("HEAD~1")
    assert finding.code == "git-failed"
    assert name in finding.message("en")


def test_a_file_in_place_of_the_registry_is_told(project: Path) -> None:
    shutil.rmtree("registry")
    Path("registry").write_text("no folder", encoding="utf-8")
    commit(project)
    assert refused("HEAD").code == "git-failed"


def test_a_broken_descriptor_of_a_commit_is_told_at_the_place_that_git_knows(project: Path) -> None:
    (project / "registry/datapackage.yaml").write_text("resources: [", encoding="utf-8")
    commit(project)
    finding = refused("HEAD")
    assert (finding.code, finding.path) == ("not-yaml", "HEAD:registry/datapackage.yaml")
    shutil.rmtree("registry/schemas")
    git(project, "checkout", "--quiet", "HEAD~1", "--", "registry/datapackage.yaml")
    commit(project)
    assert refused("HEAD").path.startswith("HEAD:registry/schemas/")
    (project / "registry/datapackage.yaml").unlink()
    commit(project)
    finding = refused("HEAD")
    assert (finding.code, finding.path) == ("descriptor-missing", "HEAD:registry/datapackage.yaml")


# hostile commits


def test_links_in_a_commit_are_not_followed(project: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("id,name_ko\nsecret,비밀\n", encoding="utf-8")
    (project / ZONES).unlink()
    (project / ZONES).symlink_to(secret)
    (project / "registry/data/laws.csv").unlink()
    (project / "registry/data/laws.csv").symlink_to("sectors.csv")
    commit(project)
    package = state("HEAD").package
    assert package.tables["zones"].raw is package.tables["laws"].raw is None


def test_a_link_in_place_of_a_schema_or_a_folder_is_not_followed(project: Path, tmp_path: Path) -> None:
    shutil.move("registry/schemas", tmp_path / "schemas")
    Path("registry/schemas").symlink_to(tmp_path / "schemas")
    commit(project)
    assert refused("HEAD").code == "schema-missing"
    shutil.move("registry", tmp_path / "moved")
    Path("registry").symlink_to(tmp_path / "moved")
    commit(project)
    Path("registry").unlink()
    shutil.move(tmp_path / "moved", "registry")
    assert refused("HEAD").code == "git-failed"


def test_a_tree_that_names_a_file_outside_writes_nothing_there(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    blob = git(project, "hash-object", "-w", "--stdin", asked=b"stolen")
    inner = git(project, "mktree", asked=f"100644 blob {blob}\tstolen.csv\n".encode())
    entries = git(project, "ls-tree", "HEAD:registry") + f"\n040000 tree {inner}\t..\n100644 blob {blob}\tC:\\stolen\n"
    registry = git(project, "mktree", asked=entries.encode())
    top = git(project, "mktree", asked=f"040000 tree {registry}\tregistry\n".encode())
    hostile = git(project, "commit-tree", top, "-m", "hostile")
    assert "../stolen.csv" in git(project, "ls-tree", "-r", "--name-only", f"{hostile}:registry")
    written: list[str] = []
    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda path, content: (written.append(path.name), write(path, content))[1])
    assert told(state(hostile), state("HEAD")) == []
    assert "zones.csv" in written
    assert not any("stolen" in name for name in written)
