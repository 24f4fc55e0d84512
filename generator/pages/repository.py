"""Where the public repository lets a reader edit a file or report a mistake in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# Ways from a repository to its web editor and to the form of a new issue: those of GitHub, and others by a part of the host's name.
_GITHUB = ("edit/main/", "issues/new/choose")
_BY_HOST = {
    "gitlab": ("-/edit/main/", "-/issues/new"),
    "gitea": ("_edit/main/", "issues/new/choose"),
    "forgejo": ("_edit/main/", "issues/new/choose"),
    "codeberg": ("_edit/main/", "issues/new/choose"),
}


@dataclass(frozen=True)
class Repository:
    """A repository on the web. ``edit_uri`` leads from its address to the editor of the branch that is published."""

    url: str
    edit_uri: str
    issue_uri: str

    def edit(self, path: str) -> str:
        """Address at which the file at ``path`` is edited in the browser."""
        return f"{self.url}/{self.edit_uri}{quote(path)}"

    @property
    def new_issue(self) -> str:
        """Address of the form in which a mistake is reported."""
        return f"{self.url}/{self.issue_uri}"


def repository_at(address: str, edit_uri: str = "") -> Repository | None:
    """The repository at a web address as people copy it; None where the address is empty or is that of no web page.

    ``edit_uri`` is for another branch, and for hosts whose name does not tell what runs there: ``edit/master/``,
    ``-/edit/main/``. MkDocs has the setting under the same name. A password or token in the address is left out.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path = parts.path.strip("/").removesuffix(".git").rstrip("/")
    if parts.scheme not in ("http", "https") or not parts.hostname or not path:
        return None
    editor, issue = next((uris for name, uris in _BY_HOST.items() if name in parts.hostname), _GITHUB)
    if chosen := edit_uri.strip().strip("/"):
        editor = f"{chosen}/"
        issue = (_BY_HOST["gitlab"] if chosen.startswith("-/") else _GITHUB)[1]
    host = parts.netloc.rpartition("@")[2]
    return Repository(f"{parts.scheme}://{host}/{quote(path, safe='/%~')}", quote(editor, safe="/%~"), issue)
