"""What an operator must hear: a field that is lost, a portal that yields nothing new, pages that are no articles.

Each portal is held against its own past. A fall counts only where chance does not explain it, so a crawl of three
articles may raise an alarm, and one of three hundred need not.
"""

from __future__ import annotations

import itertools
import math
import sqlite3
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from archive.model import PLATFORM

AlarmKind = Literal["coverage", "platform", "silence", "rejections"]

# A portal that were as it always was would show as little as this once in so many crawls. Hundreds of portals crawled
# every day for a year make some hundred thousand crawls with eight fields each: false alarms must be rare.
_CHANCE = 1e-5
# A share falls, or rises, by at least so much; less is news, not damage.
_LEAST_CHANGE = 0.2
# No share is believed to be quite certain: one odd article is no alarm.
_SURE = 0.98
_PAST_CRAWLS = 30  # the newest ones that are looked back upon
_PAST_ARTICLES = 20  # that they must have read
# Silence: so many times the longest gap there ever was between two crawls with news, and at least so many days.
_SILENCES, _SILENT_DAYS, _NEWSY_CRAWLS = 2.0, 3.0, 5
# Whether an article has a field.
_FILLED = "coalesce(a.{}, '') != ''"
_HAS = {
    "related": "EXISTS (SELECT 1 FROM related_links l WHERE l.article_id = a.id)",
    PLATFORM: f"json_extract(a.evidence, '$.{PLATFORM}') IS NOT NULL",
}


