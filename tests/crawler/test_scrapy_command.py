"""Scrapy's own command runs the spider from the checkout, on our settings and no others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from archive import Archive
from archive.verification.verify import verify
from tests.crawler.tiny_portal import TinyPortal, article, listing

CHECKOUT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "scrapy", "crawl", "portal"]


def test_scrapy_crawls_a_portal(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        places = [
            *("-a", "portal=tiny", "-a", f"data={tmp_path / 'data'}"),
            *("-a", f"portals={portal.portal_file(tmp_path / 'portals')}"),
        ]
        for _ in range(2):  # the second time the first one's lock must be gone
            done = subprocess.run(
                [*COMMAND, *places], cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False
            )
            assert done.returncode == 0, done.stderr
            assert "Traceback" not in done.stderr
    with Archive.open(tmp_path / "data") as archive:
        assert [found.title for found in archive.articles()] == ["Hội nghị tổng kết"]
        outcomes = [row["outcome"] for row in archive.db.query("SELECT outcome FROM crawls")]
    assert outcomes == ["complete", "complete"]
    assert verify(tmp_path / "data").findings == []


def test_on_other_settings_the_spider_does_not_run(tmp_path: Path) -> None:
    """On Scrapy's own settings it would ignore robots.txt and believe every certificate."""
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        program = (
            "from scrapy.crawler import AsyncCrawlerProcess\n"
            "from crawler.spiders.portal import PortalSpider\n"
            "process = AsyncCrawlerProcess({})\n"
            f"process.crawl(PortalSpider, portal='tiny', portals={str(portal.portal_file(tmp_path / 'portals'))!r})\n"
            "process.start()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False
        )
    assert portal.asked == []
    assert "the settings in force are not govnews'" in done.stderr


def test_a_portal_must_be_named(tmp_path: Path) -> None:
    done = subprocess.run(COMMAND, cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False)
    assert "name a portal" in done.stderr


def test_a_crawl_loads_nothing_of_scrapy_that_it_does_not_use(tmp_path: Path) -> None:
    """What is switched off by a setting alone is loaded all the same: doors that could be opened, and slow to load."""
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}).serving() as portal:
        places = ["--data", str(tmp_path / "data"), "--portals", str(portal.portal_file(tmp_path / "portals"))]
        program = "import atexit, sys; from cli.main import main; atexit.register(lambda: print(*sys.modules)); main()"
        command = [sys.executable, "-c", program, "crawl", *places]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert "scrapy.downloadermiddlewares.retry" in loaded
    assert not {"aiohttp", "tldextract", "requests"} & loaded
    assert not {f"scrapy.extensions.{name}" for name in ("remote_control", "telnet", "feedexport")} & loaded
    assert not {f"scrapy.downloadermiddlewares.{name}" for name in ("cookies", "httpproxy", "httpauth")} & loaded
