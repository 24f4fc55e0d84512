"""The whole site of the real registry, for the checks of its markup."""

from __future__ import annotations

from tests.site.conftest import registry, site

__all__ = ["registry", "site"]
