"""Writers in processes of their own, and disks that a test makes."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive import Archive
from tests.faults import writing

# Processes come from a server that has imported all that they need, which saves a second each.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.faults.writing"])


class Writer:
    """A process that crawls. What it says is in two files until it ends."""

    def __init__(self, data: Path, crawls: int, articles: int, pause: float, name: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="govnews-writer-"))  # not on the disk that may be full
        self._out, self._err = self._folder / "out", self._folder / "err"
        self._said: set[str] | None = None
        arguments = (self._out, self._err, data, crawls, articles, pause, name)
        self._process = processes.Process(target=writing.run, args=arguments)
        self._process.start()
        self.pid = self._process.pid

    def acknowledged(self) -> set[str]:
        """The addresses of articles that it said were on disk."""
        if self._said is not None:
            return self._said
        said = self._out.read_text(encoding="utf-8") if self._out.exists() else ""
        return set(said.split("\n")[:-1])

    def wait_for_first(self) -> None:
        """Waits until a first article is on disk, or the process has ended."""
        while not self.acknowledged() and self.is_alive():
            time.sleep(0.005)

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.is_alive()

    def kill(self) -> None:
        """Ends it at once, with SIGKILL."""
        self._process.kill()
        self.ended()

    def ended(self) -> tuple[int, str]:
        """Waits for its end: its exit code, and all that it said on standard error."""
        self._process.join(120)
        assert self._process.exitcode is not None
        self._said = self.acknowledged()
        told = self._err.read_text(encoding="utf-8") if self._err.exists() else ""
        shutil.rmtree(self._folder)
        return self._process.exitcode, told


def start(data: Path, *, crawls: int = 1, articles: int = 30, pause: float = 0, name: str = "songmay") -> Writer:
    """Begins to crawl in another process."""
    return Writer(data, crawls, articles, pause, name)


def urls(data: Path) -> list[str]:
    """The addresses of all archived articles, one for each row."""
    with Archive.open(data) as archive:
        return [article.url for article in archive.articles()]


class SmallDisk:
    """A file system of so many bytes in memory."""

    def __init__(self, place: Path, size: int) -> None:
        self.place = place
        self._mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))

    def change(self, options: str) -> None:
        """Changes size or mode, as `size=1m` or `ro`."""
        self._mount("-o", f"remount,{options}", str(self.place))

    def _mount(self, *arguments: str) -> None:
        said = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
        if said.returncode != 0:
            pytest.skip(f"this test mounts a small disk, which is not permitted here: {said.stderr.strip()}")


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[SmallDisk]:
    """Mounts a small disk until the block ends. Skips the test where nobody may."""
    place.mkdir()
    disk = SmallDisk(place, size)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
