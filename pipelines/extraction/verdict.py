"""Whether a page is an article at all: what a server sends with status 200 often is none."""

from __future__ import annotations

import re

from archive.model import Rejection
from pipelines.extraction.document_sheet import lists_documents, read_sheet
from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.cues import LISTS
from pipelines.extraction.lines.document import MOST_BLOCKS
from pipelines.extraction.page import Page
from pipelines.extraction.parked import parked
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import fold, tidy
from pipelines.extraction.wording.phrases import said_by_servers

LARGEST_BODY = 10_000_000  # bytes of a page
MOST_TAGS = 300_000  # a tree takes up to 1 kB of memory an element
LARGEST_TEXT = 1_000_000  # characters of visible text; beyond, reading takes seconds
_LONGEST_WALL = 2500  # characters of running text that asks for consent
_LABEL = 60  # characters of a form's heading
_LITTLE = 400  # characters of running text below which a page may be a notice of the server
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"RIFF",
    b"wOFF",
    b"ID3",
    b"Rar!",
)
_SOMETHING = re.compile(rb"[^\x00 \t\r\n\xef\xbb\xbf]")
_START = re.compile(rb"\s*(\S.{0,7})", re.DOTALL)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|table|title|meta|script|span|br|article|h[1-6]|a|form|center|font|ul)\b",
    re.I,
)
_GATE = re.compile(
    r"document\.cookie\s*=|location\.(?:reload|replace)|window\.location|_Incapsula_Resource|cf-chl|challenge-platform|"
    r"g-recaptcha|hcaptcha|aes\.js|slowAES|__test=|captcha",
    re.IGNORECASE,
)


def before_decoding(body: bytes, content_type: str | None) -> Rejection | None:
    """What the bytes and the declared type already say."""
    if not _SOMETHING.search(body):
        return Rejection("empty", "the response has no content")
    if len(body) > LARGEST_BODY:
        return Rejection("too-large", f"{len(body)} bytes; pages up to {LARGEST_BODY} are read")
    start = _START.match(body)
    if start and start[1].startswith(_MAGIC):
        return Rejection("not-html", f"begins like a file of another kind: {start[1]!r}")
    media = (content_type or "").partition(";")[0].strip().lower()
    if media and not re.search(r"html|xml|text/plain|octet-stream|^text$", media):
        return Rejection("not-html", f"the server calls it {media}")
    return None


def before_parsing(markup: bytes) -> Rejection | None:
    """What the markup says before it is a tree."""
    tags = markup.count(b"<") if len(markup) > MOST_TAGS * len("<a>") else 0  # fewer bytes have fewer tags
    if tags > MOST_TAGS:
        return Rejection("too-large", f"{tags} tags; up to {MOST_TAGS} are read")
    head = markup[:20_000]
    if _MARKUP.search(head):
        if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", head):
            return Rejection("not-html", "a feed or a sitemap")
        return None
    if re.match(rb"\s*[\[{]", head):
        return Rejection("not-html", "JSON, not HTML")
    return Rejection("not-html", "no HTML element in the first 20,000 bytes")


def before_reading(page: Page) -> Rejection | None:
    """What the whole page says: too large, a gate, nothing to see, a form to log in, a message that nothing is here."""
    document = page.document
    if document.size > LARGEST_TEXT:
        return Rejection("too-large", f"{document.size} characters of text; up to {LARGEST_TEXT} are read")
    if len(page.blocks) > MOST_BLOCKS:
        return Rejection("too-large", f"more than {MOST_BLOCKS} lines of text")
    gone = parked(document, page.metadata, page.source)
    if gone:
        return gone
    prose = sum(len(block.text) for block in page.blocks if page.prose[block.index])
    if prose >= _LONGEST_WALL:
        return None
    lines = [block for block in page.blocks if block.chrome not in ("nav", "footer", "aside")]
    asked = _asks_consent(page, lines)
    if asked:
        return Rejection("blocked", asked)
    return _of_server(page, lines) if prose < _LITTLE and not _is_short_article(page) else None


def _of_server(page: Page, lines: list[Block]) -> Rejection | None:
    """What a page of little text is that a server sends instead of an article."""
    document = page.document
    headings, first = [block.text for block in lines if block.heading], [block.text for block in lines[:6]]
    heads = [page.metadata.title, *headings, *first]
    blocked = _says("blocked", heads) or _says("blocked", [block.text for block in lines[:12]])
    if blocked or (document.size < 600 and _GATE.search(page.source.whole) and len(lines) <= 12):
        return Rejection("blocked", blocked or "a script that sets a cookie or asks for proof, and no text")
    if document.size == 0 and page.metadata.refresh:
        return Rejection("blocked", f"only sends the reader on: {page.metadata.refresh[:200]}")
    if document.size == 0:
        return Rejection("empty", "no visible text")
    if document.password:
        return Rejection("login", _says("login", heads) or "a password field, and no text")
    return None


