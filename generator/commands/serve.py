"""``zones serve``: build, serve, and build again what changes."""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from pathlib import Path

from generator import serve
from generator.commands import build
from generator.commands.options import OK, Commands
from generator.findings import CannotRun, Finding


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("serve", help="만들어 보여 주고 바뀌면 다시 만듦 / build, serve, build again on changes")
    build.build_options(parser)
    parser.add_argument("--port", type=int, default=8000, help="포트 번호 / port (default: 8000)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        # Before the build: who has to give another port need not wait for it.
        server = serve.server(options.site_dir, options.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotRun(Finding("port-in-use", "zones serve", value=str(options.port), details={"reason": reason})) from None
    stop = threading.Event()
    roots = serve.watched(Path.cwd(), options.registry)
    seen = serve.snapshot(roots)
    with server:
        code = build.run(options)
        if code != OK:
            return code
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C: 끝냄 / stop)", flush=True)
        watcher = threading.Thread(target=serve.watch, args=(roots, seen, lambda: rebuild(options), stop))
        watcher.start()
        try:
            server.serve_forever()
        finally:
            # A build under way ends before the command does, or it would leave its work folder behind.
            stop.set()
            watcher.join()
    return OK


def rebuild(options: argparse.Namespace) -> None:
    """Build in a process of its own, which reads the generator's modules and words as they are now."""
    command = [sys.executable, "-m", "generator.cli", "build", "--registry", str(options.registry), "--site-dir", str(options.site_dir)]
    command += [f"--site-url={options.site_url}", f"--repository={options.repository}", f"--edit-uri={options.edit_uri}"]
    command += [f"--as-of={options.as_of}"] if options.as_of else []
    subprocess.run(command, check=False)
