"""Private addresses in every spelling: named directly or by a redirect, nothing is ever connected to."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing
from tests.forked import govnews

# Sources: RFC 3986 §3.2.2 and §7.4, RFC 4291, RFC 5735, inet_aton(3).
HOSTS = [
    *(
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0x7f.0.0.1",
        "0x7f.0x0.0x0.0x1",
    ),
    *(
        "017700000001",
        "0177.0.0.1",
        "0177.1",
        "00177.0.0.1",
        "127.000.000.001",
        "127.0.0.01",
        "0x7F000001",
        "127.0x0.0.1",
    ),
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "LocalHost.localdomain",
        "ip6-localhost",
        "0",
        "0.0.0.0",
        "0x0",
        "00",
        "0.0",
    ),
    *("127.127.127.127", "127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]", "[::0001]", "[0000::1]", "[::]", "[0::0]"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]"),
    *("[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]"),
    *("[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "[::1%25lo]", "[fc00::1]", "[fd00::1]", "[ff02::1]"),
    *("169.254.169.254", "0xa9fea9fe", "2852039166", "[::ffff:169.254.169.254]", "10.0.0.1", "10.1", "192.168.1.1"),
    *("172.16.0.1", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.255", "255.255.255.255"),
    *("①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127%2e0%2e0%2e1", "%31%32%37.0.0.1", "ⓛocalhost"),
    *("songmay.vn@127.0.0.1", "songmay.vn:80@127.0.0.1", "127.0.0.1%23@songmay.vn@localhost", "user:pass@[::1]"),
]
# {port} is that of the listeners.
OTHERS = [
    *("file:///etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/", "//127.0.0.1:{port}/"),
    *("data:text/html,x", "http:127.0.0.1:{port}", "http:///127.0.0.1:{port}/", "\\\\127.0.0.1:{port}\\x"),
]


class Listeners:
    """Takes connections on 127.0.0.1 and [::1] at one port, and counts them."""

    def __init__(self) -> None:
        self.connections = 0
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self._sockets[0].getsockname()[1]
        if socket.has_ipv6:
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listening in self._sockets:
            threading.Thread(target=self._take, args=[listening], daemon=True).start()

    def _take(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        for listening in self._sockets:
            listening.shutdown(socket.SHUT_RDWR)
            listening.close()


@pytest.fixture
def listeners() -> Iterator[Listeners]:
    made = Listeners()
    yield made
    made.close()


def addresses(port: int) -> list[str]:
    return [f"http://{host}:{port}/" for host in HOSTS]


def test_named_directly_nothing_is_connected_to(listeners: Listeners) -> None:
    code = (
        "import sys, json; from crawler.fetch import fetch_pages; from crawler.fetched import is_address;"
        "urls = [url for url in json.load(sys.stdin) if is_address(url)];"
        "answers = fetch_pages(urls); print(len(urls), sum(not isinstance(page, str) for page in answers.values()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(addresses(listeners.port)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    asked, answered = map(int, done.stdout.split())
    assert asked >= 60
    assert answered == 0
    assert listeners.connections == 0


def test_redirected_to_nothing_is_connected_to(listeners: Listeners, tmp_path: Path) -> None:
    places = [*addresses(listeners.port), *(other.format(port=listeners.port) for other in OTHERS)]
    tiny = TinyPortal(
        {"/bai-that": article("Bài có thật"), "/bai-vong": Answer(b"", 302, (("Location", "/bai-vong"),))}
    )
    for number, place in enumerate(places):
        location = place.encode("utf-8").decode("latin-1")
        tiny.pages[f"/bai-{number}"] = Answer(b"", 302, (("Location", location),))
    tiny.pages["/"] = listing(*[path for path in tiny.pages if path.startswith("/bai-")])
    folders = ["--data", str(tmp_path / "data"), "--portals", str(tiny.portal_file(tmp_path / "portals"))]
    with tiny.serving():
        done = govnews("crawl", *folders, "--json")
    summary = json.loads(done.stdout)
    assert (summary["new"], listeners.connections) == (1, 0), done.stderr
    assert tiny.asked.count("/bai-vong") <= 6, "at most five redirects are followed"
    assert "Traceback" not in done.stderr
    for path in tiny.pages:
        if path != "/bai-vong":
            assert tiny.asked.count(path) == 1, "what is refused is not asked for again"
