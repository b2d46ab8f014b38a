"""The item pipeline that reads a page, in a worker process."""

from __future__ import annotations

from pipelines.component import CrawlComponent
from pipelines.items import Page, session_of


class ExtractPipeline(CrawlComponent):
    """Gives each page its reading."""

    async def process_item(self, item: Page) -> Page:
        """Reads the page; the engine goes on meanwhile."""
        session = session_of(self.crawler)
        item.reading, item.links = await session.pool.read(
            item.body,
            item.url,
            portal=session.portal,
            content_type=item.content_type,
            fetched_at=item.answer.fetched_at,
            context=item.context,
        )
        return item
