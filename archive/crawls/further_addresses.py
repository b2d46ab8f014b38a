"""Whether two addresses are one article: weighed by what both say and ever said, and never believed."""

from __future__ import annotations

from archive.crawls.absences import Absences
from archive.crawls.crawl_records import CrawlRecords
from archive.crawls.known_articles import KnownArticles
from archive.model import Article
from archive.snapshots.records import AliasRecord


class FurtherAddresses:
    """What a crawl says of that."""

    def __init__(self, records: CrawlRecords, articles: KnownArticles, absences: Absences) -> None:
        self._records = records
        self._articles = articles
        self._absences = absences

    def weigh(self, article: Article, other: str) -> None:
        """Says that an article is the one at another address, where that one says the same."""
        ours, theirs = self._articles.id_at(article.url), self._articles.id_at(other)
        if theirs == ours or self._articles.is_further(article.url):
            return  # known already, or as an address of another one
        self._records.commit_those_of(ours, theirs)
        # What was shown at this address before must be theirs too: it may show the newest article, whichever that is.
        if self._articles.says_the_same(other, article) and self._articles.said_all_that(theirs, ours):
            self.alias(article.url, other)
            self._records.commit()

    def redirected(self, url: str, article: Article, at: str, capture: str) -> None:
        """Says that an address led to an article at another one. It is weighed: portals send the addresses of what they
        took down to whatever they have. Two that are archived, and say different things, stay two.
        """
        self._records.commit()  # either of them may be in this batch
        same = self._articles.says_the_same(url, article)
        if self.leads_elsewhere(url, article.url) and not same:
            return  # what it led to before is not this one, and is no less there
        if self._are_two(url, article.url) and not same:
            detail = f"redirects to {article.url}, another article"
            self._absences.gone(url, at, "soft-404", detail, portal_alive=True, capture=capture)
        else:
            self.alias(url, article.url)
            self._records.commit()  # the article that is observed next may be the one that was at `url`

    def leads_elsewhere(self, url: str, there: str) -> bool:
        """Whether a further address of an article leads to another one now: to whichever is the newest."""
        return self._articles.is_further(url) and self._articles.id_at(url) != self._articles.id_at(there)

    def alias(self, url: str, same_as: str) -> None:
        """Says that `url` is another address of the article at `same_as`. Both are canonical."""
        if not self._articles.has_alias(url, same_as):
            self._records.write(AliasRecord(**self._records.stamp(), url=url, same_as=same_as))

    def _are_two(self, one: str, other: str) -> bool:
        """Whether two addresses are those of two articles that are both archived."""
        archived = self._articles.newest_at(one) is not None and self._articles.newest_at(other) is not None
        return archived and self._articles.id_at(one) != self._articles.id_at(other)
