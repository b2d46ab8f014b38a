"""The records of a snapshot: one line each, something that happened, never changed afterwards.

A record carries everything it says: no reader needs a second line, a portal file or the database to understand it.
None has a version number; what depends on other records (version, first seen, removed, related id) is computed by
`apply()`. `schema()` is the JSON Schema that ships as `records.schema.json`.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from archive.model import PLATFORM, Article, Capture, Context, RejectionReason

GoneEvidence = Literal["404", "410", "soft-404", "redirect-home", "dead-host"]
Outcome = Literal["complete", "limited", "interrupted", "unreachable", "cut-short", "failed"]

# The fields whose coverage a crawl states: what an operator would miss if a layout changed. The last one is no field:
# whether the page bore the signs of a platform.
COVERED_FIELDS = ("title", "published", "author", "summary", "body", "category", "related", "view_count", PLATFORM)


class PortalFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the table `portals` holds, so that a rebuild needs no portal file."""

    name: str
    home: str
    platform: str
    language: str
    active_until: str | None = None
    successor: str | None = None


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """When a record was written, by which crawl of which portal."""

    recorded_at: str
    crawl_id: str
    portal: str


class _Met(_Said, frozen=True, kw_only=True):
    """Something that happened at an address (canonical), and when."""

    url: str
    at: str


class CrawlRecord(_Said, frozen=True, kw_only=True, tag_field="record", tag="crawl"):
    """A crawl of one portal began. The first line of every snapshot."""

    facts: PortalFacts
    portal_file: str
    software: str
    rules: str
    repeated: tuple[str, ...] = ()  # lines that most articles of the portal have, so that they are no field of any


class CaptureRecord(Capture, frozen=True, kw_only=True, tag_field="record", tag="capture"):
    """A response was kept: all columns of the table `captures`."""

    recorded_at: str


class _ReadingRecord(Article, frozen=True, kw_only=True):
    recorded_at: str
    crawl_id: str
    portal: str
    at: str  # when the capture was fetched
    capture: str
    rules: str
    met_as: tuple[str, ...] = ()  # further addresses under which the article was met
    context: Context | None = None


class ArticleRecord(_ReadingRecord, frozen=True, kw_only=True, tag_field="record", tag="article"):
    """An article was read from a capture, and is new or says something else than before."""


class ReextractRecord(_ReadingRecord, frozen=True, kw_only=True, tag_field="record", tag="reextract"):
    """An old capture was read again under other rules. A better reading, never an edit."""


class SeenRecord(_Met, frozen=True, kw_only=True, tag_field="record", tag="seen"):
    """An article was there and said the same as in the capture `same_as`."""

    same_as: str
    capture: str | None = None
    view_count: int | None = None


class GoneRecord(_Met, frozen=True, kw_only=True, tag_field="record", tag="gone"):
    """An article was not there. `portal_alive`: a page of the portal itself answered 200 in this crawl, or 304."""

    evidence: GoneEvidence
    portal_alive: bool
    capture: str | None = None


class RejectionRecord(_Met, frozen=True, kw_only=True, tag_field="record", tag="rejection"):
    """A page was fetched and is no article, and why."""

    reason: RejectionReason
    detail: str
    capture: str | None = None


class AliasRecord(_Said, frozen=True, kw_only=True, tag_field="record", tag="alias"):
    """Two addresses turned out to be one article: `url` is another address of `same_as`."""

    url: str
    same_as: str


class Counts(msgspec.Struct, kw_only=True):
    """What one crawl did. `pages` counts responses, the next four articles, `errors` requests without an answer."""

    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: int = 0
    errors: int = 0


class Coverage(msgspec.Struct, kw_only=True):
    """How many of the articles read in a crawl had each field."""

    articles: int = 0
    filled: dict[str, int] = msgspec.field(default_factory=lambda: dict.fromkeys(COVERED_FIELDS, 0))

    def add(self, article: Article) -> None:
        """Counts the fields of one reading."""
        self.articles += 1
        for field in COVERED_FIELDS:
            there = PLATFORM in article.evidence if field == PLATFORM else getattr(article, field) not in (None, "", ())
            self.filled[field] += there


class EndRecord(_Said, frozen=True, kw_only=True, tag_field="record", tag="end"):
    """A crawl ended. The last line of every sealed snapshot."""

    outcome: Outcome
    counts: Counts
    coverage: Coverage


Record = (
    CrawlRecord
    | CaptureRecord
    | ArticleRecord
    | ReextractRecord
    | SeenRecord
    | GoneRecord
    | RejectionRecord
    | AliasRecord
    | EndRecord
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)
_ARTICLE_FIELDS = tuple(field.name for field in msgspec.structs.fields(Article))


def encode(record: Record) -> bytes:
    """One line of a snapshot, with its newline. Unicode stays readable."""
    return _encoder.encode(record) + b"\n"


def decode(line: bytes) -> Record:
    """The record of one line. Raises msgspec.DecodeError (of which ValidationError is one kind)."""
    return _decoder.decode(line)


def article_of(record: ArticleRecord | ReextractRecord) -> Article:
    """The reading that a record carries."""
    return Article(**{name: getattr(record, name) for name in _ARTICLE_FIELDS})


def fields_of(article: Article) -> dict[str, Any]:
    """The fields of a reading, to make a record from."""
    return {name: getattr(article, name) for name in _ARTICLE_FIELDS}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line."""
    made = msgspec.json.schema(Record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of a govnews snapshot (one line of JSON)",
        **made,
    }
