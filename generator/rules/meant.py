"""What misspelt links stand for, so that a record which only they name is not called missing too."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.rules.nearest import Nearest

# More broken links than these have one cause, and guessing does not find it.
_MOST = 200


def meant(links: Iterable[str], ids: Collection[str]) -> dict[str, str] | None:
    """The id that each link stands for: itself, else the one most like it, else none; None where too many are broken to guess."""
    result = {link: link if link in ids else "" for link in links}
    broken = [link for link, id in result.items() if link and not id]
    if len(broken) > _MOST:
        return None
    if broken:
        nearest = Nearest(id for id in ids if id)
        result |= {link: nearest.exactly(link) or nearest.to(link) for link in broken}
    return result
