"""Runs one extractor over pages: `python runner.py TOOL < jobs > readings`, both one JSON object a line.

Run by the Python of that extractor's own environment, so nothing here may import the project, but for its own tool.
A job is {"file", "url"}; a reading has the fields of `bench.extraction.scores.Reading` and `cpu`, the seconds of
processor time that reading the page took; importing and decoding apart.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class _Page(NamedTuple):
    body: bytes
    text: str
    url: str


Read = Callable[[_Page], dict[str, Any]]


def _day(value: Any) -> str | None:
    return value.isoformat() if hasattr(value, "isoformat") else (str(value) if value else None)


def _govnews() -> Read:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from archive.model import Article
    from pipelines.extraction import extract
    from pipelines.extraction.text.body import trafilatura

    trafilatura()  # else imported in the middle, by the first page that asks it

    def read(page: _Page) -> dict[str, Any]:
        found = extract(page.body, page.url)
        if not isinstance(found, Article):
            return {}
        return {
            "title": found.title,
            "published": found.published,
            "author": found.author,
            "authors": [author.name for author in found.authors],
            "lead": found.summary,
            "body": found.body,
            "related": [link.title for link in found.related],
        }

    return read


def _trafilatura() -> Read:
    import trafilatura

    def read(page: _Page) -> dict[str, Any]:
        found = trafilatura.bare_extraction(page.text, url=page.url, with_metadata=True)
        if found is None:
            return {}
        names = [name for name in (found.author or "").split("; ") if name]
        return {"title": found.title, "published": found.date, "authors": names, "body": found.text}

    return read


def _newspaper4k() -> Read:
    from newspaper import Article

    def read(page: _Page) -> dict[str, Any]:
        article = Article(page.url, fetch_images=False)
        article.download(input_html=page.text)
        article.parse()
        published = _day(article.publish_date)
        return {"title": article.title, "published": published, "authors": article.authors, "body": article.text}

    return read


def _news_please() -> Read:
    from newsplease import NewsPlease

    def read(page: _Page) -> dict[str, Any]:
        found = NewsPlease.from_html(page.text, url=page.url, fetch_images=False)
        published = _day(found.date_publish)
        return {"title": found.title, "published": published, "authors": found.authors, "body": found.maintext}

    return read


def _goose3() -> Read:
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False})

    def read(page: _Page) -> dict[str, Any]:
        found = goose.extract(raw_html=page.text)
        published = _day(found.publish_date)
        return {"title": found.title, "published": published, "authors": found.authors, "body": found.cleaned_text}

    return read


def _readability() -> Read:
    from lxml import html
    from readability import Document

    def read(page: _Page) -> dict[str, Any]:
        document = Document(page.text)
        body_text = html.fromstring(document.summary()).text_content()
        return {"title": document.short_title(), "body": body_text}

    return read


TOOLS = {
    "govnews": _govnews,
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
    "news-please": _news_please,
    "goose3": _goose3,
    "readability-lxml": _readability,
}


def _load(job: dict[str, str]) -> _Page:
    file = Path(job["file"])
    body = file.read_bytes()
    body = gzip.decompress(body) if file.suffix == ".gz" else body
    return _Page(body, body.decode("utf-8", "replace"), job["url"])


def main(tool: str) -> None:
    """Reads every page once; the first one twice, because what is loaded then is no page's cost."""
    read, warm = TOOLS[tool](), False
    for line in sys.stdin:
        page = _load(json.loads(line))
        if not warm:
            _try(read, page)
            warm = True
        begun = time.process_time()
        found = _try(read, page)
        cpu = time.process_time() - begun
        print(json.dumps({**found, "cpu": cpu}, default=str), flush=True)  # noqa: T201


def _try(read: Read, page: _Page) -> dict[str, Any]:
    try:
        return read(page)
    except Exception as error:  # an extractor that fails has read nothing
        return {"error": type(error).__name__}


if __name__ == "__main__":
    main(sys.argv[1])
