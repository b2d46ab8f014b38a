"""Every oddity of the sample portals: where it stands, and what has to come of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from samples.listings import GATES, NOT_ARTICLES, listing_path
from samples.plan import POSTBACK_CATEGORY, aliases, every_article
from samples.quirk_pages import PAGE_QUIRKS
from samples.roles import ATTACHMENTS, DEAD_DOMAIN, ITEM_ID, NFD
from samples.site import FORBIDDEN
from samples.states import SECOND_STATE


class Quirk(NamedTuple):
    """One oddity: the portal, the path (with its query) where it stands, and what must come of it."""

    portal: str
    path: str
    must: str


def _quirks() -> dict[str, Quirk]:
    district, paper = "sample-district", "sample-paper"
    of = {portal: list(every_article(portal)) for portal in (district, paper)}
    by_name = {(portal, article.quirk): path for portal in of for path, article in every_article(portal).items()}
    made = {quirk.name: Quirk(quirk.portal, by_name[quirk.portal, quirk.name], quirk.must) for quirk in PAGE_QUIRKS}
    endings = {ending: position for position, ending in sorted(ATTACHMENTS.items(), reverse=True)}
    made |= {
        "dead-domain": Quirk(
            paper, of[paper][DEAD_DOMAIN[0]], "archived under its own address; canonical and og:url name a dead host"
        ),
        "decomposed": Quirk(paper, of[paper][NFD], "every field is NFC, though the page is sent in NFD"),
        "alias": Quirk(paper, next(iter(aliases(paper))), "301: archived once, under the address it leads to"),
        "bot-gate": Quirk(paper, GATES[paper].path, "200 and a script that sets a cookie: rejected as blocked"),
        "redirect-to-itself": Quirk(
            district,
            GATES[district].path,
            "302 to itself until a cookie comes: rejected as blocked, not asked for ever",
        ),
        "no-text": Quirk(paper, NOT_ARTICLES[paper].path, "a title and no text: rejected as not-article"),
        "password": Quirk(district, NOT_ARTICLES[district].path, "a login form: rejected as login"),
        "robots-forbidden": Quirk(paper, FORBIDDEN[paper], "looks like an article, and is never asked for"),
        "endless-locales": Quirk(paper, "/en/", "relative links to /en/en/, /en/vi/, …: never asked for"),
        "item-id": Quirk(district, of[district][ITEM_ID[0]], "the query is the identity; no two of these are one"),
        "postback-pager": Quirk(
            district, listing_path(district, POSTBACK_CATEGORY[district]), "pages after the first come only by POST"
        ),
        "newest-as-related": Quirk(
            district,
            next(
                path
                for path, article in every_article(district).items()
                if article.category == POSTBACK_CATEGORY[district]
                and path not in SECOND_STATE[district].not_served | SECOND_STATE[district].edited
            ),
            "its related box changes with every new article of the category, which is no edit",
        ),
        "utf16-feed": Quirk(paper, "/rss/xa-hoi.xml", "read, though it is UTF-16 and served without a charset"),
        "broken-feed": Quirk(paper, "/rss/kinh-te.xml", "read, though it is no well-formed XML"),
        "html-as-feed": Quirk(district, "/rss.aspx", "200 and a page of HTML: rejected, and the crawl goes on"),
        "gzip-sitemap": Quirk(paper, "/sitemap-1.xml.gz", "read, though only the index in robots.txt leads to it"),
        "sitemap-with-strangers": Quirk(
            paper, "/sitemap-2.xml", "other hosts, other views and forbidden pages in it are never asked for"
        ),
        "same-pdf-twice": Quirk(paper, of[paper][endings[".pdf"]], "two names, the same bytes: kept once"),
        "docx": Quirk(paper, of[paper][endings[".docx"]], "an attachment that is kept"),
        "lost-pdf": Quirk(paper, of[paper][endings["-da-mat.pdf"]], "an attachment that answers 404"),
        "huge-pdf": Quirk(
            paper, of[paper][endings["-toan-van.pdf"]], "an attachment above 20 MB, cut off: rejected as too-large"
        ),
    }
    return made


QUIRKS: Mapping[str, Quirk] = _quirks()
