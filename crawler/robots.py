"""robots.txt as RFC 9309 says."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

from crawler.session import session_of

log = logging.getLogger(__name__)

_DISALLOW_ALL = b"User-agent: *\nDisallow: /\n"


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with three cases that it lets through.

    RFC 9309 §2.3.1.3: 4xx means that there are no rules. §2.3.1.4: a robots.txt that answers 5xx, or not at all,
    disallows everything. And of several requests that wait for one robots.txt, Scrapy 2.19 gives the rules to the first
    only: the others wait on the same Deferred, whose result the first one takes away, and are let through.
    """

    _rules: dict[str, asyncio.Future[RobotParser]]

    async def robot_parser(self, request: Request) -> RobotParser:
        """The rules for the host of a request, asked for once."""
        if not hasattr(self, "_rules"):
            self._rules = {}
        parts = urlsplit(request.url)
        if parts.netloc not in self._rules:
            fetched = self._fetch(f"{parts.scheme}://{parts.netloc}/robots.txt")
            self._rules[parts.netloc] = asyncio.ensure_future(fetched)
        rules = self._rules[parts.netloc]
        return rules.result() if rules.done() else await asyncio.shield(rules)

    async def _fetch(self, url: str) -> RobotParser:
        meta = {"dont_obey_robotstxt": True}
        request = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            assert self.crawler.engine is not None
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever kept it from us, it is "unreachable" in the words of the RFC
            log.warning("%s cannot be had (%s): nothing there may be asked for", url, error)
            body = _DISALLOW_ALL
        else:
            body = response.body
            if response.status >= 500:
                log.warning("%s answered %d: nothing there may be asked for", url, response.status)
                body = _DISALLOW_ALL
            elif response.status >= 400:
                body = b""
            else:
                session_of(self.crawler).learn_robots(body, url)
        return self._parserimpl.from_crawler(self.crawler, body)
