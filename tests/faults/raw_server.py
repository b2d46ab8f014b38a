"""A server that speaks raw bytes, so that it can do what no proper server does."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Behaviour = Callable[[socket.socket], None]


def whole(body: bytes, *headers: str, status: str = "200 OK") -> Behaviour:
    """An answer as it should be."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}", *headers]

    def answer(connection: socket.socket) -> None:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return answer


def reset(connection: socket.socket) -> None:
    """Half an answer, then RST."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class RawServer:
    """Answers paths by behaviours, each connection in a thread of its own; what is not named answers 404."""

    def __init__(self, behaviours: dict[str, Behaviour]) -> None:
        self.behaviours = behaviours
        self.asked: Counter[str] = Counter()
        self.ended = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.home = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"

    @contextmanager
    def serving(self) -> Iterator[RawServer]:
        """Serves until the block ends."""
        threading.Thread(target=self._take, daemon=True).start()
        try:
            yield self
        finally:
            self.ended.set()
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            asked = b""
            while b"\r\n\r\n" not in asked:
                piece = connection.recv(4096)
                if not piece:
                    return
                asked += piece
            path = asked.split(b" ", 2)[1].decode()
            self.asked[path] += 1
            behaviour = self.behaviours.get(path, whole(b"not here", status="404 Not Found"))
            behaviour(connection)
