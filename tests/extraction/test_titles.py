"""The title: whatever element it is in, whatever `<title>` says, and not the site's name."""

from __future__ import annotations

import pytest

from archive.model import Context
from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

SITE = "Trang thông tin điện tử huyện Mẫu Phong"
MENU = "".join(
    f'<li><a href="/muc-{n}">{name}</a></li>'
    for n, name in enumerate(("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ"))
)
# (name, what is special about the page)
TEMPLATES = [
    ("h1", {"title": f"<h1>{TITLE}</h1>"}),
    ("h4", {"title": f"<h4>{TITLE}</h4>"}),
    ("p.Title", {"title": f'<p class="Title">{TITLE}</p>'}),
    ("bold paragraph", {"title": f"<p><b>{TITLE}</b></p>"}),
    ("span in a div", {"title": f"<div><span>{TITLE}</span></div>"}),
    ("font in a cell", {"title": f"<table><tr><td><font size=4>{TITLE}</font></td></tr></table>"}),
    ("bare div below the site's h1", {"top": f"<h1>{SITE}</h1><ul>{MENU}</ul>", "title": f"<div>{TITLE}</div>"}),
    ("site's name in capitals in h1", {"top": f"<h1>{SITE.upper()}</h1>", "title": f"<h2>{TITLE}</h2>"}),
    ("heading of a box above it", {"top": "<h3>Thông báo</h3>", "title": f"<div><b>{TITLE}</b></div>"}),
    ("category above it", {"top": "<h2>Tin hoạt động</h2>", "title": f"<h3>{TITLE}</h3>"}),
    ("breadcrumb that ends in it", {"top": f"<div>Trang chủ » Tin tức » {TITLE}</div>", "title": f"<h2>{TITLE}</h2>"}),
    (
        "cut short in og:title",
        {"title": f"<div>{TITLE}</div>", "head": f'<meta property="og:title" content="{TITLE[:30]}...">'},
    ),
    ("linked to itself", {"title": f'<h2><a href="/tin-tuc/bai-so-77">{TITLE}</a></h2>'}),
    (
        "date in a span behind it",
        {"title": f"<div><span>{TITLE}</span> <span>(5/6/2020)</span></div>", "after_title": ""},
    ),
    ("two lines in one heading", {"title": f"<h2>{TITLE[:15]}<br>{TITLE[16:]}</h2>"}),
    ("in a header inside the article", {"title": f"<article><header><h1>{TITLE}</h1></header></article>"}),
]


@pytest.mark.parametrize(
    "special", [template[1] for template in TEMPLATES], ids=[template[0] for template in TEMPLATES]
)
def test_title(special: dict[str, str]) -> None:
    assert read(page(**special)).title == TITLE


@pytest.mark.parametrize(
    "special", [template[1] for template in TEMPLATES], ids=[template[0] for template in TEMPLATES]
)
def test_title_is_no_text(special: dict[str, str]) -> None:
    assert read(page(**special)).body == "\n\n".join(PARAGRAPHS)


def test_the_address_finds_a_title_that_nothing_marks() -> None:
    url = "https://huyenmauphong.example.gov.vn/tin-tuc/Khanh-thanh-cau-dan-sinh-qua-suoi-Nam-Khao-77"
    top = "<div>Một câu khẩu hiệu nào đó của huyện</div>"
    assert read(page(title=f"<div>{TITLE}</div>", top=top, after_title=""), url=url).title == TITLE


def test_context_repeated_on_every_page_is_no_title() -> None:
    slogan = "Chung sức xây dựng quê hương giàu đẹp, văn minh"
    body = page(top=f"<h1>{slogan}</h1>", title=f"<div>{TITLE}</div>")
    assert read(body, context=Context(repeated=(slogan,))).title == TITLE


def test_a_title_that_only_the_head_has() -> None:
    body = page(title=" ", after_title="", head=f'<meta property="og:title" content="{TITLE}">')
    article = read(body)
    assert (article.title, article.evidence["title"].rule) == (TITLE, "meta")


def test_a_sub_heading_that_says_how_the_headline_begins_is_none() -> None:
    whole = f"{TITLE} sau tám tháng chờ đợi"
    text = f"<p>{PARAGRAPHS[0]}</p><h2>{TITLE}</h2><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    head = f'<meta property="og:title" content="{TITLE}">'
    body = page(title=f"<h1>{whole}</h1>", text=text, head=head, after_title="").replace(
        "<title>Huyện Mẫu Phong<".encode(), f"<title>{TITLE}<".encode(), 1
    )
    article = read(body)
    assert (article.title, article.evidence["title"].rule) == (whole, "visible:h1")
    assert article.body == f"{PARAGRAPHS[0]}\n\n{TITLE}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"


@pytest.mark.parametrize("behind", [" - Trang thông tin điện tử", " | Huyện", ""], ids=["dash", "bar", "the same"])
def test_a_heading_with_the_site_behind_the_headline_is_none(behind: str) -> None:
    top = f"<h1>{TITLE}{behind}</h1><p>{PARAGRAPHS[2]}</p>"
    assert read(page(top=top, head=f'<meta property="og:title" content="{TITLE}">')).title == TITLE


OFFICE = "Công an tỉnh Mẫu Phong"


@pytest.mark.parametrize("stated", [OFFICE, f"{TITLE} - {OFFICE}"], ids=["site only", "title and site"])
@pytest.mark.parametrize(
    "top", [f"<h1>{OFFICE}</h1>", f"<div><strong>{OFFICE.upper()}</strong></div>"], ids=["heading", "bold"]
)
@pytest.mark.parametrize("heading", ['<div class="title-detail">{}</div>', "<h3>{}</h3>"], ids=["class", "h3"])
def test_the_office_whose_site_it_is_is_no_title(stated: str, top: str, heading: str) -> None:
    body = page(top=top, title=heading.format(TITLE), below=f"<div>© {OFFICE}</div>")
    body = body.replace("<title>Huyện Mẫu Phong</title>".encode(), f"<title>{stated}</title>".encode())
    assert read(body, portal=None, url="https://congan.example.gov.vn/ChiTiet.aspx?id=12").title == TITLE


def test_a_small_heading_above_much_text_is_the_title_where_nothing_else_speaks() -> None:
    site = "Trang thông tin điện tử huyện Mẫu Phong"
    lead = f"<h2 class=sapo>{PARAGRAPHS[0]}</h2>"
    body = page(title=f"<h4>{TITLE}</h4>", after_title=lead, text="".join(f"<p>{each}</p>" for each in PARAGRAPHS * 2))
    body = body.replace("<title>Huyện Mẫu Phong</title>".encode(), f"<title>{site}</title>".encode())
    assert read(body, portal=None, url="https://mauphong.example.gov.vn/ChiTiet.aspx?id=12").title == TITLE
