"""Serves the sample portals on this machine: one HTTP server each, bound to 127.0.0.1."""

from __future__ import annotations

import contextlib
import re
import socket
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from portals.errors import UsageError
from samples.handler import Handler
from samples.plan import PORTALS
from samples.postback import ViewStates
from samples.states import State

PORTAL_FILES = Path(__file__).parent / "portals"
FIXED_PORTS: Mapping[str, int] = {"sample-district": 8601, "sample-paper": 8602}  # as their portal files say


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """A request that a sample portal answered. `path` has the query, `at` is UTC, header names are lower case."""

    method: str
    path: str
    at: str
    status: int
    user_agent: str
    headers: dict[str, str]


class SampleServer:
    """Serves both portals while its `with` block runs.

    `ports` gives fixed ports by portal id; without it free ones are taken. Raises UsageError where one is taken.
    """

    def __init__(self, ports: Mapping[str, int] | None = None) -> None:
        self.state: State = "first"
        self._servers: dict[str, PortalServer] = {}
        try:
            for portal in PORTALS:
                self._servers[portal] = PortalServer(self, portal, ports[portal] if ports else 0)
        except BaseException:
            self._close()
            raise
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True, name=portal)
            for portal, server in self._servers.items()
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers.values():
            server.shutdown()
        for thread in self._threads:
            thread.join()
        self._close()

    def _close(self) -> None:
        for server in self._servers.values():
            server.server_close()

    def home(self, portal: str) -> str:
        """The portal's home, such as `http://127.0.0.1:8601/`."""
        return f"http://127.0.0.1:{self._servers[portal].server_port}/"

    def portal_files(self, folder: Path) -> Path:
        """Writes `<id>.toml` for the ports in use into `folder` (made if it is not there), and returns it."""
        folder.mkdir(parents=True, exist_ok=True)
        for portal in PORTALS:
            text = (PORTAL_FILES / f"{portal}.toml").read_text(encoding="utf-8")
            text, changed = re.subn(r'(?m)^home = ".*"$', f'home = "{self.home(portal)}"', text)
            assert changed == 1, portal
            (folder / f"{portal}.toml").write_text(text, encoding="utf-8")
        return folder

    def use_state(self, state: State) -> None:
        """Serves both portals in this state from now on."""
        self.state = state

    def requests(self, portal: str) -> list[RequestSeen]:
        """Every request to a portal so far, in order; those to `/__samples__/` do not count."""
        return list(self._servers[portal].seen)

    def reset(self) -> None:
        """As freshly started: first state, counters at their start, no request seen."""
        self.state = "first"
        for server in self._servers.values():
            server.forget()


class PortalServer(ThreadingHTTPServer):
    """One portal's socket, and what was asked of it."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, samples: SampleServer, portal: str, port: int) -> None:
        self.samples, self.portal = samples, portal
        self.view_states = ViewStates()
        self.seen: list[RequestSeen] = []
        self._times: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        try:
            super().__init__(("127.0.0.1", port), Handler)
        except OSError as error:
            raise UsageError(
                f"port {port} of 127.0.0.1 cannot be used for {portal}: {error.strerror}; find the program that "
                f"uses it with `ss -ltnp 'sport = :{port}'` and stop it"
            ) from None

    def count(
        self, method: str, path: str, at: str, status: int, user_agent: str, headers: dict[str, str]
    ) -> tuple[int, int]:
        """Writes a request down; how many came before it to the same address, and in all."""
        seen = RequestSeen(method, path, at, status, user_agent, headers)
        with self._lock:
            earlier = self._times[seen.path]
            self._times[seen.path] += 1
            self.seen.append(seen)
            return earlier, len(self.seen) - 1

    def forget(self) -> None:
        """As freshly started."""
        self.view_states.forget()
        with self._lock:
            self.seen.clear()
            self._times.clear()

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Remembers the connection."""
        assert isinstance(request, socket.socket)
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forgets the connection."""
        assert isinstance(request, socket.socket)
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Kept-alive connections would go on being answered: they end with the server."""
        super().server_close()
        with self._lock:
            left = list(getattr(self, "_open", ()))
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """A client that hangs up, as a killed crawler does, is no error of the server."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)
