"""What would change, field by field, if stored captures were read again with today's rules. Writes nothing."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from archive import outdated_readings
from archive.model import Article, Author, MediaLink, Rejection, RelatedLink
from archive.outdated_readings import Outdated
from archive.rows.article_rows import resting_on
from pipelines.rereading import Damaged, Reread

REJECTED, DAMAGED = "rejected now", "damaged"
# The address is the article's, and evidence says how a field was read, not what.
_FIELDS = tuple(field.name for field in msgspec.structs.fields(Article) if field.name not in {"url", "evidence"})


class Example(msgspec.Struct, frozen=True):
    """One article's field as it was read until now, and as today's rules read it."""

    url: str
    old: Any
    new: Any


class FieldChanges(msgspec.Struct, kw_only=True):
    """How many of a portal's articles read again would have another `field`: one line of `reextract --dry-run --json`.

    `field` is also `rejected now` (old is the title, new the reason) and `damaged` (new is what is wrong).
    """

    portal: str
    field: str
    changed: int = 0
    articles: int = 0
    examples: list[Example] = []


def changed_fields(old: Article, new: Article) -> list[str]:
    """Names of the fields in which two readings differ, evidence aside."""
    return [name for name in _FIELDS if getattr(old, name) != getattr(new, name)]


class ChangesOf:
    """Adds up what changes in the readings of one portal."""

    def __init__(self, db: sqlite3.Connection, portal: str, examples: int) -> None:
        self._db = db
        self._portal = portal
        self._most = examples
        self._articles: set[str] = set()
        self._changed: dict[str, set[str]] = {}
        self._examples: dict[str, list[Example]] = {}

    def add(self, capture: Outdated, reading: Reread) -> None:
        """One capture was read again."""
        identity = capture.capture.id
        old = outdated_readings.reading_until_now(self._db, identity)
        articles = resting_on(self._db, identity)
        self._articles.update(articles)
        if isinstance(reading, Damaged):
            self._note(DAMAGED, articles, Example(old.url, old.title, reading.detail))
        elif isinstance(reading, Rejection):
            self._note(REJECTED, articles, Example(old.url, old.title, f"{reading.reason}: {reading.detail}"))
        else:
            for field in changed_fields(old, reading):
                self._note(field, articles, Example(old.url, getattr(old, field), getattr(reading, field)))

    def add_damaged(self, capture: str, detail: str) -> None:
        """The database does not know where a capture's payload lies."""
        old = outdated_readings.reading_until_now(self._db, capture)
        self._note(DAMAGED, resting_on(self._db, capture), Example(old.url, old.title, detail))

    def result(self) -> list[FieldChanges]:
        """One for each field in which anything changes, in the order of an article's fields."""
        return [
            FieldChanges(
                portal=self._portal,
                field=field,
                changed=len(self._changed[field]),
                articles=len(self._articles | self._changed[field]),
                examples=self._examples[field],
            )
            for field in (*_FIELDS, REJECTED, DAMAGED)
            if field in self._changed
        ]

    def _note(self, field: str, articles: list[str], example: Example) -> None:
        known = self._changed.setdefault(field, set())
        shown = self._examples.setdefault(field, [])
        if len(shown) < self._most and not known.issuperset(articles):
            shown.append(example)
        known.update(articles)


def readable(value: object) -> str:
    """A field's value as a person reads it; lists a line an item."""
    match value:
        case None:
            return ""
        case Author():
            further = ", ".join(part for part in (value.role, value.affiliation) if part)
            return f"{value.name} ({further})" if further else value.name
        case RelatedLink():
            return " ".join(part for part in (value.title, value.published, value.url) if part)
        case MediaLink():
            return " ".join(part for part in (value.title, value.url) if part)
        case tuple():
            return "\n".join(readable(item) for item in value)
        case _:
            return str(value)
