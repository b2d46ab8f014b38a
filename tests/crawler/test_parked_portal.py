"""A portal whose domain lapsed answers 200 to everything. It is unreachable, and what was archived stays."""

from __future__ import annotations

import json
from pathlib import Path

from archive import Archive
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing
from tests.forked import govnews

PARKED = Answer(
    b"<html><head><title>tiny.vn</title></head><body><h1>This domain is for sale</h1>"
    b'<a href="/">Home</a> <a href="/?q=loans">Loans</a><p>Make the owner an offer.</p></body></html>'
)
FEED = b"<rss version='2.0'><channel><title>Tin</title><item><link>/bai-1</link></item></channel></rss>"


class _Every(dict[str, Answer]):
    """The same answer at every address but robots.txt, as parking services give it."""

    def get(self, path: str, default: object = None) -> Answer:
        return Answer(b"", 404) if path == "/robots.txt" else PARKED


class _Portal(TinyPortal):
    """One that names a feed and a sitemap."""

    def portal_file(
        self, folder: Path, *, name: str = "tiny", delay: float = 0, concurrency: int = 8, more: str = ""
    ) -> Path:
        file = super().portal_file(folder, name=name, delay=delay, concurrency=concurrency, more=more) / f"{name}.toml"
        ways = 'feeds = ["/rss.xml"]\nsitemaps = ["/sitemap.xml"]\n[urls]'
        file.write_text(file.read_text(encoding="utf-8").replace("[urls]", ways), encoding="utf-8")
        return folder


def test_a_parked_portal_is_unreachable_and_removes_nothing_at_once(tmp_path: Path) -> None:
    tiny = _Portal({"/": listing("/bai-1"), "/bai-1": article("Họp thôn"), "/rss.xml": Answer(FEED)})
    with tiny.serving():
        assert crawl(tiny, tmp_path)["outcome"] == "complete"
        tiny.pages = _Every()  # type: ignore[assignment]
        places = ["--data", tmp_path / "data", "--portals", tmp_path / "portals"]
        done = govnews("crawl", *places, "--full", "--json")
        assert {"/", "/bai-1", "/rss.xml", "/sitemap.xml"} <= set(tiny.asked)
    summary = json.loads(done.stdout)
    assert (done.returncode, "parked domain: This domain is for sale" in done.stderr) == (3, True), done.stderr
    assert (summary["outcome"], summary["removed"], summary["rejected"]) == ("unreachable", 0, 3)
    with Archive.open(tmp_path / "data") as archive:
        said = archive.db.execute("SELECT reason, detail FROM rejections WHERE crawl_id = ?", [summary["crawl_id"]])
        assert set(said) == {("missing", "parked domain: This domain is for sale")}
        assert archive.article(tiny.home + "bai-1").removed_at is None
        gone = archive.db.execute("SELECT evidence, portal_alive FROM observations WHERE kind = 'gone'").fetchall()
    assert gone == [("soft-404", 0)]
