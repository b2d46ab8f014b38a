"""Pages whose head knows nothing but the title: what they are read as rests on their lines alone."""

from __future__ import annotations

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.english import PARAGRAPHS, TITLE

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)


def read(body: str, *, title: str = TITLE, language: str = "en") -> Article:
    """The reading of such a page with this markup in its `main`."""
    html = (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{title} | Harbour Post</title></head>'
        f'<body><ul><li><a href="/">Home</a></li></ul><main>{body}</main></body></html>'
    )
    article = extract(html.encode(), "https://www.harbourpost.example/n/7731")
    assert isinstance(article, Article), article
    return article


def names(article: Article) -> list[str]:
    """The names of its authors."""
    return [author.name for author in article.authors]
