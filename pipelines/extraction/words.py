"""The words of a language, from `words/<language>.toml`: read once, folded, made into patterns."""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable

import msgspec

from pipelines.extraction.folding import fold

# Not by paths: scrapyd runs projects from within a zip file.
FOLDER = importlib.resources.files("pipelines.extraction") / "words"
FALLBACK = "en"
DOTTED = "dotted"  # the order of numeric dates where only dots tell it: then the day comes first


def file_of(code: str) -> str:
    """The name of the words file for a language's code: the written forms of Norwegian, `nb` and `nn`, share one."""
    return "no" if code in ("nb", "nn") else code


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written: names, particles and labels."""

    order: str  # dmy, mdy, or "" where both are in use; DOTTED
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


class Words(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """All words of one language. Compared by identity, so that patterns made from it can be kept (lru_cache)."""

    letters: str
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


@functools.lru_cache(maxsize=64)
def words_of(language: str) -> Words:
    """The words of `language` (its first subtag: `vi-VN` is `vi`), or those for all others where it has no file."""
    name = file_of(language.lower().replace("_", "-").partition("-")[0])
    if name in languages():
        return msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=Words)
    return _others()


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


@functools.lru_cache(maxsize=1)
def all_letters() -> dict[str, frozenset[str]]:
    """Language -> the letters that give it away, for every words file that names some."""
    found = {language: words_of(language).letters for language in sorted(languages())}
    return {language: frozenset(letters) for language, letters in found.items() if letters}


@functools.lru_cache(maxsize=1)
def all_verdicts() -> VerdictWords:
    """What servers say in any language: their messages are seldom in the portal's own."""
    every = [words_of(language).verdict for language in sorted(languages())]
    return VerdictWords(
        missing=tuple(phrase for words in every for phrase in words.missing),
        login=tuple(phrase for words in every for phrase in words.login),
        blocked=tuple(phrase for words in every for phrase in words.blocked),
        parked=tuple(phrase for words in every for phrase in words.parked),
    )


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for folded text that matches any of `phrases`, the longest first; white space in it is free."""
    return _alternatives(tuple(phrases))


@functools.lru_cache(maxsize=512)
def _alternatives(phrases: tuple[str, ...]) -> str:
    ordered = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    if not ordered:
        return r"(?!)"  # matches nothing
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s*") for phrase in ordered) + ")"
