"""Which articles each sample portal has, as first written. One source: pages and gold both come from here."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from samples.article import HERE, Mention, SampleArticle
from samples.composing import Dice, topics
from samples.quirk_pages import with_quirks
from samples.roles import (
    ALIASED,
    ATTACHMENTS,
    DEAD_DOMAIN,
    HIDDEN,
    ITEM_ID,
    MENTIONED_ONLY,
    NFD,
    RELATED_ONLY,
    UNTOUCHED,
)
from samples.writing import hex_of, with_eth, write

PORTALS = ("sample-district", "sample-paper")

# Address, heading and topics of every category, in the order of the menu.
CATEGORIES: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "sample-district": {
        "thong-tin-tuyen-truyen": (
            "Thông tin tuyên truyền",
            ("party", "digital", "security", "election", "youth", "reform"),
        ),
        "kinh-te": ("Kinh tế", ("crops", "livestock", "forest", "roads", "poverty", "market", "power")),
        "van-hoa-xa-hoi": (
            "Văn hoá - Xã hội",
            ("health", "school", "festival", "tourism", "waste", "water", "women"),
        ),
    },
    "sample-paper": {
        "chinh-tri": ("Chính trị", ("party", "election", "security", "reform")),
        "kinh-te": ("Kinh tế", ("crops", "livestock", "roads", "poverty", "market", "power", "tourism")),
        "xa-hoi": ("Xã hội", ("health", "school", "forest", "festival", "waste", "water", "women", "youth")),
        "chuyen-doi-so": ("Chuyển đổi số", ("digital",)),
    },
}
# The district's category with an ASP.NET pager; the box under its articles holds the newest of the category.
POSTBACK_CATEGORY: Mapping[str, str] = {"sample-district": "van-hoa-xa-hoi", "sample-paper": ""}
_FIRST_DAY = datetime(2019, 1, 7, tzinfo=HERE)
_LAST_DAY = datetime(2025, 5, 26, tzinfo=HERE)


def category_name(portal: str, category: str) -> str:
    """The heading of a category."""
    return CATEGORIES[portal][category][0]


@functools.cache
def every_article(portal: str) -> dict[str, SampleArticle]:
    """All articles that a portal ever has, as first written, oldest first, by path."""
    assignments = _assignments(portal)
    used: set[str] = set()
    made = []
    for position, assignment in enumerate(assignments):
        category = next(name for name, (_, own) in CATEGORIES[portal].items() if assignment[0] in own)
        published = _published(portal, position, len(assignments))
        attached = ATTACHMENTS.get(position)
        article = write(portal, category, assignment, position, published, used, attached)
        made.append(_with_roles(portal, article, position))
    eth = next(position for position, article in enumerate(made) if "Đảng" in article.paragraphs[-1])
    made[eth] = with_eth(made[eth])
    made = [replace(article, related=_related(portal, made, position)) for position, article in enumerate(made)]
    linking = _lead_to_the_hidden(portal, made)
    made = with_quirks(portal, made, [position for position in UNTOUCHED if position not in linking])
    return {article.path: article for article in made}


@functools.cache
def aliases(portal: str) -> Mapping[str, str]:
    """Old addresses of articles, and the addresses to which they redirect."""
    if portal != "sample-paper":
        return {}
    articles = list(every_article(portal).values())
    return {_old_address(articles[ALIASED]): articles[ALIASED].path}


def is_hidden(portal: str, path: str) -> bool:
    """Whether no listing ever shows an article."""
    return path in _hidden(portal)


@functools.cache
def _hidden(portal: str) -> frozenset[str]:
    paths = list(every_article(portal))
    return frozenset(paths[position] for position in HIDDEN)


def _assignments(portal: str) -> list[tuple[str, int, str]]:
    """(topic, the middle paragraph that the title is about, title template) of every article, oldest first.

    The portals share the topics, but no title.
    """
    mine: list[tuple[str, int, str]] = []
    for number, (topic, content) in enumerate(topics().items()):
        parity = (number + PORTALS.index(portal)) % 2
        titles = enumerate(content["titles"])
        mine += [(topic, focus, title) for place, (focus, title) in titles if place % 2 == parity]
    return Dice(f"{portal}: calendar").shuffled(mine)


def _published(portal: str, position: int, total: int) -> datetime:
    """Even steps from 2019 to 2025 with some irregularity, within working hours."""
    dice = Dice(f"{portal}: day {position}")
    step = (_LAST_DAY - _FIRST_DAY) / (total - 1)
    day = _FIRST_DAY + step * position + timedelta(days=dice.between(-9, 9))
    return day.replace(hour=dice.between(6, 20), minute=dice.between(0, 59), second=0, microsecond=0)


def _with_roles(portal: str, article: SampleArticle, position: int) -> SampleArticle:
    if portal == "sample-paper":
        return replace(article, nfd=position == NFD, dead_domain=position in DEAD_DOMAIN)
    path = f"/Pages/tin.aspx?ItemID={1200 + position}" if position in ITEM_ID else article.path
    return replace(article, path=path, nfd=position == NFD)


def _related(portal: str, made: list[SampleArticle], position: int) -> tuple[str, ...]:
    """Up to four earlier articles of the category, newest first; some articles have none.

    Where the box holds the newest of the category it is no fact of the article: `samples.states` fills it.
    """
    category = made[position].category
    if position % 5 == 2 or category == POSTBACK_CATEGORY[portal]:
        return ()
    same = [
        other.path
        for number, other in enumerate(made[:position])
        if other.category == category and number not in HIDDEN
    ]
    return tuple(reversed(same[-4:]))


def _lead_to_the_hidden(portal: str, made: list[SampleArticle]) -> set[int]:
    """Gives each article that only another article leads to such another one, of the next that play no other part.

    One more names an article of the paper by the address that it had before. The positions of those that lead.
    """
    fit = [
        position
        for position in UNTOUCHED
        if made[position].category != POSTBACK_CATEGORY[portal] and made[position].related
    ]
    linking: set[int] = set()

    def next_after(hidden: int) -> int:
        linking.add(found := next(position for position in fit if position > hidden and position not in linking))
        return found

    for hidden in RELATED_ONLY:
        position = next_after(hidden)
        made[position] = replace(made[position], related=(*made[position].related[:3], made[hidden].path))
    for hidden in MENTIONED_ONLY:
        position = next_after(hidden)
        made[position] = _mentioning(made[position], made[hidden].path, made[hidden].title)
    if portal == "sample-paper":
        position = next_after(ALIASED)
        made[position] = _mentioning(made[position], _old_address(made[ALIASED]), made[ALIASED].title)
    return linking


def _mentioning(article: SampleArticle, path: str, title: str) -> SampleArticle:
    """The article with a last but one paragraph that ends by naming another article."""
    *rest, paragraph, last = article.paragraphs
    sentence = f"Chuyện này đã được kể trong bài “{title}”."
    return replace(article, paragraphs=(*rest, f"{paragraph} {sentence}", last), mention=Mention(path, title))


def _old_address(article: SampleArticle) -> str:
    """Where an article of the paper stood before its title was changed."""
    return f"/{article.category}/{article.published:%Y%m}/ban-dau-{hex_of('ban dau ' + article.title)}/"
