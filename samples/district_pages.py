"""Pages of the sample district: an older vendor's portal, read by its visible cues rather than by class names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samples.article import SampleArticle
from samples.page import ONLINE, TODAY, VIEWS, VISITORS, escape, linked
from samples.plan import CATEGORIES, category_name, every_article
from samples.states import State, related_paths, title_of

PORTAL = "sample-district"
SITE = "Trang thông tin điện tử huyện Sông Mây"


def day(article: SampleArticle) -> str:
    """`6-1-2020`, as the portal prints days."""
    published = article.published
    return f"{published.day}-{published.month}-{published.year}"


def number_of(article: SampleArticle) -> str:
    """The number by which the portal knows an article, in whichever way its address has it."""
    return re.split(r"[-=]", article.path)[-1]


def article_page(article: SampleArticle, state: State, newest: Sequence[SampleArticle]) -> str:
    """The page of an article. `newest` are the portal's newest, for the box beside the text."""
    parts = [f'<p style="text-align: justify;">{linked(article, text)}</p>' for text in article.paragraphs]
    if article.picture:
        picture = f'<p style="text-align: center;"><img src="{article.picture.path}" alt="" width="600" /></p>'
        caption = f'<p style="text-align: center;"><em>{escape(article.picture.caption)}</em></p>'
        parts[1:1] = [picture, caption]
    if article.signature:
        parts += [
            "<p>&nbsp;</p>",
            f'<p style="text-align: right;"><strong>{escape(article.signature.line)}</strong></p>',
        ]
    body = f"""
<div class="duong-dan"><a href="/">Trang chủ</a> &raquo; <a href="/{article.category}">\
{category_name(PORTAL, article.category)}</a></div>
<div class="chi-tiet">
<div class="tieu-de-tin">{escape(article.title)}</div>
<div class="ngay-tin">{day(article)}</div>
<div class="cong-cu"><a href="/in-bai-viet/{number_of(article)}" target="_blank">In trang</a></div>
<div class="noi-dung-tin">
{"".join(part + chr(10) for part in parts)}</div>
<div class="luot-xem">Số lượt xem:{VIEWS}</div>
<div class="lien-quan"><b>Bài viết liên quan:</b>{_related(article, state)}</div>
</div>"""
    return frame(SITE, body, newest)


def _related(article: SampleArticle, state: State) -> str:
    items = [
        f'<li><a href="{path}">{escape(title_of(PORTAL, path, state))}</a>'
        f" <span>({day(every_article(PORTAL)[path])})</span></li>"
        for path in related_paths(PORTAL, article, state)
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def listing_page(heading: str, articles: Sequence[SampleArticle], extra: str, pager: str) -> str:
    """One page of a listing; `extra` is more HTML for the list, `pager` the links to the other pages."""
    items = [
        f'<div class="muc-tin"><a class="ten" href="{article.path}">{escape(article.title)}</a>'
        f' <span class="ngay">({day(article)})</span><div class="tom-tat">{escape(_cut(article.teaser))}</div></div>'
        for article in articles
    ]
    body = f'<div class="tieu-de-muc">{heading}</div>\n<div class="danh-sach">\n' + "\n".join([*items, extra])
    return frame(SITE, f"{body}\n</div>\n{pager}", ())


def _cut(text: str) -> str:
    return " ".join(text.split()[:32]) + "..."


def pager(category: str, number: int, pages: int) -> str:
    """Links to all pages of a listing; the first has no number."""
    links = [
        f"<b>{other}</b>" if other == number else f'<a href="/{category}{_query(other)}">{other}</a>'
        for other in range(1, pages + 1)
    ]
    return f'<div class="phan-trang">Trang: {" ".join(links)}</div>'


def _query(number: int) -> str:
    return "" if number == 1 else f"?page={number}"


def print_page(article: SampleArticle) -> str:
    """The print view: the same text under another address, which the portal file denies."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    title = escape(article.title)
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h2>{title}</h2>{text}</body></html>"


def login_page() -> str:
    """A form that asks for a password."""
    return frame(
        SITE,
        '<div class="tieu-de-muc">Đăng nhập hệ thống</div><form action="/dang-nhap" method="post">'
        '<label>Tên đăng nhập <input type="text" name="user"></label>'
        '<label>Mật khẩu <input type="password" name="password"></label>'
        '<button type="submit">Đăng nhập</button></form>',
        (),
    )


def message_page(message: str) -> str:
    """A page that says only one thing, such as that there is no such article."""
    return frame(SITE, f'<div class="thong-bao"><p>{message}</p><p><a href="/">Về trang chủ</a></p></div>', ())


def frame(title: str, content: str, newest: Sequence[SampleArticle]) -> str:
    """Banner, menu, the box of newest articles, footer: the same on every page."""
    menu = "".join(f'<li><a href="/{path}">{name}</a></li>' for path, (name, _) in CATEGORIES[PORTAL].items())
    items = "".join(f'<li><a href="{article.path}">{escape(article.title)}</a></li>' for article in newest)
    box = f'<div class="cot-phai"><div class="ten-khoi">Tin mới</div><ul>{items}</ul></div>' if newest else ""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="vi">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}</title>
<link rel="stylesheet" href="/Content/site.css" />
</head>
<body>
<div id="khung">
<div id="dau-trang"><img src="/Content/banner.jpg" alt="banner" /></div>
<div id="ngay-thang">{TODAY}</div>
<ul id="menu"><li><a href="/">Trang chủ</a></li>{menu}\
<li><a href="/tim-kiem?tu-khoa=">Tìm kiếm</a></li><li><a href="/quan-tri/Lich-truc-noi-bo-7001">Lịch trực</a></li></ul>
<div id="than-trang">
<div class="cot-giua">{content}
</div>
{box}
</div>
<div id="chan-trang">
<p><a href="/">Trang chủ</a>|<a href="/dang-nhap">Đăng nhập</a></p>
<p>TRANG THÔNG TIN ĐIỆN TỬ HUYỆN SÔNG MÂY - TỈNH NGÀN THÔNG</p>
<p>Cơ quan chủ quản và bản quyền: UBND huyện Sông Mây</p>
<p>Quản lý nội dung: Văn phòng HĐND và UBND huyện, số 2 đường Bờ Sông, thị trấn Sông Mây, tỉnh Ngàn Thông</p>
<p>Điện thoại: 0200.300.0123</p>
<p>Email: vanphong@songmay.example</p>
<p>{VISITORS} Tổng số người truy cập: {ONLINE} Số người online:</p>
<p>Phát triển:TNC</p>
</div>
</div>
</body>
</html>
"""
