"""One page from bytes to reading: each step once, in order, and every field with its evidence."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from archive.model import CHARSET, PLATFORM, Article, Author, Context, Evidence, Rejection
from pipelines.extraction import category, counters, document_sheet, embedded, media, related, verdict
from pipelines.extraction.bylines import byline
from pipelines.extraction.candidates import evidence_of
from pipelines.extraction.dates import published
from pipelines.extraction.document_sheet import Sheet
from pipelines.extraction.language import read_language, words_language
from pipelines.extraction.lines import cues
from pipelines.extraction.lines.document import read_document
from pipelines.extraction.lines.line_parts import splitter
from pipelines.extraction.markup import metadata
from pipelines.extraction.markup.parsing import Element, parse
from pipelines.extraction.markup.parts import cut
from pipelines.extraction.markup.source import Source
from pipelines.extraction.opening import Opened
from pipelines.extraction.overrides import Overrides
from pipelines.extraction.page import Found, Page
from pipelines.extraction.platforms import Skin, skin_of
from pipelines.extraction.regions import regional
from pipelines.extraction.text import lead
from pipelines.extraction.text.body import read_body
from pipelines.extraction.text.region import Region, find_region
from pipelines.extraction.titles import title
from pipelines.extraction.wording.names import split_authors
from pipelines.extraction.wording.words import words_of
from portals import Portal


def read(
    opened: Opened, url: str, portal: Portal | None, fetched_at: datetime | None, context: Context
) -> Article | Rejection:
    """See `pipelines.extraction.extract`. Changes the tree."""
    source = opened.source
    language = portal.language if portal else words_language(source.markup)
    told = skin_of(portal.platform if portal else "generic", source, url, language)
    ground = _Ground(url, portal, fetched_at, context, language, *told)
    article = _read_parts(ground, source)
    if article is not None:
        return article
    root = opened.root
    if root is None:
        return Rejection("empty", "no element in the page")
    page = ground.page(source, root)
    found = _read(page)
    if isinstance(found, Rejection) and embedded.states_article(page.metadata):
        return _read_embedded(ground, page) or found
    return found


class _Ground(NamedTuple):
    """What is known of a page before its tree is looked at."""

    url: str
    portal: Portal | None
    fetched_at: datetime | None
    context: Context
    language: str  # whose words it is read with
    platform: str
    skin: Skin

    def page(self, source: Source, root: Element) -> Page:
        """The page on the table: its lines, what each of them is, and what its head says."""
        words = words_of(self.language)
        stated = metadata.read_metadata(root, source)
        words = regional(words, stated, self.url)
        document = read_document(root, splitter(words))
        cues.mark(document, words)
        page = Page(
            url=self.url,
            source=source,
            document=document,
            metadata=stated,
            words=words,
            platform=self.platform,
            skin=self.skin,
            zone=self.portal.zone if self.portal else _zone(stated, words.zone),
            portal=self.portal,
            context=self.context,
            fetched_at=self.fetched_at,
        )
        page.prepare()
        return page


def _read_parts(ground: _Ground, source: Source) -> Article | None:
    """The article in the parts that the platform names; None where the whole page must be read.

    That is where a portal file has rules, which may point anywhere, and where no line of the parts is the title: a
    listing cut down to its middle looks like a notice.
    """
    if not ground.skin.parts or (ground.portal and ground.portal.rules):
        return None
    markup = cut(source.markup, ground.skin.parts)
    root = parse(markup) if markup else None
    if markup is None or root is None:
        return None
    found = _read(ground.page(source.cut_down(markup), root))
    return found if isinstance(found, Article) and found.evidence["title"].rule.startswith("visible") else None


def _read_embedded(ground: _Ground, page: Page) -> Article | None:
    """The article that the scripts of a page carry, which shows none without them."""
    if not embedded.show_embedded(page.document.root, page.metadata, page.source):
        return None
    shown = _read(ground.page(page.source, page.document.root))
    if not isinstance(shown, Article):
        return None
    for field, evidence in shown.evidence.items():  # nothing is visible as the page came
        if field in ("title", "body") or (field == "published" and evidence.rule.startswith("visible")):
            shown.evidence[field] = msgspec.structs.replace(evidence, rule=embedded.RULE)
    return shown


def _read(page: Page) -> Article | Rejection:
    return verdict.before_reading(page) or _article(page)


def _zone(stated: metadata.Metadata, usual: str) -> tzinfo:
    """The zone of a page of no known portal: its language's, and where that says nothing, the one its head prints."""
    if usual == "UTC":
        for text in [*metadata.texts(list(stated.stated("datePublished"))), stated.first("article:published_time")]:
            offset = re.search(r"[T ][\d:.]+([+-])(\d\d):?(\d\d)$", text)
            if offset:
                minutes = int(offset[2]) * 60 + int(offset[3])
                if minutes < 24 * 60:
                    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return ZoneInfo(usual)


