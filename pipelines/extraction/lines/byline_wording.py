"""What stands in a byline besides names: a date, a place, a paper, an account; and names that touch."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.wording.folding import fold, tidy
from pipelines.extraction.wording.moments import find_moments
from pipelines.extraction.wording.names import is_agency, is_name, trim
from pipelines.extraction.wording.word_patterns import alternatives, ended
from pipelines.extraction.wording.words import Words

_LAST = re.compile(r"(?:,|\s[–—-])\s*(?=[^\s,–—-]+\W*$)")
_REST = re.compile(r"\s*,\s|\s+[–—-]\s+")
_CLOCK = re.compile(r"\s\d{1,2}[:.h]\d\d\b[^\d|•·]{0,6}$")
_CLOCK_ENDS = frozenset("0123456789Mm.h")
_ARTICLE = 3  # letters of `the`
_LONGEST_REST = 40  # characters of what stands behind a name: a paper, a place
_SIGNS = re.compile(r"\s*[|•·]|\s[–—-]\s")
_MAIL = ("mailto:", "/cdn-cgi/l/email")  # the second hides an address from programs
_SIGN = re.compile(r"(?<=[a-zß-ÿ])/[a-z]{2,4}(?=\W*$)")  # of who edited it: `Ruth Hallam/bo`
_ACCOUNT = re.compile(r"\(?(?<!\w)@\w+\)?")


@functools.lru_cache(maxsize=32)
def _after_name(words: Words) -> re.Pattern[str]:
    """` in Port Ellery`, ` for the Harbour Post`: from the small word to the next name."""
    ends = rf"[,;|/]|\s{alternatives(words.byline.joints)}\s|$"
    return re.compile(rf"\s{alternatives(words.byline.after_names)}\s((?:(?!{ends}).)+)(?={ends})")


@functools.lru_cache(maxsize=32)
def _before_date(words: Words) -> re.Pattern[str]:
    """` on`, `, Tue,`, ` • Published`: what stands between a name and a date."""
    dates = words.dates
    small = ended([*dates.day, *dates.filler, *dates.weekdays, *dates.published, *dates.modified])
    return re.compile(rf"(?:[\s,|•·–—-]+{small})+\W*$")


def without_small_words(text: str, words: Words) -> str:
    """A name without the small words between it and a date: `Đăng bởi Lệ Quyên ngày …`, `Hà Giang, ngày …`."""
    small = _before_date(words).search(fold(text))
    return text[: small.start()] if small else text


def without_clock(text: str, words: Words) -> str:
    """A name without the time behind it: `Ruth Hallam at 8:12 AM`."""
    clock = _CLOCK.search(text) if text[-1:] in _CLOCK_ENDS else None
    return without_small_words(text[: clock.start()], words) if clock else text


def without_byline(text: str, words: Words) -> str:
    """A line of facts with spaces for the byline that opens it: `By Ruth Hallam • Published 4 June 2024`."""
    by = patterns_of(words).match("before_name", fold(text))
    moments = find_moments(text, words) if by else []
    if not by or not moments or moments[0].start < by.end:
        return text
    name, *_ = _SIGNS.split(without_small_words(text[by.end : moments[0].start], words))
    end = by.end + len(name)
    return " " * end + text[end:] if is_name(names_only(name, words), words) else text


@functools.lru_cache(maxsize=32)
def _comments(words: Words) -> re.Pattern[str]:
    """` 3 Comments`, ` Leave a Comment`, at the end."""
    return re.compile(rf"(?<=\w)[^\w.]+(?:\d+\W+)?{alternatives(words.headings.comments)}\W*\d*\W*$")


def names_only(text: str, words: Words) -> str:
    """A byline without its label, and without date, place, paper and account: `Ruth Hallam in Leeds | 4 April 2024`.

    The link to the comments, which themes put behind the name, goes too: `Ruth Hallam Leave a Comment`.
    """
    for moment in reversed(find_moments(text, words)):
        small = _before_date(words).search(fold(text[: moment.start]))
        text = f"{text[: small.start() if small else moment.start]}|{text[moment.end :]}"
    comments = _comments(words).search(fold(text))
    text = text[: comments.start()] if comments else text
    text = trim(_ACCOUNT.sub("|", _SIGN.sub("", text)))
    for match in reversed(list(_after_name(words).finditer(fold(text)))):
        first, _, rest = text[match.start(1) : match.end(1)].partition(" ")
        if first[0].isupper() or (len(first) <= _ARTICLE and rest[:1].isupper()):
            text = text[: match.start()] + text[match.end() :]
    return trim(text)


def first_name(text: str, words: Words) -> str:
    """The name that opens a byline of which the rest is no name: `Ruth Hallam, g1 — Port Ellery`."""
    name, *rest = _REST.split(text, maxsplit=1)
    if not rest or len(rest[0]) > _LONGEST_REST or is_name(text, words, unit=True):
        return text
    return name if len(name.split()) > 1 and is_name(name, words) else text


@functools.lru_cache(maxsize=32)
def _labels(words: Words) -> tuple[str, ...]:
    """Labels of bylines that are not what a person is, as in `PV Hà Đại`; the longest first."""
    roles = set(map(str.lower, words.byline.roles))
    labels = {label.lower() for label in words.byline.labels} - roles
    return tuple(sorted(labels, key=len, reverse=True))


def without_label(text: str, words: Words) -> str:
    """A signature without a label that has no colon: `Tin, ảnh Hà Đại`. With all its marks: a name may begin alike."""
    lower = text.lower()
    for label in _labels(words):
        if lower.startswith(f"{label} "):
            name = trim(text[len(label) :])
            return name if len(name.split()) > 1 and is_name(name, words) else text
    return text


def without_place(text: str, words: Words) -> str:
    """`Ruth Hallam and Ben Ody, Leeds` without the place: one word behind names of two and more, and no agency."""
    names, *last = _LAST.split(text)
    if len(last) != 1 or is_agency(trim(last[0]), words) or not is_name(names, words):
        return text
    return trim(names)


def side_by_side(block: Block, words: Words) -> str:
    """The names of a line whose elements touch, as a style sheet sets them apart: `Ruth HallamReporterBen Ody`.

    "" for a line in which no two elements touch so. A single word beside names of two is what one of them does.
    """
    parts = [block.pieces[0].text]
    touched = False
    for before, piece in zip(block.pieces, block.pieces[1:], strict=False):
        if before.element is piece.element or not (before.text[-1:].islower() and piece.text[:1].isupper()):
            parts[-1] += piece.text
        else:
            touched = True
            parts.append(piece.text)
    if not touched:
        return ""
    names = [trim(part) for part in parts]
    return ", ".join(name for name in names if len(name.split()) > 1 and is_name(name, words))


def without_mail(block: Block) -> str:
    """A line without the links to mailboxes in it, where it says more: `Ruth Hallam` and the link `E-mail`."""
    hrefs = block.hrefs
    kept = [piece.text for piece in block.pieces if not (piece.link and hrefs[piece.link].startswith(_MAIL))]
    return tidy("".join(kept)) or block.text


@functools.lru_cache(maxsize=32)
def _credit(words: Words) -> re.Pattern[str]:
    """` Photos: `, behind a name."""
    return re.compile(rf"[\s,;|/]+{alternatives(words.caption.credits)}\s*[:：]")


def without_credit(text: str, words: Words) -> str:
    """A byline behind its label without who took the pictures: `Ruth Hallam, Photos: Ben Ody`."""
    credit = _credit(words).search(fold(text)) if ":" in text else None
    return text[: credit.start()] if credit else text


def unlabelled(text: str, words: Words) -> str:
    """A byline without its label: `Tác giả: Hà Đại` is `Hà Đại`."""
    patterns = patterns_of(words)
    key = fold(text)
    for name in ("label", "source", "from", "before_name"):
        match = patterns.match(name, key)
        if match and match.end <= len(text) and (name != "from" or len(text.split()) <= 9):
            if name == "from" and not key.lstrip(" (").startswith(tuple(map(fold, words.byline.sources))):
                continue
            value = text[match.end :].strip()
            alone = without_credit(value, words)
            return alone if value[len(alone) : len(alone) + 1].isspace() else value  # behind a comma is one more name
    return text.strip()
