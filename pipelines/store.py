"""The item pipeline that hands a read page to the archive."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from pipelines.items import Page, session_of


class StorePipeline:
    """Gives each reading to the crawl's session, which writes in a thread of its own."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make it."""
        return cls(crawler)

    async def process_item(self, item: Page) -> Page:
        """Hands the reading over and waits until it is on disk: only then does the crawl go on to another page."""
        session = session_of(self._crawler)
        session.keep_reading(item)
        await session.durable()
        return item
