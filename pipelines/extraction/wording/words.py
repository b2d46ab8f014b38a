"""The words of a language, from `words/<language>.toml`: read once, and kept."""

from __future__ import annotations

import functools
import importlib.resources
import re

import msgspec

# Not by paths: scrapyd runs projects from within a zip file.
FOLDER = importlib.resources.files("pipelines.extraction") / "words"
FALLBACK = "en"
DOTTED = "dotted"  # the order of numeric dates where only dots tell it: then the day comes first
# `2024. március 12.`, `2024年3月12日`; where the year stands last after all, only dots tell the order.
YEAR_FIRST = "ymd"
# Written forms of one language, and languages whose words beside an article are nearly the same, share a file.
SHARED = {"nb": "no", "nn": "no", "ms": "id", "in": "id", "bs": "hr", "sh": "hr", "sr": "hr", "mo": "ro"}


def file_of(code: str) -> str:
    """The name of the words file for a language's code: `no` for both written forms of Norwegian."""
    return SHARED.get(code, code)


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written: names, particles and labels."""

    order: str  # dmy, mdy, or "" where both are in use; DOTTED, YEAR_FIRST
    day: list[str]
    month: list[str]
    year: list[str]
    months: dict[str, int]
    month_words: list[str]
    weekdays: list[str]
    hour: list[str]
    minute: list[str]
    am: list[str]
    pm: list[str]
    published: list[str]
    modified: list[str]
    today: list[str]
    filler: list[str]
    ago: list[str] = []  # behind or before how long ago it was: `3 hours ago`, `vor 3 Stunden`
    spans: list[str] = []  # what is counted then; no years, for `Vor 50 Jahren` is a heading
    eras: dict[str, int] = {}  # name -> the year before its first: `令和6年` is 2018 + 6
    ordinals: list[str] = []  # behind the number of a day: `1st`, `1er`, `1º`
    ahead: int = 0  # years that the calendar is ahead: `2567` is 2024 in Thailand
    region: str = ""  # of the page that is read, never of a file: which zone `IST` is


class BylineWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before, after and in place of an author's name."""

    labels: list[str]  # before a colon
    before_names: list[str]  # without one: `By Ruth Hallam`
    poster: list[str]
    sources: list[str]
    agencies: list[str]
    placeholders: list[str]  # where no author is: `Bút danh`
    accounts: list[str]  # who posted it: `admin admin`
    roles: list[str]
    jobs: list[str]  # the last word of what an author does: `Ruth Hallam, chief political writer`
    units: list[str]
    media: list[str]
    short: list[str]
    joints: list[str]
    openers: list[str]  # words of the lines in capitals that open a text and are no name: `PRESS RELEASE`
    newsroom: bool  # a newsroom that JSON-LD names as the author wrote the text; false where all pages name the site
    titles: list[str] = []  # behind a name, no part of it: `홍길동 기자`
    editors: list[str] = []  # labels of who edited or checked the text and did not write it; they stand at its end
    surnames: str = ""  # where a name begins with one of these letters
    names_apart: bool = False  # white space parts two people: `王小明 李小红`
    places: list[str] = []  # that stand where names do: `Hà Giang | 17/04/2024`
    offices: list[str] = []  # how what an author is begins: `Phó Chủ tịch UBND huyện`
    around_names: list[tuple[str, str]] = []  # before and behind the name of who posted: `Được Lệ Quyên gửi vào`
    after_names: list[str] = []  # small words before a place or a paper: `Ruth Hallam in Leeds`, `for the Post`


class CounterWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of an article's own counter, and of the site's."""

    views: list[str]
    after: list[str]
    visitors: list[str]


class HeadingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines that open something that is not the article's text."""

    related: list[str]
    other_lists: list[str]
    comments: list[str]
    tags: list[str]
    tools: list[str]
    files: list[str]  # labels of what is attached
    ratings: list[str]  # what opens a vote on the article
    votes: list[str]  # what stands in it, besides numbers
    footer: list[str]
    reading: list[str] = []  # how long it takes to read, behind or before a number
    related_heads: list[str] = []  # what headings of related lists are put together of: the thing, which may be many,
    related_tails: list[str] = []  # and which of them
    related_many: list[str] = []  # before the thing: `các`, `những`
    endings: list[str] = []  # what the last line says, anywhere in it
    ends: list[str] = []  # what closes a release, in capitals or between signs: `ENDS`, `- Ende -`
    contacts: list[str] = []  # what opens, below a release, whom the press may ask
    about: list[str] = []  # what opens, below a release, what its issuer is, before the name: `About Mill & Salt`
    section: list[str] = []  # labels of the category, before a colon
    document_subject: list[str] = []  # labels on a page about one document of an office: of what it is about,
    document_number: list[str] = []  # of its number,
    document_rows: list[str] = []  # and of all else: who issued and signed it, and when


class CaptionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a picture's caption begins, and how it credits."""

    starts: list[str]
    credits: list[str]


class PromoWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a line that asks the reader to do something begins; what newsrooms say below a text, anywhere in it."""

    starts: list[str]
    notices: list[str]


class SiteWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a site's own name begins."""

    names: list[str]


class VerdictWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page says that is no article."""

    missing: tuple[str, ...]
    login: tuple[str, ...]
    blocked: tuple[str, ...]
    parked: tuple[str, ...]  # the domain, or the server, is there and the site is not; example.com: any host
    consent: tuple[str, ...] = ()  # how a wall opens that asks for cookies
    forms: tuple[str, ...] = ()  # headings of a form to write to the office


class Words(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """All words of one language. Compared by identity, so that patterns made from it can be kept (lru_cache)."""

    letters: str  # that few other languages have; `ぁ-ゖ` is a range
    zone: str
    home: list[str]
    dates: DateWords
    byline: BylineWords
    counter: CounterWords
    headings: HeadingWords
    caption: CaptionWords
    promo: PromoWords
    site: SiteWords
    verdict: VerdictWords
    base: Words | None = None  # of words as a region uses them, which differ in how dates are read: those of the file
    unspaced: bool = False  # labels, dates and names follow one another without a space or a sign


@functools.lru_cache(maxsize=64)
def words_of(language: str) -> Words:
    """The words of `language` (its first subtag: `vi-VN` is `vi`), or those for all others where it has no file."""
    name = _name(language)
    return _read(name) if name in languages() else _others()


def has_words(language: str) -> bool:
    """Whether `words_of` has a file for a language, and need not take those for all others."""
    return _name(language) in languages()


def _name(language: str) -> str:
    return file_of(language.lower().replace("_", "-").partition("-")[0])


@functools.lru_cache(maxsize=64)
def _read(name: str) -> Words:
    """The words of one file: once, so that languages that share it share the patterns made from it."""
    return msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=Words)


@functools.lru_cache(maxsize=1)
def _others() -> Words:
    """English words for languages without a file; but `05.04.2025` is in April.

    All 250 numeric dates with dots among CLDR's short and medium ones (as in Babel 2.19) have the day before the month.
    """
    english = words_of(FALLBACK)
    return msgspec.structs.replace(english, dates=msgspec.structs.replace(english.dates, order=DOTTED))


@functools.lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that have a words file."""
    return frozenset(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))


class _Head(msgspec.Struct, frozen=True):
    """What a words file says before its first table, of which the letters are asked of all files."""

    letters: str


class _Verdict(msgspec.Struct, frozen=True):
    """The one table of a words file that is asked of all files."""

    verdict: VerdictWords


_TABLE = re.compile(r"^\[", re.MULTILINE)
_VERDICT = re.compile(r"^\[verdict\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)


def _text(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text("utf-8")


@functools.lru_cache(maxsize=1)
def all_letters() -> dict[str, str]:
    """Language -> the letters that give it away, for every words file that names some; `ぁ-ゖ` is a range.

    Read from the beginning of each file: to read all of all of them takes as long as reading ten pages.
    """
    heads = {name: _TABLE.split(_text(name), maxsplit=1)[0] for name in sorted(languages())}
    found = {name: msgspec.toml.decode(head, type=_Head).letters for name, head in heads.items()}
    return {name: letters for name, letters in found.items() if letters}


@functools.lru_cache(maxsize=1)
def all_verdicts() -> VerdictWords:
    """What servers say in any language: their messages are seldom in the portal's own. Read from that table only."""
    tables = [_VERDICT.search(_text(name)) for name in sorted(languages())]
    every = [msgspec.toml.decode(table[0], type=_Verdict).verdict for table in tables if table]
    return VerdictWords(
        missing=tuple(phrase for words in every for phrase in words.missing),
        login=tuple(phrase for words in every for phrase in words.login),
        blocked=tuple(phrase for words in every for phrase in words.blocked),
        consent=tuple(phrase for words in every for phrase in words.consent),
        parked=tuple(phrase for words in every for phrase in words.parked),
        forms=tuple(phrase for words in every for phrase in words.forms),
    )
