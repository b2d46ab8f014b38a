"""A small archive to write to, without any network."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Store
from archive.captures.digests import payload_digest
from archive.captures.exchange import Exchange
from archive.crawls.crawl_writer import CrawlWriter, Verdict
from archive.crawls.earlier_readings import Reread
from archive.model import Article, Capture, capture_id
from archive.timestamps import timestamp
from portals import Portal, parse_portal

PORTAL_FILE = """
id = "songmay"
name = "Báo Sông Mây"
home = "https://songmay.vn/"
[urls]
article = '/bai-'
"""


START = datetime(2024, 5, 1, 1, 0, tzinfo=UTC)


class Writing:
    """A crawl under way: keeps pages and observes articles, a minute apart, also from one crawl to the next."""

    _clock = itertools.count(1)

    def __init__(self, store: Store, portal: Portal, *, rules: str = "r1", reread: Reread | None = None) -> None:
        self.store = store
        self.writer: CrawlWriter = store.begin(portal, rules=rules, software={"govnews": "test"}, reread=reread)
        self.now = START

    def keep(self, url: str, payload: bytes, status: int = 200) -> str:
        """Keeps a response; its capture id."""
        self.now = START + timedelta(minutes=next(self._clock))
        at, digest = timestamp(self.now), payload_digest(payload)
        identity = capture_id(url, at, digest)
        headers = [("Content-Type", "text/html; charset=utf-8")]
        self.writer.keep(
            Exchange(url=url, status=status, response_headers=headers, payload=payload, fetched_at=self.now),
            Capture(
                id=identity,
                crawl_id=self.writer.crawl_id,
                portal=self.writer.portal,
                url=url,
                final_url=url,
                fetched_at=at,
                status=status,
                media_type="text/html",
                digest=digest,
                warc_file="",
                warc_offset=0,
                warc_length=0,
            ),
        )
        return identity

    def article(self, url: str, title: str, body: str = "Đảng viên gương mẫu.") -> Verdict:
        """Keeps the page of an article and observes it."""
        identity = self.keep(url, f"{title}\n{body}".encode())
        return self.writer.observe(Article(url=url, title=title, body=body), identity, timestamp(self.now))


@pytest.fixture
def portal() -> Portal:
    return parse_portal(PORTAL_FILE, "songmay.toml")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    opened = Store.open(data)
    yield opened
    opened.close()