def _asks_consent(page: Page, lines: list[Block]) -> str:
    """What a wall says that stands before all pages until cookies are agreed to; "" for any other page.

    Where there are other headings it is a box on an article's page.
    """
    if not any("cookie" in block.key for block in lines):
        return ""
    headings = [block for block in lines if block.heading]
    heads = [block.text for block in (headings or lines[:3]) if len(headings) <= 1]
    asked = _says("consent", [page.metadata.title, *heads])
    return asked if asked and not _is_short_article(page) else ""


def _is_short_article(page: Page) -> bool:
    """True for a heading with a date below it and a paragraph below that: a notice, whatever box stands beside it.

    So is a document's page, which has no running text.
    """
    if read_sheet(page) is not None:
        return True
    blocks = [block for block in page.blocks if block.chrome not in ("nav", "footer", "aside")]
    for head, *below in zip(blocks, blocks[1:], blocks[2:], blocks[3:], strict=False):
        if head.heading and below[0].cue == "date" and any(page.prose[block.index] for block in below[1:]):
            return not (_says("login", [head.text]) or _says("blocked", [head.text]))
    return False


def missing(page: Page, region: Region | None) -> Rejection | None:
    """A page that says that nothing is here, though the server answered 200. A long text that quotes it is none."""
    text = sum(len(block.text) for block in [*region.sure, *region.unsure]) if region else 0
    if text > _LITTLE * 2:
        return None
    lines = [
        block for block in page.blocks if block.chrome not in ("nav", "footer", "aside") and len(block.text) <= 200
    ]
    heads = [block.text for block in lines if block.heading or block.bold > 0.9 or len(lines) < 25]
    if region:
        heads += [block.text for block in [*region.sure, *region.unsure]]
        if region.title >= 0:
            heads.append(page.blocks[region.title].text)
    said = _says("missing", [page.metadata.title, *heads])
    return Rejection("missing", said) if said else None


def listing(page: Page, region: Region | None) -> Rejection | None:
    """A page of links to articles: what text it has are the teasers under their links."""
    if region is None:
        return Rejection("not-article", "no text that could be an article")
    if lists_documents(page):
        return Rejection("not-article", "rows of several documents: a list")
    blocks = page.blocks
    teasers = total = items = 0
    for block in [*region.sure, *region.unsure]:
        if not page.prose[block.index]:
            continue
        total += len(block.text)
        if _is_teaser(page, block):
            teasers += len(block.text)
            items += 1
    if items >= 3 and teasers > 0.6 * total:
        return Rejection("not-article", f"{items} teasers under links: a page of links")
    if total < 1000 and re.fullmatch(r"https?://[^/?#]+/?", page.url):
        return Rejection("not-article", "the front page of a site")
    form = _form(page, region) if total < _LITTLE * 2 else ""
    if form:
        return Rejection("not-article", f"a form to fill in: {form}")
    enough = 200 if page.portal and page.portal.kind_of(page.url) == "article" else 600
    if region.title < 0 and total < enough:
        return Rejection("not-article", f"no visible title, and {total} characters of running text")
    links = sum(1 for block in blocks if block.linked > 0.6 and len(block.text) >= 18 and block.cue not in LISTS)
    if total < 200 and links >= 12 and region.title < 0:
        return Rejection("not-article", f"{links} links and {total} characters of text: a page of links")
    return None


def _is_teaser(page: Page, block: Block) -> bool:
    """True for a paragraph below the link to an article, and one that ends with a button: `… Chi tiết`."""
    last = block.pieces[-1]
    if last.link and patterns_of(page.words).match("tools", fold(tidy(last.text))):
        return True
    before = page.blocks[max(0, block.index - 4) : block.index]
    above = next((other for other in reversed(before) if other.cue not in ("date", "counter")), None)
    return (
        above is not None
        and above.linked > 0.6
        and len(above.text) >= 15
        and above.cue not in ("tools", "tags", "promo")
        and len(above.path) <= len(block.path) + 1  # not in a box among the paragraphs
    )


def _form(page: Page, region: Region) -> str:
    """The heading of a form to write to the office, where one is on the page below little text; "" elsewhere.

    Below an article, whose title says something else, stands a form for comments; a question that was asked has a day.
    """
    if any(block.cue == "date" for block in page.blocks[max(0, region.title) : region.end]):
        return ""
    heads = [page.blocks[region.title].text] if region.title >= 0 else [page.metadata.title]
    said = _says("forms", [head for head in heads if len(head) <= _LABEL])
    return said if said and next(page.document.root.iter("textarea"), None) is not None else ""


def _says(kind: str, texts: list[str]) -> str:
    """The first of the texts that begins with what servers say of a kind, or is little more than it; "" for none."""
    known = said_by_servers(kind)
    for text in texts:
        key = fold(text.strip())
        match = known.search(key[:160])
        if match and (match.start <= 2 or len(key) <= 2 * len(match.phrase) + 12):
            return text.strip()[:300]
    return ""
