"""Whether a page is what stands where a site used to be: a domain for sale, a lapsed one, a server's first page.

A portal whose domain lapsed answers 200 to every address, so nothing but the page itself can tell. Words are in the
words files (`verdict.parked`, where `example.com` stands for any host name); the signs below are the scripts, frames
and forwards of the services that such domains are sent to, which are the same in every language.
"""

from __future__ import annotations

import re

from archive.model import Rejection
from pipelines.extraction.lines import cues
from pipelines.extraction.lines.blocks import Block, Document
from pipelines.extraction.lines.document import read_document
from pipelines.extraction.lines.line_parts import splitter
from pipelines.extraction.markup.metadata import Metadata, read_metadata
from pipelines.extraction.markup.parsing import parse
from pipelines.extraction.markup.source import Source, read_source
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.phrases import said_by_servers
from pipelines.extraction.wording.words import words_of

LARGEST = 200_000  # bytes of a page that is looked at for this alone; such pages have 1 to 60 kB
_DETAIL = "parked domain: "
_LITTLE = 400  # characters of running text up to which any line may say it
_SOME = 5000  # characters up to which the title may say it: the first page of a web server explains itself
_LINES = 8  # lines from the top that may say it
_LONGEST = 200  # characters of such a line
_HOST = re.compile(r"\b(?:[\w-]+\.)+(?:[a-z]{2,24}|xn--[\w-]+)\b", re.IGNORECASE)
_SIGNS = re.compile(
    r"data-adblockkey\s*=|adsense/domains/caf\.js|google\.ads\.domains|\bLANDER_SYSTEM\b|parking-lander|"
    r"location(?:\.href)?\s*=\s*[\"']/lander\b|"
    r"//(?:[\w-]+\.)*(?:sedoparking|parkingcrew|bodis|parklogic|above|afternic|dan|hugedomains|sav|undeveloped|"
    r"voodoo|domainnamesales|dsparking|ztomy|skenzo|uniregistry)\.(?:com|net|org)[/\"'?]|"
    r"(?:location(?:\.href|\.replace)?\s*[=(]|url\s*=)\s*[\"']?https?://ww\d{1,2}\.",
    re.IGNORECASE,
)


def of_parked(rejection: Rejection) -> bool:
    """Whether a page was rejected because its domain is parked: then nothing is known of the portal itself."""
    return rejection.reason == "missing" and rejection.detail.startswith(_DETAIL)


def look_at(body: bytes, content_type: str | None, language: str) -> Rejection | None:
    """The rejection of a parked domain, for a page that is not read as an article (a listing, a feed, a file)."""
    if len(body) > LARGEST:
        return None
    source = read_source(body, content_type, language)
    root = parse(source.markup) if source else None
    if source is None or root is None:
        return None
    words = words_of(language)
    stated = read_metadata(root, source)
    document = read_document(root, splitter(words))
    cues.mark(document, words)
    return parked(document, stated, source)


def parked(document: Document, stated: Metadata, source: Source) -> Rejection | None:
    """The rejection of a page that stands where a site used to be."""
    prose = sum(len(block.text) for block in document.blocks if len(block.text) >= 45 and block.linked <= 0.5)
    if prose > _SOME or stated.articles or stated.first("article:published_time"):
        return None
    if prose <= _LITTLE:
        sign = _SIGNS.search(source.whole[:LARGEST])
        if sign:
            return Rejection("missing", _DETAIL + sign[0][:200])
    lines = [block for block in document.blocks if block.chrome not in ("nav", "footer", "aside")]
    if any(block.cue == "date" and not _said(block.text) for block in lines):  # what has a date is news of a domain
        return None
    if prose <= _LITTLE:
        said = next(filter(None, map(_said, [stated.title, *_heads(lines)])), "")
    else:
        said = _said(stated.title, whole=True)
    return Rejection("missing", _DETAIL + said) if said else None


def _heads(lines: list[Block]) -> list[str]:
    return [block.text for block in lines if block.heading] + [block.text for block in lines[:_LINES]]


def _said(text: str, *, whole: bool = False) -> str:
    """The text, where it begins with one of the phrases or is little more; with `whole`, where both are so."""
    if len(text) > _LONGEST:
        return ""
    key = fold(_HOST.sub("example.com", text.strip()))
    match = said_by_servers("parked").search(key)
    if not match:
        return ""
    begins, is_all = match.start <= 2, len(key) <= 2 * len(match.phrase) + 30
    return text.strip() if (begins and is_all if whole else begins or is_all) else ""
