"""`python -m samples serve` shows the sample portals in a browser; `python -m samples crawl` crawls them."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from portals.errors import GovnewsError
from samples import FIXED_PORTS, PORTAL_FILES, PORTALS, SampleServer

QUERY = "dang vien"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one of the two commands; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m samples", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve both portals until Ctrl-C")
    crawl = commands.add_parser("crawl", help="serve both portals, crawl them once as live portals are, search once")
    crawl.add_argument("--data", default="data-samples", help="the data folder (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    try:
        with SampleServer(FIXED_PORTS) as server:
            return serve(server) if chosen.command == "serve" else crawl_once(chosen.data)
    except KeyboardInterrupt:
        return 130
    except GovnewsError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code


def serve(server: SampleServer) -> int:
    """Serves until the user stops it."""
    for portal in PORTALS:
        print(f"{portal}: {server.home(portal)}", flush=True)
    print("Ctrl-C stops both.", flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return 0


def crawl_once(data: str) -> int:
    """Crawls with the command that a live portal is crawled with, and searches once. The exit code is the crawl's."""
    data_folder = Path(data).resolve()
    crawled = _govnews("crawl", "--portals", str(PORTAL_FILES), "--data", str(data_folder))
    print(f"\ngovnews search {QUERY!r}:", flush=True)
    _govnews("search", QUERY, "--limit", "5", "--data", str(data_folder))
    print(f"\nThe data lies in {data_folder}: archive.db, captures/, snapshots/.", flush=True)
    return crawled


def _govnews(*arguments: str) -> int:
    # From the checkout's root, where the packages of the command line are found without being installed.
    root = Path(__file__).parents[1]
    return subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=root, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
