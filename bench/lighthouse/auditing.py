"""Lighthouse as a command: installed from its lock file, run on one address, its report read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.search.pages import NotToBeHadError
from tests.chromium import ARGUMENTS, browser_path

_PACKAGES = ("package.json", "package-lock.json")
_SECONDS = 300
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


@dataclass(frozen=True)
class Report:
    """One run: scores by category, 0 to 100; what was measured, in words; and the audits that count and were not passed."""

    scores: dict[str, int]
    measured: tuple[str, ...]
    failed: tuple[str, ...]


def install(folder: Path) -> None:
    """Install Lighthouse into a folder. Raises NotToBeHadError where npm or the package cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotToBeHadError("npm is not installed")
    folder.mkdir(parents=True)
    for name in _PACKAGES:
        shutil.copy(Path(__file__).with_name(name), folder)
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)


def audit(folder: Path, address: str) -> Report:
    """Run Lighthouse on one page, as on a phone with a slow line. Raises NotToBeHadError where it or its browser does not start."""
    browser = browser_path()
    if browser is None:
        raise NotToBeHadError("no browser is installed; name one in ZONES_BROWSER")
    target = folder / "report.json"
    flags = " ".join(("--headless=new", *ARGUMENTS))
    command = ["node", "node_modules/lighthouse/cli/index.js", address, "--quiet", "--output=json", f"--output-path={target}"]
    _run([*command, f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"], folder, CHROME_PATH=browser)
    return read(json.loads(target.read_text(encoding="utf-8")))


def read(report: dict[str, Any]) -> Report:
    """What a report of Lighthouse says. Hints without a weight, which change no score, are left out."""
    audits = report["audits"]
    counted = [each["id"] for name in CATEGORIES for each in report["categories"][name]["auditRefs"] if each["weight"]]
    failed = [name for name in dict.fromkeys(counted) if (audits[name]["score"] or 0) < 0.9 and audits[name]["score"] is not None]
    return Report(
        {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        tuple(audits[name].get("displayValue", "").replace("\u00a0", " ") for name in _TIMES),
        tuple(f"{audits[name]['title']}{_first_place(audits[name])}" for name in failed),
    )


def _first_place(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items") or [{}]
    place = items[0].get("node", {}).get("selector") or items[0].get("url", "")
    return f": {place}" if place else ""


def _run(command: list[str], folder: Path, **more: str) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHadError(str(error)) from None
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no output"]
        raise NotToBeHadError("; ".join(lines[-3:]))
