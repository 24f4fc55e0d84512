"""The zone registry: from version-controlled tables to a bilingual public site."""

__version__ = "0.1.0"
