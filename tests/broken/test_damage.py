"""A registry that is damaged at random, or with every mistake at once, ends with findings or a clean pass, never an exception."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import package, rules
from generator.findings import CannotRun, Finding
from generator.findings.printers import PRINTERS
from tests.broken.test_broken import CASES
from tests.conftest import DAY
from tests.projects import SOUND, tiny_registry

FILES = [f"data/{path.name}" for path in sorted(SOUND.iterdir())]
# Tables with links from everywhere are damaged as often as all the others together.
TELLING = [f"data/{name}.csv" for name in ("zones", "sources", "citations", "events", "redirects", "zone_regions")]
DESCRIPTION = ["datapackage.yaml", "schemas/zones.yaml", "schemas/redirects.yaml"]

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ['"', '""', ",", ",,,,", "\n", "\r\n", "\r", "\x00", "\ufeff", "\u202e", "'0012", "=1+1", "<b>", "{{ x }}", "９", "ㅂ"]
    ),
    st.sampled_from(["2024-02-30", "2024.08.26", "1조 5천억", "#REF!", "1.90E+12", "../x", "javascript:x", "<<<<<<< HEAD\n", "=======\n"]),
)
DAMAGES = st.one_of(
    st.tuples(st.just("insert"), st.floats(0, 1), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.tuples(st.just("insert"), st.floats(0, 1), st.binary(min_size=1, max_size=6)),
    st.tuples(st.just("delete"), st.floats(0, 1), st.integers(1, 60)),
    st.tuples(st.just("swap"), st.floats(0, 1), st.floats(0, 1)),
    st.tuples(st.just("repeat"), st.floats(0, 1), st.integers(1, 3)),
    st.tuples(st.just("encode"), st.sampled_from(["cp949", "utf-16", "utf-8-sig", "utf-16-be"]), st.none()),
    st.tuples(st.just("empty"), st.none(), st.none()),
)


def damaged(raw: bytes, way: str, where: Any, how: Any) -> bytes:
    """The bytes of a file after one damage."""
    if way in ("insert", "delete"):
        place = int(where * len(raw))
        return raw[:place] + how + raw[place:] if way == "insert" else raw[:place] + raw[place + how :]
    if way == "encode":
        return raw.decode(errors="replace").encode(where, "replace")
    if way == "empty":
        return b""
    lines = raw.splitlines(keepends=True) or [b""]
    one = min(int(where * len(lines)), len(lines) - 1)
    if way == "repeat":
        return b"".join([*lines[: one + 1], *[lines[one]] * how, *lines[one + 1 :]])
    other = min(int(how * len(lines)), len(lines) - 1)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def findings(root: Path) -> list[Finding] | tuple[Finding, ...]:
    """What a check of the registry says, and sees that every printer can print it."""
    try:
        result: list[Finding] | tuple[Finding, ...] = rules.check(package.load(root), DAY)
    except CannotRun as error:
        result = error.findings
    for name, printer in PRINTERS.items():
        for language in (None, "ko", "en"):
            printed = printer(result, language)
            assert printed.encode("utf-8")
            assert name not in ("json", "gitlab") or json.loads(printed) is not None
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_registry(tmp_path_factory.mktemp("damaged") / "registry")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.one_of(st.sampled_from(FILES), st.sampled_from(TELLING), st.sampled_from(DESCRIPTION)), DAMAGES),
        min_size=1,
        max_size=4,
    )
)
def test_random_damage_ends_with_findings_or_a_clean_pass(folder: Path, damages: list[tuple[str, tuple[str, Any, Any]]]) -> None:
    before = {name: (folder / name).read_bytes() for name, _ in damages}
    try:
        for name, (way, where, how) in damages:
            path = folder / name
            path.write_bytes(damaged(path.read_bytes(), way, where, how))
        for finding in findings(folder):
            assert finding.line >= 0
            assert finding.column >= 0
    finally:
        for name, raw in before.items():
            (folder / name).write_bytes(raw)


def test_every_mistake_at_once_is_told_and_none_hides_all_the_others(tmp_path: Path) -> None:
    """Each mistake that is a text in a cell, in one registry: as many kinds are found as can stand beside each other."""
    root = tiny_registry(tmp_path / "registry")
    alone = set()
    for param in CASES:
        (case,) = param.values
        if "wrong" in case and "damage" not in case:
            path = root / case["file"]
            text = path.read_bytes().decode()
            if text.count(case["mended"]) == 1:
                path.write_bytes(text.replace(case["mended"], case["wrong"]).encode())
                alone.add(case["code"])
    found = {finding.code for finding in findings(root)}
    assert len(alone) > 25
    assert len(found & alone) > len(alone) / 2


def test_a_registry_of_nothing_but_noise_ends_with_findings(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry")
    shutil.copy(root / "schemas/zones.yaml", root / "data/zones.csv")
    (root / "data/events.csv").write_bytes(bytes(range(256)) * 8)
    (root / "data/sources.csv").write_bytes(b'"' * 4001)
    (root / "data/terms.csv").write_bytes(b"," * 4000 + b"\n" * 4000)
    assert {Path(finding.path).stem for finding in findings(root)} >= {"zones", "events", "sources", "terms"}
