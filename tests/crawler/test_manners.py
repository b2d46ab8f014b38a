"""A host that asks for peace gets it, one under strain is asked less, and a crawl that is told to stop stops."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.pace import HostPace
from crawler.retry_after import seconds_to_wait
from crawler.time_budget import TimeBudgetMiddleware
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.forked import govnews

NOW = datetime(2024, 6, 5, 1, 0, tzinfo=UTC)


def arguments(tiny: TinyPortal, folder: Path, *, delay: float = 0, concurrency: int = 1) -> list[str]:
    portals = tiny.portal_file(folder / "portals", delay=delay, concurrency=concurrency)
    return ["crawl", "--data", str(folder / "data"), "--portals", str(portals), "--json"]


@pytest.mark.parametrize(
    ("status", "value", "seconds"),
    [
        (429, "120", 120.0),
        (503, "Wed, 05 Jun 2024 01:00:30 GMT", 30.0),
        (503, "Wed, 05 Jun 2024 00:00:00 GMT", 0.0),
        (503, "soon", None),
        (503, "-5", None),
        (301, "120", None),
        (200, "120", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(status: int, value: str, seconds: float | None) -> None:
    response = Response("https://a.gov.vn/", status=status, headers={"Retry-After": value})
    assert seconds_to_wait(response, NOW) == seconds


def test_a_host_that_asks_for_peace_is_not_asked_before_and_archived_in_the_end(tmp_path: Path) -> None:
    asked: list[float] = []

    def busy() -> Answer:
        asked.append(time.monotonic())
        return article("Bài một") if len(asked) > 1 else Answer(b"busy", 429, (("Retry-After", "2"),))

    pages: dict[str, Page] = {"/": listing("/bai-1", "/bai-2"), "/bai-1": busy, "/bai-2": article("Bài hai")}
    tiny = TinyPortal(pages)
    with tiny.serving():
        done = govnews(*arguments(tiny, tmp_path))
    assert json.loads(done.stdout)["new"] == 2
    assert done.returncode == 0
    assert asked[1] - asked[0] >= 2


def test_a_host_that_asks_for_more_than_an_hour_is_left_to_the_next_crawl(tmp_path: Path) -> None:
    closed = Answer(b"closed", 503, (("Retry-After", "7200"),))
    tiny = TinyPortal({"/": listing("/bai-1", "/bai-2"), "/bai-1": closed, "/bai-2": article("Bài hai")})
    with tiny.serving():
        done = govnews(*arguments(tiny, tmp_path))
        assert (done.returncode, json.loads(done.stdout)["outcome"]) == (3, "cut-short")
        assert "asks to be left in peace for 7200 s: the next crawl goes on" in done.stderr
        assert len(tiny.asked) == 3, "robots.txt, the listing, one article, and nothing after it was told to wait"
        tiny.pages["/bai-1"] = article("Bài một")
        done = govnews(*arguments(tiny, tmp_path))
        assert (done.returncode, json.loads(done.stdout)["outcome"]) == (3, "cut-short")
        assert len(tiny.asked) == 3, "the next crawl keeps to it as well"
        with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db, db:  # two hours go by
            db.execute("UPDATE host_rests SET until = strftime('%Y-%m-%dT%H:%M:%fZ', until, '-2 hours')")
        done = govnews(*arguments(tiny, tmp_path))
    assert (done.returncode, json.loads(done.stdout)["new"]) == (0, 2)


def test_what_a_host_says_to_one_portal_holds_for_all_on_it(tmp_path: Path) -> None:
    """None of them waits for two hours, which would hold up the whole run."""
    closed = Answer(b"closed", 503, (("Retry-After", "7200"),))
    (tmp_path / "portals").mkdir()
    told, others = threading.Event(), threading.Event()

    def waiting() -> Answer:  # until the other portal was told to wait
        others.set()
        told.wait(30)
        return listing("/bai-1", "/bai-2")

    def refusing() -> Answer:
        others.wait(30)
        told.set()
        return closed

    one, other = TinyPortal({"/": refusing}), TinyPortal({"/": waiting, "/bai-1": article("Bài một")})
    with one.serving(), other.serving():
        for name, tiny in (("mot", one), ("hai", other)):
            text = (tiny.portal_file(tmp_path / "made", concurrency=2) / "tiny.toml").read_text(encoding="utf-8")
            (tmp_path / "portals" / f"{name}.toml").write_text(text.replace('"tiny"', f'"{name}"'), encoding="utf-8")
        places = ["--data", str(tmp_path / "data"), "--portals", str(tmp_path / "portals"), "--json"]
        done = govnews("crawl", *places)
    assert {json.loads(line)["outcome"] for line in done.stdout.splitlines()} == {"cut-short"}, done.stderr
    assert "/bai-1" not in other.asked


def test_a_host_under_strain_is_asked_more_slowly_until_it_recovers() -> None:
    pace = HostPace()
    pace.join("a.vn", 1.0, 1)
    for _ in range(5):
        pace.heard("a.vn", 0.2, failed=False)
    assert pace.delay("a.vn") == 1.0
    pace.heard("a.vn", 3.0, failed=False)
    assert pace.delay("a.vn") == 2.0
    pace.heard("a.vn", 0.0, failed=True)
    assert pace.delay("a.vn") == 3.0
    for _ in range(20):
        pace.heard("a.vn", 0.0, failed=True)
    assert pace.delay("a.vn") == 31.0, "but no slower than that"
    for _ in range(10):
        pace.heard("a.vn", 0.2, failed=False)
    assert pace.delay("a.vn") == 1.0


def test_all_attempts_at_a_page_together_have_a_minute() -> None:
    budget = TimeBudgetMiddleware(Crawler(Spider, {"PAGE_TIMEOUT": 60}))
    request = Request("https://a.gov.vn/", meta={"download_timeout": 40.0})
    limits, may_retry = [], []
    for seconds in (35.0, 22.0, 5.0):
        budget.process_request(request)
        limits.append(round(request.meta["download_timeout"]))
        request.meta["attempt_began"] -= seconds
        budget.process_exception(request, TimeoutError())
        may_retry.append(not request.meta.get("dont_retry"))
        request = request.copy()  # as a retry does
    assert (limits, may_retry) == ([40, 25, 3], [True, True, False])
    with pytest.raises(DownloadTimeoutError, match="60 s are used up"):
        budget.process_request(request)  # where a redirect led


def test_told_to_stop_it_does_not_wait_for_a_server_that_stalls(tmp_path: Path) -> None:
    reached, released = threading.Event(), threading.Event()

    def stalling() -> Answer:
        reached.set()
        released.wait(60)
        return article("Bài một")

    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": stalling})
    with tiny.serving():
        command = [sys.executable, "-m", "cli", *arguments(tiny, tmp_path)]
        crawl = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert reached.wait(30)
        crawl.send_signal(signal.SIGTERM)
        out, err = crawl.communicate(timeout=40)  # the server stalls for a minute
        released.set()
        assert (crawl.returncode, json.loads(out)["outcome"]) == (130, "interrupted")
        assert "Traceback" not in err
        tiny.pages["/bai-1"] = article("Bài một")
        done = govnews(*arguments(tiny, tmp_path))
    assert json.loads(done.stdout)["new"] == 1


@pytest.mark.parametrize(
    ("contact", "private", "said"),
    [
        ("", "false", "GOVNEWS_CONTACT is not set"),
        ("me", "false", "it must be an e-mail address or an http address"),
        ("mailto me", "true", "it must be an e-mail address or an http address"),
    ],
)
def test_who_asks_must_say_who_they_are(tmp_path: Path, contact: str, private: str, said: str) -> None:
    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Bài một")})
    run = arguments(tiny, tmp_path)
    file = tmp_path / "portals" / "tiny.toml"
    file.write_text(file.read_text().replace("allow_private = true", f"allow_private = {private}"))
    environment = {**os.environ, "GOVNEWS_CONTACT": contact}
    with tiny.serving():
        done = govnews(*run, env=environment)
    assert said in done.stderr
    assert tiny.asked == []
    assert done.returncode in {2, 3}
