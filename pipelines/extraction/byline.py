"""The author: the labelled line, the signature below the text, and only then what markup and metadata say."""

from __future__ import annotations

import functools
import re

from archive.model import Author
from pipelines.extraction.blocks import Block
from pipelines.extraction.byline_claims import claimed, is_own
from pipelines.extraction.byline_in_text import named_in_text
from pipelines.extraction.byline_printed import printed, with_neighbours
from pipelines.extraction.byline_wording import names_only, side_by_side, without_label, without_mail
from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.eastern_names import is_unspaced
from pipelines.extraction.fact_lines import facts_of
from pipelines.extraction.folding import fold, squeeze
from pipelines.extraction.names import (
    is_account,
    is_name,
    is_place,
    is_placeholder,
    split_authors,
    trim,
    unwrapped,
    without_end_mark,
)
from pipelines.extraction.offices import is_office, is_unit
from pipelines.extraction.page import Found, Page, inside, siblings
from pipelines.extraction.region import Region
from pipelines.extraction.words import alternatives

ACCOUNT = "account"  # the rule for an account that the platform prints in the author's place
_BELOW_ARTICLE = frozenset({"counter", "tools", "tags", "related", "comments"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{1,2}\.?")  # `H.Đ`
_ICON = re.compile(r"(?:^|[\s_-])(?:user|users|person|pencil|pen|author|edit)(?:$|[\s_-])")
_LONGEST_NAME = 60  # characters
_BESIDE_DATE = 5.0  # less than what any label says
_BELOW = 15  # lines below the last paragraph, tools and tags among them
_LAST_LINES = 6  # how far above and below the last paragraph a signature may stand
_ABOVE = 6  # lines above the title in which a line with such a class, or that the platform points at, may stand
_CLASS = re.compile(
    r"\bby\b|aut(?:h?or|eur)|signature|\bfirma\b|contributors?\b|tac-?_?gia|byline|but-?danh|writer|nguoi-?viet"
)


def read_byline(page: Page, region: Region) -> tuple[Found[str] | None, tuple[Author, ...], set[int]]:
    """(author as printed without its label, the same taken apart, the positions of the blocks that are no text)."""
    taken: set[int] = set()
    candidates: list[tuple[float, Found[str]]] = []
    signature = _signature(page, region)
    if signature:
        lines, text, sure = signature
        taken.update(block.index for block in lines)
        value = unwrapped(without_end_mark(unlabelled(text, page)))
        if value and not is_placeholder(value, page.words):
            sentence = value.endswith(".") and len(value.split()[-1]) > 3  # no initial, no title: a remark
            candidates.append((9.0 if sure and not sentence else 5.0, Found(value, "signature", text)))
    for block in page.blocks[max(0, region.title - _ABOVE) : region.end]:
        candidates += _labelled(page, region, block)
    candidates += _marked(page, region)
    candidates += claimed(page, region)
    candidates += named_in_text(page, region)
    alone: dict[int, int] = {}  # candidate -> the line that it is, which is no text if it is chosen
    for belief, found, line in printed(page, region):
        if line is not None:
            alone[len(candidates)] = line
        candidates.append((belief, found))
    page.heard["author"] = [found for _, found in sorted(candidates, key=lambda each: -each[0])]
    best = max(range(len(candidates)), key=lambda number: candidates[number][0], default=None)
    if best is None:
        return None, (), taken
    if best in alone:
        taken.add(alone[best])
    opening = [block for block in [*region.sure, *region.unsure] if block.index < region.first + _ABOVE]
    taken.update(block.index for block in opening if _is_after_by(block, page))
    author = candidates[best][1]
    if author.rule == ACCOUNT:
        return author, (), taken
    authors = split_authors(author.value, page.words)
    author = with_neighbours(page, region, author, [each.name for each in authors])
    return author, _without_own(page, author, split_authors(author.value, page.words)), taken


def _without_own(page: Page, author: Found[str], authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """The people of a printed byline without the paper, which says where they work; JSON-LD means what it lists."""
    others = tuple(each for each in authors if not is_own(page, each.name))
    agencies = set(map(fold, page.words.byline.agencies))
    people = any(fold(each.name) not in agencies for each in others)
    return others if people and not author.rule.startswith("json-ld") else authors


def _labelled(page: Page, region: Region, block: Block) -> list[tuple[float, Found[str]]]:
    """`Tác giả: …`, `Bài, ảnh: …`; a label in a line of facts; `Nguồn: …` where a person or an agency follows."""
    words, patterns = page.words, patterns_of(page.words)
    if block.cue == "author":
        value = trim(unlabelled(block.text, page))
        if not value and block.index + 1 < region.end:  # the name stands in the next cell
            value = trim(page.blocks[block.index + 1].text)
            if not is_name(value, words, unit=True):
                return []
        if is_placeholder(value, words) or len(value.split()) > 25:
            return []
        poster = re.match(rf"\W*{alternatives(words.byline.poster)}\s*:", block.key)
        return [(4.0 if poster else 10.0, Found(value, "label", block.text))]
    if block.cue == "source" and block.index >= region.first:
        value = _source(block.text, page)
        if value:
            return [(6.0, Found(value, "source", block.text))]
    if (
        not block.cue
        and block.index > region.title
        and _stands_beside_date(page, block)
        and _is_person_beside_date(page, trim(block.text))
    ):
        return [(_BESIDE_DATE, Found(trim(block.text), "beside-date", block.text))]
    if block.cue in ("date", "counter"):
        parts = re.split(r"\s*[|•]\s*|\s+[-–]\s+", block.text)
        if words.unspaced:
            parts = [fact for part in parts for fact in facts_of(part, words)]
        for part in parts:
            match = patterns.label.match(fold(part))
            value = names_only(part[match.end() :], words) if match else ""
            if value and not is_placeholder(value, words) and is_name(value, words, unit=True):
                return [(8.0, Found(value, "label", block.text))]
            if block.cue == "date" and not match and _is_person_beside_date(page, trim(part)):
                return [(_BESIDE_DATE, Found(trim(part), "beside-date", block.text))]
    return []


def _source(text: str, page: Page) -> str:
    """The agency or the person that a line names as its source, with their paper: `(Theo TTXVN)`.

    "" where it names a paper or a site. What names a medium is told with its marks: `Đài` is none in `Hà Đại`.
    """
    words, value = page.words, trim(unlabelled(text, page))
    if value.endswith(")") and "(" not in value:
        value = trim(value[:-1])
    agencies = set(map(squeeze, words.byline.agencies))
    media = any(word.lower() in value.lower() for word in words.byline.media)
    first, _, paper = value.partition("/")  # `TTXVN/Báo Tin tức`
    if squeeze(value) in agencies or (paper and media and squeeze(first) in agencies):
        return value
    name = first if paper and media else value
    person = is_name(name, words) and len(name.split()) > 1 and (bool(paper) or not media)
    return value if person else ""


def _stands_beside_date(page: Page, block: Block) -> bool:
    """True for a short line, or part of one, beside a date."""
    around = page.blocks[max(0, block.index - 1) : block.index + 2]
    return len(block.text) <= _LONGEST_NAME and any(each.cue == "date" and _is_near(each, block) for each in around)


def _is_near(one: Block, other: Block) -> bool:
    """True for lines of one element, of two beside one another, or of one and an element in it."""
    return siblings(one, other) or one.path[:-1] == other.path or other.path[:-1] == one.path


def _is_person_beside_date(page: Page, text: str) -> bool:
    """`Hồng Thoan` in `Hồng Thoan - 15:32, 28/06/2024`: no place, and in languages whose places are known."""
    words = page.words
    if not words.byline.places or not 2 <= len(text.split()) <= 4 or text.isupper():  # as sections are printed
        return False
    if is_place(text, words) or is_placeholder(text, words):
        return False
    return is_name(text, words) and not any(link.text == text for block in page.blocks for link in block.links)


def _signature(page: Page, region: Region) -> tuple[list[Block], str, bool] | None:
    """The last lines of the text, or the first below it, that are a name and nothing else; True where set apart."""
    words = page.words
    texts = [*region.sure, *region.unsure]
    texts.sort(key=lambda block: block.index)
    if not texts:
        return None
    last = texts[-1].index
    inner = [block for block in texts[1:] if block.index > last - _LAST_LINES]
    below = page.blocks[last + 1 : min(region.end, last + 1 + _BELOW)]
    outer = [block for block in below if block not in inner and not block.cue][:_LAST_LINES]
    lines = [*inner, *outer]
    inner_last = inner[-1] if inner else None
    skipped: list[Block] = []  # `admin admin` below the real signature
    passed = False  # whether more stands between: the life of the author, a correction
    for position in range(len(lines) - 1, -1, -1):
        block = lines[position]
        set_apart = block.align == "right" or (block.bold > 0.9 and block.align != "center") or block.italic > 0.9
        # A name with an office may be as long as a sentence.
        if page.prose[block.index] and not (set_apart and is_name(block.text, words)):
            if block not in outer:
                break
            passed = True
        if passed:
            if _is_after_by(block, page):
                return [block], block.text, True
            continue
        if block.cue or block.linked > 0.5 or block.chrome in ("nav", "footer", "aside") or block.item or block.heading:
            continue
        outside = block in outer and not inside(block, region.container[:-1] or region.container)
        if outside and not set_apart:
            continue
        affiliation = lines[position - 1] if position and _is_affiliation(block, lines[position - 1], page) else None
        if affiliation is not None:
            between = " " if block.text.startswith("(") else ", "
            return [affiliation, block, *skipped], f"{affiliation.text}{between}{block.text}", True
        if is_placeholder(block.text, words):
            skipped.append(block)
            continue
        if is_unspaced(block.text):
            continue  # any few letters of a script without spaces look like a name
        # Of what stands below the text, an office is a signature only where it is set as one: footers name many.
        unit = set_apart and (block in inner or block.align == "right" or block.italic > 0.9)
        desk = (block is inner_last or _closes(page, block, last)) and _is_desk(block, page)
        if is_name(block.text, words, unit=unit) or desk:
            return [block, *skipped], without_label(block.text, words), set_apart or desk or block in inner
        if (block is inner_last or set_apart) and block.text.isupper() and _INITIALS.fullmatch(block.text):
            return [block, *skipped], block.text, True
        if _is_after_by(block, page):
            return [block, *skipped], block.text, True
        if block in inner and (named := without_label(block.text, words)) != block.text:
            return [block, *skipped], named, True
        if not set_apart and block in region.sure:
            break
    return (skipped, "", False) if skipped else None


def _is_affiliation(block: Block, above: Block, page: Page) -> bool:
    """True where the name stands above and this line adds `(Trường Chính trị …)`, or a name's office set like it."""
    text = block.text.strip()
    if page.prose[above.index] or above.cue or not is_name(above.text, page.words):
        return False
    if is_placeholder(text, page.words) or re.match(r"\(\s*\d", text):  # `(0 bình chọn)`
        return False
    if text.startswith("(") and text.endswith(")"):
        return True
    if above.align != block.align or (above.align != "right" and (above.align or above.bold != block.bold)):
        return False
    return is_unit(text, page.words) or is_office(text, page.words)


def _closes(page: Page, block: Block, last: int) -> bool:
    """True for the line between the text and what stands below every article: a counter, buttons, other articles."""
    below = page.blocks[block.index + 1 : block.index + 2]
    return block.index == last + 1 and bool(below) and below[0].cue in _BELOW_ARTICLE


def _is_after_by(block: Block, page: Page) -> bool:
    """True for `By Ruth Hallam` and nothing else."""
    by = patterns_of(page.words).before_name.match(block.key) if len(block.text) <= _LONGEST_NAME else None
    name = block.text[by.end() :] if by else ""
    return len(name.split()) > 1 and is_name(name, page.words) and not is_placeholder(name, page.words)


def _is_desk(block: Block, page: Page) -> bool:
    """An office that signs as the last line: `Ban Biên tập`, `Văn phòng HĐND-UBND huyện`."""
    return is_name(block.text, page.words, unit=True) and len(block.text.split()) <= 8


def unlabelled(text: str, page: Page) -> str:
    """A byline without its label: `Tác giả: Hà Đại` is `Hà Đại`."""
    patterns = patterns_of(page.words)
    key = fold(text)
    for pattern in (patterns.label, patterns.source, patterns.theo, patterns.before_name):
        match = pattern.match(key)
        if match and match.end() <= len(text) and (pattern is not patterns.theo or len(text.split()) <= 9):
            if pattern is patterns.theo and not key.lstrip(" (").startswith(
                tuple(map(fold, page.words.byline.sources))
            ):
                continue
            return text[match.end() :].strip()
    return text.strip()


def _has_icon(block: Block) -> bool:
    """True for a short line beside the drawing of a person or a pen, as templates of all countries have it."""
    if len(block.text) > _LONGEST_NAME or block.cue or not len(block.element):
        return False
    return any(_ICON.search(icon.get("class") or "") for icon in block.element.iter("i", "span", "svg"))


@functools.lru_cache(maxsize=4096)
def _names_author(labels: str) -> bool:
    """Kept, because the paragraphs of a page have the same labels."""
    return _CLASS.search(labels) is not None


def _marked(page: Page, region: Region) -> list[tuple[float, Found[str]]]:
    """A line that the platform, or a class name that says author, points at."""
    found = []
    for block in page.blocks[max(0, region.title - _ABOVE) : region.end]:
        if len(block.text) > 120 or page.prose[block.index]:
            continue
        hinted = page.hinted("author", block)
        if not (hinted or _names_author(block.labels) or (block.index <= region.first and _has_icon(block))):
            continue
        if block.cue in ("counter", "tools", "tags", "related", "comments", "other-list", "caption"):
            continue
        value = side_by_side(block, page.words) or trim(unlabelled(without_mail(block), page))
        if not is_name(value, page.words, unit=True):
            value = names_only(value, page.words)
        if hinted and is_account(value, page.words):  # as printed, where nobody signs: it is no person
            found.append((0.5, Found(value, ACCOUNT, block.text)))
        if (
            value
            and "|" not in value
            and not is_placeholder(value, page.words)
            and is_name(value, page.words, unit=True)
        ):
            found.append(
                (1.5 if is_own(page, value) else 7.0, Found(value, "platform" if hinted else "class", block.text))
            )
    return found
