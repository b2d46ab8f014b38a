"""Names of offices, and what somebody is in one: `Phòng Tư pháp`, `Phó Chủ tịch UBND huyện`, `political writer`."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.phrases import Phrases
from pipelines.extraction.wording.word_patterns import alternatives
from pipelines.extraction.wording.words import Words

_LONG = 8  # letters
_HOST = re.compile(r"(?:[a-z0-9-]{2,}\.)+[a-z]{2,4}", re.IGNORECASE)


@functools.lru_cache(maxsize=64)
def _unit(words: Words) -> Phrases:
    return Phrases(words.byline.units)


@functools.lru_cache(maxsize=64)
def _unit_end(words: Words) -> re.Pattern[str]:
    return re.compile(rf"{alternatives(words.byline.units)}$")


@functools.lru_cache(maxsize=64)
def _units(words: Words) -> frozenset[str]:
    return frozenset(unit.lower() for unit in words.byline.units)


@functools.lru_cache(maxsize=64)
def _job(words: Words) -> re.Pattern[str]:
    """Jobs of many letters may end a longer word: `Auslandskorrespondentin`."""
    jobs = words.byline.jobs
    return re.compile(rf"(?:(?<!\w){alternatives(jobs)}|{alternatives(job for job in jobs if len(job) >= _LONG)})$")


@functools.lru_cache(maxsize=64)
def _office(words: Words) -> Phrases:
    return Phrases(words.byline.offices)


def is_unit(text: str, words: Words) -> bool:
    """True for the name of an office: it begins like one, with a capital, and no mark says otherwise.

    `Trường Chính trị` is a school and `Trương Chính` a person; `TRUONG CHINH TRI` says neither, and counts as a school.
    """
    if (
        text[:1].isalpha() and text[:1].upper() == text[:1].lower()
    ):  # no capitals: an office is told by its last letters
        end = _unit_end(words).search(fold(text))
        least = 4 if "\uac00" <= text[-1] <= "\ud7a3" else 3
        return len(text) >= least and (end is not None or _unit(words).whole_at(fold(text)) is not None)
    match = _unit(words).whole_at(fold(text)) if text[:1].isupper() else None
    if match is None:
        return False
    word = text[: match.end]
    marked = not word.isascii() or (not text.isascii() and not word.isupper())
    return " " in word or not marked or word.lower() in _units(words)


def ends_like_unit(text: str, words: Words) -> bool:
    """True for `Civil Works Department`, in languages whose offices may say last what they are."""
    return words.byline.newsroom and text.rpartition(" ")[2].lower() in _units(words)


def is_host(text: str) -> bool:
    """True for the address of a paper behind a name: `baomauphong.vn`."""
    return "." in text and _HOST.fullmatch(text) is not None


def is_office(text: str, words: Words) -> bool:
    """True for what somebody is: `Phó Chủ tịch UBND huyện`, `chief political writer`."""
    key = fold(text)
    return (text[:1].isupper() and _office(words).whole_at(key) is not None) or _job(words).search(key) is not None
