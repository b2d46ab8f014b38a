"""Traps of a million addresses, each kind at a portal of its own: 500 requests at most, and the summary names it."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from archive import Archive
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing

pytestmark = pytest.mark.long

REAL = {f"/bai-that-{number}": article(f"Bài có thật số {number}") for number in range(3)}
SITEMAPS = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
words = random.Random(20240417)


def word() -> str:
    return "".join(words.choices("abcdefghij", k=8))


def linking(*links: str) -> Answer:
    return listing(*links)


def calendar(path: str) -> Answer | None:
    month = re.fullmatch(r"/lich/(\d+)/(\d+)", path)
    if month is None:
        return linking("/lich/2024/01") if path == "/lich" else None
    number = int(month[1]) * 12 + int(month[2]) - 1
    return linking(*(f"/lich/{each // 12}/{each % 12 + 1:02}" for each in (number - 1, number + 1)))


def one_article(path: str) -> Answer | None:
    """The same text at every address; only the sidebar differs."""
    if not path.startswith("/bai-lap"):
        return None
    links = "".join(f'<a href="/bai-lap?k={word()}">xem thêm</a>' for _ in range(5))
    return Answer(article("Bài lặp lại mãi không thôi").body.replace(b"</body>", f"<ul>{links}</ul></body>".encode()))


def sitemaps(path: str) -> Answer | None:
    if not path.startswith("/s-"):
        return None
    named = "".join(f"<sitemap><loc>HOMEs-{word()}.xml</loc></sitemap>" for _ in range(10))
    return Answer(SITEMAPS.format(named).encode(), 200, (("Content-Type", "application/xml"),))


def files() -> Answer:
    links = "".join(f'<a href="/tep-{number}.pdf">Tệp {number}</a> ' for number in range(3000))
    return Answer(article("Bài có nhiều tệp đính kèm").body.replace(b"</p>", f"{links}</p>".encode(), 1))


# By id: what answers at any other address; the addresses that the first page names; the kind of trap it is told as.
TRAPS: dict[str, tuple[Callable[[str], Answer | None], list[str], str]] = {
    "depth": (lambda path: linking(f"{path}/{word()}"), ["/d/x"], "depth"),
    "repeated": (lambda path: linking(f"{path}/tin"), ["/tin"], "repeated-segments"),
    "locales": (lambda path: linking(*(f"{path}/{each}" for each in ("en", "vi", "zh"))), ["/en"], "locale-recursion"),
    "calendar": (calendar, ["/lich"], "fruitless"),
    "session": (lambda path: linking(*(f"/muc?s={word()}" for _ in range(5))), ["/muc?s=1"], "fruitless"),
    "sid": (lambda path: linking(*(f"/muc?sid={word()}" for _ in range(5))), ["/muc?sid=1"], "session-id"),
    "views": (lambda path: linking(f"/print/{word()}", f"/dang-nhap/{word()}"), ["/print/1"], "view"),
    "any-shape": (lambda path: linking(*(f"/{word()}/{word()}" for _ in range(10))), ["/r/x"], "fruitless"),
    "missing": (lambda path: None, [f"/muc/{number}" for number in range(3000)], "fruitless"),
    "missing-any": (lambda path: None, [f"/{word()}/{number}" for number in range(3000)], "fruitless"),
    "gone": (lambda path: None, [f"/bai-{word()}/{word()}/{number}" for number in range(3000)], "fruitless"),
    "one-article": (one_article, ["/bai-lap"], "fruitless"),
    "sitemaps": (sitemaps, [], "fruitless"),
    "files": (lambda path: None, ["/bai-tep"], "fruitless"),
}


class Trap(dict[str, Page]):
    """What is in it, and beyond that whatever the trap makes up."""

    def __init__(self, pages: dict[str, Page], beyond: Callable[[str], Answer | None]) -> None:
        super().__init__(pages)
        self.home = ""
        self._beyond = beyond

    def get(self, path: str, default: object = None) -> Page:
        if path in self:
            return self[path]
        made = self._beyond(path) or Answer(b"not here", 404)
        return made._replace(body=made.body.replace(b"HOME", self.home.encode()))


class Crawled(NamedTuple):
    """The portals, what the summary says of each, and what the table says."""

    portals: dict[str, TinyPortal]
    summaries: dict[str, dict[str, Any]]
    table: str
    data: Path


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """One crawl of them all."""
    folder = tmp_path_factory.mktemp("traps")
    (folder / "portals").mkdir()
    portals = {}
    with ExitStack() as serving:
        for name, (beyond, begins, _) in TRAPS.items():
            fixed: dict[str, Page] = {**REAL, "/": listing(*REAL, *begins), "/robots.txt": Answer(b"", 404)}
            trap = Trap(fixed | {"/bai-tep": files()}, beyond)
            tiny = portals[name] = serving.enter_context(TinyPortal({}).serving())
            tiny.pages, trap.home = trap, tiny.home
            file = tiny.portal_file(folder / "made") / "tiny.toml"
            text = file.read_text(encoding="utf-8").replace('"tiny"', f'"{name}"')
            text = re.sub("listing = .*", "listing = '.'", text)
            if name == "sitemaps":
                text = text.replace("[urls]", 'sitemaps = ["/s-0.xml"]\n[urls]')
            (folder / "portals" / f"{name}.toml").write_text(text, encoding="utf-8")
        places = ["--data", str(folder / "data"), "--portals", str(folder / "portals")]
        command = [sys.executable, "-m", "cli", "crawl", *places, "--summary", str(folder / "run.json")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    report = json.loads((folder / "run.json").read_bytes())
    summaries = {crawl["portal"]: crawl for crawl in report["crawls"]}
    return Crawled(portals, summaries, done.stdout, folder / "data")


@pytest.mark.parametrize("name", TRAPS)
def test_it_stops_by_itself_and_is_counted_and_named(crawled: Crawled, name: str) -> None:
    kind = TRAPS[name][2]
    assert len(crawled.portals[name].asked) <= 500
    assert crawled.summaries[name]["outcome"] == "complete"
    number = crawled.summaries[name]["traps"][kind]
    assert number > 0
    [line] = [line for line in crawled.table.splitlines() if line.startswith(f"{name}: left alone ")]
    assert f"{number} addresses ({kind})" in line


def test_what_is_real_is_found_all_the_same(crawled: Crawled) -> None:
    with Archive.open(crawled.data) as archive:
        for name, tiny in crawled.portals.items():
            found = {article.url.replace(tiny.home, "/") for article in archive.articles(portal=name)}
            assert set(REAL) <= found, name
