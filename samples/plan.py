"""Which articles each sample portal has, as first written. One source: pages and gold both come from here."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from archive.model import Author
from samples.article import HERE, Attachment, Picture, SampleArticle, Signature, Skin
from samples.composing import Composer, Dice, invent_name, topics

PORTALS = ("sample-district", "sample-paper")

# Address, heading and topics of every category, in the order of the menu.
CATEGORIES: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "sample-district": {
        "thong-tin-tuyen-truyen": ("Thông tin tuyên truyền", ("party", "digital", "security", "election")),
        "kinh-te": ("Kinh tế", ("crops", "livestock", "forest", "roads", "poverty")),
        "van-hoa-xa-hoi": ("Văn hoá - Xã hội", ("health", "school", "festival")),
    },
    "sample-paper": {
        "chinh-tri": ("Chính trị", ("party", "election", "security")),
        "kinh-te": ("Kinh tế", ("crops", "livestock", "roads", "poverty")),
        "xa-hoi": ("Xã hội", ("health", "school", "forest", "festival")),
        "chuyen-doi-so": ("Chuyển đổi số", ("digital",)),
    },
}
_FIRST_DAY = datetime(2019, 1, 7, tzinfo=HERE)
_LAST_DAY = datetime(2025, 5, 26, tzinfo=HERE)
_UNITS = ("Phòng Văn hoá và Thông tin huyện", "Trung tâm Dịch vụ nông nghiệp huyện", "Ban Tuyên giáo Huyện ủy")
_NEW_SKIN_SINCE = 2022  # the paper's older articles keep the layout they were written in
_NFD, _DEAD_DOMAIN, _ATTACHMENT = (12, (3, 21, 33), (7, 27))  # positions, oldest article first


def category_name(portal: str, category: str) -> str:
    """The heading of a category."""
    return CATEGORIES[portal][category][0]


@functools.cache
def every_article(portal: str) -> dict[str, SampleArticle]:
    """All articles that a portal ever has, as first written, oldest first, by path."""
    assignments = _assignments(portal)
    used: set[str] = set()
    made = [
        _write(portal, topic, focus, title, position, len(assignments), used)
        for position, (topic, focus, title) in enumerate(assignments)
    ]
    eth = next(position for position, article in enumerate(made) if "Đảng" in article.paragraphs[-1])
    made[eth] = _with_eth(made[eth])
    return {article.path: replace(article, related=_related(made, position)) for position, article in enumerate(made)}


def _assignments(portal: str) -> list[tuple[str, int, str]]:
    """(topic, the middle paragraph that the title is about, title template) of every article, oldest first.

    The portals share the topics, but no title.
    """
    mine: list[tuple[str, int, str]] = []
    for number, (topic, content) in enumerate(topics().items()):
        parity = (number + PORTALS.index(portal)) % 2
        titles = enumerate(content["titles"])
        mine += [(topic, focus, title) for place, (focus, title) in titles if place % 2 == parity]
    return Dice(f"{portal}: order").shuffled(mine)


def _write(
    portal: str, topic: str, focus: int, title_template: str, position: int, total: int, used: set[str]
) -> SampleArticle:
    composer = Composer(portal, _published(portal, position, total).date(), f"{portal}: {title_template}", used)
    dice = composer.dice
    published = _published(portal, position, total)
    content = topics()[topic]
    title = composer.fill(title_template)
    lead = composer.paragraph(content["lead"])
    paragraphs = [*composer.middles(content, focus, dice.between(3, 5)), composer.paragraph(content["closing"])]
    category = next(name for name, (_, own) in CATEGORIES[portal].items() if topic in own)
    picture = _picture(portal, composer, title, published)
    article = SampleArticle(
        path="",
        category=category,
        skin=_skin(portal, published),
        title=title,
        published=published,
        lead=None,
        paragraphs=(lead, *paragraphs),
        signature=_signature(portal, dice, position),
        picture=picture,
        nfd=position == _NFD,
        dead_domain=portal == "sample-paper" and position in _DEAD_DOMAIN,
    )
    article = _with_address(portal, article, position)
    if position in _ATTACHMENT:
        article = _with_attachment(portal, article, composer)
    if portal == "sample-district":
        return replace(article, views=dice.between(180, 9400))
    return _with_paper_lead(article, position)


def _published(portal: str, position: int, total: int) -> datetime:
    """Even steps from 2019 to 2025 with some irregularity, within working hours."""
    dice = Dice(f"{portal}: day {position}")
    step = (_LAST_DAY - _FIRST_DAY) / (total - 1)
    day = _FIRST_DAY + step * position + timedelta(days=dice.between(-9, 9))
    return day.replace(hour=dice.between(6, 20), minute=dice.between(0, 59), second=0, microsecond=0)


def _skin(portal: str, published: datetime) -> Skin:
    if portal == "sample-district":
        return "district"
    return "new" if published.year >= _NEW_SKIN_SINCE else "old"


def _with_address(portal: str, article: SampleArticle, position: int) -> SampleArticle:
    slug = slug_of(article.title)
    if portal == "sample-district":
        return replace(article, path=f"/{article.category}/{slug[:1].upper()}{slug[1:]}-{3107 + 83 * position}")
    digest = hashlib.sha1(article.title.encode(), usedforsecurity=False).hexdigest()[:7]
    return replace(article, path=f"/{article.category}/{article.published:%Y%m}/{slug}-{digest}/")


def slug_of(title: str) -> str:
    """`Bệnh đạo ôn` as the portals write it in an address: `benh-dao-on`."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip("-")


