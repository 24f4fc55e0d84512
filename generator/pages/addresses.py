"""Addresses of records: stable for ever, the same path in both editions."""

from __future__ import annotations

from posixpath import relpath
from weakref import WeakKeyDictionary

from generator.graph import Graph, Record

# Tables whose records have a page of their own, at /<table>/<id>/.
WITH_PAGES = ("zones", "projects", "regions", "sectors", "programs", "laws", "meetings", "organisations")
# Rows of a list on one page; what a longer list holds stands on further pages.
ROWS_A_PAGE = 200
# Where in their list the exemptions of a registry stand; empty where one page holds them all.
_PLACES: WeakKeyDictionary[Graph, dict[str, int]] = WeakKeyDictionary()


def address(record: Record) -> str:
    """Path of a record below the edition's root: its page, or its anchor on the page that shows it.

    Raises KeyError for a table whose records have neither.
    """
    if record.table in WITH_PAGES:
        return f"{record.table}/{record.id}/"
    if record.table == "terms":
        return f"glossary/#{record.id}"
    if record.table == "exemptions":
        return f"{list_page('exemptions', _place_in_list(record))}#{record.id}"
    if record.table == "indicators":
        return f"outcomes/#{record.id}"
    if record.table == "events" and record.zone is None:
        # What happened to the whole scheme stands on the page about the registry.
        return f"about/#{record.id}"
    owner = {
        "agenda_items": "meeting",
        "calls": "program",
        "events": "zone",
        "periods": "zone",
        "law_articles": "law",
        "zone_plans": "region",
    }[record.table]
    return f"{address(getattr(record, owner))}#{record.id}"


def list_page(table: str, place: int) -> str:
    """Path of the page of a table's list on which the row at ``place``, counted from 0, stands."""
    page = place // ROWS_A_PAGE + 1
    return f"{table}/" if page == 1 else f"{table}/page/{page}/"


def exemptions_in_order(graph: Graph) -> list[Record]:
    """Exemptions as their list has them in both editions: those of the newest zones first, those of a zone together."""
    ordered = sorted(graph.records("exemptions"), key=lambda exemption: (exemption.project.zone_id, exemption.id))
    return sorted(ordered, key=lambda exemption: str(exemption.project.zone.decided_on), reverse=True)


def _place_in_list(exemption: Record) -> int:
    graph = exemption.graph
    if graph not in _PLACES:
        few = len(graph.records("exemptions")) <= ROWS_A_PAGE
        _PLACES[graph] = {} if few else {each.id: place for place, each in enumerate(exemptions_in_order(graph))}
    return _PLACES[graph].get(exemption.id, 0)


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
