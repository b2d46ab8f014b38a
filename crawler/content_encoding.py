"""Takes the content-encoding off answers, as the archive does when it reads them again (`content_decoding.py`).

Scrapy gives on what a stream held until it broke off, as if it were all: half a page would count as an edit. Here such
an answer is asked for again, like any that broke, and is an error at last. Only a stream whose text is whole all the
same, as many a server sends that forgets the checksum behind it, is taken.
"""

from __future__ import annotations

import re
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from archive.captures.content_decoding import ContentError, ContentTooLargeError, decode_content

_END = 2048  # bytes in which the last element of a whole document is closed
_CLOSED = re.compile(rb"</(?:html|rss|feed|urlset|sitemapindex|rdf:rdf)\s*>", re.IGNORECASE)


class TooLargeError(IgnoreRequest):
    """An answer holds more than may be kept."""


class BrokenEncodingError(IgnoreRequest):
    """An answer is not what its Content-Encoding says, or broke off in the middle, each time it was asked for."""


class ContentEncodingMiddleware(HttpCompressionMiddleware):
    """In the place of Scrapy's, which says what encodings are asked for."""

    def __init__(self, stats: Any = None, *, crawler: Crawler) -> None:
        super().__init__(stats, crawler=crawler)
        self._crawler = crawler

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Undoes the encoding. Raises TooLargeError and BrokenEncodingError."""
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        if not encodings or not response.body or response.status >= 300:  # what those say is not read
            return response
        try:
            decoded = decode_content(response.body, encodings, self._max_size)
        except ContentTooLargeError as error:
            raise TooLargeError(str(error)) from None
        except ContentError as error:
            return self._again(request, str(error))
        if not decoded.complete and not _CLOSED.search(decoded.body, max(0, len(decoded.body) - _END)):
            return self._again(request, f"its {', '.join(encodings)} breaks off after {len(decoded.body)} bytes")
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=decoded.body)
        anew: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, headers=headers, body=decoded.body, **anew)

    def _again(self, request: Request, problem: str) -> Request:
        assert self._crawler.spider is not None
        again = None
        if not request.meta.get("dont_retry"):
            again = get_retry_request(request, spider=self._crawler.spider, reason="broken content-encoding")
        if again is None:
            raise BrokenEncodingError(problem)
        return again
