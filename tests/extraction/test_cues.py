"""Lines that are told by how they begin: one look at the beginning leaves out none of them, in any language."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.folding import fold
from pipelines.extraction.words import languages, words_of
from tests.extraction.english import PARAGRAPHS, english

TOLD_BY_BEGINNING = (
    "related", "other", "comments", "tags", "tools", "files", "rating", "footer", "label", "source", "theo", "caption",
    "promo", "views",
)  # fmt: skip
ALSO = {"theo": "source"}  # the same words without a colon
FORMS = ("{}", "{}:", "{}: An", "{} An", "12 {}", "» {}", "({}) 3", "- {} -", "{} 2019")


def phrases(group: object) -> Iterator[str]:
    for value in msgspec.structs.astuple(group) if isinstance(group, msgspec.Struct) else ():
        if isinstance(value, list | tuple):
            yield from (each for each in value if isinstance(each, str))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_line_that_has_a_cue_by_its_beginning_begins_like_one(language: str) -> None:
    words = words_of(language)
    patterns = patterns_of(words)
    said = [*words.home, "©", ">>", "»", "® ABC", "Copyright 2019"]
    for group in (words.headings, words.byline, words.counter, words.caption, words.promo, words.site):
        said += phrases(group)
    lines = [fold(form.format(phrase)) for phrase in said for form in FORMS]
    told = {(line, name) for line in lines for name in TOLD_BY_BEGINNING if getattr(patterns, name).match(line)}
    assert len(told) > 100
    assert {(line, name) for line, name in told if ALSO.get(name, name) not in patterns.begun_by(line)} == set()


@pytest.mark.parametrize(
    ("language", "line", "pattern"),
    [
        ("da", "Om ostens historie: en lang fortælling", "footer"),  # `Om os`
        ("no", "Museet hadde tre tusen besøkende i fjor", "visitors"),
        ("el", "Γραφείο Τύπου", "before_name"),  # `Γράφει ο`
        ("id", "Terkait kasus itu", "related"),
        ("sv", "Rekommendationen gäller alla", "related"),
        ("tr", "İletişim Başkanı Altun: Takip ediyoruz", "footer"),
        ("hu", "Kapcsolatuk véget ért: elköltöztek", "footer"),
    ],
)
def test_words_that_only_begin_like_a_cue(language: str, line: str, pattern: str) -> None:
    patterns = patterns_of(words_of(language))
    assert not (patterns.begun_by(fold(line)) and getattr(patterns, pattern).search(fold(line)))


def test_a_label_of_tags_is_no_heading_of_related_articles() -> None:
    tags = '<p>Související témata: <a href="/tema/mosty">Mosty přes Vltavu a Labe</a></p>'
    article = english(text="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + tags, language="cs")
    assert (article.tags, article.related) == (("Mosty přes Vltavu a Labe",), ())


@pytest.mark.parametrize(
    ("language", "label"),
    [("vi", "Tải văn bản đính kèm"), ("en", "Download the PDF"), ("fr", "Télécharger le document")],
)
def test_the_link_to_a_file_below_the_text_is_an_attachment_and_no_text(language: str, label: str) -> None:
    link = f'<p><a href="/upload/12-QD.pdf">{label}</a></p>'
    article = english(text="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + link, language=language)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert [(each.url.rpartition("/")[2], each.title) for each in article.attachments] == [("12-QD.pdf", label)]
