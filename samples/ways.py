"""By which ways each article of a sample portal can be found: read off what the portal serves."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from samples.feeds import in_feeds
from samples.listings import PER_PAGE, categories
from samples.plan import POSTBACK_CATEGORY, aliases
from samples.sitemaps import in_sitemaps
from samples.states import State, edition, listed, related_paths

Way = Literal["listing", "feed", "sitemap", "related", "postback", "body"]


@functools.cache
def ways_to(portal: str, state: State) -> Mapping[str, frozenset[Way]]:
    """The ways to every article that a portal serves in a state, by path."""
    ways: defaultdict[str, set[Way]] = defaultdict(set)
    articles = edition(portal, state)

    def note(way: Way, paths: Iterable[str]) -> None:
        for path in paths:
            ways[path].add(way)

    note("listing", (article.path for article in listed(portal, state)[:PER_PAGE]))
    for category, pages in categories(portal, state).items():
        for number, page in enumerate(pages, 1):
            posts_back = category == POSTBACK_CATEGORY[portal] and number > 1
            note("postback" if posts_back else "listing", (article.path for article in page))
    note("feed", in_feeds(portal, state))
    note("sitemap", in_sitemaps(portal, state))
    for article in articles.values():
        note("related", related_paths(portal, article, state))
        if article.mention:
            note("body", [aliases(portal).get(article.mention.path, article.mention.path)])
    return {path: frozenset(ways[path]) for path in articles}
