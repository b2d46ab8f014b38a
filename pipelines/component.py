"""What Scrapy makes one of for each crawl: item pipelines, middlewares, the scheduler."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler


class CrawlComponent:
    """Knows the crawler that it serves."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make it."""
        return cls(crawler)
