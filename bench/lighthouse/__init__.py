"""Lighthouse over the pages that most visits begin with, on a phone: what it scores, and what it would have mended."""
