"""robots.txt as RFC 9309 says."""

from __future__ import annotations

import asyncio
import logging
import time
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler import network_guard
from crawler.pace import pace
from crawler.robots_rules import RobotsRules, is_page
from crawler.session import session_of
from crawler.standing_in import of_robots

log = logging.getLogger(__name__)

# How a host fails where there is none any more. A certificate that is refused is none of them: somebody is there.
_NOBODY_THERE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError)
# Seconds after which rules are asked for again: RFC 9309 §2.4 allows a day, and a first crawl may take several.
_FRESH = 24 * 3600.0
# The stat that holds an example of what is not asked for.
FIRST_FORBIDDEN = "robotstxt/first_forbidden"
# Seconds between two requests that a robots.txt is granted; with more, one portal would hold up the next runs of all.
LONGEST_DELAY = 120.0


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with what it lets through.

    RFC 9309 §2.3.1.3: 4xx means that there are no rules. §2.3.1.4: a robots.txt that answers 5xx, or not at all,
    disallows everything; so does, here, one behind a bot gate, one that redirects to nowhere, and a 429. And of
    several requests that wait for one robots.txt, Scrapy 2.19 gives the rules to the first only: the others wait on the
    same Deferred, whose result the first one takes away, and are let through.
    """

    _known: dict[tuple[str, str], tuple[float, asyncio.Future[RobotsRules]]]  # by scheme and host; since when

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raises IgnoreRequest for what the rules forbid."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.rules_for(request)
        if not rules.allowed(request.url):
            self._stats.inc_value("robotstxt/forbidden")
            if self._stats.get_value(FIRST_FORBIDDEN) is None:
                self._stats.set_value(FIRST_FORBIDDEN, request.url)
            raise IgnoreRequest("forbidden by robots.txt")

    async def rules_for(self, request: Request) -> RobotsRules:
        """The rules for the host of a request, asked for once a day."""
        if not hasattr(self, "_known"):
            self._known = {}
        parts = urlsplit(request.url)
        place = (parts.scheme, parts.netloc)
        since, rules = self._known.get(place, (0.0, None))
        if rules is None or time.monotonic() - since > _FRESH:
            rules = asyncio.ensure_future(self._fetch(f"{parts.scheme}://{parts.netloc}/robots.txt"))
            self._known[place] = (time.monotonic(), rules)
        return rules.result() if rules.done() else await asyncio.shield(rules)

    async def _fetch(self, url: str) -> RobotsRules:
        meta = {"dont_obey_robotstxt": True}
        request = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            assert self.crawler.engine is not None
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever kept it from us, it is "unreachable" in the words of the RFC
            log.warning("%s cannot be had (%s): nothing there may be asked for", url, error)
            host = urlsplit(url).hostname or ""
            if isinstance(error, _NOBODY_THERE) and not network_guard.was_refused(host):
                session_of(self.crawler).presence.dead = f"{host}: {error}"
            return RobotsRules.forbidding_all()
        return self._said(response, url)

    def _said(self, response: Response, url: str) -> RobotsRules:
        if response.status == 429 or not (200 <= response.status < 300 or 400 <= response.status < 500):
            log.warning("%s answered %d: nothing there may be asked for", url, response.status)
            return RobotsRules.forbidding_all()
        if response.status >= 400:
            return RobotsRules.allowing_all()
        session = session_of(self.crawler)
        if is_page(response.body):
            gate = of_robots(response, session.portal)
            if gate is None:
                return RobotsRules.allowing_all()
            log.warning("%s is no robots.txt but a gate (%s): nothing there may be asked for", url, gate.detail)
            session.misses.refused(url, gate, response.meta["answer"])
            return RobotsRules.forbidding_all()
        session.learn_robots(response.body, url)
        rules = RobotsRules.of(response.body, self._robotstxt_useragent or "")
        self._keep_delay(rules.crawl_delay, url)
        return rules

    def _keep_delay(self, seconds: float, url: str) -> None:
        if seconds > LONGEST_DELAY:
            log.warning(
                "%s asks for %g s between requests; %g are kept (politeness.delay in the portal file can say more)",
                url, seconds, LONGEST_DELAY,
            )  # fmt: skip
        pace.ask(urlsplit(url).hostname or "", min(seconds, LONGEST_DELAY))
