"""Writes one article of a sample portal: its text, its signature, its picture, its address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import datetime

from archive.model import Author
from samples.article import Attachment, Picture, SampleArticle, Signature, Skin
from samples.composing import Composer, Dice, invent_name, topics

_UNITS = ("Phòng Văn hoá và Thông tin huyện", "Trung tâm Dịch vụ nông nghiệp huyện", "Ban Tuyên giáo Huyện ủy")
_NEW_SKIN_SINCE = 2022  # the paper's older articles keep the layout they were written in


def write(
    portal: str,
    category: str,
    assignment: tuple[str, int, str],
    position: int,
    published: datetime,
    used: set[str],
    attached: str | None,
) -> SampleArticle:
    """An article without its place among the others.

    `assignment` is (topic, number of the middle paragraph that the title is about, title template), `used` the
    paragraphs of the portal's other articles (grows), `attached` the ending of the file that the text names.
    """
    topic, focus, title_template = assignment
    composer = Composer(portal, published.date(), f"{portal}: {title_template}", used)
    dice = composer.dice
    content = topics()[topic]
    title = composer.fill(title_template)
    lead = composer.paragraph(content["lead"])
    paragraphs = [*composer.middles(content, focus, dice.between(3, 5)), composer.paragraph(content["closing"])]
    article = SampleArticle(
        path="",
        category=category,
        skin=_skin(portal, published),
        title=title,
        published=published,
        lead=None,
        paragraphs=(lead, *paragraphs),
        signature=_signature(portal, dice, position),
        picture=_picture(portal, composer, title, published),
    )
    article = _with_address(portal, article, position)
    if attached:
        article = _with_attachment(portal, article, composer, attached)
    if portal == "sample-district":
        return replace(article, views=dice.between(180, 9400))
    return _with_paper_lead(article, position)


def with_eth(article: SampleArticle) -> SampleArticle:
    """Old input methods wrote the Icelandic letter Eth, which looks the same and is another character."""
    *rest, last = article.paragraphs
    return replace(article, paragraphs=(*rest, last.replace("Đảng", "Ðảng", 1)))


def slug_of(title: str) -> str:
    """`Bệnh đạo ôn` as the portals write it in an address: `benh-dao-on`."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip("-")


def hex_of(title: str) -> str:
    """The seven hexadecimal digits by which the paper tells its articles apart."""
    return hashlib.sha1(title.encode(), usedforsecurity=False).hexdigest()[:7]


def _skin(portal: str, published: datetime) -> Skin:
    if portal == "sample-district":
        return "district"
    return "new" if published.year >= _NEW_SKIN_SINCE else "old"


def _with_address(portal: str, article: SampleArticle, position: int) -> SampleArticle:
    slug = slug_of(article.title)
    if portal == "sample-district":
        return replace(article, path=f"/{article.category}/{slug[:1].upper()}{slug[1:]}-{3107 + 83 * position}")
    return replace(article, path=f"/{article.category}/{article.published:%Y%m}/{slug}-{hex_of(article.title)}/")


def _picture(portal: str, composer: Composer, title: str, published: datetime) -> Picture | None:
    if composer.dice.below(7) == 0:
        return None
    name = "-".join(slug_of(title).split("-")[:4])
    ending = "png" if published.month == 3 else "jpg"
    if portal == "sample-district":
        path = f"/Uploads/images/{published.year}/{name}.{ending}"
    else:
        site = "ff8080814e1f2a77014e1f6bd0c2001d"
        path = f"/file/{site}/{published:%m%Y}/{name}_{published:%Y%m%d%H%M}00.{ending}"
    captions = (
        "Ảnh minh họa (nguồn Internet)",
        "Một buổi ra quân ở xã {xa}",
        "Người dân thôn {thon}, xã {xa}. Ảnh: {ten}",
    )
    return Picture(path, composer.fill(composer.dice.pick(captions)))


def _with_attachment(portal: str, article: SampleArticle, composer: Composer, ending: str) -> SampleArticle:
    title = composer.document()
    sentence = f"Nội dung cụ thể được nêu trong {title}."
    folder = f"/Uploads/files/{article.published.year}" if portal == "sample-district" else "/file/van-ban"
    number = re.sub(r"\D+", "-", title).strip("-")
    paragraphs = (*article.paragraphs[:-1], f"{article.paragraphs[-1]} {sentence}")
    return replace(article, paragraphs=paragraphs, attachment=Attachment(f"{folder}/ke-hoach-{number}{ending}", title))


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
