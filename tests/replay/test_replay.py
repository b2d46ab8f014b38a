"""What is kept replays elsewhere: warcio and pywb take the WARC files, the wacz library takes the WACZ.

pywb and wacz have environments of their own (`make test-replay` makes them); without these the tests are skipped.
"""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive import Archive
from archive.wacz import sort_key
from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing

ROOT = Path(__file__).parents[2]
QUERY = "/bai-4?id=7&muc=T%C3%A2y+B%E1%BA%AFc"


def tool(environment: str, name: str) -> str:
    program = ROOT / f".venv-{environment}" / "bin" / name
    if not program.exists():
        pytest.skip(f"{program.parent.parent.name} is not there; `make test-replay` makes it")
    return str(program)


def pages() -> TinyPortal:
    """One of each: gzip-encoded, with validators, an attachment, a query in Vietnamese, an article that goes away."""
    with_file = article("Bài có tệp").body.replace(b"</h1>", b'</h1><p><a href="/tep/bao-cao.pdf">Bao cao</a></p>')
    tiny = TinyPortal(
        {
            "/bai-1": Answer(gzip.compress(article("Bài nén").body), headers=(("Content-Encoding", "gzip"),)),
            "/bai-2": Answer(with_file),
            "/bai-3": Answer(article("Bài không đổi").body, headers=(("ETag", '"x1"'),)),
            QUERY: article("Bài có dấu trong địa chỉ"),
            "/bai-5": article("Bài bị gỡ"),
            "/tep/bao-cao.pdf": Answer(b"%PDF-1.4 bao cao \x00\xff", headers=(("Content-Type", "application/pdf"),)),
        }
    )
    tiny.pages["/"] = listing("/bai-1", "/bai-2", "/bai-3", QUERY, "/bai-5")
    return tiny


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two crawls: in the second one nothing has changed but that an article is gone."""
    folder = tmp_path_factory.mktemp("replay")
    tiny = pages()
    command = [
        "crawl",
        "--full",
        "--data",
        str(folder / "data"),
        "--portals",
        str(tiny.portal_file(folder / "portals")),
    ]
    with tiny.serving():
        for _ in range(2):
            subprocess.run([sys.executable, "-m", "cli", *command], check=True, capture_output=True, timeout=120)
            tiny.pages.pop("/bai-5", None)
            time.sleep(1)  # a replay tells captures apart by the second
    return folder / "data"


@pytest.fixture(scope="module")
def wayback(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A pywb with all captures in the collection `kho`; its port."""
    folder = tmp_path_factory.mktemp("pywb")
    manager = tool("pywb", "wb-manager")
    files = [str(file) for file in sorted(data.glob("captures/**/*.warc.gz"))]
    subprocess.run([manager, "init", "kho"], cwd=folder, check=True, capture_output=True)
    subprocess.run([manager, "add", "kho", *files], cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [tool("pywb", "wayback"), "-b", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.kill()
        server.wait()


def captures(data: Path) -> list[tuple[str, str, str, int, str | None]]:
    with Archive.open(data) as archive:
        query = "SELECT id, url, fetched_at, status, revisit_of FROM captures ORDER BY fetched_at"
        return list(archive.db.execute(query))


def replayed(port: int, url: str, fetched_at: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(
        "GET", f"/kho/{re.sub(r'[^0-9]', '', fetched_at)[:14]}id_/{url}", headers={"Accept-Encoding": "gzip"}
    )
    with closing(connection):
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_every_capture_replays_with_the_same_bytes(data: Path, wayback: int) -> None:
    kinds = set()
    with Archive.open(data) as archive:
        for identity, url, fetched_at, status, revisit_of in captures(data):
            stored = archive.capture(revisit_of or identity).response
            sent = b"" if status == 304 else stored.payload
            assert replayed(wayback, url, fetched_at) == (status, sent), url
            kinds.add((urlsplit(url).path, status, revisit_of is not None))
    assert {
        ("/bai-1", 200, False),
        ("/bai-2", 200, True),
        ("/bai-3", 304, True),
        ("/bai-4", 200, False),
        ("/bai-5", 404, False),
    } <= kinds
    assert ("/tep/bao-cao.pdf", 200, False) in kinds


def test_warcio_finds_no_fault(data: Path) -> None:
    for file in data.glob("captures/**/*.warc.gz"):
        done = subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout
        assert "digest pass" in done.stdout


@pytest.fixture(scope="module")
def wacz(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("wacz") / "tiny.wacz"
    command = [sys.executable, "-m", "cli", "export", "wacz", str(file), "--portal", "tiny", "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "5 articles" in done.stderr
    return file


def test_the_wacz_library_takes_the_wacz(wacz: Path) -> None:
    done = subprocess.run([tool("wacz", "wacz"), "validate", "-f", str(wacz)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "Validation succeeded" in done.stdout


def test_the_index_leads_to_every_capture(data: Path, wacz: Path) -> None:
    with zipfile.ZipFile(wacz) as package:
        index = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        assert index == sorted(index)
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in package.infolist() if ".gz" in entry.filename)
        found = {}
        for line in index:
            fields = json.loads(line.split(" ", 2)[2])
            warc = package.read(f"archive/{fields['filename']}")
            start = int(fields["offset"])
            record = gzip.decompress(warc[start : start + int(fields["length"])])
            target = re.search(rb"WARC-Target-URI: <?([^\r>]+)", record)
            assert target is not None
            found[fields["url"]] = target[1].decode()
    assert found == {url: url for _, url, *_ in captures(data)}
    assert '"status": "304"' not in "".join(index), "a player would show an empty page"


def test_the_index_is_keyed_as_players_key_it(data: Path, tmp_path: Path) -> None:
    files = [str(file) for file in data.glob("captures/**/*.warc.gz")]
    done = subprocess.run([tool("wacz", "cdxj-indexer"), *files], capture_output=True, text=True, check=True)
    theirs = {
        json.loads(rest)["url"]: key for key, _, rest in (line.split(" ", 2) for line in done.stdout.splitlines())
    }
    assert theirs == {url: sort_key(url) for url in theirs}
    assert len(theirs) >= 7


def test_a_second_export_has_the_same_bytes(data: Path, wacz: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.wacz"
    command = [sys.executable, "-m", "cli", "export", "wacz", str(again), "--portal", "tiny", "--data", str(data)]
    subprocess.run(command, capture_output=True, check=True)
    assert again.read_bytes() == wacz.read_bytes()
