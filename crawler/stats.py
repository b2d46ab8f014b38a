"""What a crawl counted, under one prefix in Scrapy's stats: for Scrapy's own tools, and for the run summary."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from scrapy.statscollectors import StatsCollector

from crawler.session import CrawlSession

PREFIX = "govnews/"


def publish(session: CrawlSession, stats: StatsCollector) -> None:
    """Writes the session's counts into the stats of its crawler; called every few seconds, and once it has ended."""
    said: dict[str, Any] = {"crawl": session.crawl_id, **msgspec.structs.asdict(session.counts)}
    if session.outcome is not None:
        said["outcome"] = session.outcome
    said |= {f"traps/{kind}": count for kind, count in session.frontier.traps.counts.items()}
    said |= {f"rejections/{reason}": count for reason, count in dict(session.rejections).items()}
    said["coverage/articles"] = session.coverage.articles
    said |= {f"coverage/{field}": filled for field, filled in session.coverage.filled.items()}
    for name, value in said.items():
        stats.set_value(PREFIX + name, value)


def plain_stats(stats: StatsCollector) -> dict[str, Any]:
    """All stats of a crawler, Scrapy's own too, sorted, as JSON can hold them: times in ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in sorted(stats.get_stats().items())
    }
