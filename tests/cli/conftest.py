"""One crawled archive for all tests of the command line; those that damage it take a copy."""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.main import run
from samples import SampleServer
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing

ESCAPES = "Tin \x1b[31mđỏ\x1b[0m và \u202eđảo ngược"
TITLES = {  # by address; each is both a title and, but for the last, something that a careless program would run
    "/bai-script": "<script>alert('họp thôn')</script>",
    "/bai-cell": "=cmd|' /C calc'!A0 là công thức",
    "/bai-at": "@SUM(1+1) là công thức",
    "/bai-plus": "+1+1 là công thức",
    "/bai-minus": "-2+3 là công thức",
    "/bai-fts": 'title:"NEAR(họp* AND thôn) OR NOT ^bản',
    "/bai-..%2F..%2F..%2F..%2Fetc%2Fpasswd": "Đường dẫn trỏ ra ngoài thư mục",
    "/bai-x?tep=../../../etc/passwd": "Tham số trỏ ra ngoài thư mục",
    "/bai-C:%5CWindows%5Ccon.txt": "Đường dẫn của hệ điều hành khác",
    "/bai-%0D%0ASet-Cookie:%20a=b%00.csv": "Đường dẫn có ký tự điều khiển",
}
FORMULA = '=HYPERLINK("http://127.0.0.1/","bấm vào đây")'


class Ran(NamedTuple):
    """What a command line printed, and its exit code."""

    code: int
    out: str
    err: str


class Sampled(NamedTuple):
    """An archive of the sample portals and of one portal that means harm; the homes by portal; the run summary."""

    data: Path
    homes: dict[str, str]
    summary: Path


def harmful() -> TinyPortal:
    """Articles whose titles would like to steer a terminal or a spreadsheet."""
    pages: dict[str, Page] = {"/bai-1": article(ESCAPES.replace("\x1b", "&#27;")), "/bai-2": article(FORMULA)}
    pages["/bai-3"] = Answer(article("Đảng viên 'OR 1=1; DROP TABLE articles; --").body)
    for path, title in TITLES.items():
        pages[path] = article(html.escape(title))
    pages["/"] = listing(*(html.escape(path) for path in pages))
    return TinyPortal(pages)


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Sampled:
    folder = tmp_path_factory.mktemp("sampled")
    (folder / "portals").mkdir()
    with SampleServer() as server, harmful().serving() as tiny:
        portals = server.portal_files(folder / "portals")
        tiny.portal_file(portals)
        places = ["--data", str(folder / "data"), "--portals", str(portals), "--summary", str(folder / "run.json")]
        subprocess.run([sys.executable, "-m", "cli", "crawl", *places], check=True, capture_output=True, timeout=120)
        homes = {portal: server.home(portal) for portal in ("sample-district", "sample-paper")} | {"tiny": tiny.home}
    return Sampled(folder / "data", homes, folder / "run.json")


@pytest.fixture
def copied(sampled: Sampled, tmp_path: Path) -> Path:
    """A copy of the archive, to damage."""
    return Path(shutil.copytree(sampled.data, tmp_path / "data"))


@pytest.fixture
def govnews(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command line in this process."""

    def call(*arguments: object) -> Ran:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call
