"""Lines that are told by how they begin: one look at the beginning leaves out none of them, in any language."""

from __future__ import annotations

from operator import attrgetter

import pytest

from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.words import languages, words_of
from tests.extraction.english import PARAGRAPHS, english

# Where the words file lists how lines of a kind begin, and such a line.
LISTED = {
    "label": ("byline.labels", "{}: An"),
    "editor": ("byline.editors", "{}: An"),
    "source": ("byline.sources", "{}: An"),
    "from": ("byline.sources", "{} An"),
    "before_name": ("byline.before_names", "{} An"),
    "tags": ("headings.tags", "{}: An"),
    "related": ("headings.related", "{}"),
    "other": ("headings.other_lists", "{}"),
    "comments": ("headings.comments", "{} (3)"),
    "tools": ("headings.tools", "| {} | {}"),
    "files": ("headings.files", "{}:"),
    "rating": ("headings.ratings", "{} 12"),
    "footer": ("headings.footer", "- {} -"),
    "caption": ("caption.starts", "{} An"),
    "promo": ("promo.starts", "{} An"),
}
BESIDE = {"from": "source"}  # the same words without a colon: a cue of theirs is asked for as a source


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_phrase_of_a_words_file_opens_a_line_of_its_kind(language: str) -> None:
    words = words_of(language)
    patterns = patterns_of(words)
    lines = {
        (name, fold(form.replace("{}", phrase)))
        for name, (where, form) in LISTED.items()
        for phrase in attrgetter(where)(words)
    }
    assert len(lines) > 50
    assert {(name, line) for name, line in lines if patterns.match(name, line) is None} == set()
    asked = {(BESIDE.get(name, name), line) for name, line in lines if name != "before_name"}
    assert {(name, line) for name, line in asked if name not in patterns.begun_by(line)} == set()


@pytest.mark.parametrize(
    ("language", "name", "line", "rest"),
    [
        ("vi", "label", "Bài, ảnh: Hà Đại", "Hà Đại"),
        ("vi", "label", "» Tác giả : Hà Đại", "Hà Đại"),
        ("en", "before_name", "— By Ruth Hallam", "Ruth Hallam"),
        ("vi", "from", "(Theo TTXVN)", "TTXVN)"),
        ("ja", "source", "出典：総務省", "総務省"),
    ],
)
def test_where_the_line_goes_on_behind_how_it_begins(language: str, name: str, line: str, rest: str) -> None:
    opening = patterns_of(words_of(language)).match(name, fold(line))
    assert opening is not None
    assert line[opening.end :] == rest


@pytest.mark.parametrize(
    ("language", "name", "line"),
    [
        ("vi", "related", "Các tin bài liên quan"),
        ("vi", "related", "Tin liên quan (3)"),
        ("vi", "tools", "In bài viết | Gửi email | A A"),
        ("en", "related", "Read more: floods"),
        ("en", "footer", "© 2019 Hartwell Council"),
        ("en", "comments", "12 comments"),
        ("en", "footer", "® Hartwell"),
        ("en", "footer", "Copyright 2019"),
        ("en", "caption", "©Hartwell Council"),
        ("ko", "caption", "▲ 시청 앞 광장"),
        ("ko", "promo", "구독신청"),
    ],
)
def test_lines_told_by_more_than_a_phrase(language: str, name: str, line: str) -> None:
    patterns = patterns_of(words_of(language))
    assert patterns.match(name, fold(line))
    assert name in patterns.begun_by(fold(line))


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
    if pattern == "visitors":
        assert not patterns.visitors.search(fold(line))
    else:
        assert patterns.match(pattern, fold(line)) is None


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