def _article(page: Page) -> Article | Rejection:
    overrides = Overrides.of(page)
    position, heading = overrides.title() or title.find_title(page)
    sheet, region = document_sheet.read_sheet(page), None
    if sheet and not (page.portal and page.portal.rules):
        position, heading, region = document_sheet.settle(page, sheet, position, heading)
    sheet = sheet if region else None  # a text below the rows is read like any other
    region = overrides.region(position) or region or find_region(page, position)
    rejection = verdict.missing(page, region) or (None if sheet else verdict.listing(page, region))
    if rejection is None and page.portal is not None and page.portal.kind_of(page.url) == "listing":
        rejection = Rejection("not-article", "the portal file calls this address a listing")
    if rejection:
        return rejection
    if heading is None or region is None:
        return Rejection("not-article", "no line, and nothing in the head, that could be a title")
    return _fields(page, region, position, heading, overrides, sheet)


def _fields(
    page: Page, region: Region, position: int | None, heading: Found[str], overrides: Overrides, sheet: Sheet | None
) -> Article:
    related_found, boxes = related.read_related(page, region)
    _without(region, boxes)
    dates = published.read_dates(page, region, position)
    # Whoever signed a document is no author of the page, and no row of it a lead.
    author, authors, signed = byline.read_byline(page, region) if sheet is None else (None, (), set())
    _without(region, signed)
    summary, taken = lead.read_lead(page, region) if sheet is None else (None, set())
    given = overrides.summary()
    if given:
        summary, taken = given
    author = overrides.author() or author
    if author and overrides.has("author"):
        authors = split_authors(author.value, page.words)
    found: dict[str, Found[object] | None] = {
        "title": heading,
        "published": overrides.published() or dates[0],
        "modified": dates[1],
        "author": author,
        "authors": Found(authors, author.rule, author.text) if author and authors else None,
        "summary": summary,
        "body": Found(sheet.text(), "document", sheet.text()) if sheet else read_body(page, region, taken),
        "category": overrides.category() or category.read_category(page, region),
        "tags": category.read_tags(page, region),
        "view_count": counters.read_view_count(page, region),
        "related": overrides.related() or related_found,
        "images": media.read_images(page, region),
        "attachments": media.read_attachments(page, region, boxes),
    }
    found["language"] = read_language(page, found["body"])
    return _assembled(page, found)


def _without(region: Region, positions: set[int]) -> None:
    region.sure = [block for block in region.sure if block.index not in positions]
    region.unsure = [block for block in region.unsure if block.index not in positions]


def _assembled(page: Page, found: dict[str, Found[object] | None]) -> Article:
    def text(name: str) -> str | None:
        entry = found[name]
        return entry.value if entry is not None and isinstance(entry.value, str) else None

    def many(name: str) -> tuple[object, ...]:
        entry = found[name]
        return entry.value if entry is not None and isinstance(entry.value, tuple) else ()

    count = found["view_count"]
    evidence = evidence_of(found, page.heard)
    if page.skin.signs:
        evidence[PLATFORM] = Evidence(page.platform, "; ".join(page.skin.told_by))
    if page.source.typed:
        evidence[CHARSET] = Evidence(page.source.typed.charset, page.source.typed.words)
    return Article(
        url=page.canonical(page.url),
        title=text("title") or "",
        published=text("published"),
        modified=text("modified"),
        author=text("author"),
        authors=many("authors"),  # type: ignore[arg-type]
        summary=text("summary"),
        body=text("body") or "",
        category=text("category"),
        tags=many("tags"),  # type: ignore[arg-type]
        language=text("language"),
        view_count=count.value if count is not None and isinstance(count.value, int) else None,
        related=many("related"),  # type: ignore[arg-type]
        images=many("images"),  # type: ignore[arg-type]
        attachments=many("attachments"),  # type: ignore[arg-type]
        evidence=evidence,
    )


__all__ = ["Author", "read"]
