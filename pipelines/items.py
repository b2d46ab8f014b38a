"""What travels through the item pipelines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast

from scrapy.crawler import Crawler

from archive.model import Article, Context, Rejection
from pipelines.page_links import PageLinks
from pipelines.workers import ExtractionPool
from portals import Portal


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as far as the crawl is concerned: which capture it is, and the validators that came with it.

    `full` is False for a 304, which sends no new ones.
    """

    capture: str
    fetched_at: datetime
    full: bool = True
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True, repr=False)
class Page:
    """A page that may be an article: the answer it came with, its decoded body, and later its reading and its links.

    `asked` is the canonical URL that the crawl wanted; `url` the one that answered, after redirects.
    """

    asked: str
    url: str
    answer: Answer
    body: bytes
    content_type: str | None = None
    context: Context | None = None
    reading: Article | Rejection | None = None
    links: PageLinks = field(default_factory=lambda: PageLinks([]))

    def __repr__(self) -> str:
        """Short: Scrapy logs every item, and a page is long."""
        return f"<Page {self.url} {len(self.body)} bytes>"


class Session(Protocol):
    """What the pipelines need of the crawl they serve; `crawler.session` has it."""

    portal: Portal
    pool: ExtractionPool

    def keep_reading(self, page: Page) -> None:
        """Takes a page that has been read: archives the article, or says why it is none."""
        ...

    async def durable(self) -> None:
        """Returns when that is on disk."""
        ...


def session_of(crawler: Crawler) -> Session:
    """The session of the crawl that a pipeline serves."""
    return cast("Session", crawler.spider.session)  # type: ignore[union-attr]
