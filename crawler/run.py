"""Runs crawls: of any number of portals in one process, each at its own pace."""

from __future__ import annotations

import functools
import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import scrapy.core.downloader.handlers.http11  # noqa: F401  (it looks through the whole stack: deep in a crawl that takes 0.3 s)
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from archive.data_folder import PortalBusyError
from crawler import contact, network_guard, signals
from crawler.archive_thread import ArchiveThread
from crawler.garbage import garbage
from crawler.pace import pace
from crawler.revisits import RevisitPolicy
from crawler.session import CrawlSession
from crawler.tls_trust import intermediates_of
from pipelines.workers import ExtractionPool
from portals import Portal, UsageError, find_portals, load_portals

log = logging.getLogger(__name__)

SETTINGS_MODULE = "settings"
# Of a portal's delay, how much a page that was read may wait for those of other portals, to be committed with them.
# Until the delay is over nothing could be asked for anyhow; the rest of it is for reading and writing.
_PATIENCE = 0.6


class CrawlSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What one crawl did: one line of `govnews crawl --json`. `outcome` is that of the end record, or `busy`."""

    portal: str
    crawl_id: str | None
    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: int = 0
    errors: int = 0
    traps: dict[str, int] = {}  # addresses left alone, by the kind of trap
    requests: int = 0  # that were sent, robots.txt, redirects and retries included
    bytes: int = 0  # of their answers, headers included, as they came
    outcome: str


def project_settings() -> Settings:
    """Our settings, by name, from wherever govnews is installed. Raises UsageError where others are in the way."""
    settings = Settings()
    try:
        settings.setmodule(SETTINGS_MODULE, priority="project")
    except ImportError as error:
        raise UsageError(f"the settings of govnews cannot be loaded ({error}); install it again") from None
    if not settings.getbool("GOVNEWS_SETTINGS"):
        raise UsageError(
            f"the module {SETTINGS_MODULE!r} that Python finds is not that of govnews; "
            "run govnews from a folder without a settings.py"
        )
    return settings


@contextmanager
def _resources(data: Path | str) -> Iterator[tuple[ArchiveThread, ExtractionPool]]:
    thread = ArchiveThread(data)
    try:
        pool = ExtractionPool()
        try:
            with garbage.searched_seldom():
                yield thread, pool
        finally:
            pool.close()
    finally:
        thread.close()


def run_crawls(
    portals: Iterable[Portal],
    data: Path | str,
    *,
    full: bool = False,
    limit: int | None = None,
    watch: Callable[[list[CrawlSession]], None] | None = None,
) -> list[CrawlSummary]:
    """Crawls portals into the data folder and returns what each crawl did, in the order given.

    `watch` is called once, before the first request, with the sessions, whose counts then grow. Raises StorageError.
    A portal that another process is crawling is left to it, with the outcome `busy`.
    """
    settings = project_settings()
    portals = list(portals)
    _check_contact(settings, portals)
    with ExitStack() as resources:
        resources.enter_context(intermediates_of(portals))
        resources.enter_context(signals.held())
        thread, pool = resources.enter_context(_resources(data))
        sessions: dict[str, CrawlSession | str] = {}  # or the outcome of what was not begun
        for portal in portals:
            if signals.told_to_end():
                sessions[portal.id] = "interrupted"
                continue
            try:
                sessions[portal.id] = begin_session(settings, portal, thread, pool, full=full, limit=limit)
            except PortalBusyError as error:
                log.error("%s", error)
                sessions[portal.id] = "busy"
        begun = [session for session in sessions.values() if isinstance(session, CrawlSession)]
        if begun:
            if watch is not None:
                watch(begun)
            _crawl(settings, begun)
        if thread.failure is not None:
            raise thread.failure
        return [_summary(portal, session) for portal, session in sessions.items()]


def _check_contact(settings: Settings, portals: list[Portal]) -> None:
    """Warns where there is none, but for portals on this machine. Raises UsageError for one that is none."""
    contact.check(settings.get("CONTACT"))
    if not settings.get("CONTACT") and not all(portal.network.allow_private for portal in portals):
        log.warning(contact.UNSET)


def _crawl(settings: Settings, sessions: list[CrawlSession]) -> None:
    process = AsyncCrawlerProcess(settings)
    for session in sessions:
        process.crawl("portal", session=session)
    gc.collect()
    gc.freeze()  # modules and crawlers stay: to look through them again and again takes a tenth of a crawl's time
    process.start(install_signal_handlers=False)  # the spiders ask `signals`; Scrapy's forget one that comes too early


def begin_session(
    settings: Settings, portal: Portal, thread: ArchiveThread, pool: ExtractionPool, *, full: bool, limit: int | None
) -> CrawlSession:
    """Begins the crawl of a portal. Raises PortalBusyError and StorageError."""
    host = urlsplit(portal.home).hostname or ""
    if portal.network.allow_private:
        for netloc in portal.own_hosts:
            network_guard.allow_private(urlsplit(f"//{netloc}").hostname or "")
    revisits = RevisitPolicy(settings.getlist("REVISIT_AFTER"))
    delay = portal.politeness.delay
    delay = settings.getfloat("HOST_DELAY") if delay is None else delay
    concurrency = portal.politeness.concurrency or settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
    patience = _PATIENCE * delay if concurrency == 1 else 0.0
    session = CrawlSession(portal, thread, pool, full=full, limit=limit, revisits=revisits, patience=patience)
    pace.join(host, delay, concurrency)
    session.on_end.append(functools.partial(pace.leave, host, delay, concurrency))
    for resting, seconds in session.rests().items():
        session.may_ask = pace.rest(resting, seconds) and session.may_ask
        log.warning("%s: %s asked to be left in peace, for %.0f s more", portal.id, resting, seconds)
    return session


def standalone_session(arguments: dict[str, Any]) -> CrawlSession:
    """The session of `scrapy crawl portal -a portal=… [-a data=… -a portals=… -a full=1 -a limit=10]`.

    It ends with its process. Takes its arguments out of `arguments`. Raises GovnewsError.
    """
    name = arguments.pop("portal", None)
    if not name:
        raise UsageError("name a portal: scrapy crawl portal -a portal=baohagiang")
    known = load_portals(arguments.pop("portals", None))
    limit = arguments.pop("limit", None)
    portal = find_portals(known, [name])[0]
    _check_contact(project_settings(), [portal])
    resources = ExitStack()
    resources.enter_context(intermediates_of([portal]))
    data = arguments.pop("data", None) or os.environ.get("GOVNEWS_DATA", "data")
    thread, pool = resources.enter_context(_resources(data))
    try:
        session = begin_session(
            project_settings(),
            portal,
            thread,
            pool,
            full=arguments.pop("full", "") not in {"", "0"},
            limit=int(limit) if limit else None,
        )
    except BaseException:
        resources.close()
        raise
    session.on_end.append(resources.close)
    return session


def _summary(portal: str, session: CrawlSession | str) -> CrawlSummary:
    if isinstance(session, str):
        return CrawlSummary(portal=portal, crawl_id=None, outcome=session)
    counts = msgspec.structs.asdict(session.counts)
    return CrawlSummary(
        portal=portal,
        crawl_id=session.crawl_id,
        outcome=session.outcome or "failed",
        traps=dict(session.frontier.traps.counts),
        requests=session.stats.get("downloader/request_count", 0),
        bytes=session.stats.get("downloader/response_bytes", 0),
        **counts,
    )
