"""A portal where nothing changed costs next to nothing, and is asked only for what is due."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.forked import govnews

pytestmark = pytest.mark.long

ARTICLES = 40
PADDING = b"<!-- " + b"a page has some ten kilobytes of menus and scripts " * 200 + b" -->"
PATHS = [f"/bai-{number}" for number in range(ARTICLES)]
ALWAYS = {"/robots.txt", "/", "/rss.xml", "/s.xml"}  # where new articles show


def portal(*, validators: bool) -> TinyPortal:
    """Forty articles on four pages of a listing; a feed names ten of them, a sitemap all."""
    tiny = TinyPortal({})
    pages: dict[str, Answer] = {}
    for path in PATHS:
        made: Page = article(f"Bài viết số {path[5:]}")
        assert isinstance(made, Answer)
        pages[path] = Answer(made.body + PADDING)
    for page in range(4):
        further = [f"/?page={page + 2}"] if page < 3 else []
        pages[f"/?page={page + 1}" if page else "/"] = listing(*PATHS[page * 10 :][:10], *further)
    items = "".join(f"<item><title>{path}</title><link>{tiny.home[:-1]}{path}</link></item>" for path in PATHS[:10])
    pages["/rss.xml"] = Answer(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    named = "".join(f"<url><loc>{tiny.home[:-1]}{path}</loc></url>" for path in PATHS)
    pages["/s.xml"] = Answer(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'.encode())
    for path, answer in pages.items():
        tiny.pages[path] = answer._replace(headers=(("ETag", f'"{path}"'),) if validators else ())
    return tiny


def crawl(tiny: TinyPortal, folder: Path, *arguments: str) -> dict[str, Any]:
    tiny.asked.clear()
    file = tiny.portal_file(folder / "portals") / "tiny.toml"
    text = file.read_text(encoding="utf-8").replace("[urls]", 'feeds = ["/rss.xml"]\nsitemaps = ["/s.xml"]\n[urls]')
    file.write_text(text, encoding="utf-8")
    places = ["--data", str(folder / "data"), "--portals", str(folder / "portals")]
    done = govnews("crawl", "--json", *arguments, *places)
    assert done.returncode == 0, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


@pytest.mark.parametrize("validators", [True, False], ids=["with validators", "without"])
def test_a_second_crawl_costs_a_twentieth_of_the_bytes_and_a_fifth_of_the_requests(
    tmp_path: Path, validators: bool
) -> None:
    with portal(validators=validators).serving() as tiny:
        first, second = crawl(tiny, tmp_path), crawl(tiny, tmp_path)
        assert (first["new"], second["new"], second["changed"]) == (ARTICLES, 0, 0)
        assert set(tiny.asked) == ALWAYS
        assert second["requests"] <= 0.2 * first["requests"]
        assert second["bytes"] <= 0.05 * first["bytes"]


def test_every_known_address_costs_a_twentieth_of_the_bytes_where_there_are_validators(tmp_path: Path) -> None:
    with portal(validators=True).serving() as tiny:
        first, second = crawl(tiny, tmp_path), crawl(tiny, tmp_path, "--full")
        assert set(PATHS) < set(tiny.asked)
    assert (second["unchanged"], second["changed"]) == (ARTICLES, 0)
    assert second["bytes"] <= 0.05 * first["bytes"]


@pytest.mark.parametrize("validators", [True, False], ids=["with validators", "without"])
def test_only_what_is_due_is_asked_for(tmp_path: Path, validators: bool) -> None:
    with portal(validators=validators).serving() as tiny:
        crawl(tiny, tmp_path)
        with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db, db:
            db.execute("UPDATE frontier SET next_visit = '2024-01-01T00:00:00.000Z' WHERE url LIKE '%/bai-_'")
        second = crawl(tiny, tmp_path)
        assert set(tiny.asked) == ALWAYS | {f"/bai-{number}" for number in range(10)}
        assert (second["unchanged"], second["changed"]) == (10, 0)
        crawl(tiny, tmp_path)
        assert set(tiny.asked) == ALWAYS, "they are not due again"
