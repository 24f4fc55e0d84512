"""Ids that changed or went: a page at the old address that leads on, or says that the record was removed and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph import Record
from generator.pages.addresses import WITH_PAGES, address, relative
from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """A page for every redirect of a table whose records have pages."""
    for redirect in edition.graph.records("redirects"):
        if redirect.table_name in WITH_PAGES:
            yield _page(edition, redirect)


def _page(edition: Edition, redirect: Record) -> Page:
    path = f"{redirect.table_name}/{redirect.old_id}/"
    target = edition.graph.find(redirect.table_name, redirect.new_id) if redirect.new_id else None
    words = edition.words
    return edition.page(
        "redirect.md.j2",
        path,
        words("redirect.moved") if target else words("redirect.removed"),
        redirect.reason,
        redirect=redirect,
        target=target,
        layout="redirect",
        leads_to=relative(path, address(target)) if target else "",
    )
