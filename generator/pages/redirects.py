"""Ids that changed or went: a page at the old address that leads on, or says that the record was removed and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph import Record
from generator.pages.addresses import WITH_PAGES, address, relative
from generator.pages.edition import Edition, Page
from generator.renames import follow


def pages(edition: Edition) -> Iterator[Page]:
    """A page for every redirect of a table whose records have pages."""
    by_table: dict[str, dict[str, Record]] = {}
    for redirect in edition.graph.records("redirects"):
        by_table.setdefault(redirect.table_name, {})[redirect.old_id] = redirect
    new_by_table = {table: {old: each.new_id or "" for old, each in by_old.items()} for table, by_old in by_table.items()}
    for redirect in edition.graph.records("redirects"):
        if redirect.table_name in WITH_PAGES:
            yield _page(edition, redirect, by_table[redirect.table_name], new_by_table[redirect.table_name])


def _page(edition: Edition, redirect: Record, by_old: dict[str, Record], new_by_old: dict[str, str]) -> Page:
    path = f"{redirect.table_name}/{redirect.old_id}/"
    # An id may have been changed more than once: the page leads to the record at once, and tells each change.
    steps = follow(redirect.old_id, new_by_old)
    changes = [redirect, *(by_old[step] for step in steps if step in by_old)]
    target = edition.graph.find(redirect.table_name, steps[-1]) if steps and steps[-1] else None
    words = edition.words
    return edition.page(
        "redirect.md.j2",
        path,
        words("redirect.moved") if target else words("redirect.removed"),
        changes[-1].reason,
        redirect=redirect,
        changes=changes,
        target=target,
        layout="redirect",
        leads_to=relative(path, address(target)) if target else "",
    )
