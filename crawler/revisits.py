"""When an address is visited again without anybody asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from archive.model import Article
from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp

# (age of the article in days up to which it holds, days until the next visit). The younger, the likelier an edit or a
# correction; of old articles the question is only whether they are still there.
DEFAULT_POLICY: tuple[tuple[float, float], ...] = ((2, 1), (14, 3), (60, 14), (365, 60), (float("inf"), 180))
# Days after which an address that gave no article is tried again: it may have been a moment's fault, and a removal
# without a 404 needs a second look at least a day later. After that it can wait for so many times longer each time.
RETRY_AFTER_DAYS, _LONGER = 2, 1.5


class RevisitPolicy:
    """The setting `REVISIT_AFTER`: pairs of (age in days, days until the next visit), youngest first."""

    def __init__(self, steps: Sequence[tuple[float, float]] = DEFAULT_POLICY) -> None:
        self._steps = tuple(steps)

    def after_article(self, article: Article, found_at: str, visited: datetime) -> str:
        """When to look again at an article; its age counts from its date, or from when it was found."""
        age = (visited - _moment(article.published or found_at, visited)) / timedelta(days=1)
        days = next(wait for limit, wait in self._steps if age <= limit)
        return timestamp(visited + timedelta(days=days))

    def as_before(self, row: FrontierRow, visited: datetime) -> str:
        """When to look again at an article that was not modified: after as long as last time, and a half more."""
        before = datetime.fromisoformat(row.visited_at or row.found_at)
        wait = datetime.fromisoformat(row.next_visit or timestamp(visited)) - before
        return timestamp(visited + min(max(wait * _LONGER, timedelta(days=1)), self._longest))

    def after_nothing(self, visited: datetime, times: int = 1) -> str:
        """When to look again at an address that gave no article, for so many `times` in a row."""
        days = RETRY_AFTER_DAYS * _LONGER ** min(times - 1, 20)  # the longest wait is much shorter than that
        return timestamp(visited + min(timedelta(days=days), self._longest))

    @property
    def _longest(self) -> timedelta:
        return timedelta(days=max(self._steps[-1][1], RETRY_AFTER_DAYS))


def _moment(text: str, fallback: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return fallback
    return moment if moment.tzinfo else moment.replace(tzinfo=fallback.tzinfo)
