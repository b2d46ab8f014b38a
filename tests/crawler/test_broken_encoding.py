"""An answer whose content-encoding breaks off in the middle is no page: it is asked for again, and named."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from archive import Archive
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing


def long(title: str) -> bytes:
    """The page of an article that does not compress to next to nothing, so that half of it is a page to the eye."""
    words = [f"chữ{random.Random(title).randrange(10**6) + number}" for number in range(400)]
    body = "".join(f"<p>{' '.join(words[start : start + 40])}.</p>" for start in range(0, 400, 40))
    return article(title).body.replace(b"</body>", body.encode() + b"</body>")


def encoded(name: str, payload: bytes) -> Answer:
    return Answer(payload, headers=(("Content-Encoding", name),))


def half(payload: bytes) -> bytes:
    return payload[: len(payload) // 2]


def garbled(payload: bytes) -> bytes:
    middle = len(payload) // 2
    return payload[:middle] + b"\xff" * 40 + payload[middle + 40 :]


PAGE = long("Họp thôn")
BROKEN = {
    "gzip-half": encoded("gzip", half(gzip.compress(PAGE))),
    "gzip-garbled": encoded("gzip", garbled(gzip.compress(PAGE))),
    "br-half": encoded("br", half(brotli.compress(PAGE))),
    "br-garbled": encoded("br", garbled(brotli.compress(PAGE))),
    "zstd-half": encoded("zstd", half(zstd.compress(PAGE))),
    "zstd-garbled": encoded("zstd", garbled(zstd.compress(PAGE, options={zstd.CompressionParameter.checksum_flag: 1}))),
    "no-gzip": encoded("gzip", PAGE),
}


def rejections(folder: Path, summary: dict[str, Any]) -> dict[str, str]:
    with Archive.open(folder / "data") as archive:
        rows = archive.db.execute(
            "SELECT r.url, r.reason FROM rejections r JOIN captures c ON c.id = r.capture_id WHERE r.crawl_id = ?",
            [summary["crawl_id"]],
        )
        return {url.rpartition("/")[2]: reason for url, reason in rows}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TinyPortal, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("broken")
    pages = {f"/bai-{name}": answer for name, answer in BROKEN.items()}
    pages["/bai-no-checksum"] = encoded("gzip", gzip.compress(PAGE)[:-8])
    tiny = TinyPortal({"/": listing(*pages), **pages})
    with tiny.serving():
        return folder, tiny, crawl(tiny, folder)


def test_what_breaks_off_is_an_error_and_among_the_rejections_with_its_capture(
    crawled: tuple[Path, TinyPortal, dict[str, Any]],
) -> None:
    folder, _, summary = crawled
    assert rejections(folder, summary) == {f"bai-{name}": "undecodable" for name in BROKEN}
    assert (summary["errors"], summary["rejected"]) == (len(BROKEN), 0)


def test_it_is_asked_for_three_times_and_by_the_next_crawl(crawled: tuple[Path, TinyPortal, dict[str, Any]]) -> None:
    folder, tiny, _ = crawled
    assert {name: tiny.asked.count(f"/bai-{name}") for name in BROKEN} == dict.fromkeys(BROKEN, 3)
    with Archive.open(folder / "data") as archive:
        left = {url for (url,) in archive.db.execute("SELECT url FROM frontier WHERE state = 'new'")}
    assert left == {f"{tiny.home}bai-{name}" for name in BROKEN}


def test_a_page_that_is_whole_but_for_the_checksum_is_archived(
    crawled: tuple[Path, TinyPortal, dict[str, Any]],
) -> None:
    folder, tiny, _ = crawled
    with Archive.open(folder / "data") as archive:
        assert [found.url for found in archive.articles()] == [f"{tiny.home}bai-no-checksum"]


def test_half_an_article_is_no_edit_of_it(tmp_path: Path) -> None:
    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": encoded("gzip", gzip.compress(PAGE))})
    with tiny.serving():
        assert crawl(tiny, tmp_path)["new"] == 1
        tiny.pages["/bai-1"] = BROKEN["gzip-half"]
        summary = crawl(tiny, tmp_path, "--full")
    assert (summary["changed"], summary["errors"]) == (0, 1)
    assert rejections(tmp_path, summary) == {"bai-1": "undecodable"}
    with Archive.open(tmp_path / "data") as archive:
        assert len(archive.versions(f"{tiny.home}bai-1")) == 1


def test_so_it_is_with_a_listing(tmp_path: Path) -> None:
    links = [f"/bai-{number}" for number in range(200)]
    whole = gzip.compress(listing(*links).body)
    tiny = TinyPortal({"/": encoded("gzip", half(whole))})
    with tiny.serving():
        summary = crawl(tiny, tmp_path, exit_code=3)  # nothing of the portal was seen
    assert (summary["outcome"], rejections(tmp_path, summary)) == ("unreachable", {"": "undecodable"})


def test_a_404_is_one_whatever_became_of_its_page(tmp_path: Path) -> None:
    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Họp thôn")})
    with tiny.serving():
        crawl(tiny, tmp_path)
        tiny.pages["/bai-1"] = BROKEN["gzip-half"]._replace(status=404)
        summary = crawl(tiny, tmp_path, "--full")
    assert (summary["removed"], summary["errors"], summary["rejected"]) == (1, 0, 0)
