"""A process that crawls as `govnews` does, in a small internet of its own: names and routes are those of the test.

What is put in place of the system's is beneath the program: `socket.gethostbyname`, and where Twisted's reactor
connects to. Run as `python -m tests.faults.rebinding WORLD ARGUMENTS…`; WORLD is JSON, see `World`.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

from twisted.internet import posixbase


class World:
    """`names`: by host name its addresses, one a look-up, the last one for good. `routes`: by address a local port."""

    def __init__(self, names: dict[str, list[str]], routes: dict[str, int]) -> None:
        self.names, self.routes = names, routes
        self.looked_up: list[str] = []
        self.other_look_ups: list[str] = []  # by a function that may give IPv6 addresses
        self.connected: list[str] = []

    def gethostbyname(self, name: str) -> str:
        """In place of the system's."""
        self.looked_up.append(name)
        answers = self.names[name]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def install(self) -> None:
        """Puts itself beneath Twisted."""
        reactors: Any = posixbase.PosixReactorBase
        connect = reactors.connectTCP
        getaddrinfo = socket.getaddrinfo

        def connect_tcp(reactor: Any, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
            self.connected.append(host)
            if host in self.routes:
                host, port = "127.0.0.1", self.routes[host]
            return connect(reactor, host, port, *args, **kwargs)

        def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
            self.other_look_ups.append(str(host))
            return getaddrinfo(host, *args, **kwargs)

        socket.gethostbyname = self.gethostbyname
        socket.getaddrinfo = look_up
        reactors.connectTCP = connect_tcp


def main() -> None:
    """Crawls; prints what was looked up and connected to."""
    world = World(**json.loads(sys.argv[1]))
    world.install()
    from scrapy.cmdline import execute

    try:
        execute(["scrapy", *sys.argv[2:]])
    finally:
        seen = {"looked_up": world.looked_up, "others": world.other_look_ups, "connected": world.connected}
        sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
