"""Benchmarks: whole commands on the real registry, with time and peak memory side by side."""
