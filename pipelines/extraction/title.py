"""The title: the line above the text on which markup, address, metadata and context agree."""

from __future__ import annotations

import math
import re

from pipelines.extraction.blocks import Block
from pipelines.extraction.cues import patterns_of
from pipelines.extraction.folding import fold, squeeze, word_count
from pipelines.extraction.metadata import texts
from pipelines.extraction.moments import find_moments
from pipelines.extraction.page import Found, Page
from pipelines.extraction.title_wording import settled
from pipelines.extraction.words import alternatives

_LONGEST = 320  # characters
_ENOUGH = 4.0  # below this a line is no title
_MOST_BY_PLACE = 3.5  # what standing beside a date and above running text adds
_MOST_BY_LOOK = 1.8  # what a class and bold or large letters add
_AGREES = 4.0  # what the address adds, or a claim that says the same
_HEADINGS = {"h1": 3.0, "h2": 2.0, "h3": 1.5, "h4": 1.2, "h5": 1.0, "h6": 1.0}
_CLASS = re.compile(r"title|headline|heading|tieu-?_?de|\bname\b")
_CRUMBS = re.compile(r"bread-?_?crumb|\bcrumbs?\b")
_BELOW_CRUMBS = 6  # lines below a trail in which its page's headline begins
_SITE_END = re.compile(r"\s+[|\-–—»:•]\s+|\s*[|»]\s*")
_LISTED = 1.5  # what is taken off an item of a list, or a line of several links
_SECTION = 3  # words; a part beside the site's name with fewer is the section (`… - News - Site`)
_SAME_WORDS = 0.6  # share of the words of address and line together that both have
_CUT = re.compile(r"\s*(?:\.{3}|…)\s*$")


def claims(page: Page) -> list[tuple[str, str]]:
    """(rule, title) from everything but the visible text: context, JSON-LD, Open Graph, `<title>` without site name."""
    metadata = page.metadata
    found = [("context", page.context.title or "")]
    found += [("json-ld", text) for value in metadata.stated("headline") for text in texts(value)]
    found.append(("meta", metadata.first("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")))
    found.append(("title-element", metadata.title))
    return [(rule, text.strip()[:500]) for rule, text in found if len(text.strip()) >= 4]


def find_title(page: Page) -> tuple[int | None, Found[str] | None]:
    """(index of the title's block, the title). Only metadata gives one: no index. Nothing does: neither."""
    said = [(rule, squeeze(_CUT.sub("", text)), bool(_CUT.search(text))) for rule, text in claims(page)]
    sites = _site_names(page)
    slugs = [(words, _fewest_letters(words)) for words in page.slugs()]
    next_prose = _distance_to_prose(page)
    best, best_score, reasons = None, _ENOUGH, ""
    beaten: list[Found[str]] = []
    for block in page.blocks:
        if not 4 <= len(block.text) <= _LONGEST or (block.cue and block.cue not in ("other-list", "promo", "caption")):
            continue
        score, why = _score(page, block, said, sites, slugs, next_prose[block.index], best_score)
        if score > best_score:
            best, best_score, reasons = block, score, why
            beaten.insert(0, Found(block.text, f"visible:{why}", block.text))
    heads = [(rule, _without_site(text, sites)) for rule, text in claims(page)]
    page.heard["title"] = [*beaten, *(Found(text, rule, text) for rule, text in heads)]
    if best is not None:
        best, reasons = _below_crumbs(page, best, said) or _above_text(page, best) or (best, reasons)
    if best is not None:
        while best.gap == 1 and best.heading and page.blocks[best.index - 1].path == best.path:
            best = page.blocks[best.index - 1]
        line = _joined(page, best)
        text, rule = settled(line, best, heads, reasons)
        return best.index, Found(text, rule or f"visible:{reasons}", line)
    for (rule, name), (_, text) in zip(heads, claims(page), strict=True):
        if name and squeeze(name) not in sites and word_count(name) >= 3:
            return None, Found(name, rule, text)
    return None, None


def _below_crumbs(page: Page, best: Block, said: list[tuple[str, str, bool]]) -> tuple[Block, str] | None:
    """The headline below a trail of crumbs whose last one, written for search engines, was taken for it.

    It is the first heading right below that the head knows too, and (the head's source, the heading's level).
    """
    if not _is_crumb(page, best):
        return None
    trail = squeeze(best.text)
    for block in page.blocks[best.index + 1 : best.index + 1 + _BELOW_CRUMBS]:
        key = block.squeezed
        if not block.heading or word_count(block.text) < 4 or key in trail or _is_crumb(page, block):
            continue
        for rule, claim, _ in said:
            if rule in ("json-ld", "meta") and (claim in key or key in claim):
                return block, f"{rule}+{block.tag}"
    return None


