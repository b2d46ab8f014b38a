"""robots.txt as RFC 9309 says, and what answers in its place."""

from __future__ import annotations

import itertools
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.pace import LONGEST_REST, HostPace
from crawler.robots_rules import MOST_BYTES, RobotsRules, is_page
from tests.crawler.test_guard import crawl, crawl_all, redirect
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.forked import govnews

SITE = "https://a.gov.vn"
GATE = (
    b'<html><body><script>document.cookie="D1N=9f1c; expires=Fri, 31-Dec-2037; path=/";'
    b"location.reload();</script></body></html>"
)
CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
)
LOGIN = b'<html><title>SSO</title><body><form>Password<input type="password" name=p></form></body></html>'
MENU = "".join(f'<a href="/muc-{n}">Chuyên mục số {n}</a>' for n in range(9)).encode()


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a", "/a1", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a1", "/a1", True),  # the longest match wins
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),  # and of two the kinder one
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /*.php$", "/x.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x.php?a", True),
        ("USER-AGENT: GovNews\nDISALLOW: /", "/", False),
        ("User-agent: govnews/9.1\nDisallow: /", "/", False),  # a version is no part of the token
        ("User-agent: govnewsbot\nDisallow: /", "/", True),  # another crawler
        ("User-agent: gov\nAllow: /\n\nUser-agent: *\nDisallow: /", "/", False),  # so is this one
        ("User-agent: govnews\nDisallow:\n\nUser-agent: *\nDisallow: /", "/", True),  # our own group, though empty
        ("User-agent: *\nDisallow: /\n\nUser-agent: govnews\nAllow: /", "/", True),
        ("User-agent: x\nUser-agent: govnews\nDisallow: /a\n\nUser-agent: govnews\nDisallow: /b", "/b", False),
        ("User-agent: x\nUser-agent: govnews\nDisallow: /a\n\nUser-agent: govnews\nDisallow: /b", "/a", False),
        ("User-agent: govnews\nSitemap: https://a.gov.vn/s.xml\nDisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\r\rDisallow: /a # not this\r", "/a", False),
        ("Disallow: /", "/", True),  # speaks to nobody
        ("User-agent: *\nDisallow: /tin t\u1ee9c", "/tin%20t%E1%BB%A9c", False),
    ],
)
def test_rules(robots: str, path: str, allowed: bool) -> None:
    assert RobotsRules.of(robots.encode(), "govnews").allowed(SITE + path) == allowed


def test_utf_16_is_read() -> None:
    assert not RobotsRules.of("User-agent: *\nDisallow: /".encode("utf-16"), "govnews").allowed(SITE)


def test_what_is_past_500_kib_is_not_read_and_no_line_is_cut_in_two() -> None:
    filling = b"# filling\n" * (MOST_BYTES // 10)
    head = b"User-agent: *\nDisallow: /a\n"
    rules = RobotsRules.of(head + filling[: MOST_BYTES - len(head) - 11] + b"\nDisallow: /bcd\nDisallow: /e", "govnews")
    assert [rules.allowed(SITE + path) for path in ("/a", "/b", "/e")] == [False, True, True]


def test_a_hundred_million_rules_in_a_small_file() -> None:
    """Every rule of a group for each of its agents: 15,000 times 10,000."""
    body = "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "User-agent: *\n" + "Disallow: /ab\n" * 10_000
    assert not RobotsRules.of(body.encode(), "govnews").allowed(SITE + "/ab")


@pytest.mark.parametrize(
    ("robots", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -1", 0.0),
        ("User-agent: *\nCrawl-delay: 5\n\nUser-agent: govnews\nDisallow: /a", 0.0),
    ],
)
def test_crawl_delay(robots: str, seconds: float) -> None:
    assert RobotsRules.of(robots.encode(), "govnews").crawl_delay == seconds


@pytest.mark.parametrize(
    ("body", "page"), [(GATE, True), (CHALLENGE, True), (b"", False), (b"User-agent: *\n<html>", False), (b"x", False)]
)
def test_a_page_is_told_from_a_robots_txt(body: bytes, page: bool) -> None:
    assert is_page(body) == page


Crawled = tuple[list[str], dict[str, Any]]  # what was asked for, and what the crawl said


def portal(robots: Page, *, host: str = "127.0.0.1") -> TinyPortal:
    pages = {"/robots.txt": robots, "/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}
    return TinyPortal(pages, host=host)


FORBID = {
    "a script that sets a cookie": Answer(GATE),
    "a challenge": Answer(CHALLENGE),
    "a challenge as text": Answer(CHALLENGE, headers=(("Content-Type", "text/plain"),)),
    "a form to log in": Answer(LOGIN),
    "429": Answer(b"slow down", 429),
    "500": Answer(b"", 500),
    "redirects to nowhere": Answer(b"", 302),
    "redirects out of the portal": redirect("http://169.254.169.254/robots.txt"),
    "redirects to itself": redirect("/robots.txt"),
    "longer than 500 KiB": Answer(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000),
}
FREE = {
    **{str(status): Answer(b"no", status) for status in (400, 401, 403, 404, 410, 451)},
    "empty": Answer(b""),
    "says that there is none": Answer(b"<html><h1>404</h1><p>Page not found</p></html>"),
    "the site's first page": Answer(b"<html><title>C\xe1\xbb\x95ng</title>" + MENU + b"</html>"),
    "redirects within the portal": redirect("/rules.txt"),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawled]:
    """One run over a portal for each robots.txt, all of them on addresses of their own: a host has one pace."""
    answers = FORBID | FREE
    tiny = {name: portal(answer, host=f"127.0.4.{n}") for n, (name, answer) in enumerate(answers.items(), 1)}
    for each in tiny.values():
        each.pages["/rules.txt"] = Answer(b"User-agent: *\nDisallow: /private\n")
    summaries = crawl_all(list(tiny.values()), tmp_path_factory.mktemp("robots"), exit_code=3)
    return {name: (each.asked, summary) for (name, each), summary in zip(tiny.items(), summaries, strict=True)}


@pytest.mark.parametrize("robots", FORBID)
def test_nothing_is_asked_for(crawled: dict[str, Crawled], robots: str) -> None:
    asked, summary = crawled[robots]
    assert set(asked) == {"/robots.txt"}
    assert summary["outcome"] == "unreachable"


@pytest.mark.parametrize("robots", FREE)
def test_there_are_no_rules(crawled: dict[str, Crawled], robots: str) -> None:
    assert crawled[robots][1]["new"] == 1


def test_a_gate_is_named_in_the_rejections(tmp_path: Path) -> None:
    with portal(Answer(GATE)).serving() as tiny:
        assert crawl(tiny, tmp_path, exit_code=3)["rejected"] == 1
    with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db:
        rows = list(db.execute("SELECT url, reason FROM rejections"))
        known = list(db.execute("SELECT url FROM frontier WHERE url LIKE '%robots%'"))
    assert rows == [(tiny.home + "robots.txt", "blocked")]
    assert known == []


def test_rules_that_a_redirect_leads_to_hold_and_are_asked_for_once(tmp_path: Path) -> None:
    with portal(redirect("/rules.txt")).serving() as tiny:
        tiny.pages["/rules.txt"] = Answer(b"User-agent: *\nDisallow: /bai-1\n")
        crawl(tiny, tmp_path)
    assert tiny.asked == ["/robots.txt", "/rules.txt", "/"]


def test_a_redirect_to_what_is_forbidden_is_not_followed(tmp_path: Path) -> None:
    with portal(Answer(b"User-agent: *\nDisallow: /bai-2\n")).serving() as tiny:
        tiny.pages |= {"/bai-1": redirect("/bai-2"), "/bai-2": article("Cấm")}
        crawl(tiny, tmp_path)
    assert tiny.asked == ["/robots.txt", "/", "/bai-1"]


@pytest.mark.parametrize(("forbidden", "said"), [("/", "{home}"), ("/bai", "{home}bai-1 and 1 more")])
def test_what_is_forbidden_is_told(tmp_path: Path, forbidden: str, said: str) -> None:
    tiny = TinyPortal({"/": listing("/bai-1", "/bai-2")})
    tiny.pages["/robots.txt"] = Answer(f"User-agent: *\nDisallow: {forbidden}\n".encode())
    places = ["--data", str(tmp_path / "data"), "--portals", str(tiny.portal_file(tmp_path / "portals", concurrency=1))]
    with tiny.serving():
        done = govnews("crawl", *places)
    assert f"not asked for, as robots.txt forbids it: {said.format(home=tiny.home)}\n" in done.stderr


def test_crawl_delay_is_kept_even_where_the_portal_file_wants_less(tmp_path: Path) -> None:
    asked: list[float] = []

    def noting(answer: Answer) -> Page:
        def answered() -> Answer:
            asked.append(time.monotonic())
            return answer

        return answered

    pages = {"/": listing("/bai-1", "/bai-2"), "/bai-1": article("Bài một"), "/bai-2": article("Bài hai")}
    tiny = TinyPortal({path: noting(answer) for path, answer in pages.items()})
    tiny.pages["/robots.txt"] = noting(Answer(b"User-agent: *\nCrawl-delay: 1\n"))
    with tiny.serving():
        assert crawl(tiny, tmp_path)["new"] == 2
    assert len(asked) == 4
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(asked))


def test_a_robots_txt_that_asks_for_peace_is_waited_for(tmp_path: Path) -> None:
    asked: list[float] = []

    rules = Answer(b"User-agent: *\nDisallow: /bai-1\n")

    def busy() -> Answer:
        asked.append(time.monotonic())
        return rules if len(asked) > 1 else Answer(b"", 503, (("Retry-After", "2"),))

    with portal(busy).serving() as tiny:
        assert crawl(tiny, tmp_path)["outcome"] == "complete"
    assert tiny.asked == ["/robots.txt", "/robots.txt", "/"]
    assert asked[1] - asked[0] >= 2


def test_answers_that_ask_for_the_same_peace_do_not_add_up() -> None:
    pace = HostPace()
    assert all(pace.rest("a.vn", 1200) for _ in range(8)), "eight requests under way, all told to wait 20 minutes"
    assert not pace.rest("a.vn", LONGEST_REST + 60)
