"""Servers that stall before, in and after the TLS handshake: a few tries of bounded length, then an error."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from archive import Archive
from tests.crawler.test_guard import redirect
from tests.crawler.test_tls import self_signed
from tests.crawler.tiny_portal import Page, TinyPortal, article, listing

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "scrapy", "crawl", "portal", "-s", "DOWNLOAD_TIMEOUT=1"]
Stall = Callable[["Stalling", socket.socket], None]


class Stalling:
    """Takes connections at a port of its own. Answers the first, which asks for robots.txt; with each other it goes
    so far, and then says nothing more."""

    def __init__(self, stall: Stall, context: ssl.SSLContext) -> None:
        self.connections = 0  # after the first
        self.reached = 0  # of those, on which it got as far as it was to go
        self.context = context
        self.ended = threading.Event()
        self._stall = stall
        self._threads: list[threading.Thread] = []
        self._had_robots = False
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.host = f"127.0.0.1:{self._listening.getsockname()[1]}"

    @contextmanager
    def serving(self) -> Iterator[Stalling]:
        """Serves until the block ends."""
        threading.Thread(target=self._take, daemon=True).start()
        try:
            yield self
        finally:
            self.ended.set()
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            for thread in self._threads:
                thread.join()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._hold, args=[connection, self._had_robots], daemon=True))
            self._threads[-1].start()
            self.connections += self._had_robots
            self._had_robots = True

    def _hold(self, connection: socket.socket, had_robots: bool) -> None:
        with connection, suppress(OSError):
            if had_robots:
                self._stall(self, connection)
                self.ended.wait()
                return
            with self.context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(65536)
                tls.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def at_once(server: Stalling, _: socket.socket) -> None:
    """Takes the connection and never answers the client's greeting."""
    server.reached += 1


def half_way(server: Stalling, connection: socket.socket) -> None:
    """Sends the first half of its own greeting and certificate."""
    coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = server.context.wrap_bio(coming, going, server_side=True)
    coming.write(connection.recv(65536))
    with suppress(ssl.SSLWantReadError):
        tls.do_handshake()
    flight = going.read()
    connection.sendall(flight[: len(flight) // 2])
    server.reached += 1


def after(server: Stalling, connection: socket.socket) -> None:
    """Reads the request, and never answers it."""
    with server.context.wrap_socket(connection, server_side=True) as tls:
        tls.recv(65536)
        server.reached += 1
        server.ended.wait()


def test_each_page_is_tried_three_times_and_then_counted_as_an_error(tmp_path: Path) -> None:
    context = self_signed(tmp_path)
    with ExitStack() as running:
        servers = [running.enter_context(Stalling(stall, context).serving()) for stall in (at_once, half_way, after)]
        pages: dict[str, Page] = {
            f"/bai-{at}": redirect(f"https://{one.host}/bai-{at}") for at, one in enumerate(servers)
        }
        pages["/"] = listing(*pages, "/bai-that")
        pages["/bai-that"] = article("Bài có thật")
        tiny = running.enter_context(TinyPortal(pages).serving())
        folder = tiny.portal_file(tmp_path / "portals", more="verify_tls = false\n")
        text = (folder / "tiny.toml").read_text(encoding="utf-8")
        hosts = ", ".join(f'"{server.host}"' for server in servers)
        (folder / "tiny.toml").write_text(text.replace("[urls]", f"hosts = [{hosts}]\n[urls]"), encoding="utf-8")
        places = ["-a", "portal=tiny", "-a", f"data={tmp_path / 'data'}", "-a", f"portals={folder}"]
        done = subprocess.run([*COMMAND, *places], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert [(server.connections, server.reached) for server in servers] == [(3, 3)] * 3, done.stderr
    with Archive.open(tmp_path / "data") as archive:
        assert [found.title for found in archive.articles()] == ["Bài có thật"]
        assert list(archive.db.execute("SELECT outcome, errors FROM crawls")) == [("complete", 3)]
        left = {url for (url,) in archive.db.execute("SELECT url FROM frontier WHERE state = 'new'")}
    assert left == {tiny.home + f"bai-{at}" for at in range(3)}, "the next crawl tries again"
