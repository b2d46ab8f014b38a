"""The item pipeline that hands a read page to the archive."""

from __future__ import annotations

from pipelines.component import CrawlComponent
from pipelines.items import Page, session_of


class StorePipeline(CrawlComponent):
    """Gives each reading to the crawl's session, which writes in a thread of its own."""

    async def process_item(self, item: Page) -> Page:
        """Hands the reading over and waits until it is on disk: only then does the crawl go on to another page."""
        session = session_of(self.crawler)
        session.keep_reading(item)
        await session.durable()
        return item
