"""The search index: what is indexed, and the files that the browser loads."""

from generator.search.files import index_files
from generator.search.records import TABLES

__all__ = ["TABLES", "index_files"]
