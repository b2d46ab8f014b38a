"""What a line is by what it says: a date, a counter, a byline, the heading of a list. Never by class names."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.lines.badges import join_badge
from pipelines.extraction.lines.blocks import Block, Document
from pipelines.extraction.lines.byline_wording import without_credit
from pipelines.extraction.lines.cue_patterns import Patterns, patterns_of
from pipelines.extraction.lines.date_pairs import date_labels
from pipelines.extraction.lines.fact_lines import facts
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.moments import time_only
from pipelines.extraction.wording.names import is_name
from pipelines.extraction.wording.words import Words

LISTS = frozenset({"related", "comments", "visitors", "footer", "other-list"})  # after these the article is over
ASIDE = frozenset(
    {"date", "counter", "author", "source", "editor", "tags", "tools", "files", "promo", "caption"}
)  # beside the text, never of it
_LONGEST = 300  # characters; a longer line is text whatever it begins with
_LONGEST_CLOCK = 20  # of a time
_LONGEST_TIME = 40  # of a line that says how long it takes to read
_LINKED = 0.5  # share of links in a line of keywords, behind their label
_FEW_TOOLS, _LONGEST_TOOLS = 2, 90  # pieces and characters of a row of buttons
_SHORT = 100  # characters of a line whose cue is kept


_DIGIT = re.compile(r"\d")
_PLAYED = re.compile(r"\d{1,2}:\d\d")  # how long a recording is
_HASHTAGS = re.compile(r"\s*(?:#\w+[\s,;]*)+")
_CAPTION = re.compile(r"(?:^|[\s_-])(?:img|image|photo|picture|figure|media)?caption(?:[\s_-]|$)")


def mark(document: Document, words: Words) -> None:
    """Sets the cue of every block."""
    patterns = patterns_of(words)
    for block in document.blocks:
        if block.caption or _is_called_caption(block):
            block.cue = "caption"
        elif (
            len(block.text) <= _LONGEST
            and not block.cue
            and not (block.text[0].isdigit() and join_badge(document.blocks, block, words))
        ):
            block.cue = _cue(block, words, patterns)
            if not block.cue and len(block.pieces) > _FEW_TOOLS and _are_tools(block, patterns):
                block.cue = "tools"
            if block.cue == "document":  # a row among others or a sentence: document_sheet.py tells
                document.labels.append(block.index)
                block.cue = ""
            if not block.cue and _LINKED < block.linked < 1 and patterns.match("tagged", block.key):
                block.cue = "tags"
    for block, after in zip(document.blocks, document.blocks[1:], strict=False):
        # `Số lượt xem:` in one cell and 4066 in the next.
        if block.cue == "counter" and not re.search(r"\d", block.key) and re.fullmatch(r"\W*[\d.,]+\W*", after.key):
            after.cue = "counter"
        elif block.cue == "date" or after.cue == "date":
            _mark_beside_date(block, after, words)


def _are_tools(block: Block, patterns: Patterns) -> bool:
    """True for buttons whose elements touch, as a style sheet sets them apart: `Nghe bài viếtGiọng nữGiọng nam`."""
    if len(block.text) > _LONGEST_TOOLS or "tools" not in patterns.begun_by(block.key):
        return False
    shown = _PLAYED.sub(" ", " ".join(piece.text.strip() for piece in block.pieces))
    return patterns.match("tools", fold(shown)) is not None


def _mark_beside_date(block: Block, after: Block, words: Words) -> None:
    """`11:02` in one element and `17/04/2024` in the next, or `Ngày đăng:` in one cell and the day in the next."""
    if block.path[:-1] != after.path[:-1] or (block.cue and after.cue):
        return
    other = after if block.cue else block
    if len(other.text) > _LONGEST_CLOCK:
        return
    in_next = (block.row and other is block) or block.path == after.path
    if time_only(other.text, words) or (in_next and _is_date_label(block.key, words)):
        other.cue = "date"


def _is_time_of_week(rest: str, changed: bool, words: Words) -> bool:
    """True for a time, behind the label of a change or on a weekday (`Publié mardi à 18:22`)."""
    return time_only(rest, words) is not None and (changed or date_labels(words).weekday.whole(fold(rest)) is not None)


def _is_date_label(key: str, words: Words) -> bool:
    """True for a line that is nothing but the label of a date."""
    labels = date_labels(words)
    return labels.published.is_all(key) or labels.modified.is_all(key)


def _is_called_caption(block: Block) -> bool:
    """True for a line whose element, or the one inline element in it, has a class like `wp-caption-text`.

    Templates of all countries name it so.
    """
    own = block.element.get("class") or ""
    if len(block.pieces) == 1 and block.pieces[0].element is not block.element:
        own = f"{own} {block.pieces[0].element.get('class') or ''}"
    return "caption" in own.lower() and _CAPTION.search(own.lower()) is not None and not block.heading


def _cue(block: Block, words: Words, patterns: Patterns) -> str:
    if len(block.text) <= _SHORT:
        return _cue_of(block.text, block.key, words)
    return _cue_by_words(block.text, block.key, block.linked > 0.3, words, patterns)


@functools.lru_cache(maxsize=8192)
def _cue_of(text: str, key: str, words: Words) -> str:
    """Kept, because menus, labels and footers repeat on all pages of a portal. Links decide for longer lines only."""
    return _cue_by_words(text, key, False, words, patterns_of(words))


def _cue_by_words(text: str, key: str, linked: bool, words: Words, patterns: Patterns) -> str:
    length = len(key)
    if length <= 160 and _DIGIT.search(key) and (found := facts(text, key, words, patterns)):
        return found
    if length <= _LONGEST_TIME and _DIGIT.search(key):
        labels = date_labels(words)
        said = labels.modified.whole(key)
        changed = said is not None
        said = said or labels.published.whole(key)
        if patterns.is_reading(key) or (said and _is_time_of_week(text[said.end :], changed, words)):
            return "tools"  # `Updated at 12.10 BST`, below an entry of a live report
    if length <= _SHORT and patterns.is_people(key):
        return "author"
    if patterns.ending and length <= _SHORT and patterns.ending.search(key):
        return "footer"
    if "#" in text and _HASHTAGS.fullmatch(text):
        return "tags"
    if names := patterns.begun_by(key):
        return _cue_by_opening(text, key, linked, words, names)
    return "visitors" if _counts_visitors(key, patterns) else "caption" if _is_credited(key, patterns) else ""


# (pattern, the cue of a line that it matches, the longest such line), as they are asked: before what tells a counter of
# visitors, before what tells a picture's credit, and after both.
_OPENINGS = (
    (
        ("label", "author", 150),
        ("editor", "editor", 150),
        ("tags", "tags", _LONGEST),  # before `Související …`, for `Související témata`
        ("related", "related", _LONGEST),
        ("comments", "comments", _LONGEST),
    ),
    (
        ("tools", "tools", 90),
        ("rating", "tools", 90),
        ("files", "files", 160),
        ("other", "other-list", _LONGEST),
        ("footer", "footer", _LONGEST),
        ("source", "source", 100),
        ("caption", "caption", 250),
    ),
    (("promo", "promo", _LONGEST), ("views", "counter", 40), ("document", "document", _LONGEST)),
)


def _cue_by_opening(text: str, key: str, linked: bool, words: Words, names: frozenset[str]) -> str:
    """The cue of a line that begins like one that has a cue; `names`: the patterns that may match it."""
    patterns = patterns_of(words)
    before, between, after = (
        (cue for name, cue, longest in each
         if name in names and len(key) <= longest and _matches(name, text, key, linked, words))
        for each in _OPENINGS
    )  # fmt: skip
    return (
        next(before, "")
        or ("visitors" if _counts_visitors(key, patterns) else "")
        or next(between, "")
        or ("caption" if _is_credited(key, patterns) else "")
        or next(after, "")
    )


def _matches(name: str, text: str, key: str, linked: bool, words: Words) -> bool:
    """Whether a line is what the pattern of that name tells."""
    patterns = patterns_of(words)
    match name:
        case "label":
            label = patterns.match("label", key)
            return label is not None and _names_somebody(text[label.end :], label.phrase, words)
        case "source":
            return _is_source(text, key, words, patterns)
        case "promo":
            return (linked or len(key) <= _SHORT) and patterns.match("promo", key) is not None
        case "views":
            return patterns.views.fullmatch(key) is not None
        case "document":
            return bool(patterns.match("subject", key) or patterns.match("number", key))
    return patterns.match(name, key) is not None


def _names_somebody(text: str, label: str, words: Words) -> bool:
    """False for what an interviewer asks behind such a label: `PV: Xin ông cho biết …?`"""
    if text.rstrip().endswith(("?", "!")) or (text[:1].isdigit() and not is_name(text, words)):
        return False
    asks = label in _interviewers(words)
    return not (asks and text) or is_name(without_credit(text, words), words, unit=True)


@functools.lru_cache(maxsize=16)
def _interviewers(words: Words) -> frozenset[str]:
    """Labels that are also what a person is, `PV`, `Phóng viên`, or what a text is: `Interview: …`."""
    also = map(fold, [*words.byline.roles, *words.byline.openers])
    return frozenset(map(fold, words.byline.labels)) & frozenset(also)


def _counts_visitors(key: str, patterns: Patterns) -> bool:
    return len(key) <= 120 and patterns.visitors.search(key) is not None


def _is_credited(key: str, patterns: Patterns) -> bool:
    return len(key) <= 160 and patterns.credit.search(key) is not None


def _is_source(text: str, key: str, words: Words, patterns: Patterns) -> bool:
    """True for `Nguồn: …`, and for `Theo …` where a name follows and nothing else."""
    if patterns.match("source", key):
        return True
    match = patterns.match("from", key)
    if match is None or len(text.split()) > 9:
        return False
    rest = text[match.end :].rstrip(" )")
    if rest.endswith((",", ":", ";", "?")) or (rest.endswith(".") and len(rest.split()) > 4):
        return False
    named = [word for word in rest.split() if word[:1].isupper()]
    if any(fold(word) in fold(rest) for word in words.byline.media) and len(rest.split()) <= 6:
        return True
    return rest.lower().startswith(("http", "www")) or bool(
        named and rest[:1].isupper() and len(named) * 2 > len(rest.split())
    )
