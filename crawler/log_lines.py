"""What Scrapy logs of each page: nothing."""

from __future__ import annotations

from typing import Any

from scrapy.logformatter import LogFormatter


class QuietLogFormatter(LogFormatter):
    """Makes no line of a page that answered, nor of one that was read: captures and snapshots tell of both.

    Scrapy keeps its loggers at DEBUG, so that each such line is made, and only then found to be wanted by nobody.
    """

    def crawled(self, *_: Any) -> None:  # type: ignore[override]  # None is Scrapy's word for no line
        """No line."""

    def scraped(self, *_: Any) -> None:  # type: ignore[override]
        """No line."""
