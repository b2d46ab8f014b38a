"""What a crawl asked for and did not get: pages that are none, articles that are gone, answers that failed."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from archive.crawls.crawl_writer import CrawlWriter
from archive.model import Rejection
from archive.snapshots.records import GoneEvidence
from archive.timestamps import timestamp
from crawler.archive_thread import ArchiveThread
from crawler.frontier import Frontier
from crawler.presence import Presence
from crawler.saving import Saving
from crawler.visits import Visits
from pipelines.extraction.parked import of_parked
from pipelines.items import Answer, Page

log = logging.getLogger(__name__)

# Why a page may be an article all the same, as soon as its portal, or this machine, does better.
_PASSING = frozenset({"blocked", "login", "empty", "timeout"})


class Misses:
    """Of one crawl. Each is said to the archive, and to the frontier, which says when it is tried again."""

    def __init__(
        self,
        writer: CrawlWriter,
        saving: Saving,
        presence: Presence,
        frontier: Frontier,
        visits: Visits,
        *,
        named_by_file: Iterable[str],
    ) -> None:
        """`named_by_file` are the addresses of pages that the portal file names: all else hangs on them."""
        self.broken = False  # whether this program failed over a page
        self._writer = writer
        self._saving = saving
        self._presence = presence
        self._frontier = frontier
        self._visits = visits
        self._named_by_file = frozenset(named_by_file)
        self._unasked: list[str] = []  # what was to be visited, had there been anybody to ask

    def refused(self, url: str, rejection: Rejection, answer: Answer, *, counts: bool = True) -> None:
        """What answered there is no page of the portal, and the address is none that is visited by itself."""
        said = (url, timestamp(answer.fetched_at), rejection.reason, rejection.detail, answer.capture)
        self._saving.submit(self._writer.reject, *said, counts=counts)

    def reject(self, url: str, rejection: Rejection, answer: Answer) -> None:
        """A page is no article, and why. One that says it is not there speaks of an article that may have been."""
        if of_parked(rejection):
            self._presence.parked = rejection.detail
        if url in self._named_by_file:  # all else that it might lead to is lost with it
            said = f"{rejection.reason}: {rejection.detail}"
            log.warning("%s: %s, which the portal file names, gave nothing (%s)", self._writer.portal, url, said)
        if rejection.reason == "missing":
            self.gone(url, "soft-404", rejection.detail, answer)
            return
        self.refused(url, rejection, answer)
        self._visits.gave_nothing(url, answer, for_now=rejection.reason in _PASSING)

    def reject_page(self, page: Page, rejection: Rejection) -> None:
        """A page that was read as an article is none. Where one used to be, a listing may be in its place."""
        row = self._frontier.row(page.asked)
        if rejection.reason != "not-article" or row is None or row.visited_at is None:
            self.reject(page.asked, rejection, page.answer)
            return
        answer = page.answer
        named = (link.url for link in page.links.links if link.kind == "article")
        listing = self._frontier.shown.listing_like(named)
        said = (page.asked, timestamp(answer.fetched_at), rejection)
        replaced = self._writer.absences.replaced
        self._presence.gone(functools.partial(replaced, *said, capture=answer.capture, listing=listing))
        self._visits.gave_nothing(page.asked, answer)

    def gone(self, url: str, evidence: GoneEvidence, detail: str, answer: Answer) -> None:
        """Nothing is at an article's address. Held back until it is known whether the portal itself is there."""
        said = (url, timestamp(answer.fetched_at), evidence, detail)
        self._presence.gone(functools.partial(self._writer.absences.gone, *said, capture=answer.capture))
        self._visits.gave_nothing(url, answer)

    def too_large(self, url: str, detail: str) -> None:
        """A response was longer than may be kept; it was cut off, so there is no capture of it."""
        now = datetime.now(UTC)
        self._saving.submit(self._writer.reject, url, timestamp(now), "too-large", detail, None)
        self._visits.cut_off(url, now)

    def not_asked(self, url: str) -> None:
        """A request that may not be made; the address stays in the frontier, should that change."""
        self._frontier.give_back(url)
        if self._presence.dead:
            self._unasked.append(url)

    def failed(self, url: str, rejection: Rejection | None = None, answer: Answer | None = None) -> None:
        """A request got no answer, or one that says no more than that the server failed; the address stays in the
        frontier. Such an answer is named among the rejections, but it is an error: it tells nothing of the page.
        """
        self._frontier.give_back(url)
        self._writer.counts.errors += 1
        if rejection is not None and answer is not None:
            self.refused(url, rejection, answer, counts=False)

    def broke(self, url: str, error: BaseException) -> None:
        """This program failed over what came from there: the crawl is not whole, and the address is visited again."""
        said = (self._writer.portal, url, type(error).__name__, error)
        log.error("%s: %s: a fault of this program: %s: %s", *said)
        self.broken = True
        self.failed(url)

    async def note_dead_host(self, thread: ArchiveThread) -> None:
        """Nobody was there to ask: says so of every article that was due. Raises what the archive's thread raises."""
        now = datetime.now(UTC)
        noted = thread.ask(self._writer.absences.host_is_dead, self._unasked, timestamp(now))
        self._visits.host_was_dead(await asyncio.wrap_future(noted), now)
