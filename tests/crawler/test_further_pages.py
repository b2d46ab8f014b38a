"""What was published between two crawls and has moved on to a further page of a listing is found there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive import Archive
from tests.crawler.tiny_portal import TinyPortal, article, listing
from tests.forked import govnews

PER_PAGE = 3


def newest_first(numbers: range, pager: str) -> dict[str, object]:
    """A portal that shows so many articles a page, the newest (the last number) first; `pager` is page 2's address."""
    shown = [f"/bai-{number}" for number in reversed(numbers)]
    pages = {path: article(f"Bài số {path[5:]} của xã") for path in shown}
    return {
        "/": listing(*shown[:PER_PAGE], pager),
        pager: listing(*shown[PER_PAGE : 2 * PER_PAGE]),
        **pages,
    }


@pytest.mark.parametrize("pager", ["/?page=2", "/?page=2&size=3"])
def test_news_of_more_than_a_page(tmp_path: Path, pager: str) -> None:
    """The second pager names its pages in a way by which nobody can tell whose pages they are."""
    tiny = TinyPortal({})
    places = ["--data", str(tmp_path / "data"), "--portals", str(tiny.portal_file(tmp_path / "portals"))]
    with tiny.serving():
        for last, new in ((6, 6), (10, 4)):  # of the four new ones, one is on page 2 by now
            tiny.pages = newest_first(range(1, last + 1), pager)  # type: ignore[assignment]
            done = govnews("crawl", *places, "--json")
            assert done.returncode == 0, done.stderr
            assert json.loads(done.stdout)["new"] == new, done.stderr
    with Archive.open(tmp_path / "data") as archive:
        assert len(list(archive.articles())) == 10
