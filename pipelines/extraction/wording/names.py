"""What a name looks like: people, news desks, offices; and how a byline comes apart into authors."""

from __future__ import annotations

import functools
import re

from archive.model import Author
from pipelines.extraction.wording.eastern_names import LETTER, MAIL, MARKS, is_unspaced, untitled
from pipelines.extraction.wording.folding import fold, squeeze
from pipelines.extraction.wording.offices import is_host, is_office, is_unit
from pipelines.extraction.wording.word_patterns import alternatives
from pipelines.extraction.wording.words import Words

_LONGEST = 120  # characters of a byline; what is longer is a sentence
_WORDS_IN_NAME = 6  # of a person; `Nguyễn Thị Minh Khai` has four
_WORDS_IN_UNIT = 14
_END_MARK = re.compile(r"\s*\.?/\.?/?\s*$")
_TAIL = re.compile(r"^(.*?)\s*\(([^()]{2,100})\)\s*$")
# Small words inside names of people in the languages of Europe.
# fmt: off
_PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "van", "von", "zu", "ten",
    "ter", "la", "le", "bin", "binti", "al", "el", "af",
})
# fmt: on
_ELIDED = re.compile("[dl]['’][^\\W\\d_]")  # `Sophie d'Aubigny`
_LETTERS = re.compile("[A-Z]{2,5}")
_EASTERN = re.compile("[\u3000-\uffff]")
_EDGE = " \t.*_-–—,;/|•\"“”'【】"


@functools.lru_cache(maxsize=64)
def _separator(words: Words, eastern: bool) -> re.Pattern[str]:
    joints = alternatives(words.byline.joints)
    marks = rf"|{MARKS}" if eastern else ""
    return re.compile(rf"\s*[,;/|]\s*(?:{joints}\s+)?|\s+[-–&]\s+|\s*—\s*|\s+{joints}(?:\s+|$){marks}")


@functools.lru_cache(maxsize=64)
def _role(words: Words) -> re.Pattern[str]:
    roles = alternatives(words.byline.roles)
    behind = rf"(?:[.,:\s]+|(?<={LETTER}))" if words.unspaced else r"[.,:\s]+"
    return re.compile(rf"({roles}(?:[.,\s]+{roles})*){behind}(?=\S)")


@functools.lru_cache(maxsize=64)
def _label(words: Words) -> re.Pattern[str]:
    """`Ảnh: `, within a byline of two."""
    return re.compile(rf"{alternatives([*words.byline.labels, *words.caption.credits])}\s*:\s*")


