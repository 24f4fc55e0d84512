"""Addresses of records: stable for ever, the same path in both editions."""

from __future__ import annotations

from posixpath import relpath

from generator.graph import Record

# Tables whose records have a page of their own, at /<table>/<id>/.
WITH_PAGES = ("zones", "projects", "regions", "sectors", "programs", "laws", "meetings", "organisations")


def address(record: Record) -> str:
    """Path of a record below the edition's root: its page, or its anchor on the page that shows it.

    Raises KeyError for a table whose records have neither.
    """
    if record.table in WITH_PAGES:
        return f"{record.table}/{record.id}/"
    if record.table == "terms":
        return f"glossary/#{record.id}"
    if record.table == "indicators":
        return f"outcomes/#{record.id}"
    if record.table == "events" and record.zone is None:
        # What happened to the whole scheme stands on the page about the registry.
        return f"about/#{record.id}"
    owner = {
        "exemptions": "project",
        "agenda_items": "meeting",
        "calls": "program",
        "events": "zone",
        "periods": "zone",
        "law_articles": "law",
        "zone_plans": "region",
    }[record.table]
    return f"{address(getattr(record, owner))}#{record.id}"


def relative(here: str, target: str) -> str:
    """A link from the page at ``here`` to a path of the same edition; both below the edition's root."""
    path, hash_mark, anchor = target.partition("#")
    if path == here and anchor:
        return f"#{anchor}"
    start = here.rstrip("/") or "."
    if here and not here.endswith("/"):
        start = here.rpartition("/")[0] or "."
    way = relpath(path.rstrip("/") or ".", start)
    if path == "" or path.endswith("/"):
        way = "./" if way == "." else way + "/"
    return way + hash_mark + anchor
