"""The item pipeline that reads a page, in a worker process."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from pipelines.items import Page, session_of


class ExtractPipeline:
    """Gives each page its reading."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make it."""
        return cls(crawler)

    async def process_item(self, item: Page) -> Page:
        """Reads the page; the engine goes on meanwhile."""
        session = session_of(self._crawler)
        item.reading, item.links = await session.pool.read(
            item.body,
            item.url,
            portal=session.portal,
            content_type=item.content_type,
            fetched_at=item.answer.fetched_at,
            context=item.context,
        )
        return item
