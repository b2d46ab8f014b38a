"""Redirects, without telling where we came from."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares import redirect
from scrapy.http import Response


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Scrapy's; no Referer is sent, so there is none to carry over. The guard looks at the new address."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Takes a Referer away, should there ever be one."""
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Scrapy warns here that a crawl without RefererMiddleware sends no Referer. That is meant."""
