"""One article of a sample portal: the single source of its page and of its gold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from archive.model import Author

HERE = ZoneInfo("Asia/Ho_Chi_Minh")  # the sample portals' time zone, as their portal files say

Skin = Literal["district", "new", "old"]


@dataclass(frozen=True, slots=True)
class Signature:
    """The last line of an article. `line` is printed; `author` is what it says without its label."""

    line: str
    author: str
    authors: tuple[Author, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture within the text, and the line under it."""

    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that the text links to by its own name, which stands in one of the paragraphs."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Another article of the portal that the text links to by its title, which stands in one of the paragraphs.

    `path` is where the link leads: the article's address, or an older one that redirects there.
    """

    path: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """An article as its portal's editors have it.

    `path` is its address within the portal, with its query where that is part of it, `category` the address of its
    category. `lead` is set only where the page sets it apart from the `paragraphs`. `views` is the counter's start: the
    page shows it plus the number of earlier requests. `related` are paths. `nfd`: the page is sent in Unicode's
    decomposed form; `dead_domain`: its canonical link and og:url name a host that is gone. `quirk` is a name of
    `samples.quirks.QUIRKS`, or empty.
    """

    path: str
    category: str
    skin: Skin
    title: str
    published: datetime
    lead: str | None
    paragraphs: tuple[str, ...]
    signature: Signature | None
    picture: Picture | None
    attachment: Attachment | None = None
    mention: Mention | None = None
    views: int | None = None
    related: tuple[str, ...] = ()
    nfd: bool = False
    dead_domain: bool = False
    quirk: str = ""

    @property
    def teaser(self) -> str:
        """What listings and related boxes print under the title."""
        return self.lead or self.paragraphs[0]

    @property
    def inline_links(self) -> tuple[Attachment | Mention, ...]:
        """What the text itself links to."""
        return tuple(link for link in (self.attachment, self.mention) if link is not None)
