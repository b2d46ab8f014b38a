"""What the archive answers with: an article as it is there, and what it said at a time."""

from __future__ import annotations

import msgspec

from archive.model import Author, Evidence


class RelatedArticle(msgspec.Struct, frozen=True):
    """A related link as archived; `related_id` is set once the article it leads to is archived too."""

    url: str
    title: str
    published: str | None
    related_id: str | None


class KeptMedia(msgspec.Struct, frozen=True):
    """An image or attachment of an article, and the capture that holds it, where there is one."""

    url: str
    title: str | None
    capture_id: str | None


class ArchivedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as the archive has it now: the fields of its newest reading, and what became of it."""

    id: str
    portal: str
    url: str
    title: str
    author: str | None
    authors: list[Author]
    published: str | None
    modified: str | None
    summary: str | None
    body: str
    category: str | None
    tags: list[str]
    language: str | None
    view_count: int | None
    version: int
    content_hash: str
    first_seen: str
    last_seen: str
    last_changed: str
    removed_at: str | None
    capture_id: str
    rules: str
    evidence: dict[str, Evidence]
    related: list[RelatedArticle] = []
    attachments: list[KeptMedia] = []
    images: list[KeptMedia] = []

    @property
    def text(self) -> str:
        """Lead and body: all that the article says under its title."""
        return "\n\n".join(part for part in (self.summary, self.body) if part)


class ArchivedVersion(msgspec.Struct, frozen=True, kw_only=True):
    """What an article said from `seen_at` on.

    Cite it by that time: its number may grow when an old capture is found.
    """

    version: int
    seen_at: str
    capture_id: str
    title: str
    author: str | None
    published: str | None
    summary: str | None
    body: str
    content_hash: str

    @property
    def text(self) -> str:
        """Lead and body."""
        return "\n\n".join(part for part in (self.summary, self.body) if part)