def _above_text(page: Page, best: Block) -> tuple[Block, str] | None:
    """The page's h1, where a sub-heading of the text that says no more than how it begins was taken for it.

    The head may know the headline by these first words. There is text between the two, and the h1 goes on in words:
    one that goes on with a dash or a bar has the site's name behind it.
    """
    if best.tag == "h1" or not best.heading:
        return None
    for block in page.blocks[: best.index]:
        if block.tag == "h1" and block.text.startswith(best.text) and not block.chrome:
            goes_on = re.match(r" \w", block.text[len(best.text) :])
            if goes_on and any(page.prose[block.index + 1 : best.index]):
                return block, "h1"
    return None


def _is_crumb(page: Page, block: Block) -> bool:
    containers = [page.document.containers[number] for number in block.path]
    names = (f"{each.get('class') or ''} {each.get('id') or ''} {each.get('aria-label') or ''}" for each in containers)
    return block.chrome == "nav" or any(_CRUMBS.search(name.lower()) for name in names)


def _score(
    page: Page,
    block: Block,
    said: list[tuple[str, str, bool]],
    sites: frozenset[str],
    slugs: list[tuple[frozenset[str], int]],
    gap: int,
    floor: float,
) -> tuple[float, str]:
    """How much speaks for a line, and what. A line that cannot reach more than `floor` is not looked at to the end."""
    key = block.squeezed
    if not key or key in sites or key in page.repeated:
        return 0.0, ""
    score, reasons = 0.0, []
    for rule, claim, cut in said:
        agreement = _agreement(key, claim, cut)
        if agreement:
            # `<title>` is the site's name on many portals, and that name stands short and alone far above the text.
            weak = rule == "title-element" and word_count(block.text) < 5 and gap > 4
            score += agreement / 4 if weak else agreement
            reasons.append(rule)
    count = word_count(block.text)
    hinted = page.hinted("title", block)
    if not (score or hinted) and count < 3 and block.linked > 0.8 and block.tag not in _HEADINGS:
        return 0.0, ""  # an entry of a menu
    score += _HEADINGS.get(block.tag, 0.0) + (2 if hinted else 0)
    score += 1 if count >= 4 else -1.5 if count < 3 else 0
    against = _against(page, block)
    floor += against
    by_look = _MOST_BY_PLACE + _MOST_BY_LOOK
    if score + by_look + (_AGREES if slugs else 0) <= floor:
        return 0.0, ""
    if any(len(block.key) >= least and _slug_agrees(block.key, slug) for slug, least in slugs):
        score += _AGREES
        reasons.append("url")
    if score + by_look <= floor:
        return 0.0, ""
    if block.tag in _HEADINGS:
        reasons.append(block.tag)
    if hinted:
        reasons.append("platform")
    if _CLASS.search(block.labels):
        score += 1
    if block.bold > 0.9 or any(piece.element.tag in ("font", "big") for piece in block.pieces):
        score += 0.8
    if score + _MOST_BY_PLACE <= floor:
        return 0.0, ""
    if _beside_date(page, block):
        score += 2
        reasons.append("beside-date")
    if gap <= 3:
        score += 1.5
    elif gap <= 8:
        score += 1
    elif gap > 25 and "beside-date" not in reasons:
        score -= 2
    if block.linked > 0.8 and not (score > _ENOUGH and _links_here(page, block)):
        score -= 2.5
    if (
        page.prose[block.index]
        and block.tag not in _HEADINGS
        and not {"url", "meta", "json-ld", "context"} & set(reasons)
    ):
        score -= 2
    if len(block.links) > 1 and not block.item:
        score -= _LISTED
    return score - against, "+".join(dict.fromkeys(reasons)) or "position"


def _against(page: Page, block: Block) -> float:
    """What speaks against a line, whatever else is known of it."""
    against = _LISTED if block.item else 0.0
    if block.chrome:
        against += 4 if block.chrome != "header" else 2.5
    if block.text.endswith((".", ",", ";", ":")):
        against += 1
    if block.cue or patterns_of(page.words).site.match(block.key):
        against += 3
    return against


def _links_here(page: Page, block: Block) -> bool:
    """True for a title that links to its own page."""
    here = page.canonical(page.url)
    return any(page.canonical(url) == here for link in block.links if (url := page.absolute(link.href)))