def _picture(portal: str, composer: Composer, title: str, published: datetime) -> Picture | None:
    if composer.dice.below(7) == 0:
        return None
    name = "-".join(slug_of(title).split("-")[:4])
    if portal == "sample-district":
        path = f"/Uploads/images/{published.year}/{name}.jpg"
    else:
        site = "ff8080814e1f2a77014e1f6bd0c2001d"
        path = f"/file/{site}/{published:%m%Y}/{name}_{published:%Y%m%d%H%M}00.jpg"
    captions = (
        "Ảnh minh họa (nguồn Internet)",
        "Một buổi ra quân ở xã {xa}",
        "Người dân thôn {thon}, xã {xa}. Ảnh: {ten}",
    )
    return Picture(path, composer.fill(composer.dice.pick(captions)))


def _with_attachment(portal: str, article: SampleArticle, composer: Composer) -> SampleArticle:
    title = composer.document()
    sentence = f"Nội dung cụ thể được nêu trong {title}."
    folder = f"/Uploads/files/{article.published.year}" if portal == "sample-district" else "/file/van-ban"
    number = re.sub(r"\D+", "-", title).strip("-")
    paragraphs = (*article.paragraphs[:-1], f"{article.paragraphs[-1]} {sentence}")
    return replace(article, paragraphs=paragraphs, attachment=Attachment(f"{folder}/ke-hoach-{number}.pdf", title))


def _with_eth(article: SampleArticle) -> SampleArticle:
    """Old input methods wrote the Icelandic letter Eth, which looks the same and is another character."""
    *rest, last = article.paragraphs
    return replace(article, paragraphs=(*rest, last.replace("Đảng", "Ðảng", 1)))


def _with_paper_lead(article: SampleArticle, position: int) -> SampleArticle:
    """Two of three articles set the lead apart; the others only open with the paper's initials."""
    first, *rest = article.paragraphs
    if position % 3 == 0:
        return replace(article, paragraphs=(f"BSM - {first}", *rest))
    lead = f"BSM - {first}" if position % 3 == 1 else first
    return replace(article, lead=lead, paragraphs=tuple(rest))


def _signature(portal: str, dice: Dice, position: int) -> Signature | None:
    name, second = invent_name(dice), invent_name(dice)
    short = " ".join(name.split()[-2:])
    if portal == "sample-district":
        kinds: tuple[Signature | None, ...] = (
            _plain(short),
            _plain(name),
            _labelled("Bài, ảnh: ", name),
            _affiliated(name, dice.pick(_UNITS)),
            None,
        )
    else:
        kinds = (
            _affiliated(name, "Trường Chính trị tỉnh Sông Mây"),
            _labelled("Bài, ảnh: ", name),
            _labelled("Theo ", "TTXVN"),
            _plain(short),
            None,
            Signature(f"Bài, ảnh: {name} - {second}", f"{name} - {second}", (Author(name), Author(second))),
            _plain("PV"),
        )
    return kinds[position % len(kinds)]


def _plain(name: str) -> Signature:
    return Signature(name, name, (Author(name),))


def _labelled(label: str, name: str) -> Signature:
    return Signature(label + name, name, (Author(name),))


def _affiliated(name: str, affiliation: str) -> Signature:
    line = f"{name} ({affiliation})"
    return Signature(line, line, (Author(name, affiliation=affiliation),))


def _related(made: list[SampleArticle], position: int) -> tuple[str, ...]:
    """Up to four earlier articles of the category, newest first; some articles have none."""
    if position % 5 == 2:
        return ()
    same = [other.path for other in made[:position] if other.category == made[position].category]
    return tuple(reversed(same[-4:]))
