"""The title: the line above the text on which markup, address, metadata and context agree."""

from __future__ import annotations

import itertools
import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.cues import ASIDE
from pipelines.extraction.markup.metadata import texts
from pipelines.extraction.page import Found, Page
from pipelines.extraction.titles.by_place import headline_goes_on, line_above_text, names_section
from pipelines.extraction.titles.score import ENOUGH, Claim, Known, links_here, may_be_site, score
from pipelines.extraction.titles.wording import settled
from pipelines.extraction.wording.folding import fold, squeeze, word_count
from pipelines.extraction.wording.moments import date_only
from pipelines.extraction.wording.offices import is_unit

_LONGEST = 320  # characters
_LEAST = 3.0  # of a heading above much text; any other line needs ENOUGH
_MUCH = 600  # characters
_NONE = 1000  # lines to the next running text, where none comes
_BELOW_ALL = 4.0  # what is taken off a line below all running text
_TOP, _FOOT = 15, 12  # lines of a page in which its site is named
_LONGEST_NAME = 90  # characters of an office's name
_CRUMBS = re.compile(r"bread-?_?crumb|\bcrumbs?\b")
_FACTS = 3  # lines between two headings of one level
_OPENING = 3  # paragraphs by which two copies of a text are told
_BELOW_CRUMBS = 6  # lines below a trail in which its page's headline begins
_SITE_END = re.compile(r"\s+[|\-–—»:•]\s+|\s*[|»]\s*")
_MAY_HEAD = frozenset({"", "other-list", "promo", "caption"})  # cues that a headline's words may have
_STATED = frozenset({"json-ld", "meta", "context"})
_LONGEST_SECTION = 7  # words
_SECTION = 3  # words; a part beside the site's name with fewer is the section (`… - News - Site`)
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
    claimed = claims(page)
    said = [Claim(rule, squeeze(_CUT.sub("", text)), bool(_CUT.search(text))) for rule, text in claimed]
    sites = _site_names(page)
    known = Known(said, sites, page.slugs())
    next_prose = _distance_to_prose(page)
    best, best_score, reasons = None, _LEAST, ""
    beaten: list[Found[str]] = []
    for block in page.blocks:
        if not 4 <= len(block.text) <= _LONGEST or not (
            block.cue in _MAY_HEAD or (block.cue == "date" and _is_dated_headline(page, block, said))
        ):
            continue
        gap = next_prose[block.index]
        below = _BELOW_ALL if gap >= _NONE > next_prose[0] else 0.0
        points, why = score(page, block, known, gap, best_score + below)
        points -= below
        if points > best_score and not _is_section(page, block):
            best, best_score, reasons = block, points, why
            beaten.insert(0, Found(block.text, f"visible:{why}", block.text))
    dated = "beside-date" in reasons
    if best is not None and best_score <= ENOUGH and not _heads_text(page, best, next_prose[best.index], dated):
        best = None
    # What repeats the site's name in all of the head says nothing of the headline.
    site = patterns_of(page.words).site
    heads = [(rule, "" if site.match(fold(text)) else _without_site(text, sites)) for rule, text in claimed]
    page.heard["title"] = [*beaten, *(Found(text, rule, text) for rule, text in heads if text)]
    if best is not None:
        other = _below_crumbs(page, best, said) or _above_text(page, best) or _below_link(page, best, reasons)
        other = other or _below_section(page, best, reasons, known, next_prose) or _of_two_headings(page, best, reasons)
        best, reasons = other or (best, reasons)
        best = _first_copy(page, best)
    if best is not None:
        while best.gap == 1 and headline_goes_on(page, page.blocks[best.index - 1], best):
            best = page.blocks[best.index - 1]
        line = _joined(page, best)
        text, rule = settled(line, best, _of_headline(page, heads, squeeze(line)), reasons)
        return best.index, Found(text, rule or f"visible:{reasons}", line)
    stated = [
        Found(name, rule, text)
        for (rule, name), (_, text) in zip(heads, claimed, strict=True)
        if name and squeeze(name) not in sites and word_count(name) >= (5 if rule == "title-element" else 3)
    ]
    if not stated or may_be_site(stated[0].value, page.words) or names_section(page, stated[0].value):
        line_above = line_above_text(page, sites)
        if line_above:
            return line_above.index, Found(line_above.text, "visible:above-text", line_above.text)
    return None, stated[0] if stated else None


def _is_dated_headline(page: Page, block: Block, said: list[Claim]) -> bool:
    """True for a heading like `Press Briefing – May 14, 2024`, of which the head knows that it is no line of facts."""
    if not block.heading or not any(claim.letters.startswith(block.squeezed) for claim in said):
        return False
    return date_only(block.text, page.words) is None


def _is_section(page: Page, block: Block) -> bool:
    """True for what stands behind the label of a category: `Chuyên mục` in one cell, its name in the next."""
    before = page.blocks[block.index - 1].key if block.index and not block.heading else ""
    return patterns_of(page.words).phrases("section").is_all(before)


def _of_headline(page: Page, heads: list[tuple[str, str]], key: str) -> list[tuple[str, str]]:
    """What the head says of the headline: not an office, whose site it is, which the line on the page does not name."""
    return [
        (rule, text)
        for rule, text in heads
        if (claim := squeeze(text)) in key or key in claim or not may_be_site(text, page.words)
    ]