def _agreement(key: str, claim: str, cut: bool) -> float:
    """How far a visible line agrees with a claimed title; `<title>` may add the site's name, or be cut short."""
    if key == claim:
        return 4.0
    if len(key) >= 12 and (claim.startswith(key) or claim.endswith(key)):
        return 3.5
    if len(claim) >= 15 and key.startswith(claim) and (cut or len(claim) * 2 > len(key)):
        return 3.0
    return 0.0


def _slug_agrees(key: str, slug: frozenset[str]) -> bool:
    """True for a line that has the words of the address, or most of them and not many others."""
    words = frozenset(re.findall(r"[a-z]+|\d+", key))
    common = len(words & slug)
    if common < 3:
        return False
    return common / len(words | slug) >= _SAME_WORDS or (
        common >= 4 and common / len(slug) >= 0.8 and len(words) <= 3 * len(slug)
    )


def _fewest_letters(slug: frozenset[str]) -> int:
    """How many letters a line has at least that agrees with the address: those of as many of its shortest words."""
    lengths = sorted(map(len, slug))
    return sum(lengths[: max(3, math.ceil(_SAME_WORDS * len(lengths)))])


def _beside_date(page: Page, block: Block) -> bool:
    """A date line directly below or above; one that stands above and below is a list of items, or a clock."""
    after = page.blocks[block.index + 1 : block.index + 3]
    before = page.blocks[max(0, block.index - 1) : block.index]
    if after and (after[0].cue in ("counter", "author") or _is_dated(page, after[0])):
        return True
    if len(after) > 1 and _is_dated(page, after[1]) and not page.prose[after[0].index]:
        return True
    return any(_is_dated(page, other) and not other.chrome for other in before)


def _is_dated(page: Page, block: Block) -> bool:
    """A date that can be an article's: a weekday with a day and no time is today's, in a header."""
    if block.cue != "date":
        return False
    weekday = re.match(rf"\W*{alternatives(page.words.dates.weekdays)}(?!\w)", block.key)
    return not weekday or any(moment.time for moment in find_moments(block.text, page.words))


def _distance_to_prose(page: Page) -> list[int]:
    """For each block, how many blocks until running text comes."""
    distances, distance = [0] * len(page.blocks), 1000
    for index in range(len(page.blocks) - 1, -1, -1):
        distances[index] = distance
        distance = 1 if page.prose[index] else distance + 1
    return distances


def _site_names(page: Page) -> frozenset[str]:
    names = [page.metadata.first("og:site_name", "application-name")]
    if page.portal:
        names.append(page.portal.name)
    host = page.url.partition("://")[2].partition("/")[0].removeprefix("www.")
    names += [part for part in host.split(".") if len(part) >= 6]  # `baohagiang` is Báo Hà Giang
    return frozenset(filter(None, map(squeeze, names)))


def _without_site(text: str, sites: frozenset[str]) -> str:
    """A headline of the head without the site's name before or after it, and without the section beside that name.

    `Review: A game - long and hard - Site` keeps its own dash: what is not the site's name stays in one piece.
    """
    spans, start = [], 0
    for border in _SITE_END.finditer(text):
        spans.append((start, border.start()))
        start = border.end()
    spans = [span for span in [*spans, (start, len(text))] if text[slice(*span)]]
    runs: list[list[tuple[int, int]]] = [[]]
    for span in spans:
        if squeeze(text[slice(*span)]) in sites:
            runs.append([])
        else:
            runs[-1].append(span)
    if len(runs) == 1:
        return text
    kept = max(runs, key=lambda run: run[-1][1] - run[0][0] if run else 0)
    before, after = kept is not runs[0], kept is not runs[-1]
    while after and len(kept) > 1 and word_count(text[slice(*kept[-1])]) < _SECTION:
        kept.pop()
    while before and len(kept) > 1 and word_count(text[slice(*kept[0])]) < _SECTION:
        kept.pop(0)
    return text[kept[0][0] : kept[-1][1]] if kept else ""


def _joined(page: Page, block: Block) -> str:
    """The title's text; lines that `<br>` parts inside one heading belong together."""
    lines = [block.text]
    for other in page.blocks[block.index + 1 : block.index + 4]:
        if (
            other.path == block.path
            and other.gap == 1
            and not other.cue
            and not page.prose[other.index]
            and block.heading
        ):
            lines.append(other.text)
        else:
            break
    joined = " ".join(lines)
    return joined if fold(joined).strip() else block.text
