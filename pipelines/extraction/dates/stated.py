"""What JSON-LD, meta elements, the platform and the context say of an article's dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.cues import LISTS
from pipelines.extraction.markup.metadata import texts
from pipelines.extraction.page import Page
from pipelines.extraction.titles.score import may_be_site
from pipelines.extraction.wording.folding import fold, squeeze
from pipelines.extraction.wording.moments import Moment, find_moments

# Names of meta elements and microdata.
PUBLISHED_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "published_time", "publishdate", "pubdate",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "og:article:published_time", "parsely-pub-date",
    "citation_publication_date", "citation_online_date", "citation_date", "dc.date.created", "dcterms.issued",
    "dcterms.date", "datecreated",
)  # fmt: skip
_BELIEVED = re.compile(r"article:|date(?!created)")  # made for just this; others are also used for other days
# Forms that only machines write: `20240312`, `20240312T100000Z`, seconds or thousandths since 1970.
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_OF_PAGE = 3.8  # what JSON-LD says of the page, not of an article: enough where nothing speaks against it
_OF_SITE = 3.0  # what it says of an article that is called as the site is: another witness is needed
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_YEAR_FIRST = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)")
_MODIFIED_NAMES = (
    "article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified", "dcterms.modified",
)  # fmt: skip


@dataclass(slots=True)
class Witness:
    """One claim about the date: how far it is believed by itself, and where it was made."""

    moment: Moment
    weight: float
    rule: str
    text: str
    source: str  # claims from one source do not confirm each other


def stated_published(page: Page) -> list[Witness]:
    """What is said of the publication, by context and platform too."""
    found = _stated(page, "datePublished", PUBLISHED_NAMES)
    if page.context.published:
        found += read_stated(page, page.context.published, 4.0, "context")
    for element in page.hints.get("published", ()):
        value = element.get("datetime") or element.get("content") if hasattr(element, "get") else None
        if value and not _in_list(page, element):
            found += read_stated(page, value, 3.0, "time-element")
    return found


def stated_modified(page: Page) -> list[Witness]:
    """What is said of the last change."""
    return _stated(page, "dateModified", _MODIFIED_NAMES)


def _stated(page: Page, key: str, names: tuple[str, ...]) -> list[Witness]:
    found: list[Witness] = []
    for article in page.metadata.articles:
        for text in texts(article.get(key)):
            found += read_stated(page, text, _OF_SITE if _is_of_site(page, article) else 5.0, "json-ld")
    for name in names:
        for text in page.metadata.values.get(name, ()):
            found += read_stated(page, text, 5.0 if _BELIEVED.match(name) else 4.0, "meta")
    said = any(witness.source == "json-ld" for witness in found)
    for text in page.metadata.dated.get(key, ()) if not said else ():
        found += read_stated(page, text, _OF_PAGE, "json-ld")
    return found


def _is_of_site(page: Page, article: dict[str, object]) -> bool:
    """True for an article of JSON-LD whose headline is an office or a paper and not the page's: a template's."""
    headlines = texts(article.get("headline"))
    site = patterns_of(page.words).site
    if not headlines or not (may_be_site(headlines[0], page.words) or site.match(fold(headlines[0]))):
        return False
    title = page.heard.get("title", [])[:1]
    return not any(squeeze(headlines[0]) in squeeze(each.value) for each in title if each.rule.startswith("visible"))


def _in_list(page: Page, element: object) -> bool:
    """True for a `<time>` of another article: it stands in a link, a list, or after a heading of related articles."""
    for ancestor in element.iterancestors():  # type: ignore[attr-defined]
        if ancestor.tag in ("li", "a", "aside", "nav", "footer"):
            return True
    seen = False
    for block in page.blocks:
        seen = seen or block.cue in LISTS
        if block.element is element or any(piece.element is element for piece in block.pieces):
            return seen
    return True


def read_stated(page: Page, text: str, weight: float, source: str) -> list[Witness]:
    """A machine's date. ISO is believed; `4/6/2024` may be either way round, so both readings need another witness."""
    text = text[:100]
    exact = find_moments(_spelled_out(text), page.words)
    if exact and (_YEAR_FIRST.search(text) or _spelled_out(text) != text):
        return [Witness(exact[0], weight, source, text, source)]
    both = [moment for order in ("dmy", "mdy") for moment in find_moments(text, page.words, order)[:1]]
    if both and len({moment.day for moment in both}) == 1:
        return [Witness(both[0], weight - 0.5, source, text, source)]
    return [Witness(moment, 1.5, f"{source}:either-order", text, source) for moment in both]


def _spelled_out(text: str) -> str:
    """A machine's short form as an ISO date; any other text as it is."""
    said = text.strip()
    if _EPOCH.fullmatch(said):
        return datetime.fromtimestamp(int(said[:10]), UTC).isoformat()
    match = _COMPACT.fullmatch(said)
    if match is None:
        return text
    year, month, day, hour, minute, second, zone = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{clock}"
