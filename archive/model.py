"""What the archive speaks of: an article, where each of its fields came from, the capture it rests on.

Imports nothing of ours but `portals`. Everything here is immutable and can be pickled, because readings travel
between worker processes.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

RejectionReason = Literal[
    "not-article", "missing", "blocked", "login", "empty", "undecodable", "not-html", "too-large", "timeout"
]


# Among the evidence of a reading: the platform whose signs the page bore, and these signs; absent where it bore none.
PLATFORM = "platform"
# Among it too: the charset of the fonts that a page was typed for (`tcvn3`, `vni`), and words that told it, as typed.
CHARSET = "charset"


# The rule in the evidence of a field that was left empty though something was said of it: no candidate was good enough.
NO_RULE = "none"


class Candidate(msgspec.Struct, frozen=True):
    """What another source said of a field: its value, the rule that gave it, the text (at most 200 characters)."""

    value: str
    rule: str
    text: str


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a field came from: the rule that gave it, and the text it was read from (at most 500 characters).

    `others` are the candidates that say something else and were not chosen, the strongest first.
    """

    rule: str
    text: str
    others: tuple[Candidate, ...] = ()


class RelatedLink(msgspec.Struct, frozen=True):
    """An article that the page names as related. `url` is canonical; `published` is ISO 8601 or None."""

    url: str
    title: str
    published: str | None = None


class Author(msgspec.Struct, frozen=True):
    """One author of a byline: `Triệu Thị Bạch Vân (Trường Chính trị …)` has a name and an affiliation."""

    name: str
    role: str | None = None
    affiliation: str | None = None


class MediaLink(msgspec.Struct, frozen=True):
    """An image or an attachment: absolute URL; the caption or link text, where there is one."""

    url: str
    title: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A reading: the fields that extraction, under one set of rules, got from one capture.

    `published` and `modified` are ISO 8601 with the portal's offset where the page gives a time, a bare day where it
    gives only that, None where it gives none. `body` is paragraphs separated by a blank line, Unicode NFC, and
    does not repeat `summary` (the lead). `author` is as printed, without its label; `authors` is the same taken apart.
    """

    url: str
    title: str
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    authors: tuple[Author, ...] = ()
    summary: str | None = None
    body: str = ""
    category: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    view_count: int | None = None
    related: tuple[RelatedLink, ...] = ()
    images: tuple[MediaLink, ...] = ()
    attachments: tuple[MediaLink, ...] = ()
    evidence: dict[str, Evidence] = {}

    @property
    def text(self) -> str:
        """Lead and body: all that the article says under its title."""
        return "\n\n".join(part for part in (self.summary, self.body) if part)


class Rejection(msgspec.Struct, frozen=True):
    """Why a page is no article."""

    reason: RejectionReason
    detail: str


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the page itself does not say; kept with the reading, so that reading again gives the same.

    `title` and `published` are those of the listing or feed that led to the page; `repeated` are texts that stand on
    many pages of the portal (menus, site name, boxes) and so are no field of any.
    """

    title: str | None = None
    published: str | None = None
    repeated: tuple[str, ...] = ()


def with_repeated(context: Context | None, repeated: tuple[str, ...]) -> Context | None:
    """The same context with these repeated texts; None where that says nothing."""
    found = msgspec.structs.replace(context or Context(), repeated=repeated)
    return found if found != Context() else None


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One HTTP response as it came, and where in the WARC files it lies.

    `digest` is `sha256:` and the hex digest of the payload as sent (content-encoding kept). `warc_file` is relative to
    the data folder; offset and length are in bytes, of the gzip member that holds the response. A revisit (a 304, or a
    payload equal to that of an earlier capture) holds no payload of its own: `revisit_of` is the capture that does.
    """

    id: str
    crawl_id: str
    portal: str
    url: str
    final_url: str
    fetched_at: str
    status: int
    media_type: str | None
    digest: str
    warc_file: str
    warc_offset: int
    warc_length: int
    origin: str = "live"
    etag: str | None = None
    last_modified: str | None = None
    tls_verified: bool = True
    revisit_of: str | None = None


def capture_id(url: str, fetched_at: str, digest: str) -> str:
    """The id of a capture: 16 hex digits, the same however often the same response is imported."""
    return hashlib.sha256(f"{url}\n{fetched_at}\n{digest}".encode()).hexdigest()[:16]


def article_id(portal: str, url: str) -> str:
    """The id of an article: 16 hex digits of sha256(portal, newline, canonical URL)."""
    return hashlib.sha256(f"{portal}\n{url}".encode()).hexdigest()[:16]
