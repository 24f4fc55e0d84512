"""The whole site served on this machine, and a browser that visits it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from generator.serve import server
from tests.site.conftest import registry, site

__all__ = ["registry", "site"]

# Both cores of a small machine may be busy.
_PATIENCE = 20_000

Visitor = Callable[..., Page]


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site stands, with a slash at the end."""
    serving = server(site, 0)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}/"
    serving.shutdown()
    thread.join()
    serving.server_close()


@pytest.fixture(scope="session")
def new_context(browser: Browser, address: str) -> Callable[..., BrowserContext]:
    """Makes contexts, each with settings of its own, for which paths are addresses of the site."""
    expect.set_options(timeout=_PATIENCE)

    def new(**settings: Any) -> BrowserContext:
        context = browser.new_context(**{"base_url": address, "locale": "ko-KR", "viewport": {"width": 1280, "height": 800}, **settings})
        context.set_default_timeout(_PATIENCE)
        return context

    return new


@pytest.fixture(scope="session")
def desk(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A context for all tests that leave nothing behind in it."""
    return new_context()


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext], desk: BrowserContext) -> Iterator[Visitor]:
    """Opens a path on a new page. Settings, also those that are as always, give it a context of its own."""
    opened: list[Page] = []
    own: list[BrowserContext] = []

    def open_path(path: str, **settings: Any) -> Page:
        context = desk
        if settings:
            context = new_context(**settings)
            own.append(context)
        page = context.new_page()
        opened.append(page)
        page.goto(path)
        return page

    yield open_path
    for page in opened:
        _leave(page)
        page.close()
    for context in own:
        context.close()


def _leave(page: Page) -> None:
    """End what a page still loads: a context that is closed on its way to another page never answers."""
    for _ in range(20):
        try:
            page.goto("about:blank")
            return
        except Error:
            page.wait_for_timeout(100)
