"""``python -m bench``: times ``zones validate`` and ``zones build`` beside upstream ``frictionless validate``.

Machines are shared and noisy: read the ratios of one run, not the seconds of two.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from bench.measure import Measured, run

BUDGET_VALIDATE_SECONDS = 3.0
BUDGET_BUILD_SECONDS = 20.0
BUDGET_BUILD_MEGABYTES = 500


def main() -> int:
    """Print a table of the medians; exit 1 where a command failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, choices=range(1, 101), default=3, metavar="1..100", help="runs of each command (default: 3)")
    options = parser.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "frictionless validate": [python, "-m", "frictionless", "validate", "registry/datapackage.yaml"],
            "zones validate": [python, "-m", "generator.cli", "validate", "--format", "json"],
            "zones build": [python, "-m", "generator.cli", "build", "--site-dir", str(Path(folder) / "site")],
        }
        results = {name: [run(command) for _ in range(options.runs)] for name, command in commands.items()}
    if any(measured.returncode for runs in results.values() for measured in runs):
        print("a command failed: run it by hand to see why", file=sys.stderr)
        return 1
    _print_table(results)
    return 0


def _print_table(results: dict[str, list[Measured]]) -> None:
    base = statistics.median(measured.seconds for measured in results["frictionless validate"])
    limits = {
        "zones validate": f"at most {BUDGET_VALIDATE_SECONDS:.0f} s",
        "zones build": f"at most {BUDGET_BUILD_SECONDS:.0f} s, {BUDGET_BUILD_MEGABYTES} MB",
    }
    print(f"{'command':24} {'median s':>9} {'ratio':>7} {'peak MB':>8}  aim")
    for name, runs in results.items():
        seconds = statistics.median(measured.seconds for measured in runs)
        megabytes = max(measured.megabytes for measured in runs)
        print(f"{name:24} {seconds:9.2f} {seconds / base:7.2f} {megabytes:8.0f}  {limits.get(name, '')}")


if __name__ == "__main__":
    sys.exit(main())
