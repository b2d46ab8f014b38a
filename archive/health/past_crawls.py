"""The crawls of a portal so far, as its health is measured against them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

_PAST_CRAWLS = 30  # the newest ones that read something, which are looked back upon
# How many of the newest crawls are taken together. A portal with one article a day loses a field one article at a time.
_RECENT = (1, 2, 4, 8)


class Crawl(NamedTuple):
    """What one crawl recorded."""

    id: str
    started_at: str
    outcome: str | None
    rules: str | None
    rejected: int  # addresses that no crawl before had rejected
    articles: int  # that it read
    good: int  # pages that were articles, also those that it need not read again
    removed: int  # articles that count as taken down since

    @property
    def tells(self) -> bool:
        """Whether it says anything of how the portal does."""
        return bool(self.good or self.rejected or self.removed)


class Past(NamedTuple):
    """The newest crawls of a portal, in two parts."""

    recent: list[Crawl]
    earlier: list[Crawl]


NO_CRAWL = "software LIKE '%govnews-reextract%'"
_CRAWLS = (
    "SELECT id, started_at, outcome, rules,"
    " coalesce((SELECT max(articles) FROM coverage v WHERE v.crawl_id = c.id), 0) AS articles,"
    " coalesce(new, 0) + coalesce(changed, 0) + coalesce(unchanged, 0) AS good,"
    " coalesce(removed, 0) AS removed FROM crawls c"
    f" WHERE portal = ? AND started_at IS NOT NULL AND NOT {NO_CRAWL} ORDER BY started_at DESC, id DESC"
)
# A rejection `r` that tells nothing of the page: the server failed, or was asked too often.
SERVER_FAILED = "EXISTS (SELECT 1 FROM captures p WHERE p.id = r.capture_id AND (p.status >= 500 OR p.status = 429))"
_REJECTIONS = (
    "SELECT r.crawl_id, r.url FROM rejections r JOIN crawls c ON c.id = r.crawl_id WHERE c.portal = ?"
    f" AND NOT {SERVER_FAILED} ORDER BY c.started_at, c.id"
)


def load(db: sqlite3.Connection, portal: str) -> list[Crawl]:
    """All crawls of a portal, the newest first."""
    rejected = _first_rejected(db, portal)
    return [
        Crawl(crawl, started_at, outcome, rules, rejected[crawl], articles, max(articles, good), removed)
        for crawl, started_at, outcome, rules, articles, good, removed in db.execute(_CRAWLS, [portal])
    ]


def _first_rejected(db: sqlite3.Connection, portal: str) -> Counter[str]:
    """By crawl, how many addresses it was the first to reject: those that never held an article are asked again and
    again, while articles that have not changed are not read.
    """
    known: set[str] = set()
    counts: Counter[str] = Counter()
    for crawl, url in db.execute(_REJECTIONS, [portal]):
        counts[crawl] += url not in known
        known.add(url)
    return counts


def standing(crawls: list[Crawl], last: Crawl | None) -> list[Crawl]:
    """The crawls that read something, where the newest of them still speaks of how things are.

    A crawl that finds nothing new does not mend what was wrong before it; new rules may have.
    """
    newest = crawls[: _PAST_CRAWLS + _RECENT[-1]]
    return newest if newest and last and newest[0].rules == last.rules else []


def pasts(crawls: list[Crawl]) -> list[Past]:
    """The newest crawl, the newest two and so on, each with those before it."""
    return [Past(crawls[:number], crawls[number:][:_PAST_CRAWLS]) for number in _RECENT if number < len(crawls)]
