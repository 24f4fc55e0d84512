"""The search index: what is indexed, how Korean is cut, and the files that the browser loads."""

from generator.search.files import index_files

__all__ = ["index_files"]
