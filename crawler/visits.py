"""What became of the visits to the addresses of the frontier, and when each is visited again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from archive.model import Article
from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp
from crawler.frontier import Frontier
from crawler.revisits import RevisitPolicy
from pipelines.items import Answer, Page


class Visits:
    """Of one crawl. Tells the frontier, and has the rows that change with it saved."""

    def __init__(
        self, frontier: Frontier, revisits: RevisitPolicy, save: Callable[[list[FrontierRow]], object]
    ) -> None:
        self._frontier = frontier
        self._revisits = revisits
        self._save = save

    def save(self) -> None:
        """Has the rows saved that changed in the frontier, whoever changed them."""
        changes = self._frontier.changes()
        if changes:
            self._save(changes)

    def answered(self, url: str, answer: Answer, *, next_visit: str | None = None, in_vain: int = 0) -> None:
        """An address answered. The validators of a full answer are kept for the next visit."""
        changes: dict[str, str | None] = {"next_visit": next_visit}
        if answer.full:
            changes |= {
                "etag": answer.etag,
                "last_modified": answer.last_modified,
                "capture_id": answer.capture if answer.etag or answer.last_modified else None,
            }
        self._frontier.visited(url, answer.fetched_at, in_vain=in_vain, **changes)
        self.save()

    def not_modified(self, row: FrontierRow, answer: Answer) -> None:
        """An address answered 304; one that is visited again by itself can wait for longer."""
        self.answered(row.url, answer, next_visit=row.next_visit and self._revisits.as_before(row, answer.fetched_at))

    def gave_article(self, page: Page, article: Article) -> None:
        """An article was read: it is visited again, at its own address."""
        answer, row = page.answer, self._frontier.row(page.asked)
        self._frontier.bore(page.asked, fruit=self._frontier.traps.is_news(f"{article.title}\n{article.body}"))
        found_at = row.found_at if row else timestamp(answer.fetched_at)
        next_visit = self._revisits.after_article(article, found_at, answer.fetched_at)
        self.answered(article.url, answer, next_visit=next_visit)
        if page.asked != article.url:  # another address of it: not asked again but by a full crawl,
            # unless it was an article of its own.
            again = self._revisits.as_before(row, answer.fetched_at) if row and row.next_visit else None
            self._in_vain(page.asked, answer, again)

    def gave_nothing(self, url: str, answer: Answer, *, for_now: bool = False) -> None:
        """What answered is not what the address was visited for: it is tried again, and no limit counts it.

        Ever more seldom, but where that is only `for_now`: a gate may be taken down again.
        """
        self._frontier.bore(url, fruit=False)
        self._frontier.give_back(url)
        times = 1 if for_now else self._times_in_vain(url)
        self._in_vain(url, answer, self._revisits.after_nothing(answer.fetched_at, times), times)

    def cut_off(self, url: str, at: datetime) -> None:
        """An answer was too long to be kept: there is no capture of it, and nothing is concluded of its address."""
        self._frontier.give_back(url)
        times = self._times_in_vain(url)
        self._frontier.visited(url, at, in_vain=times, next_visit=self._revisits.after_nothing(at, times))
        self.save()

    def host_was_dead(self, articles: dict[str, bool], at: datetime) -> None:
        """Nobody was there to ask for these articles; whether each counts as removed by now. Until it does they are
        looked for every two days, then ever more seldom.
        """
        for url, removed in articles.items():
            row = self._frontier.row(url)
            if row is not None:
                again = self._revisits.as_before(row, at) if removed else self._revisits.after_nothing(at)
                self._frontier.visited(url, at, next_visit=again)
        self.save()

    def _times_in_vain(self, url: str) -> int:
        """How often an address gave nothing, with this time."""
        row = self._frontier.row(url)
        return 1 + (row.in_vain if row else 0)

    def _in_vain(self, url: str, answer: Answer, next_visit: str | None, times: int = 0) -> None:
        """What answered is not what belongs there. Its validators are forgotten: a 304 would speak of that answer."""
        self.answered(url, Answer(answer.capture, answer.fetched_at), next_visit=next_visit, in_vain=times)
