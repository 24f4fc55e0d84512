"""The search modules of the site, run as they stand: by Node where it is there, else in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playwright.sync_api import Route, sync_playwright

from tests.chromium import ARGUMENTS, browser_path

MODULES = Path(__file__).parents[2] / "site_src" / "assets" / "js"
_HOST = "http://modules.example"
_BY_NODE = """
import { readFileSync } from "node:fs";
import ask from "./ask.js";
process.stdout.write(JSON.stringify(await ask(JSON.parse(readFileSync(0, "utf8")))));
"""


def run(script: str, asked: Any) -> Any:
    """What the default export of a module gives for ``asked``. The module stands beside the folder ``search``."""
    node = shutil.which("node")
    return run_by_node(node, script, asked) if node is not None else run_by_browser(script, asked)


def run_by_node(node: str, script: str, asked: Any) -> Any:
    """The same, by Node."""
    with tempfile.TemporaryDirectory() as folder:
        modules = Path(shutil.copytree(MODULES, Path(folder) / "js"))
        (modules / "ask.js").write_text(script, encoding="utf-8")
        (modules / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        (modules / "by_node.js").write_text(_BY_NODE, encoding="utf-8")
        done = subprocess.run(
            [node, "by_node.js"], cwd=modules, input=json.dumps(asked).encode(), capture_output=True, timeout=300, check=False
        )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def run_by_browser(script: str, asked: Any) -> Any:
    """The same, in a browser without a page of the site."""
    # In a thread of its own, since the browser of the whole run has taken the main one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_in_page, script, asked).result()


def _in_page(script: str, asked: Any) -> Any:
    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{_HOST}/")
        if name:
            text = script if name == "ask.js" else (MODULES / name).read_text(encoding="utf-8")
            route.fulfill(body=text, content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        page = chromium.new_page()
        page.route(f"{_HOST}/**", answer)
        page.goto(f"{_HOST}/")
        call = f"async (asked) => JSON.stringify(await (await import('{_HOST}/ask.js')).default(JSON.parse(asked)))"
        text = page.evaluate(call, json.dumps(asked))
        chromium.close()
    return json.loads(text)
