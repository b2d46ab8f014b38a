"""Pages of no known portal in each language that has words: dates, bylines and lines beside the text are its own."""

from __future__ import annotations

import functools
import re
from datetime import timedelta

import pytest
from babel import Locale
from babel.dates import format_timedelta

from archive.model import Article
from pipelines.extraction import extract
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.fact_lines import facts
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.words import SHARED, all_letters, all_verdicts, file_of, languages, words_of
from tests.extraction.languages import LANGUAGES, news, page_of

# Norwegian, and Serbian in Latin letters, are found in CLDR under other names; Bosnian and the rest under their own.
LOCALES = {"no": "nb", "sr": "sr_Latn", "sh": "hr", "in": "id", "mo": "ro"}


@functools.cache
def reading(language: str) -> Article:
    article = extract(page_of(language), "https://news.example/2024/bridge-77")
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("language", LANGUAGES)
def test_title(language: str) -> None:
    assert reading(language).title == news(language).title


@pytest.mark.parametrize("language", LANGUAGES)
def test_published(language: str) -> None:
    assert reading(language).published == news(language).published


@pytest.mark.parametrize("language", LANGUAGES)
def test_authors(language: str) -> None:
    assert tuple(author.name for author in reading(language).authors) == news(language).authors


@pytest.mark.parametrize("language", LANGUAGES)
def test_body(language: str) -> None:
    assert reading(language).body == "\n\n".join(news(language).paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_related(language: str) -> None:
    assert tuple(link.title for link in reading(language).related) == news(language).others[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags(language: str) -> None:
    assert reading(language).tags == (news(language).tag,)


@pytest.mark.parametrize("language", sorted({*languages(), *SHARED}))
def test_months_are_those_of_cldr(language: str) -> None:
    locale = Locale.parse(LOCALES.get(language, language))
    months = {fold(name): number for name, number in words_of(language).dates.months.items()}
    named = [
        (number, fold(name).rstrip("."))
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
        if not re.search(r"\d", name)  # `tháng 3` is no name
    ]
    assert {name: number for number, name in named if number != months.get(name)} == {}


@pytest.mark.parametrize("language", sorted({*languages(), *SHARED}))
def test_weekdays_are_those_of_cldr(language: str) -> None:
    locale = Locale.parse(LOCALES.get(language, language))
    known = set(map(fold, words_of(language).dates.weekdays))
    assert {name for name in locale.days["format"]["wide"].values() if fold(name) not in known} == set()


@pytest.mark.parametrize("language", sorted({*languages(), *SHARED} - {"mo", "sh"}))  # which CLDR writes as others
def test_how_long_ago_it_was_is_known_as_cldr_writes_it(language: str) -> None:
    locale = Locale.parse(LOCALES.get(language, language))
    patterns = patterns_of(words_of(language))
    for minutes in (1, 5, 60, 3 * 60, 21 * 60, 2 * 24 * 60, 5 * 24 * 60):
        past = timedelta(minutes=-minutes)
        line = format_timedelta(past, granularity="minute", threshold=1, add_direction=True, locale=locale)
        assert patterns.is_reading(fold(line)), line
        assert not patterns.is_reading(fold(format_timedelta(past, granularity="minute", threshold=1, locale=locale)))


@pytest.mark.parametrize("language", sorted({*languages(), *SHARED}))
def test_numeric_dates_have_the_order_of_cldr(language: str) -> None:
    if language == "en":  # where each country has its own
        return
    pattern = Locale.parse(LOCALES.get(language, language)).date_formats["short"].pattern.lower()
    found = "".join(dict.fromkeys(letter for letter in pattern if letter in "dmy"))
    said = words_of(language).dates.order
    assert said == found or (said == "dmy" and found == "ymd"), "a year first needs no order: it has four digits"


def test_what_is_asked_of_all_languages_is_what_each_file_says() -> None:
    files = {language: words_of(language) for language in languages()}
    assert all_letters() == {language: words.letters for language, words in files.items() if words.letters}
    for field in all_verdicts().__struct_fields__:
        said = sorted(phrase for words in files.values() for phrase in getattr(words.verdict, field))
        assert sorted(getattr(all_verdicts(), field)) == said


@pytest.mark.parametrize("code", sorted(SHARED))
def test_languages_that_share_a_file(code: str) -> None:
    assert file_of(code) in languages()
    assert code not in languages()
    assert words_of(code) is words_of(file_of(code))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "05/06/2024 | 3 ý kiến"),
        ("vi", "05/06/2024 | Bình luận (3)"),
        ("de", "05.06.2024 | 3 Kommentare"),
        ("fr", "05/06/2024 | 3 commentaires"),
        ("es", "05/06/2024 | Comentarios: 3"),
        ("en", "5 June 2024 | 3 comments"),
    ],
)
def test_comments_are_counted_in_the_languages_own_words(language: str, line: str) -> None:
    words = words_of(language)
    assert facts(line, fold(line), words, patterns_of(words)) == "date"