@functools.lru_cache(maxsize=64)
def _sets(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    short = frozenset(map(fold, [*words.byline.short, *words.byline.agencies]))
    return short, frozenset(map(fold, [*words.byline.placeholders, *words.byline.accounts]))


@functools.lru_cache(maxsize=64)
def _accounts(words: Words) -> frozenset[str]:
    return frozenset(map(fold, words.byline.accounts))


def is_account(text: str, words: Words) -> bool:
    """True for the name of an account of the content-management system: `admin admin`."""
    return fold(text).strip(_EDGE) in _accounts(words)


def is_agency(text: str, words: Words) -> bool:
    """True for an agency's name or its letters: `AFP`."""
    return fold(text) in _sets(words)[0]


@functools.lru_cache(maxsize=64)
def _agencies(words: Words) -> frozenset[str]:
    return frozenset(map(squeeze, words.byline.agencies))


def is_known_agency(text: str, words: Words) -> bool:
    """True for the whole name of an agency that the words file lists; the letters of no newsroom."""
    return squeeze(text) in _agencies(words)


@functools.lru_cache(maxsize=64)
def _places(words: Words) -> frozenset[str]:
    return frozenset(map(squeeze, words.byline.places))


def is_place(text: str, words: Words) -> bool:
    """True for the name of a place, in languages whose places are known."""
    return bool(words.byline.places) and squeeze(text) in _places(words)


def is_placeholder(text: str, words: Words) -> bool:
    """True for what stands where an author should: `Bút danh`, an account, an address, nothing."""
    folded = fold(text).strip(_EDGE)
    return (
        not folded
        or folded in _sets(words)[1]
        or "@" in text
        or folded.isdigit()
        or "http" in folded
        or "www." in folded
    )


def trim(text: str) -> str:
    """A byline without addresses and the punctuation around it; a final `./.` goes too."""
    if "@" in text:
        text = MAIL.sub(" ", text)
    return without_end_mark(text).strip(_EDGE).strip()


def unwrapped(text: str) -> str:
    """A signature without the brackets around all of it: `(Hồng Thoan)`."""
    inner = trim(text)
    return trim(inner[1:-1]) if inner.startswith("(") and inner.find(")") == len(inner) - 1 else text


def without_end_mark(text: str) -> str:
    """A line without the `./.` that closes an official text."""
    return _END_MARK.sub("", text) if "/" in text else text


def _is_one_unit(text: str, words: Words) -> bool:
    """True for one office whose name has `,`, `và` or a hyphen in it: no part of it is a person."""
    if not is_unit(text, words) or len(text.split()) > _WORDS_IN_UNIT:
        return False
    # Where an office is told by its last letters, a name may stand in front: `記者王小明／台北報導`.
    rest = [part for part in _split(text, words)[0 if words.unspaced else 1 :] if part]
    return not any(_is_person(part, words, alone=True) for part in rest)


def is_name(text: str, words: Words, *, unit: bool = False) -> bool:
    """True for a line that can only be a signature: one or several names, each word with a capital.

    An affiliation may follow in parentheses or after a comma. `unit` admits an office by itself.
    """
    if text.rstrip().endswith("..."):  # a label of something that is being loaded
        return False
    text = trim(unwrapped(text))
    tail = _TAIL.match(text)
    if tail and tail[1]:
        text = trim(tail[1])
    if not 2 <= len(text) <= _LONGEST or any(sign in text for sign in ':?!“”"…@'):
        return False
    parts = [_TAIL.sub(r"\1", part) for part in _split(text, words) if part]
    if not parts or len(parts) > 8:
        return False
    people = [part for part in parts if _is_person(part, words, alone=len(parts) == 1)]
    others = [
        part
        for part in parts
        if part not in people
        and len(part.split()) <= _WORDS_IN_UNIT
        and (is_unit(part, words) or (people and (is_office(part, words) or is_host(part))))
    ]
    if len(people) + len(others) == len(parts):
        return bool(people) or unit
    return unit and _is_one_unit(text, words)


def _is_person(text: str, words: Words, *, alone: bool) -> bool:
    if is_agency(text, words):
        return True
    if any(character.isdigit() for character in text):
        return False
    role = _role(words).match(fold(text))
    if role:
        text = text[role.end() :]
    text = untitled(text, words)[0]
    if is_unspaced(text):
        return _may_be_called(text, words)
    parts = [part for part in re.split(r"[\s-]+", text) if part not in _PARTICLES]
    if not (1 if not alone else 2) <= len(parts) <= _WORDS_IN_NAME + 2 * ("." in text):
        return False
    capital = all(part[:1].isupper() or not part or _ELIDED.match(part) for part in parts)
    return capital and (role is not None or not is_unit(text, words))


def _may_be_called(text: str, words: Words) -> bool:
    """False for letters that look like a name and cannot be one: an office, or no surname in front."""
    if is_unit(text, words):
        return False
    surnames = words.byline.surnames
    return not surnames or "·" in text or (text[0] in surnames and len(text) <= 4)


def _apart(part: str, words: Words) -> list[str]:
    """`王小明 李小红 记者` as two: where white space parts people, each with the title."""
    name, title = untitled(part, words)
    names = name.split()
    if not words.byline.names_apart or len(names) < 2 or not all(_is_short_name(each, words) for each in names):
        return [part]
    return [f"{each} {title}".strip() for each in names]


def _is_short_name(text: str, words: Words) -> bool:
    return 2 <= len(text) <= 4 and is_unspaced(text) and _may_be_called(text, words)


def _split(text: str, words: Words) -> list[str]:
    """The parts of a byline, as written: cut where `,` `;` `/` ` - ` ` và ` stand between them."""
    folded = fold(text)
    parts, position = [], 0
    starts = [0]
    for match in _separator(words, not text.isascii() and _EASTERN.search(text) is not None).finditer(folded):
        parts.append(text[position : match.start()])
        position = match.end()
        starts.append(position)
    parts.append(text[position:])
    parts = [trim(part) for part in (_whole_offices(text, parts, starts, words) if len(parts) > 2 else parts)]
    return [trim(each) for part in parts for each in _apart(part, words)] if words.unspaced else parts


def _whole_offices(text: str, parts: list[str], starts: list[int], words: Words) -> list[str]:
    """The parts of a byline with the name of an office behind a person's in one piece: `Phòng Văn hóa và Thông tin`."""
    whole: list[str] = []
    begins = 0  # where the last of them does
    for part, start in zip(parts, starts, strict=True):
        goes_on = len(whole) > 1 and is_unit(whole[-1], words)
        if goes_on and not (is_unit(part, words) or is_office(part, words) or _is_person(part, words, alone=False)):
            whole[-1] = text[begins : start + len(part)]
        else:
            whole.append(part)
            begins = start
    return whole


def split_authors(byline: str, words: Words) -> tuple[Author, ...]:
    """The authors of a byline: name, role (`BS`, `PV`) and affiliation (in parentheses, or an office after a comma)."""
    affiliation = None
    text = trim(byline)
    tail = _TAIL.match(text)
    if tail and tail[1]:
        text, affiliation = trim(tail[1]), tail[2].strip()
    if _is_one_unit(text, words):
        return (Author(name=text, affiliation=affiliation),)
    authors: list[Author] = []
    for part in _hyphenated(_split(text, words)):
        label = _label(words).match(fold(part))
        part = part[label.end() :] if label else part
        if not part:
            continue
        own = _TAIL.match(part)
        if own and own[1]:
            part = trim(own[1])
        part, title = untitled(part, words)
        role = _role(words).match(fold(part))
        if role and _is_person(part[role.end() :], words, alone=False):
            authors.append(Author(name=part[role.end() :].strip(), role=part[: role.end(1)].strip()))
        elif authors and is_office(part, words):
            last = authors[-1]
            authors[-1] = Author(name=last.name, role=last.role or part, affiliation=last.affiliation)
        elif authors and (is_unit(part, words) or is_host(part) or _is_letters_of_desk(part, authors[-1].name, words)):
            last = authors[-1]
            if last.affiliation is None:
                authors[-1] = Author(name=last.name, role=last.role, affiliation=part)
        else:
            authors.append(Author(name=part, role=title or None))
        if own and authors and not _is_sign(own[2], words):
            authors[-1] = Author(name=authors[-1].name, role=authors[-1].role, affiliation=own[2].strip())
    if authors and affiliation and not _is_sign(affiliation, words):
        last = authors[-1]
        authors[-1] = Author(name=last.name, role=last.role, affiliation=affiliation)
    return tuple({squeeze(author.name): author for author in reversed(authors)}.values())[::-1]


def _is_letters_of_desk(part: str, name: str, words: Words) -> bool:
    """True for the letters of a newsroom or an agency that no list has, behind a person's name: `Ruth Hallam / TNN`."""
    letters = _LETTERS.fullmatch(part) is not None and not is_agency(part, words)
    return letters and len(name.split()) > 1 and not name.isupper()


def _is_sign(text: str, words: Words) -> bool:
    """True for what is no affiliation: the letters that a writer signs short pieces with, `(rha)`, while an agency's
    are where they work; and what the writer did, `(tổng hợp)`.
    """
    if fold(text.strip()) in _deeds(words):
        return True
    return bool(re.fullmatch(r"[a-zß-ÿ]{2,4}\.?", text.strip())) and not is_agency(text, words)


@functools.lru_cache(maxsize=16)
def _deeds(words: Words) -> frozenset[str]:
    byline = words.byline
    return frozenset(map(fold, [*byline.joints, *byline.roles, *byline.labels, *byline.jobs, *words.caption.credits]))


def _hyphenated(parts: list[str]) -> list[str]:
    """`Hoàng Hoài-Vũ Trang` is two people: a hyphen without spaces between two names of two words or more."""
    result = []
    for part in parts:
        halves = re.split(r"(?<!\s)[-–](?!\s)", part)
        if len(halves) == 2 and all(len(half.split()) >= 2 for half in halves):
            result += [half.strip() for half in halves]
        else:
            result.append(part)
    return result
