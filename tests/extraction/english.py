"""A small English article page of no known portal, to vary in one respect at a time."""

from __future__ import annotations

import json

from archive.model import Article
from pipelines.extraction import extract

URL = "https://www.harbourpost.example/news/bridge-over-the-mill-river-opens-after-two-years"
TITLE = "Bridge over the Mill River opens after two years"
PARAGRAPHS = (
    "The new bridge over the Mill River was opened on Monday morning, two years after the old one was closed because "
    "its piers had begun to sink into the bed of the river.",
    "About four thousand people are expected to cross it every day. The council said that buses would follow in "
    "spring, once the road on the northern bank had been widened.",
    "Until then the ferry goes on running. Its owner said that he would miss the queues, but not the fog, and that he "
    "was glad to sleep longer from next year.",
)

BOTH = ["Ruth Hallam", "Ben Ody"]


def english(
    *,
    stated: object = None,
    after_title: str = "",
    text: str | None = None,
    head: str = "",
    language: str = "en",
    above: str = "",
) -> Article:
    """The reading of a page of no known portal, with `stated` as the author in JSON-LD."""
    if stated is not None:
        data = {"@type": "NewsArticle", "headline": TITLE, "author": stated, "publisher": {"name": "Harbour Post"}}
        head += f'<script type="application/ld+json">{json.dumps(data)}</script>'
    body = text if text is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{TITLE} | Harbour Post</title>{head}</head>'
        f'<body><a href="/">Home</a><main>{above}<h1>{TITLE}</h1>{after_title}<div>{body}</div></main></body></html>'
    )
    article = extract(html.encode(), URL)
    assert isinstance(article, Article), article
    return article
