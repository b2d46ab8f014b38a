"""What a perfect reader gets from the pages of the sample portals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from archive.model import Author, MediaLink, RelatedLink
from samples.article import SampleArticle
from samples.plan import category_name, every_article
from samples.states import State, edition, related_paths, title_of
from samples.ways import Way, ways_to


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """The fields of one article, named, typed and written as those of `archive.model.Article`.

    `view_count` is what the page shows at its first request; each further request adds one. `ways` are the ways by
    which the article can be found, and no fact of its page.
    """

    url: str
    title: str
    published: str
    author: str | None
    authors: tuple[Author, ...]
    summary: str | None
    body: str
    category: str
    view_count: int | None
    related: tuple[RelatedLink, ...]
    images: tuple[MediaLink, ...]
    attachments: tuple[MediaLink, ...]
    ways: frozenset[Way]


def gold(portal: str, home: str, state: State = "first") -> dict[str, GoldArticle]:
    """The gold of every article that a portal at `home` serves in a state, by canonical URL, newest first."""
    return {
        urljoin(home, path): _gold(portal, home, state, article) for path, article in edition(portal, state).items()
    }


def found_by(articles: Mapping[str, GoldArticle], ways: Iterable[Way]) -> dict[str, GoldArticle]:
    """Those of the articles that a reader finds who knows only these ways."""
    known = frozenset(ways)
    return {url: article for url, article in articles.items() if article.ways & known}


def _gold(portal: str, home: str, state: State, article: SampleArticle) -> GoldArticle:
    signature, picture, attachment = (article.signature, article.picture, article.attachment)
    return GoldArticle(
        url=urljoin(home, article.path),
        title=article.title,
        published=printed_day_or_time(article),
        author=signature.author if signature else None,
        authors=signature.authors if signature else (),
        summary=article.lead,
        body="\n\n".join(article.paragraphs),
        category=category_name(portal, article.category),
        view_count=article.views,
        related=tuple(_related(portal, home, state, path) for path in related_paths(portal, article, state)),
        images=(MediaLink(urljoin(home, picture.path), picture.caption),) if picture else (),
        attachments=(MediaLink(urljoin(home, attachment.path), attachment.title),) if attachment else (),
        ways=ways_to(portal, state)[article.path],
    )


def printed_day_or_time(article: SampleArticle) -> str:
    """ISO 8601 of what the page prints: the district only a day, the paper the minute too."""
    if article.skin == "district":
        return article.published.date().isoformat()
    return article.published.isoformat()


def _related(portal: str, home: str, state: State, path: str) -> RelatedLink:
    day = every_article(portal)[path].published.date().isoformat()
    return RelatedLink(urljoin(home, path), title_of(portal, path, state), day)
