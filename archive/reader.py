"""The archive for those who ask it: read-only, at any time, also while a crawl writes."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec
import sqlite_utils

from archive.archived import ArchivedArticle, ArchivedVersion, KeptMedia, RelatedArticle
from archive.as_of import articles_as_of
from archive.asked_addresses import spellings
from archive.captures import stored_captures
from archive.captures.stored_captures import StoredCapture
from archive.data_folder import DataFolder
from archive.rows.database import open_for_reading
from archive.search import search
from archive.timestamps import timestamp
from portals import UsageError

if TYPE_CHECKING:
    import pandas


class LastCrawl(msgspec.Struct, frozen=True):
    """The newest crawl of a portal. `outcome` and `finished_at` are None while it is under way."""

    started_at: str
    finished_at: str | None
    outcome: str | None
    articles: int


_JSON_COLUMNS = ("authors", "tags", "evidence")
_ARTICLE_COLUMNS = [
    name for name in (field.name for field in msgspec.structs.fields(ArchivedArticle))
    if name not in {"related", "attachments", "images"}
]  # fmt: skip


class Archive:
    """A read-only view of one archive. Open it with `Archive.open(folder)`, best in a `with` statement."""

    def __init__(self, folder: DataFolder, db: sqlite_utils.Database) -> None:
        self.folder = folder
        self.db = db  # sqlite-utils: for questions that the methods below do not answer

    @classmethod
    def open(cls, data: Path | str) -> Archive:
        """Opens the archive in folder `data`. Raises StorageError where there is none."""
        folder = DataFolder(data)
        folder.check()
        return cls(folder, open_for_reading(folder.database))

    def close(self) -> None:
        """Closes the database."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(
        self,
        query: str,
        *,
        portal: str | None = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> list[search.Hit]:
        """Articles that match, best first. `dang vien` finds `đảng viên`; with its marks it finds exactly that.

        `since` and `until` are days, months or years (`2024-01-31`, `2024-01`, `2024`), both included.
        """
        return search.search(
            self._connection, query, portal=portal, since=since, until=until, author=author, limit=limit, offset=offset
        )

    def article(self, url_or_id: str) -> ArchivedArticle:
        """One article, by any of its addresses or by its id. Raises UsageError where there is none."""
        return self._article(self._find(url_or_id))

    def articles(
        self,
        *,
        portal: str | None = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        limit: int | None = None,
        as_of: str | None = None,
    ) -> Iterator[ArchivedArticle]:
        """Articles by portal, day and author, newest first; those whose day is unknown come last.

        `as_of` is a time as for `version_at`: the articles known then, each as it was, in today's readings.
        """
        if as_of is not None:
            then = articles_as_of(
                self._connection, _moment(as_of), portal=portal, since=since, until=until, author=author
            )
            yield from itertools.islice(then, limit)
            return
        where, values = search.filters(self._connection, portal=portal, since=since, until=until, author=author)
        tail = "" if limit is None else f" LIMIT {int(limit)}"
        rows = self._connection.execute(
            f"SELECT a.id FROM articles a WHERE {where} ORDER BY a.published_day DESC NULLS LAST, a.key{tail}", values
        )
        for row in rows:
            yield self._article(row[0])

    def dataframe(
        self,
        *,
        portal: str | None = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        as_of: str | None = None,
    ) -> pandas.DataFrame:
        """The articles that `articles` gives as a pandas table: a row each, a column a field, days as dates.

        Raises UsageError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise UsageError("a dataframe needs pandas; install it: pip install 'govnews[dataframe]'") from None
        found = self.articles(portal=portal, since=since, until=until, author=author, as_of=as_of)
        columns = [column for column in _ARTICLE_COLUMNS if column != "evidence"]
        rows = [[getattr(article, column) for column in columns] for article in found]
        frame = pandas.DataFrame(rows, columns=columns)
        frame.insert(columns.index("published") + 1, "published_day", pandas.to_datetime(frame["published"].str[:10]))
        return frame

    def versions(self, url_or_id: str) -> list[ArchivedVersion]:
        """All versions of an article, oldest first. Raises UsageError where there is no such article."""
        columns = [field.name for field in msgspec.structs.fields(ArchivedVersion)]
        rows = self._connection.execute(
            f"SELECT {', '.join(columns)} FROM versions WHERE article_id = ? ORDER BY version", [self._find(url_or_id)]
        )
        return [msgspec.convert(dict(zip(columns, row, strict=True)), ArchivedVersion) for row in rows]

    def last_crawls(self) -> dict[str, LastCrawl]:
        """The newest crawl of each portal, by portal, with how many articles of it are archived."""
        rows = self._connection.execute(
            "SELECT portal, max(started_at), finished_at, outcome,"
            " (SELECT count(*) FROM articles a WHERE a.portal = c.portal)"
            " FROM crawls c WHERE started_at IS NOT NULL GROUP BY portal ORDER BY portal"
        )
        return {portal: LastCrawl(*columns) for portal, *columns in rows}

    def version_at(self, url_or_id: str, moment: str) -> ArchivedVersion:
        """What an article said at a time: ISO 8601, UTC where it has no offset; a day means its end.

        Raises UsageError for what is no time, and for one before the article was first seen.
        """
        until = _moment(moment)
        versions = self.versions(url_or_id)
        told = [version for version in versions if version.seen_at <= until]
        if not told:
            raise UsageError(f"{url_or_id}: not seen before {versions[0].seen_at}; --at takes a time from then on")
        return told[-1]

    def capture(self, capture_id: str) -> StoredCapture:
        """A capture and its bytes. Raises StorageError where they are missing or damaged."""
        return stored_captures.load(self.folder, self._connection, capture_id)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self.db.conn

    def _find(self, url_or_id: str) -> str:
        """The id of an article. Of an address that two portals have, the first portal's."""
        for spelling in spellings(self._connection, url_or_id):
            row = self._connection.execute(
                "SELECT id FROM articles WHERE id = ?1 OR url = ?1"
                " UNION ALL SELECT article_id FROM article_urls WHERE url = ?1 LIMIT 1",
                [spelling],
            ).fetchone()
            if row is not None:
                return str(row[0])
        raise UsageError(f"{url_or_id}: no such article in {self.folder.root}; `govnews search` finds articles")

    def _article(self, article: str) -> ArchivedArticle:
        row = self._connection.execute(
            f"SELECT {', '.join(_ARTICLE_COLUMNS)} FROM articles WHERE id = ?", [article]
        ).fetchone()
        values: dict[str, Any] = dict(zip(_ARTICLE_COLUMNS, row, strict=True))
        for column in _JSON_COLUMNS:
            values[column] = msgspec.json.decode(values[column])
        for table in ("attachments", "images"):
            values[table] = self._children(table, KeptMedia, article)
        values["related"] = self._children("related_links", RelatedArticle, article)
        return msgspec.convert(values, ArchivedArticle)

    def _children(self, table: str, kind: type[msgspec.Struct], article: str) -> list[dict[str, Any]]:
        columns = [field.name for field in msgspec.structs.fields(kind)]
        rows = self._connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE article_id = ? ORDER BY position", [article]
        )
        return [dict(zip(columns, row, strict=True)) for row in rows]


def _moment(text: str) -> str:
    """A time as records write it, of one in ISO 8601: UTC where it has no offset, the end of a day. Or UsageError."""
    try:
        wanted = datetime.fromisoformat(text if len(text) > 10 else f"{text}T23:59:59.999Z")
        return timestamp(wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no time; write 2024-12-31 or 2024-12-31T08:00:00+07:00") from None
