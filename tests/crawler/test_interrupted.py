"""Killed, stopped, limited or run twice at once: nothing is lost, nothing doubled, the next crawl goes on."""

from __future__ import annotations

import json
import random
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from archive import Archive
from archive.verification.verify import verify
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.processes import all_die, children_of

pytestmark = pytest.mark.long

ARTICLES = 60


def pages() -> dict[str, Page]:
    """60 articles on six pages of a listing."""
    made: dict[str, Page] = {f"/bai-{number}": article(f"Bài viết số {number}") for number in range(ARTICLES)}
    paths = list(made)
    for page in range(6):
        further = [f"/?page={page + 2}"] if page < 5 else []
        made["/" if page == 0 else f"/?page={page + 1}"] = listing(*paths[page * 10 : page * 10 + 10], *further)
    return made


def command(portal: TinyPortal, folder: Path, *arguments: str, delay: float = 0, concurrency: int = 4) -> list[str]:
    portals = portal.portal_file(folder / "portals", delay=delay, concurrency=concurrency)
    places = ["--data", str(folder / "data"), "--portals", str(portals)]
    return [sys.executable, "-m", "cli", "crawl", *arguments, *places, "--json"]


def crawl(portal: TinyPortal, folder: Path, *arguments: str, exit_code: int = 0) -> dict[str, Any]:
    done = subprocess.run(
        command(portal, folder, *arguments), capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == exit_code, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def urls(folder: Path) -> list[str]:
    with Archive.open(folder / "data") as archive:
        return [article.url for article in archive.articles()]


def wait_until_archived(folder: Path, number: int) -> None:
    """Waits until a crawl in another process has archived so many articles."""
    for _ in range(600):
        if (folder / "data" / "archive.db").exists() and len(urls(folder)) >= number:
            return
        time.sleep(0.05)
    raise AssertionError(f"no {number} articles within 30 s")


@pytest.mark.parametrize("moment", range(3))
def test_kill_9_at_any_moment(tmp_path: Path, moment: int) -> None:
    with TinyPortal(pages()).serving() as portal:
        killed = subprocess.Popen(
            command(portal, tmp_path, delay=0.02), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Once at a random moment of start and crawl, twice when it is known to be in the middle of it.
        time.sleep(random.Random().uniform(0.3, 3)) if moment == 0 else wait_until_archived(tmp_path, moment * 10)
        workers = children_of(killed.pid)
        acknowledged = set(urls(tmp_path)) if moment else set()
        killed.send_signal(signal.SIGKILL)
        killed.wait()

        summary = crawl(portal, tmp_path)
        archived = urls(tmp_path)
    assert summary["outcome"] == "complete"
    assert len(archived) == len(set(archived)) == ARTICLES
    assert acknowledged <= set(archived)
    asked = [path for path in portal.asked if path.startswith("/bai-")]
    assert len(asked) - len(set(asked)) <= 100 + 4  # what one batch and the requests under way can hold
    assert verify(tmp_path / "data").findings == []
    assert not any((tmp_path / "data").rglob("*.tmp"))
    assert all_die(workers)


def test_ctrl_c_ends_in_order_and_the_next_crawl_goes_on(tmp_path: Path) -> None:
    with TinyPortal(pages()).serving() as portal:
        stopped = subprocess.Popen(
            command(portal, tmp_path, delay=0.1, concurrency=1),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_until_archived(tmp_path, 3)
        stopped.send_signal(signal.SIGINT)
        out, _ = stopped.communicate(timeout=15)
        assert stopped.returncode == 130
        assert json.loads(out)["outcome"] == "interrupted"
        before = len(urls(tmp_path))
        summary = crawl(portal, tmp_path)
    assert before + summary["new"] == ARTICLES
    assert len([path for path in portal.asked if path.startswith("/bai-")]) <= ARTICLES + 1
    assert verify(tmp_path / "data").findings == []


def test_limits_add_up_to_one_crawl(tmp_path: Path) -> None:
    with TinyPortal(pages()).serving() as portal:
        for _ in range(3):
            summary = crawl(portal, tmp_path, "--limit", "10")
            assert (summary["new"], summary["outcome"]) == (10, "limited")
        first = urls(tmp_path)
        assert {url.rpartition("-")[2] for url in first} == {str(number) for number in range(30)}  # the newest first
        assert crawl(portal, tmp_path)["new"] == 30
    assert len(urls(tmp_path)) == ARTICLES
    assert len([path for path in portal.asked if path.startswith("/bai-")]) == ARTICLES


def test_a_second_crawl_asks_only_for_what_is_new(tmp_path: Path) -> None:
    with TinyPortal(pages()).serving() as portal:
        crawl(portal, tmp_path)
        portal.asked.clear()
        assert crawl(portal, tmp_path)["new"] == 0
        assert portal.asked == ["/robots.txt", "/"]
        portal.asked.clear()
        portal.pages["/bai-moi"] = article("Bài viết mới nhất")
        portal.pages["/"] = listing("/bai-moi", *(f"/bai-{number}" for number in range(9)), "/?page=2")
        assert crawl(portal, tmp_path)["new"] == 1
    # The new article pushed another one on to the second page, so that page is looked at again, and no further one.
    assert sorted(portal.asked) == sorted(["/robots.txt", "/", "/bai-moi", "/?page=2"])


def test_two_crawls_of_a_portal_at_once(tmp_path: Path) -> None:
    with TinyPortal(pages()).serving() as portal:
        first = subprocess.Popen(
            command(portal, tmp_path, delay=0.1, concurrency=1), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        wait_until_archived(tmp_path, 1)
        second = subprocess.run(
            command(portal, tmp_path), capture_output=True, text=True, encoding="utf-8", timeout=30, check=False
        )
        assert second.returncode == 3
        assert json.loads(second.stdout)["outcome"] == "busy"
        assert str(first.pid) in second.stderr
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=15)
    assert first.returncode == 130


def test_a_lost_database_comes_back_by_itself(tmp_path: Path) -> None:
    with TinyPortal(pages()).serving() as portal:
        crawl(portal, tmp_path)
        for file in (tmp_path / "data").glob("archive.db*"):
            file.unlink()
        summary = crawl(portal, tmp_path)
    assert summary["new"] == 0
    assert len(urls(tmp_path)) == ARTICLES
    assert verify(tmp_path / "data").findings == []


@pytest.mark.parametrize("kilobytes", [40, 500])
def test_a_full_disk_ends_the_crawl_with_one_line_and_loses_nothing(tmp_path: Path, kilobytes: int) -> None:
    """A file size limit stands in for the disk: writing past it fails as on a full one.

    The first limit strikes while the database is made, the second in the middle of the crawl.
    """
    with TinyPortal(pages()).serving() as portal:
        limited = f"ulimit -f {kilobytes}; exec {shlex.join(command(portal, tmp_path))}"  # blocks of 1024 bytes
        full = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, timeout=60, check=False)
        assert full.returncode == 5, full.stderr
        assert "Traceback" not in full.stderr
        acknowledged = set(urls(tmp_path)) if (tmp_path / "data" / "archive.db").exists() else set()
        assert bool(acknowledged) == (kilobytes == 500)
        assert crawl(portal, tmp_path)["outcome"] == "complete"
    assert acknowledged <= set(urls(tmp_path))
    assert len(urls(tmp_path)) == ARTICLES
    assert verify(tmp_path / "data").findings == []


def test_two_portals_crawled_at_once_by_two_processes(tmp_path: Path) -> None:
    with TinyPortal(pages()).serving() as one, TinyPortal(pages()).serving() as other:
        running = []
        for name, portal in (("mot", one), ("hai", other)):
            file = portal.portal_file(tmp_path / name) / "tiny.toml"
            text = file.read_text(encoding="utf-8").replace('id = "tiny"', f'id = "{name}"')
            file.with_name(f"{name}.toml").write_text(text, encoding="utf-8")
            file.unlink()
            places = ["--data", str(tmp_path / "data"), "--portals", str(tmp_path / name)]
            command = [sys.executable, "-m", "cli", "crawl", *places]
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
        for crawl_of in running:
            _, said = crawl_of.communicate(timeout=60)
            assert crawl_of.returncode == 0, said
    assert len(urls(tmp_path)) == 2 * ARTICLES
    assert verify(tmp_path / "data").findings == []


def test_an_aspnet_listing_that_was_left_in_the_middle_is_walked_to_its_end(tmp_path: Path) -> None:
    """Its first page answers 304 the second time; the pages behind it are still to be seen."""

    def page(number: int) -> Answer:
        links = "".join(f'<a href="/bai-{number * 10 + each}">Tin {number * 10 + each}</a>' for each in range(3))
        pager = (
            f"<a href=\"javascript:__doPostBack('pager','Page${number + 1}')\">{number + 1}</a>" if number < 4 else ""
        )
        state = '<input type="hidden" name="__VIEWSTATE" value="x"><input type="hidden" name="__EVENTTARGET" value="">'
        form = f'<form method="post" action="/">{state}{links}{pager}</form>'
        return Answer(f"<html><body>{form}</body></html>".encode(), 200, (("ETag", f'"{number}"'),))

    def posted() -> Answer:
        return page(int(dict(parse_qsl(portal.posted[-1].decode()))["__EVENTARGUMENT"].removeprefix("Page$")))

    articles: dict[str, Page] = {
        f"/bai-{number * 10 + each}": article(f"Bài số {number * 10 + each}")
        for number in range(1, 5)
        for each in range(3)
    }
    portal = TinyPortal(articles | {"/": page(1), "POST /": posted})
    with portal.serving():
        assert crawl(portal, tmp_path, "--limit", "2")["new"] == 2
        assert crawl(portal, tmp_path)["new"] == 10
        portal.asked.clear()
        crawl(portal, tmp_path)
    assert len(urls(tmp_path)) == 12
    assert portal.asked == ["/robots.txt", "/"]  # walked to its end once, it is not walked again
