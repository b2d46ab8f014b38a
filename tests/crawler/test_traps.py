"""Traps stop by themselves and are named; what is good is found all the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archive import Archive
from crawler.traps import Traps, trap_of
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.forked import govnews

HOME = "https://songmay.gov.vn"
CAUGHT = [
    ("/tin/tin/tin/bai-1", "repeated-segments"),
    ("/a/b/a/b/a/bai-1", "repeated-segments"),
    ("/en/en/vi/tin-tuc", "locale-recursion"),
    ("/vi/en/zh/tin-tuc", "locale-recursion"),
    ("/" + "/".join(f"muc-{n}" for n in range(16)), "depth"),
    ("/tin;jsessionid=0A1B/bai-1", "session-id"),
    ("/tin?PHPSESSID=abc", "session-id"),
    ("/tin-tuc/print/bai-1", "view"),
    ("/dang-nhap", "view"),
    ("/-/view_content/12-bai?p_p_state=pop_up", "view"),
    ("/lich/2193/04", "calendar"),
    ("/lich?year=1203&month=5", "calendar"),
    ("/lich?ngay=" + "1" * 2000, "endless-address"),
]
GOOD = [
    "/",
    "/vi/tin-tuc/bai-1",
    "/en/vi-pham-giao-thong-1",
    "/lich/2024/04",
    "/chinh-tri/xay-dung-dang/202403/hop-bao-1a2b3c4/",
    "/Pages/tin-tuc.aspx?ItemID=4417&TabId=12",
    "/wps/portal/!ut/p/z1/04_Sj9CPykssy0xPLMnMz0vMAfIjo8zivT0NDd08Pb0M/",
    "/tin-tuc/in-lua-tren-vai-5967",
    "/login-gov-vn-khai-truong-12.html",
    "/tin/tin/bai-1",
]


@pytest.mark.parametrize(("path", "trap"), CAUGHT)
def test_an_address_gives_a_trap_away(path: str, trap: str) -> None:
    assert trap_of(HOME + path, "listing", 2024) == trap


@pytest.mark.parametrize("path", GOOD)
@pytest.mark.parametrize("kind", ["listing", "article"])
def test_good_addresses_are_left_alone(path: str, kind: str) -> None:
    assert trap_of(HOME + path, kind, 2024) is None


def test_what_bears_nothing_is_closed_and_fruit_opens_it_again() -> None:
    traps = Traps(2024)
    for number in range(199):
        traps.visited(f"{HOME}/tin/bai-{number}", "article", fruitful=False)
    assert not traps.catches(f"{HOME}/tin/bai-500", "article")
    traps.visited(f"{HOME}/tin/bai-199", "article", fruitful=True)
    for number in range(200):
        traps.visited(f"{HOME}/tin/bai-{number}", "article", fruitful=False)
    assert traps.catches(f"{HOME}/tin/bai-500", "article")
    assert not traps.catches(f"{HOME}/van-ban/bai-500", "article"), "another folder is another shape"
    assert traps.counts == {"fruitless": 1}
    assert traps.examples == {"fruitless": f"{HOME}/tin/bai-500"}


class Endless(dict[str, Page]):
    """A million pages of a listing, each with ten addresses that look like articles and are none."""

    def get(self, path: str, default: object = None) -> Page:
        if path in self:
            return self[path]
        page = re.fullmatch(r"/\?page=(\d+)", path)
        if page and int(page[1]) < 100_000:
            number = int(page[1])
            links = [f"/bai-trong-{number}-{n}" for n in range(10)]
            return listing(*links, f"/?page={number + 1}", f"/?page={number + 2}")
        if path.startswith("/bai-trong-"):
            return Answer(b"<html><body><p>Nothing</p></body></html>")
        return Answer(b"not here", 404)


def test_a_million_addresses_cost_less_than_five_hundred_requests(tmp_path: Path) -> None:
    real = {f"/bai-that-{n}": article(f"Bài có thật số {n}") for n in range(5)}
    tiny = TinyPortal({})
    tiny.pages = Endless({**real, "/": listing(*real, "/?page=1")})
    places = ["--data", str(tmp_path / "data"), "--portals", str(tiny.portal_file(tmp_path / "portals"))]
    with tiny.serving():
        done = govnews("crawl", *places, "--json")
    assert len(tiny.asked) <= 500
    summary = json.loads(done.stdout)
    assert (summary["new"], summary["outcome"], done.returncode) == (5, "complete", 0)
    assert summary["traps"]["fruitless"] > 0
    assert "left alone (fruitless), the first http" in done.stderr
    with Archive.open(tmp_path / "data") as archive:
        assert {found.title for found in archive.articles()} == {f"Bài có thật số {n}" for n in range(5)}


class WithCalendar(dict[str, Page]):
    """A home page that links to articles and to a calendar, each month of which links to the next two."""

    def get(self, path: str, default: object = None) -> Page:
        month = re.fullmatch(r"/\?page=1&thang=(\d+)", path)
        if month:
            number = int(month[1])
            return listing(f"/?page=1&thang={number + 1}", f"/?page=1&thang={number + 2}")
        return self[path] if path in self else Answer(b"not here", 404)


def test_news_do_not_wait_for_a_calendar(tmp_path: Path) -> None:
    news = {f"/bai-that-{n}": article(f"Bài có thật số {n}") for n in range(3)}
    tiny = TinyPortal({})
    places = ["--data", str(tmp_path / "data"), "--portals", str(tiny.portal_file(tmp_path / "portals", concurrency=1))]
    with tiny.serving():
        for number in range(2):  # the second crawl knows all of those months, and begins with what names the newest
            news[f"/bai-moi-{number}"] = article(f"Bài mới số {number}")
            tiny.asked.clear()
            tiny.pages = WithCalendar({**news, "/": listing("/?page=1&thang=1", *news)})
            assert govnews("crawl", *places).returncode == 0
            assert tiny.asked.index(f"/bai-moi-{number}") < 25
            assert sum("thang" in path for path in tiny.asked) > 25, "they are visited all the same"
