"""What must hold of every reading of a sample, one check a field, so that a failure names case and field."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from archive.model import NO_RULE, PLATFORM, Article
from tests.extraction.sample_articles import Sample


def _paragraphs(sample: Sample) -> list[str]:
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in sample.paragraphs]


def title(article: Article, sample: Sample, lead: str) -> None:
    assert article.title == sample.title


def published(article: Article, sample: Sample, lead: str) -> None:
    assert article.published == sample.published


def author(article: Article, sample: Sample, lead: str) -> None:
    assert article.author == sample.author


def authors(article: Article, sample: Sample, lead: str) -> None:
    assert tuple((one.name, one.affiliation) for one in article.authors) == sample.authors


def summary(article: Article, sample: Sample, lead: str) -> None:
    assert article.summary == (None if lead == "plain" else _paragraphs(sample)[0])


def body(article: Article, sample: Sample, lead: str) -> None:
    assert article.body.split("\n\n") == _paragraphs(sample)[0 if lead == "plain" else 1 :]


def text(article: Article, sample: Sample, lead: str) -> None:
    for paragraph in _paragraphs(sample):
        assert article.text.count(paragraph) == 1
    for foreign in sample.foreign:
        assert foreign not in article.text


def view_count(article: Article, sample: Sample, lead: str) -> None:
    assert article.view_count == sample.view_count


def related(article: Article, sample: Sample, lead: str) -> None:
    assert [(one.title, one.url, one.published) for one in article.related] == [
        (item.title, item.url, item.published) for item in sample.related
    ]


def language(article: Article, sample: Sample, lead: str) -> None:
    assert article.language == "vi"


def evidence(article: Article, sample: Sample, lead: str) -> None:
    """Every field that is not empty has evidence, an empty one says that no candidate was good enough, or nothing."""
    filled = {
        name
        for name in article.__struct_fields__
        if name not in ("url", "evidence") and getattr(article, name) not in (None, "", ())
    }
    chosen = {name for name, entry in article.evidence.items() if entry.rule != NO_RULE}
    assert chosen - {PLATFORM} == filled
    assert all(entry.rule and len(entry.text) <= 500 for entry in article.evidence.values())


FIELDS: tuple[Callable[[Article, Sample, str], None], ...] = (
    title, published, author, authors, summary, body, text, view_count, related, language, evidence,
)  # fmt: skip
