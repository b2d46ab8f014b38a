"""robots.txt as RFC 9309 says."""

from __future__ import annotations

import logging

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response

log = logging.getLogger(__name__)

_DISALLOW_ALL = b"User-agent: *\nDisallow: /\n"


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with the two cases that it lets through: a robots.txt that answers 5xx, or not at all.

    RFC 9309 §2.3.1.3: 4xx means that there are no rules. §2.3.1.4: where the file is unreachable, everything is
    disallowed.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            log.warning("%s answered %d: nothing of %s may be asked for", response.url, response.status, netloc)
            response = response.replace(body=_DISALLOW_ALL)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        super()._robots_error(exc, netloc)
        log.warning("robots.txt of %s cannot be had (%s): nothing there may be asked for", netloc, exc)
        self._parsers[netloc] = self._parserimpl.from_crawler(self.crawler, _DISALLOW_ALL)
