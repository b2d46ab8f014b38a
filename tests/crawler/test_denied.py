"""What the portal file denies is never asked for, however an address of it is met."""

from __future__ import annotations

from pathlib import Path

from archive import Archive
from tests.crawler.test_guard import crawl, redirect
from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing

FEED = Answer(
    b"<rss version='2.0'><channel><title>Tin</title></channel></rss>", headers=(("Content-Type", "text/xml"),)
)


class Denying(TinyPortal):
    """One whose file denies what has `an-ninh` in its address, and names a feed that has."""

    denies = True

    def portal_file(
        self, folder: Path, *, name: str = "tiny", delay: float = 0, concurrency: int = 8, more: str = ""
    ) -> Path:
        file = super().portal_file(folder, name=name, delay=delay, concurrency=concurrency, more=more) / f"{name}.toml"
        said = 'feeds = ["/an-ninh/rss.xml"]\n[urls]\n' + ("deny = ['/an-ninh']\n" if self.denies else "")
        file.write_text(file.read_text(encoding="utf-8").replace("[urls]\n", said), encoding="utf-8")
        return folder


def with_file(title: str, link: str) -> Answer:
    return Answer(article(title).body.replace(b"</body>", f'<p><a href="{link}">Tải về</a></p></body>'.encode()))


def test_links_redirects_files_and_what_was_known_before(tmp_path: Path) -> None:
    tiny = Denying(
        {
            "/": listing("/bai-1", "/bai-2", "/bai-3/an-ninh"),
            "/bai-1": with_file("Có tệp", "/an-ninh/a.pdf"),
            "/bai-2": redirect("/bai-4/an-ninh"),
            "/an-ninh/rss.xml": FEED,
        }
    )
    with tiny.serving():
        crawl(tiny, tmp_path)
        assert [path for path in tiny.asked if "an-ninh" in path] == ["/an-ninh/rss.xml"]
        with Archive.open(tmp_path / "data") as archive:
            said = archive.db.execute("SELECT reason, detail FROM rejections WHERE url LIKE '%/bai-2'").fetchall()
        assert said == [("blocked", f"denied by the portal file: {tiny.home}bai-4/an-ninh")]
        tiny.denies = False
        crawl(tiny, tmp_path, "--full")
        assert {"/bai-3/an-ninh", "/bai-4/an-ninh"} <= set(tiny.asked)
        tiny.denies = True
        tiny.asked.clear()
        crawl(tiny, tmp_path, "--full")
        assert [path for path in tiny.asked if "an-ninh" in path] == ["/an-ninh/rss.xml"]
