"""What became of the visits to the addresses of the frontier, and when each is visited again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from archive.frontier_rows import FrontierRow
from archive.model import Article
from archive.records import timestamp
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

    def answered(self, url: str, answer: Answer, *, next_visit: str | None = None) -> None:
        """An address answered. The validators of a full answer are kept for the next visit."""
        changes: dict[str, str | None] = {"next_visit": next_visit}
        if answer.full:
            changes |= {
                "etag": answer.etag,
                "last_modified": answer.last_modified,
                "capture_id": answer.capture if answer.etag or answer.last_modified else None,
            }
        self._frontier.visited(url, answer.fetched_at, **changes)
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

    def gave_nothing(self, url: str, answer: Answer) -> None:
        """What answered is not what the address was visited for: it is tried once more, and no limit counts it."""
        self._frontier.bore(url, fruit=False)
        self._frontier.give_back(url)
        self._in_vain(url, answer, self._revisits.after_nothing(answer.fetched_at))

    def cut_off(self, url: str, at: datetime) -> None:
        """An answer was too long to be kept: there is no capture of it, and nothing is concluded of its address."""
        self._frontier.give_back(url)
        self._frontier.visited(url, at, next_visit=self._revisits.after_nothing(at))
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

    def _in_vain(self, url: str, answer: Answer, next_visit: str | None) -> None:
        """What answered is not what belongs there. Its validators are forgotten: a 304 would speak of that answer."""
        self.answered(url, Answer(answer.capture, answer.fetched_at), next_visit=next_visit)