def _heads_text(page: Page, block: Block, gap: int, dated: bool) -> bool:
    """True for a heading right above much running text: enough for a title where nothing else speaks for a line.

    So is a line in bold above a date; one as long as a sentence has no end mark.
    """
    set_apart = block.heading or (dated and block.bold > 0.9 and block.text[-1].isalnum())
    plain = set_apart and not block.chrome and block.linked < 0.5 and word_count(block.text) >= 4 and gap <= 3
    return plain and sum(len(each.text) for each in page.blocks if page.prose[each.index]) >= _MUCH


def _below_crumbs(page: Page, best: Block, said: list[Claim]) -> tuple[Block, str] | None:
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


def _below_section(
    page: Page, best: Block, reasons: str, known: Known, next_prose: list[int]
) -> tuple[Block, str] | None:
    """The headline below the name of its section, which a menu has too and nothing but `<title>` calls the headline."""
    if _STATED & {*reasons.split("+")} or word_count(best.text) > _LONGEST_SECTION:
        return None
    last = best.index + next_prose[best.index]
    lines = [
        block for block in page.blocks[best.index + 1 : min(last, best.index + _BELOW_CRUMBS) + 1] if not block.cue
    ]
    longer = [block for block in lines if _LONGEST >= len(block.text) > len(best.text)]
    if not longer or not names_section(page, best.text):
        return None
    scores = [(score(page, block, known, next_prose[block.index], 0.0), block) for block in longer]
    (points, why), block = max(scores, key=lambda each: each[0][0])
    return (block, why) if points > ENOUGH else None


def _of_two_headings(page: Page, best: Block, reasons: str) -> tuple[Block, str] | None:
    """The longer of two headings of one level, one below the other, where only its place speaks for the upper.

    No more than facts, as the date, stands between them.
    """
    lines = page.blocks[best.index + 1 : best.index + 1 + _FACTS]
    below = next((block for block in lines if block.cue not in ASIDE), best)
    placed = reasons.removesuffix("+beside-date") == best.tag == below.tag
    short = placed and word_count(best.text) <= _LONGEST_SECTION
    if not (short and best.heading and below.heading) or below.path == best.path or below.cue or below.linked > 0.5:
        return None
    return (below, reasons) if word_count(below.text) > word_count(best.text) else None


def _first_copy(page: Page, best: Block) -> Block:
    """The headline of the first of two copies of an article, as pages hold one for large and one for small screens."""
    for block in page.blocks[: best.index]:
        if block.text != best.text or block.chrome or (block.linked and not links_here(page, block)):
            continue
        if _opening_texts(page, block.index, best.index) & _opening_texts(page, best.index, len(page.blocks)):
            return block
    return best


def _opening_texts(page: Page, head: int, end: int) -> frozenset[str]:
    """The first paragraphs below a line, of those above another."""
    texts = (block.text for block in page.blocks[head + 1 : end] if page.prose[block.index])
    return frozenset(itertools.islice(texts, _OPENING))


def _below_link(page: Page, best: Block, reasons: str) -> tuple[Block, str] | None:
    """The heading that says the same in two lines below a link to this very page, in a box of what is new."""
    for block in page.blocks[best.index + 1 :] if best.linked > 0.8 else ():
        if (
            block.heading
            and best.squeezed.startswith(block.squeezed)
            and squeeze(_joined(page, block)) == best.squeezed
        ):
            return block, reasons
    return None


def _is_crumb(page: Page, block: Block) -> bool:
    containers = [page.document.containers[number] for number in block.path]
    names = (f"{each.get('class') or ''} {each.get('id') or ''} {each.get('aria-label') or ''}" for each in containers)
    return block.chrome == "nav" or any(_CRUMBS.search(name.lower()) for name in names)


def _distance_to_prose(page: Page) -> list[int]:
    """For each block, how many blocks until running text comes."""
    distances, distance = [0] * len(page.blocks), _NONE
    for index in range(len(page.blocks) - 1, -1, -1):
        distances[index] = distance
        distance = 1 if page.prose[index] else distance + 1
    return distances


def _site_names(page: Page) -> frozenset[str]:
    names = [page.metadata.first("og:site_name", "application-name")]
    if page.portal:
        names.append(page.portal.name)
    names += _offices_of_site(page)
    names += [part for part in page.host.split(".")[:-1] if len(part) >= 3]  # `baohagiang` is Báo Hà Giang
    return frozenset(filter(None, map(squeeze, names)))


def _offices_of_site(page: Page) -> list[str]:
    """The office whose site it is: its name stands at the top of the page, and in a line of the footer again."""
    last = next((index for index in range(len(page.blocks) - 1, -1, -1) if page.prose[index]), 0)
    foot = page.blocks[max(_TOP, len(page.blocks) - _FOOT, last + 1) :]
    lines = [block.squeezed for block in foot if block.cue == "footer" or block.chrome == "footer" or not block.links]
    top = [
        block for block in page.blocks[:_TOP] if len(block.text) <= _LONGEST_NAME and is_unit(block.text, page.words)
    ]
    return [block.text for block in top if any(block.squeezed in line for line in lines)]


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
        if headline_goes_on(page, block, other):
            lines.append(other.text)
        else:
            break
    joined = " ".join(lines)
    return joined if fold(joined).strip() else block.text
