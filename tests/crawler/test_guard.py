"""What a portal must not be able to make the crawler do, and what its robots.txt forbids."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from archive.verification.verify import verify
from crawler.network_guard import is_public
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.forked import govnews


def crawl(portal: TinyPortal, folder: Path, *arguments: str, exit_code: int = 0, more: str = "") -> dict[str, Any]:
    portals = portal.portal_file(folder / "portals", more=more)
    places = ["--data", str(folder / "data"), "--portals", str(portals)]
    done = govnews("crawl", *arguments, *places, "--json")
    assert done.returncode == exit_code, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def crawl_all(portals: list[TinyPortal], folder: Path, *, exit_code: int = 0) -> list[dict[str, Any]]:
    """One run over several portals, p0, p1, …; its summaries in their order."""
    for number, portal in enumerate(portals):
        portal.portal_file(folder / "portals", name=f"p{number}")
    with ExitStack() as serving:
        for portal in portals:
            serving.enter_context(portal.serving())
        done = govnews("crawl", "--data", folder / "data", "--portals", folder / "portals", "--json")
    assert done.returncode == exit_code, done.stderr
    said = {summary["portal"]: summary for summary in map(json.loads, done.stdout.splitlines())}
    return [said[f"p{number}"] for number in range(len(portals))]


def redirect(to: str) -> Answer:
    return Answer(b"", 302, (("Location", to),))


def test_a_redirect_out_of_the_portal_is_not_followed(tmp_path: Path) -> None:
    elsewhere = TinyPortal({"/bai-9": article("Ở nơi khác")})
    with elsewhere.serving():
        targets = [
            elsewhere.home + "bai-9",  # another port of the same machine
            "http://169.254.169.254/bai-1",
            "http://2130706433/bai-1",
            "http://[::1]/bai-1",
            "file:///etc/passwd",
            "//example.org/bai-1",
        ]
        pages: dict[str, Page] = {f"/bai-{number}": redirect(target) for number, target in enumerate(targets)}
        pages["/"] = listing(*pages, "/bai-that")
        pages["/bai-that"] = article("Bài thật")
        with TinyPortal(pages).serving() as portal:
            summary = crawl(portal, tmp_path)
    assert elsewhere.asked == []
    assert (summary["new"], summary["rejected"], summary["errors"]) == (1, len(targets), 0)
    with Archive.open(tmp_path / "data") as archive:
        reasons = {row["reason"] for row in archive.db.query("SELECT reason FROM rejections")}
        assert reasons == {"blocked"}


def test_a_private_address_needs_leave(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        text = portal.portal_file(tmp_path / "portals").joinpath("tiny.toml")
        text.write_text(text.read_text(encoding="utf-8").replace("allow_private = true", ""), encoding="utf-8")
        done = govnews("crawl", "--data", tmp_path / "data", "--portals", text.parent)
    assert portal.asked == []
    assert done.returncode == 3
    assert "private address" in done.stderr


@pytest.mark.parametrize(
    "robots",
    [
        pytest.param(Answer(b"User-agent: *\nDisallow: /\n"), id="forbids all"),
        pytest.param(Answer(b"down", 503), id="answers 503"),
    ],
)
def test_where_robots_txt_forbids_all_nothing_else_is_asked_for(tmp_path: Path, robots: Answer) -> None:
    pages: dict[str, Page] = {"/robots.txt": robots, "/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}
    with TinyPortal(pages).serving() as portal:
        summary = crawl(portal, tmp_path, exit_code=3)
    assert set(portal.asked) == {"/robots.txt"}
    assert summary["outcome"] == "unreachable"


def test_a_missing_robots_txt_forbids_nothing(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        assert crawl(portal, tmp_path)["new"] == 1


def test_all_requests_of_a_fresh_start_obey_robots_txt(tmp_path: Path) -> None:
    """In a second crawl many requests wait for robots.txt at once; each of them must get its rules."""
    pages: dict[str, Page] = {f"/bai-{number}": article(f"Bài số {number}") for number in range(20)}
    pages["/"] = listing(*pages)
    with TinyPortal(pages).serving() as portal:
        assert crawl(portal, tmp_path)["new"] == 20
        portal.pages["/robots.txt"] = Answer(b"User-agent: govnews\nDisallow: /bai-1\n")
        portal.asked.clear()
        crawl(portal, tmp_path, "--full")
    assert sorted(portal.asked) == sorted(
        ["/", "/robots.txt", "/bai-0", *(f"/bai-{number}" for number in range(2, 10))]
    )


def test_a_page_that_cannot_be_read_is_rejected_and_the_crawl_goes_on(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/bai-1": Answer(b"", 200),
        "/bai-2": Answer(b"%PDF-1.4 ...", 200, (("Content-Type", "application/pdf"),)),
        "/bai-3": Answer(b"forbidden", 403),
        "/bai-4": article("Bài đọc được"),
    }
    pages["/"] = listing(*pages)
    with TinyPortal(pages).serving() as portal:
        summary = crawl(portal, tmp_path)
    assert (summary["new"], summary["rejected"]) == (1, 3)
    with Archive.open(tmp_path / "data") as archive:
        rows = archive.db.query("SELECT url, reason, capture_id FROM rejections ORDER BY url")
        rejected = [
            (row["url"].removeprefix(portal.home), row["reason"], row["capture_id"] is not None) for row in rows
        ]
    assert rejected == [("bai-1", "empty", True), ("bai-2", "not-html", True), ("bai-3", "blocked", True)]


def test_a_page_whose_server_fails_is_named_raises_no_alarm_and_is_asked_again(tmp_path: Path) -> None:
    pages: dict[str, Page] = {f"/bai-{number}": article(f"Bài số {number}") for number in range(25)}
    pages["/"] = listing(*pages)
    with TinyPortal(pages).serving() as portal:
        crawl(portal, tmp_path)
        failing = {f"/bai-hong-{number}": Answer(b"down", 503 if number else 429) for number in range(6)}
        portal.pages |= failing | {"/": listing(*pages, *failing)}
        summary = crawl(portal, tmp_path)  # ends with 0: that a server fails says nothing of its pages
        assert (summary["rejected"], summary["errors"]) == (0, 6)
        with Archive.open(tmp_path / "data") as archive:
            rows = archive.db.query(
                "SELECT r.url, reason, detail, status FROM rejections r JOIN captures c ON c.id = capture_id"
            )
            named = {row["url"].removeprefix(portal.home[:-1]): (row["reason"], row["detail"]) for row in rows}
        assert named == {url: ("blocked", f"answered {answer.status}") for url, answer in failing.items()}
        portal.pages |= {url: article(f"Bài {url}") for url in failing}
        assert crawl(portal, tmp_path)["new"] == 6


def test_a_server_that_fails_twice_is_asked_again(tmp_path: Path) -> None:
    answers = iter([Answer(b"busy", 500), Answer(b"busy", 500), article("Cuối cùng cũng được")])
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": lambda: next(answers)}).serving() as portal:
        assert crawl(portal, tmp_path)["new"] == 1


def test_a_dead_portal_is_unreachable_and_what_is_archived_stays(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        crawl(portal, tmp_path)
    summary = crawl(portal, tmp_path, "--full", exit_code=3)
    assert (summary["outcome"], summary["removed"]) == ("unreachable", 0)
    with Archive.open(tmp_path / "data") as archive:
        assert archive.article(portal.home + "bai-1").removed_at is None


def test_articles_of_a_host_that_is_dead_are_noted_and_looked_for_again(tmp_path: Path) -> None:
    tiny = TinyPortal({"/": listing("/bai-1", "/bai-2"), "/bai-1": article("Họp thôn"), "/bai-2": article("Họp bản")})
    with tiny.serving():
        crawl(tiny, tmp_path)
    summary = crawl(tiny, tmp_path, "--full", exit_code=3)
    assert (summary["pages"], summary["removed"], summary["rejected"]) == (0, 0, 0)
    noted = "SELECT url, evidence, portal_alive, capture_id FROM observations WHERE kind = 'gone' ORDER BY url"
    with Archive.open(tmp_path / "data") as archive:
        assert list(archive.db.execute(noted)) == [
            (f"{tiny.home}bai-{number}", "dead-host", 0, None) for number in (1, 2)
        ]
        waits = archive.db.execute(
            "SELECT julianday(next_visit) - julianday(visited_at), etag FROM frontier WHERE kind = 'article'"
        )
        assert [round(days) for days, _ in waits] == [2, 2]
        assert archive.article(tiny.home + "bai-1").removed_at is None
    assert verify(tmp_path / "data").findings == []


def test_a_host_at_a_private_address_is_not_dead(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Họp thôn")}).serving() as tiny:
        crawl(tiny, tmp_path)
        file = tiny.portal_file(tmp_path / "portals") / "tiny.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("allow_private = true", ""), encoding="utf-8")
        done = govnews("crawl", "--full", "--data", tmp_path / "data", "--portals", file.parent)
    assert done.returncode == 3
    with Archive.open(tmp_path / "data") as archive:
        assert archive.db.execute("SELECT count(*) FROM observations WHERE kind = 'gone'").fetchone() == (0,)


def test_a_portal_that_answers_404_to_everything_removes_nothing(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        crawl(portal, tmp_path)
        portal.pages.clear()
        crawl(portal, tmp_path, "--full", exit_code=3)
    with Archive.open(tmp_path / "data") as archive:
        assert archive.article(portal.home + "bai-1").removed_at is None
        noted = archive.db.query("SELECT evidence, portal_alive FROM observations WHERE kind = 'gone'")
        assert [(row["evidence"], row["portal_alive"]) for row in noted] == [("404", 0)]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "::7f00:1"),
        *("0.255.255.255", "192.0.0.9", "192.88.99.1", "198.19.255.255", "240.0.0.1", "203.0.113.3", "239.255.255.255"),
        *("::ffff:0:10.0.0.1", "fec0::1", "ff0e::1", "100::1", "100:0:0:1::1", "5f00::1", "3fff::1", "2001:20::1"),
        *("172.31.255.255", "64:ff9b::a00:1", "2002:a00:1::", "2001::1", "::a00:1", "::ffff:10.0.0.1"),
        *("2001:db8::1", "localhost", "", "127.1", "0x7f000001", "not an address"),
    ],
)
def test_no_address_of_a_neighbour_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "123.30.0.1", "203.162.0.181", "2606:4700:4700::1111", "::ffff:1.1.1.1"]
)
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(address)
