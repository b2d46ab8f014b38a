"""How an article is cited: what it said, where, and which capture shows it. Pure but for one look at the database."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from archive.archived import ArchivedArticle, ArchivedVersion
from archive.captures import stored_captures
from portals import StorageError


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article. By its capture, for the number of a version may grow when an old one is found."""

    article: str
    title: str
    author: str | None
    authors: tuple[str, ...]  # their names alone; empty where they are known of the newest version only
    portal: str
    published: str | None
    url: str
    seen_at: str
    capture: str
    digest: str

    def __str__(self) -> str:
        """In one line."""
        author = f"{self.author}. " if self.author else ""
        published = self.published[:10] if self.published else "no date"
        return (
            f"{author}“{self.title}”. {self.portal}, {published}. {self.url}. "
            f"Captured {self.seen_at} (govnews article {self.article}, capture {self.capture}, {self.digest})."
        )

    def csl(self) -> dict[str, Any]:
        """As an item of CSL-JSON, which reference managers read."""
        names = self.authors or ((self.author,) if self.author else ())
        item: dict[str, Any] = {
            "id": f"{self.article}-{self.capture}",
            "type": "article-newspaper",
            "title": self.title,
            "container-title": self.portal,
            "URL": self.url,
            "accessed": _date(self.seen_at),
            "archive": "govnews",
            "archive_location": f"article {self.article}, capture {self.capture}, {self.digest}",
        }
        if names:
            item["author"] = [{"literal": name} for name in names]
        if self.published:
            item["issued"] = _date(self.published)
        return item


def _date(moment: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in moment[:10].split("-")]]}


def cite(db: sqlite3.Connection, article: ArchivedArticle, version: ArchivedVersion) -> Citation:
    """The citation of one version of an article. Raises StorageError where its capture is not in the database."""
    capture = stored_captures.find(db, version.capture_id)
    if capture is None:
        raise StorageError(f"no capture {version.capture_id!r}; run `govnews verify`")
    name = db.execute("SELECT coalesce(name, id) FROM portals WHERE id = ?", [article.portal]).fetchone()[0]
    same = version.author == article.author
    return Citation(
        article=article.id,
        title=version.title,
        author=version.author,
        authors=tuple(author.name for author in article.authors) if same else (),
        portal=name,
        published=version.published,
        url=article.url,
        seen_at=version.seen_at,
        capture=capture.id,
        digest=capture.digest,
    )