class Seen(msgspec.Struct, frozen=True):
    """A capture that shows something: `govnews show ID --raw` of the article, or the record in the WARC file."""

    capture: str
    url: str
    fetched_at: str


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """Something is wrong with a portal. `before` and `now` are shares of articles, for a silence days."""

    portal: str
    kind: AlarmKind
    field: str | None
    before: float
    now: float
    articles: int
    last_good: Seen | None = None
    new: Seen | None = None

    def __str__(self) -> str:
        good = f"; last good: {self.last_good.url} ({self.last_good.fetched_at[:10]})" if self.last_good else ""
        new = f"; now: {self.new.url}" if self.new else ""
        if self.kind == "coverage":
            said = f"{self.field} was in {self.before:.0%} of articles, and is in {self.now:.0%} of {self.articles}"
        elif self.kind == "platform":
            said = (
                f"{self.before:.0%} of articles bore the signs of the portal's platform, and of {self.articles} "
                f"now {self.now:.0%}: it has a new look"
            )
        elif self.kind == "rejections":
            said = f"{self.before:.0%} of pages were no articles, and of {self.articles} now {self.now:.0%}"
        else:
            said = f"nothing new for {self.now:.0f} days; the longest so far was {self.before:.0f}"
        return f"{self.portal}: {said}{good}{new}"


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a portal does: its last crawl, what is archived, the coverage of the last crawl that read articles."""

    portal: str
    started_at: str | None
    outcome: str | None
    articles: int
    newest: str | None
    coverage: dict[str, float]
    alarms: list[Alarm]


class _Crawl(NamedTuple):
    id: str
    started_at: str
    outcome: str | None
    new: int
    rejected: int
    articles: int  # that it read


def health_of(db: sqlite3.Connection, portal: str) -> Health:
    """The health of one portal, by what its crawls recorded."""
    crawls = [
        _Crawl(*row)
        for row in db.execute(
            "SELECT id, started_at, outcome, coalesce(new, 0), coalesce(rejected, 0),"
            " coalesce((SELECT max(articles) FROM coverage v WHERE v.crawl_id = c.id), 0) FROM crawls c"
            " WHERE portal = ? AND started_at IS NOT NULL AND software NOT LIKE '%govnews-reextract%'"
            " ORDER BY started_at DESC, id DESC LIMIT ?",
            [portal, _PAST_CRAWLS + 1],
        )
    ]
    articles, newest = db.execute(
        "SELECT count(*), max(published_day) FROM articles WHERE portal = ?", [portal]
    ).fetchone()
    reading = next((crawl for crawl in crawls if crawl.articles), None)
    return Health(
        portal=portal,
        started_at=crawls[0].started_at if crawls else None,
        outcome=crawls[0].outcome if crawls else None,
        articles=articles,
        newest=newest,
        coverage=_shares(db, reading) if reading else {},
        alarms=[*_coverage(db, portal, crawls), *_rejections(db, portal, crawls), *_silence(db, portal, crawls)],
    )


def _filled(db: sqlite3.Connection, crawl: _Crawl) -> dict[str, int]:
    return dict(db.execute("SELECT field, filled FROM coverage WHERE crawl_id = ?", [crawl.id]))


def _shares(db: sqlite3.Connection, crawl: _Crawl) -> dict[str, float]:
    return {field: filled / crawl.articles for field, filled in _filled(db, crawl).items()}


def _coverage(db: sqlite3.Connection, portal: str, crawls: list[_Crawl]) -> list[Alarm]:
    """Fields that the last crawl found in fewer articles than the earlier ones did."""
    if not crawls or not crawls[0].articles:
        return []
    last, past = crawls[0], [crawl for crawl in crawls[1:] if crawl.articles]
    before = [(crawl.articles, _filled(db, crawl)) for crawl in past]
    alarms = []
    for field, filled in _filled(db, last).items():
        stated = [(articles, each[field]) for articles, each in before if field in each]  # earlier releases state fewer
        read = sum(articles for articles, _ in stated)
        if read < _PAST_ARTICLES:
            continue
        share, now = sum(had for _, had in stated) / read, filled / last.articles
        if share - now >= _LEAST_CHANGE and _at_most(filled, last.articles, min(share, _SURE)) < _CHANCE:
            good = _seen(db, portal, f"{_HAS.get(field, _FILLED.format(field))} AND c.crawl_id != ?", last.id)
            new = _seen(db, portal, f"NOT {_HAS.get(field, _FILLED.format(field))} AND c.crawl_id = ?", last.id)
            alarms.append(
                Alarm(
                    portal=portal,
                    kind="platform" if field == PLATFORM else "coverage",
                    field=field,
                    before=share,
                    now=now,
                    articles=last.articles,
                    last_good=good,
                    new=new,
                )
            )
    return alarms


def _rejections(db: sqlite3.Connection, portal: str, crawls: list[_Crawl]) -> list[Alarm]:
    """Pages where articles should be and are not: a layout that nobody can read any more, or a gate before it."""
    past = [crawl for crawl in crawls[1:] if crawl.articles or crawl.rejected]
    read = sum(crawl.articles for crawl in past)
    if not crawls or read < _PAST_ARTICLES or not crawls[0].rejected:
        return []
    last = crawls[0]
    pages = last.articles + last.rejected
    before, now = (
        sum(crawl.rejected for crawl in past) / (read + sum(crawl.rejected for crawl in past)),
        last.rejected / pages,
    )
    certain = max(before, 1 - _SURE)
    if now - before < _LEAST_CHANGE or _at_most(pages - last.rejected, pages, 1 - certain) >= _CHANCE:
        return []
    row = db.execute(
        "SELECT c.id, c.url, c.fetched_at FROM rejections r JOIN captures c ON c.id = r.capture_id"
        " WHERE r.crawl_id = ? ORDER BY c.fetched_at DESC LIMIT 1",
        [last.id],
    ).fetchone()
    good = _seen(db, portal, "c.crawl_id != ?", last.id)
    new = Seen(*row) if row else None
    return [
        Alarm(
            portal=portal,
            kind="rejections",
            field=None,
            before=before,
            now=now,
            articles=pages,
            last_good=good,
            new=new,
        )
    ]


def _silence(db: sqlite3.Connection, portal: str, crawls: list[_Crawl]) -> list[Alarm]:
    """No new article for longer than ever, though the crawls went well."""
    if not crawls or crawls[0].outcome not in {"complete", "limited"}:
        return []
    newsy = [datetime.fromisoformat(crawl.started_at) for crawl in crawls if crawl.new]
    if len(newsy) < _NEWSY_CRAWLS:
        return []
    gaps = [(later - earlier).total_seconds() / 86400 for later, earlier in itertools.pairwise(newsy)]
    silent = (datetime.fromisoformat(crawls[0].started_at) - newsy[0]).total_seconds() / 86400
    if silent <= max(_SILENCES * max(gaps), _SILENT_DAYS):
        return []
    good = _seen(db, portal, "c.crawl_id != ?", crawls[0].id)
    return [
        Alarm(
            portal=portal,
            kind="silence",
            field=None,
            before=max(gaps),
            now=silent,
            articles=0,
            last_good=good,
            new=None,
        )
    ]


def _seen(db: sqlite3.Connection, portal: str, where: str, crawl: str) -> Seen | None:
    row = db.execute(
        "SELECT c.id, c.url, c.fetched_at FROM articles a JOIN captures c ON c.id = a.capture_id"
        f" WHERE a.portal = ? AND {where}"
        " ORDER BY c.fetched_at DESC LIMIT 1",
        [portal, crawl],
    ).fetchone()
    return Seen(*row) if row else None


def _at_most(successes: int, trials: int, share: float) -> float:
    """The chance of so few successes, or fewer, in so many trials (binomial distribution)."""
    return math.fsum(
        math.comb(trials, number) * share**number * (1 - share) ** (trials - number) for number in range(successes + 1)
    )
