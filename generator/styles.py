"""The site's own style sheet: the parts in ``site_src/assets/css``, joined in the order of their names."""

from __future__ import annotations

import re
from pathlib import Path

SHEET = "registry.css"
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def join_parts(folder: Path) -> None:
    """Put one sheet in place of the parts in ``folder``: one request, without comments.

    Raises OSError where a part cannot be read or the sheet cannot be written.
    """
    parts = sorted(folder.glob("*.css"))
    sheet = "\n".join(_COMMENT.sub("", part.read_text(encoding="utf-8")).strip() for part in parts) + "\n"
    for part in parts:
        part.unlink()
    (folder / SHEET).write_text(sheet, encoding="utf-8", newline="\n")
