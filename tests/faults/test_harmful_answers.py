"""Bombs, endless and broken answers: each is cut off or given up, and what is good is archived all the same."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from archive import Archive
from tests.crawler.tiny_portal import PORTAL_FILE, article, listing
from tests.faults.raw_server import Behaviour, RawServer, reset, whole

ROOT = Path(__file__).parents[2]
ZEROS = 300_000_000
HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEMORY = 200_000  # kilobytes
# What `scrapy` does; at the end the process says how much memory it ever held.
CODE = """
import atexit, pathlib, sys
sys.modules["pandas"] = None  # an extra, which sqlite-utils would load here; an operator has none
atexit.register(lambda: print(*[line for line in pathlib.Path("/proc/self/status").open() if "VmHWM" in line]))
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:]])
"""


def gzip_bomb() -> bytes:
    """300 MB of zeros in 300 kB, and those once more: 1.2 kB."""
    packer = zlib.compressobj(9, wbits=31)
    block = bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(ZEROS // 1_000_000)), packer.flush()])


def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=5)
    block = bytes(1_000_000)
    return b"".join([*(packer.process(block) for _ in range(ZEROS // 1_000_000)), packer.finish()])


def zstd_bomb() -> bytes:
    """With the widest window that decoders take by default, 128 MB."""
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    block = bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(ZEROS // 1_000_000)), packer.flush()])


def endless(server: RawServer, head: str, piece: bytes, pause: float = 0) -> Behaviour:
    def answer(connection: object) -> None:
        connection.sendall((HTML + head + "\r\n").encode())  # type: ignore[attr-defined]
        while not server.ended.wait(pause):
            connection.sendall(piece)  # type: ignore[attr-defined]

    return answer


def silent(server: RawServer) -> Behaviour:
    def answer(_: object) -> None:
        server.ended.wait()

    return answer


def server() -> RawServer:
    made = RawServer({})
    bomb = gzip_bomb()
    made.behaviours = {
        "/bai-gzip": whole(bomb, "Content-Encoding: gzip"),
        "/bai-gzip-twice": whole(gzip.compress(bomb), "Content-Encoding: gzip, gzip"),
        "/bai-br": whole(brotli_bomb(), "Content-Encoding: br"),
        "/bai-zstd": whole(zstd_bomb(), "Content-Encoding: zstd"),
        "/bai-endless": endless(made, "", b"x" * 65536),
        "/bai-1-gb": endless(made, "Content-Length: 1000000000\r\n", b"x" * 65536),
        "/bai-chunks": endless(made, "Transfer-Encoding: chunked\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        "/bai-drip": endless(made, "Content-Length: 1000000\r\n", b"x", 0.1),
        "/bai-silent": silent(made),
        "/bai-headers": endless(made, "X-0: 0", b"x" * 65536),
        "/bai-reset": reset,
        "/bai-short": lambda connection: connection.sendall((HTML + "Content-Length: 5000\r\n\r\nshort").encode()),
        "/bai-cut-chunk": lambda connection: connection.sendall(
            (HTML + "Transfer-Encoding: chunked\r\n\r\n1000\r\nshort").encode()
        ),
        "/bai-no-http": lambda connection: connection.sendall(b"\x16\x03\x01\x00\xffnot http at all\r\n\r\n"),
        "/bai-nothing": lambda _: None,
        "/bai-bad-gzip": whole(b"\x1f\x8b\x08 not gzip", "Content-Encoding: gzip"),
        "/bai-bad-zstd": whole(zstd.compress(b"x" * 9999)[:9] + b"not zstd", "Content-Encoding: zstd"),
        "/bai-unasked": whole(zstd.compress(article("Nén lạ").body), "Content-Encoding: dcz"),
        "/bai-unnamed": whole(zstd.compress(article("Nén không nói").body)),
        "/bai-that": whole(article("Bài có thật").body),
    }
    made.behaviours["/"] = whole(listing(*made.behaviours).body)
    return made


TOO_LARGE = {"/bai-gzip", "/bai-gzip-twice", "/bai-br", "/bai-zstd", "/bai-endless", "/bai-1-gb", "/bai-chunks"}
UNREADABLE = {"/bai-unasked", "/bai-unnamed"}  # in an encoding that nobody asked for, or named
FAILED = {"/bai-bad-gzip", "/bai-bad-zstd", "/bai-drip", "/bai-silent", "/bai-reset", "/bai-no-http", "/bai-nothing"}
FAILED |= {"/bai-headers", "/bai-short", "/bai-cut-chunk"}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RawServer, str]:
    """One crawl over all of them, with one second a page instead of sixty."""
    folder = tmp_path_factory.mktemp("harmful")
    (folder / "portals").mkdir()
    with server().serving() as made:
        text = PORTAL_FILE.format(home=made.home, delay=0, concurrency=1)
        (folder / "portals" / "tiny.toml").write_text(text)
        arguments = ["-a", "portal=tiny", "-a", f"data={folder / 'data'}", "-a", f"portals={folder / 'portals'}"]
        command = [sys.executable, "-c", CODE, "crawl", "portal", *arguments, "-s", "DOWNLOAD_TIMEOUT=1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, capture_output=True, text=True, timeout=150, cwd=ROOT, env=environment)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
    return folder / "data", made, done.stdout


def test_what_is_good_is_archived(crawled: tuple[Path, RawServer, str]) -> None:
    with Archive.open(crawled[0]) as archive:
        assert [found.title for found in archive.articles()] == ["Bài có thật"]


def test_what_is_too_large_is_cut_off_and_what_cannot_be_read_is_rejected(crawled: tuple[Path, RawServer, str]) -> None:
    data, made, _ = crawled
    with Archive.open(data) as archive:
        rows = archive.db.execute("SELECT url, reason FROM rejections")
        found = {url.replace(made.home, "/"): reason for url, reason in rows}
    assert {path for path, reason in found.items() if reason == "too-large"} == TOO_LARGE
    assert {found.get(path) for path in UNREADABLE} <= {"undecodable", "not-html"}, found


def test_what_breaks_is_tried_three_times_at_most_and_counted(crawled: tuple[Path, RawServer, str]) -> None:
    data, made, _ = crawled
    for path, times in made.asked.items():
        assert times <= 3, path
    with Archive.open(data) as archive:
        errors = archive.db.execute("SELECT errors FROM crawls").fetchone()[0]
        left = {url for (url,) in archive.db.execute("SELECT url FROM frontier WHERE state = 'new'")}
    assert errors >= len(FAILED)
    assert {made.home + path[1:] for path in FAILED} <= left, "the next crawl tries again"


def test_memory_stays_small(crawled: tuple[Path, RawServer, str]) -> None:
    assert int(crawled[2].split()[-2]) <= MEMORY, crawled[2]
