"""Crawls of the sample portals, run as a user runs them: the command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from samples import SampleServer


class Crawling:
    """A data folder and the sample portals to fill it from."""

    def __init__(self, server: SampleServer, folder: Path) -> None:
        self.server = server
        self.data = folder / "data"
        self.portals = server.portal_files(folder / "portals")

    def command(self, *arguments: str) -> list[str]:
        """The command line of a crawl."""
        places = ["--data", str(self.data), "--portals", str(self.portals)]
        return [sys.executable, "-m", "cli", "crawl", *arguments, *places, "--json"]

    def crawl(self, *arguments: str, exit_code: int = 0) -> dict[str, dict[str, Any]]:
        """Crawls; the summaries by portal."""
        done = subprocess.run(
            self.command(*arguments), capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
        )
        assert done.returncode == exit_code, done.stderr
        return {summary["portal"]: summary for summary in map(json.loads, done.stdout.splitlines())}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begins a crawl that a test will end."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(self.command(*arguments), text=True, encoding="utf-8", env=os.environ, **pipes)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def crawling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawling]:
    """One archive for all tests of a module, which go on with what the ones before them left."""
    from samples import SampleServer  # a second to make, and most tests here need none of it

    folder = tmp_path_factory.mktemp("crawling")
    (folder / "portals").mkdir()
    with SampleServer() as server:
        yield Crawling(server, folder)
