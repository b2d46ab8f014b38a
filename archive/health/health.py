"""What an operator must hear: a field that is lost, a portal that yields nothing new, pages that are no
articles, articles that are gone.

Each portal is held against its own past. A fall counts only where chance does not explain it, so a crawl of three
articles may raise an alarm, and one of three hundred need not.
"""

from __future__ import annotations

import itertools
import math
import sqlite3
import statistics
from collections.abc import Callable
from datetime import datetime

import msgspec

from archive.health import past_crawls
from archive.health.alarms import Alarm, AlarmKind, Seen
from archive.health.past_crawls import NO_CRAWL, SERVER_FAILED, Crawl, pasts, standing
from archive.model import PLATFORM

# A portal that were as it always was would show as little as this once in so many crawls. Hundreds of portals crawled
# every day for a year make some hundred thousand crawls with eight fields each: false alarms must be rare.
_CHANCE = 1e-5
# A share falls, or rises, by at least so much; less is news, not damage.
_LEAST_CHANGE = 0.2
# No share is believed to be quite certain: one odd article is no alarm.
_SURE = 0.98
_ALL_REJECTED = 3  # pages of a portal that never gave an article
_PAST_ARTICLES = 20  # that they must have read
# Silence: longer than the longest there ever was between two crawls with news, by a share that shrinks as these become
# many (a record is broken often at first: twice as long after so many, a tenth longer after ten times as many), and at
# least so many days.
_NEWSY_CRAWLS, _SILENT_DAYS = 5, 3.0
# Of a gap between two crawls, so many times the usual one count: while nobody crawled, no portal was silent.
_ABSENCE = 3.0
# Whether an article has a field.
_FILLED = "coalesce(a.{}, '') != ''"
_HAS = {
    "related": "EXISTS (SELECT 1 FROM related_links l WHERE l.article_id = a.id)",
    PLATFORM: f"json_extract(a.evidence, '$.{PLATFORM}') IS NOT NULL",
}


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a portal does: its last crawl, what is archived, the coverage of the last crawl that read articles."""

    portal: str
    started_at: str | None
    outcome: str | None
    articles: int
    newest: str | None
    coverage: dict[str, float]
    alarms: list[Alarm]


def health_of(db: sqlite3.Connection, portal: str) -> Health:
    """The health of one portal, by what its crawls recorded."""
    crawls = past_crawls.load(db, portal)
    last = crawls[0] if crawls else None
    reading, telling = [crawl for crawl in crawls if crawl.articles], [crawl for crawl in crawls if crawl.tells]
    articles, newest = db.execute(
        "SELECT count(*), max(published_day) FROM articles WHERE portal = ?", [portal]
    ).fetchone()
    return Health(
        portal=portal,
        started_at=last.started_at if last else None,
        outcome=last.outcome if last else None,
        articles=articles,
        newest=newest,
        coverage=_shares(db, reading[0]) if reading else {},
        alarms=[
            *_coverage(db, portal, standing(reading, last)),
            *_rejections(db, portal, standing(telling, last)),
            *_removals(db, portal, standing(telling, last)),
            *_nothing(db, portal, telling, last),
            *_silence(db, portal, last),
        ],
    )


def _filled(db: sqlite3.Connection, crawl: Crawl) -> dict[str, int]:
    return dict(db.execute("SELECT field, filled FROM coverage WHERE crawl_id = ?", [crawl.id]))


def _shares(db: sqlite3.Connection, crawl: Crawl) -> dict[str, float]:
    return {field: filled / crawl.articles for field, filled in _filled(db, crawl).items()}


def _coverage(db: sqlite3.Connection, portal: str, crawls: list[Crawl]) -> list[Alarm]:
    """Fields that the newest crawls found in fewer articles than the earlier ones did."""
    filled = {crawl.id: _filled(db, crawl) for crawl in crawls}
    fields = filled[crawls[0].id] if crawls else {}
    return [alarm for field in fields if (alarm := _fallen(db, portal, crawls, filled, field))]


def _fallen(
    db: sqlite3.Connection, portal: str, crawls: list[Crawl], filled: dict[str, dict[str, int]], field: str
) -> Alarm | None:
    stated = [crawl for crawl in crawls if field in filled[crawl.id]]  # earlier releases state fewer

    def share(some: list[Crawl]) -> float:
        return sum(filled[crawl.id][field] for crawl in some) / _read(some)

    for recent, earlier in pasts(stated):
        if _read(earlier) < _PAST_ARTICLES:
            continue
        before, now = share(earlier), share(recent)
        found = sum(filled[crawl.id][field] for crawl in recent)
        if (
            before - now < _LEAST_CHANGE
            or before - share(recent[:1]) < _LEAST_CHANGE  # it is back
            or _at_most(found, _read(recent), min(before, _SURE)) >= _CHANCE
        ):
            continue
        has = _HAS.get(field, _FILLED.format(field))
        return Alarm(
            portal=portal,
            kind="platform" if field == PLATFORM else "coverage",
            field=field,
            before=before,
            now=now,
            articles=_read(recent),
            last_good=_seen(db, portal, f"{has} AND c.crawl_id != ?", recent[0].id),
            new=_seen(db, portal, f"NOT {has} AND c.crawl_id = ?", recent[0].id),
        )
    return None


def _read(crawls: list[Crawl]) -> int:
    return sum(crawl.articles for crawl in crawls)


def _rejections(db: sqlite3.Connection, portal: str, crawls: list[Crawl]) -> list[Alarm]:
    """Pages where articles should be and are not: a layout that nobody can read any more, or a gate before it."""
    return _risen(db, portal, crawls, "rejections", lambda crawl: crawl.rejected, _last_rejected)


def _removals(db: sqlite3.Connection, portal: str, crawls: list[Crawl]) -> list[Alarm]:
    """Articles that are gone, many at once: new addresses for all of them, or a portal that is being taken down."""
    return _risen(db, portal, crawls, "removals", lambda crawl: crawl.removed, _last_gone)


def _risen(
    db: sqlite3.Connection,
    portal: str,
    crawls: list[Crawl],
    kind: AlarmKind,
    bad_of: Callable[[Crawl], int],
    shown: Callable[[sqlite3.Connection, Crawl], Seen | None],
) -> list[Alarm]:
    """A share of pages that are not what they should be, by `bad_of`, where it rose beyond chance."""
    for recent, earlier in pasts(crawls):
        if sum(crawl.good for crawl in earlier) < _PAST_ARTICLES or not bad_of(recent[0]):
            continue
        (before, _), (now, pages), (newest, _) = (_share(some, bad_of) for some in (earlier, recent, recent[:1]))
        certain = max(before, 1 - _SURE)
        if (
            now - before < _LEAST_CHANGE
            or newest - before < _LEAST_CHANGE
            or _at_most(sum(crawl.good for crawl in recent), pages, 1 - certain) >= _CHANCE
        ):
            continue
        good, new = _seen(db, portal, "c.crawl_id != ?", recent[0].id), shown(db, recent[0])
        return [
            Alarm(portal=portal, kind=kind, field=None, before=before, now=now, articles=pages, last_good=good, new=new)
        ]
    return []


def _nothing(db: sqlite3.Connection, portal: str, crawls: list[Crawl], last: Crawl | None) -> list[Alarm]:
    """A portal whose every page was rejected from the first crawl on, or whose pages never named an article: its file
    calls the wrong addresses articles, or lacks a host.
    """
    if any(crawl.good for crawl in crawls) or not last or (crawls and crawls[0].rules != last.rules):
        return []
    pages = sum(crawl.rejected for crawl in crawls)
    if crawls and pages < _ALL_REJECTED:
        return []
    if not crawls and (last.outcome != "complete" or _names_articles(db, portal)):
        return []
    new = _last_rejected(db, crawls[0]) if crawls else _listed(db, last)
    return [Alarm(portal=portal, kind="nothing", field=None, before=0.0, now=0.0, articles=pages, new=new)]


def _last_rejected(db: sqlite3.Connection, crawl: Crawl) -> Seen | None:
    rows = "rejections r JOIN captures c ON c.id = r.capture_id"
    return _one_seen(db, f"{rows} WHERE r.crawl_id = ? AND NOT {SERVER_FAILED} ORDER BY c.fetched_at DESC", crawl.id)


def _names_articles(db: sqlite3.Connection, portal: str) -> bool:
    """Whether an article is known by its address: one may be, and robots.txt forbid to ask for it."""
    query = "SELECT 1 FROM frontier WHERE portal = ? AND kind = 'article' LIMIT 1"
    return db.execute(query, [portal]).fetchone() is not None


def _last_gone(db: sqlite3.Connection, crawl: Crawl) -> Seen | None:
    rows = "observations o JOIN captures c ON c.id = o.capture_id"
    return _one_seen(db, f"{rows} WHERE o.kind = 'gone' AND c.crawl_id = ? ORDER BY c.fetched_at DESC", crawl.id)


def _share(crawls: list[Crawl], bad_of: Callable[[Crawl], int]) -> tuple[float, int]:
    """Which share of so many pages was not what it should be."""
    bad = sum(map(bad_of, crawls))
    pages = bad + sum(crawl.good for crawl in crawls)
    return (bad / pages if pages else 0.0), pages


def _silence(db: sqlite3.Connection, portal: str, last: Crawl | None) -> list[Alarm]:
    """No new article for longer than ever, though the last crawl went well."""
    if last is None or last.outcome not in {"complete", "limited"}:
        return []
    rows = db.execute(
        "SELECT started_at, coalesce(new, 0) FROM crawls WHERE portal = ? AND started_at IS NOT NULL"
        f" AND NOT {NO_CRAWL} ORDER BY started_at",
        [portal],
    )
    crawls = [(datetime.fromisoformat(started_at), bool(new)) for started_at, new in rows]
    if sum(new for _, new in crawls) < _NEWSY_CRAWLS:
        return []
    days = [(later - earlier).total_seconds() / 86400 for (earlier, _), (later, _) in itertools.pairwise(crawls)]
    most = _ABSENCE * statistics.median(days)
    gaps, silent = [], 0.0
    for step, (_, new) in zip(days, crawls[1:], strict=True):
        silent += min(step, most)
        if new:
            gaps.append(silent)
            silent = 0.0
    newsy = [moment for moment, new in crawls if new]
    silent = (crawls[-1][0] - newsy[-1]).total_seconds() / 86400
    if silent <= max(max(gaps) * (1 + _NEWSY_CRAWLS / len(newsy)), _SILENT_DAYS):
        return []
    return [
        Alarm(
            portal=portal,
            kind="silence",
            field=None,
            before=max(gaps),
            now=silent,
            articles=0,
            last_good=_seen(db, portal, "c.crawl_id != ?", last.id),
            new=_listed(db, last),
        )
    ]


def _listed(db: sqlite3.Connection, crawl: Crawl) -> Seen | None:
    """The first page that a crawl was shown."""
    shown = "c.status IN (200, 304) AND c.url NOT LIKE '%/robots.txt'"
    return _one_seen(db, f"captures c WHERE c.crawl_id = ? AND {shown} ORDER BY c.fetched_at", crawl.id)


def _seen(db: sqlite3.Connection, portal: str, where: str, crawl: str) -> Seen | None:
    rows = "articles a JOIN captures c ON c.id = a.capture_id"
    return _one_seen(db, f"{rows} WHERE a.portal = ? AND {where} ORDER BY c.fetched_at DESC", portal, crawl)


def _one_seen(db: sqlite3.Connection, captures: str, *values: str) -> Seen | None:
    """The first capture `c` of such a query, from its FROM on."""
    row = db.execute(f"SELECT c.id, c.url, c.fetched_at FROM {captures} LIMIT 1", values).fetchone()
    return Seen(*row) if row else None


def _at_most(successes: int, trials: int, share: float) -> float:
    """The chance of so few successes, or fewer, in so many trials (binomial distribution)."""
    return math.fsum(
        math.comb(trials, number) * share**number * (1 - share) ** (trials - number) for number in range(successes + 1)
    )
