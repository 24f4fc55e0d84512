"""The whole site of the real registry, served, for the checks of accessibility."""

from __future__ import annotations

from tests.browser.conftest import address, new_context, registry, site

__all__ = ["address", "new_context", "registry", "site"]
