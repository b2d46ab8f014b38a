"""Redirects, without carrying over what was said to the first address only."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares import redirect
from scrapy.http import Response


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Scrapy's; no Referer is sent, so there is none to carry over. The guard looks at the new address."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Called for each redirected request: takes off the validators, which are those of the first address."""
        for header in ("Referer", "If-None-Match", "If-Modified-Since"):
            request.headers.pop(header, None)
        request.meta.pop("revisit_of", None)

    def _engine_started(self) -> None:
        """Scrapy warns here that a crawl without RefererMiddleware sends no Referer. That is meant."""
