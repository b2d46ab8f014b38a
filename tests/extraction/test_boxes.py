"""What stands among the paragraphs and is no part of the text; and texts that go on after a box."""

from __future__ import annotations

import pytest

from pipelines.extraction import extract
from tests.extraction.english import PARAGRAPHS as ENGLISH
from tests.extraction.english import english
from tests.extraction.pages import PARAGRAPHS, page, read

BODY = "\n\n".join(PARAGRAPHS)
FIRST, SECOND, THIRD = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEADLINE = "Nước suối Nậm Khao dâng cao, ba thôn bị chia cắt"
TEASER = "Mưa lớn kéo dài từ đêm qua làm nước suối dâng cao hơn hai mét, học sinh phải nghỉ học."
# (name, a box in the middle of the text)
BOXES = [
    ("teaser", f'<div class="card"><h4><a href="/tin-tuc/lu-77">{HEADLINE}</a></h4><p>{TEASER}</p></div>'),
    ("teaser in a list", f'<div><ul><li><a href="/tin-tuc/lu-77">{HEADLINE}</a></li></ul></div>'),
    ("paragraph that is one link", f'<p><a href="/tin-tuc/lu-77">{HEADLINE}</a></p>'),
    ("aside", f"<aside><p>{TEASER}</p><p>{TEASER}</p></aside>"),
    ("named after what it is", f'<div class="newsletter-box"><p>{TEASER}</p></div>'),
    ("form", f'<div class="x1"><p>{TEASER}</p><input type=email><button>Gửi</button></div>'),
    ("another article", f"<article><h2>{HEADLINE}</h2><p>{TEASER}</p></article>"),
    ("gallery", f'<div class="photo-gallery"><img src="/a.jpg"><div>{TEASER}</div><img src="/b.jpg"></div>'),
    ("caption by its class", f'<img src="/a.jpg"><p class="wp-caption-text">{TEASER}</p>'),
    ("caption in a span of its class", f'<div><img src="/a.jpg"><span class="media-caption">{TEASER}</span></div>'),
    ("caption of a newspaper's own class", f'<div class="x-image-caption">{TEASER} {TEASER} {TEASER} {TEASER}</div>'),
    (
        "long caption",
        f'<figure><img src="/a.jpg"><figcaption>{TEASER} {TEASER} {TEASER} {TEASER}</figcaption></figure>',
    ),
    (
        "sentence of the text once more",
        '<blockquote class="x1"><p>“Nhiều hộ cho biết sẽ mở rộng diện tích ngô, sắn”</p></blockquote>',
    ),
    ("byline in a paragraph of its own class", '<p class="byline-inline">Lò Văn Nam đi cùng đoàn về thôn</p>'),
]


@pytest.mark.parametrize("box", [box for _, box in BOXES], ids=[name for name, _ in BOXES])
def test_a_box_among_the_paragraphs_is_no_text(box: str) -> None:
    assert read(page(text=f'<article class="tin">{FIRST}{box}{SECOND}{THIRD}</article>')).body == BODY


@pytest.mark.parametrize(
    "markup",
    [
        f"<blockquote><p>{PARAGRAPHS[1]}</p></blockquote>",
        f"<div>{SECOND}</div>",
        f"<div><div>{PARAGRAPHS[1]}</div></div>",
        f"<ul><li>{PARAGRAPHS[1]}</li></ul>",
        f'<div class="embed"><blockquote class="tweet"><p>{PARAGRAPHS[1]}</p></blockquote></div>',
        f"<table><tr><td>{PARAGRAPHS[1]}</td></tr></table>",
        f'<figure class="wp-block-table"><table><tr><td>{PARAGRAPHS[1]}</td></tr></table></figure>',
        f'<details class="x1"><p>{PARAGRAPHS[1]}</p></details>',
    ],
    ids=[
        "quotation",
        "wrapper without a name",
        "two wrappers",
        "list",
        "embedded quotation",
        "table",
        "figure of a table",
        "details",
    ],
)
def test_text_in_other_elements_is_text(markup: str) -> None:
    assert read(page(text=f"{FIRST}{markup}{THIRD}")).body == BODY


@pytest.mark.parametrize("name", ["wp-caption-text", "PhotoCMS_Caption", "imageCaption", "caption"])
def test_a_caption_above_the_text_is_not_its_beginning(name: str) -> None:
    assert read(page(text=f'<div><img src="/a.jpg"><div class="{name}">{TEASER}</div></div>{FIRST}{SECOND}')).body == (
        "\n\n".join(PARAGRAPHS[:2])
    )


@pytest.mark.parametrize("heading", ["Tin liên quan", "Đọc nhiều nhất", "Xem thêm"])
def test_a_text_in_wrappers_of_one_kind_goes_on_after_a_list(heading: str) -> None:
    links = "".join(f'<li><a href="/tin-tuc/khac-{n}">{HEADLINE} {n}</a></li>' for n in range(3))
    box = f'<section class="more"><h3>{heading}</h3><ul>{links}</ul></section>'
    parts = [f'<div class="block"><div class="inner">{paragraph}</div></div>' for paragraph in (FIRST, SECOND, THIRD)]
    assert read(page(text=parts[0] + box + parts[1] + parts[2])).body == BODY


def test_a_text_goes_on_right_below_the_links_of_a_box() -> None:
    box = f'<div class="more"><h4>Tin liên quan</h4><div><a href="/tin-tuc/lu-77">{HEADLINE}</a></div></div>'
    text = "".join(f"<p>{PARAGRAPHS[1]} {PARAGRAPHS[2]} Lần {n}.</p>" for n in range(3))
    assert read(page(text=text + box + FIRST)).body.endswith(f"Lần 2.\n\n{PARAGRAPHS[0]}")


def test_paragraphs_of_one_class_are_text_in_whatever_wrapper() -> None:
    parts = [f'<div class="doan">{paragraph}</div>' for paragraph in PARAGRAPHS]
    body = page(text=f'<section class="than">{parts[0]}{parts[1]}<div class="text-expand">{parts[2]}</div></section>')
    assert read(body).body == BODY


def test_paragraphs_around_a_box_of_links_are_text() -> None:
    links = "".join(f'<div class="o"><a href="/viec-{n}">{HEADLINE}, lần {n} trong năm</a></div>' for n in range(19))
    first = f'<div class="khung">{FIRST}<div class="viec-lam">{links}</div>{SECOND}</div>'
    text = "".join(f"<p>{PARAGRAPHS[2]} Lần {n}.</p>" for n in range(7))
    assert read(page(text=f"<article>{first}{text}</article>")).body.startswith(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")


def test_a_credit_with_a_year_under_a_picture_is_not_the_footer() -> None:
    picture = "<p>© Ban Quản lý dự án 2019</p>"
    assert read(page(text=FIRST + picture + SECOND + THIRD)).body == BODY


def test_the_next_article_of_an_endless_page_is_another_one() -> None:
    after = "".join(f"<p>{TEASER} {TEASER} {TEASER} Lần {n}.</p>" for n in range(8))
    body = page(
        text=f"<article>{FIRST}{SECOND}{THIRD}</article>", below=f"<article><h2>{HEADLINE}</h2>{after}</article>"
    )
    assert read(body).body == BODY


def test_an_aside_that_was_never_closed_does_not_take_the_article() -> None:
    body = page(top="<aside><div>Liên kết</div>", text=f"<div class=noi-dung>{FIRST}{SECOND}{THIRD}</div>")
    assert read(body).body == BODY


def test_lines_of_a_teaser_list_make_a_listing_and_boxes_in_an_article_do_not() -> None:
    item = f'<div class="item"><h3><a href="/tin-tuc/x-{{n}}">{HEADLINE} {{n}}</a></h3><p>{TEASER}</p></div>'
    listing = extract(
        page(title="<h1>Tin tức</h1>", text="".join(item.format(n=n) for n in range(6))), "https://x.example/tin"
    )
    assert getattr(listing, "reason", None) == "not-article"
    text = "".join(f"{item.format(n=n)}{paragraph}" for n, paragraph in enumerate((FIRST, SECOND, THIRD)))
    assert read(page(text=f'<div class="text">{text}</div>')).body == BODY


@pytest.mark.parametrize(
    "names",
    ['class="teaser-head"', 'class="article-head hasCaption"', 'class="card-author"'],
    ids=["called a teaser", "called after its caption", "called after its byline"],
)
@pytest.mark.parametrize("lead", ["<p>{}</p>", '<div class="teaser-text">{}</div>'], ids=["paragraph", "element"])
def test_a_paragraph_beside_the_headline_is_the_lead(names: str, lead: str) -> None:
    """Whatever the template calls the element that holds both, or the paragraph's own."""
    head = f"<header {names}><h1>{HEADLINE}</h1>{lead.format(TEASER)}<div>5/6/2020</div></header>"
    article = read(page(title="-", text=f'<article>{head}<div class="than">{FIRST}{SECOND}{THIRD}</div></article>'))
    assert (article.title, article.summary, article.body) == (HEADLINE, TEASER, BODY)


@pytest.mark.parametrize("after", ["<p>{}</p>", "<ul><li>{}</li></ul>"], ids=["paragraph", "list"])
def test_a_text_goes_on_below_a_list_and_a_box_of_links(after: str) -> None:
    box = f'<div class="more"><div>Tin liên quan</div><div><a href="/tin-tuc/lu-77">{HEADLINE}</a></div></div>'
    text = "".join(f"<p>{PARAGRAPHS[2]} Lần {n}.</p>" for n in range(3))
    last = after.format(f"{TEASER} {PARAGRAPHS[0]}")
    body = read(page(text=f"{text}<ul><li>{PARAGRAPHS[1]}</li></ul>{box}<p>{PARAGRAPHS[0]}</p>{last}")).body
    assert body.endswith(f"{PARAGRAPHS[1]}\n\n{PARAGRAPHS[0]}\n\n{TEASER} {PARAGRAPHS[0]}")


def test_the_date_that_signs_a_quoted_post_is_part_of_it() -> None:
    post = f"<blockquote><p>{TEASER}</p>— Xã Mẫu Phong (@mauphong) <a href='/1'>5/6/2020</a></blockquote>"
    body = read(page(text=f"{FIRST}{post}{SECOND}{THIRD}")).body
    signed = body[body.index(TEASER) + len(TEASER) : body.index(PARAGRAPHS[1])]
    assert " ".join(signed.split()) == "— Xã Mẫu Phong (@mauphong) 5/6/2020"
    assert "5/6/2020" not in read(page(text=f"{FIRST}<div>{TEASER}<br>5/6/2020</div>{SECOND}{THIRD}")).body


def test_a_heading_in_elements_of_its_own_is_text_above_a_paragraph() -> None:
    """As templates of components have it; one above nothing is a box's."""
    wrapped = '<div class="c-1"><div class="c-2"><h2>{}</h2></div></div>'
    link = f'<ul><li><a href="/tin-tuc/lu-77">{HEADLINE}</a></li></ul>'
    text = f"{FIRST}{wrapped.format('Ba thôn')}{SECOND}{wrapped.format('Hộp thư')}{link}{THIRD}"
    assert read(page(text=text)).body == "\n\n".join([PARAGRAPHS[0], "Ba thôn", *PARAGRAPHS[1:]])


def test_text_goes_on_below_a_link_in_a_paragraph_of_its_own() -> None:
    box = '<p><strong>Tin liên quan:</strong></p><p><a href="/tin-tuc/lu-77">Nước suối dâng cao</a></p>'
    assert read(page(text=f"{FIRST}{box}{SECOND}{THIRD}")).body == BODY


@pytest.mark.parametrize("lead", ["<b>{}</b>", '<div class="sapo">{}</div>', "{}"], ids=["bold", "class", "sentence"])
def test_a_lead_beside_a_thumbnail_in_a_table_is_no_caption(lead: str) -> None:
    table = f'<table><tr><td><img src="/a.jpg"></td><td>{lead.format(PARAGRAPHS[0])}</td></tr></table>'
    article = read(page(text=f"{table}{SECOND}{THIRD}"))
    assert "\n\n".join(filter(None, [article.summary, article.body])) == BODY


def test_a_list_in_an_element_of_its_own_is_text_between_paragraphs() -> None:
    items = ["Ba thôn có cầu mới", "Học sinh không phải lội suối"]
    wrapped = f'<div class="wp-block-group"><ul>{"".join(f"<li>{item}</li>" for item in items)}</ul></div>'
    linked = "".join(f'<li><a href="/t/{n}">Nước suối dâng</a></li>' for n in range(2))
    links = f'<div class="x7"><ul>{linked}</ul></div>'
    text = f"{FIRST}{wrapped}{SECOND}{links}{THIRD}"
    assert read(page(text=text)).body == "\n\n".join([PARAGRAPHS[0], *items, *PARAGRAPHS[1:]])


def test_a_list_in_an_element_of_its_own_is_text_below_the_line_that_opens_it() -> None:
    first, second, third = (f'<div class="block"><p class="text">{paragraph}</p></div>' for paragraph in ENGLISH)
    opening, items = "The rules are few:", ["No lorries", "No horses", "No ferries"]
    listed = f'<div class="list"><ul>{"".join(f"<li>{item}</li>" for item in items)}</ul></div>'
    text = f'{first}<div class="block"><p class="text">{opening}</p></div>{listed}{second}{third}'
    assert english(text=text).body == "\n\n".join([ENGLISH[0], opening, *items, *ENGLISH[1:]])


@pytest.mark.parametrize("links", [1, 2, 3])
def test_text_goes_on_below_links_in_paragraphs_of_their_own(links: int) -> None:
    box = "<p><b>Tin liên quan:</b></p>" + '<p><a href="/tin-tuc/lu-77">Nước suối dâng cao</a></p>' * links
    assert read(page(text=f"{FIRST}{SECOND}{box}{THIRD}")).body == BODY


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("5 min read", "en"),
        ("Reading time: 5 minutes", "en"),
        ("Lesezeit: 5 Minuten", "de"),
        ("5 Min. Lesezeit", "de"),
        ("Temps de lecture : 5 min.", "fr"),
        ("4 minutos de lectura", "es"),
        ("3 min di lettura", "it"),
        ("6 min czytania", "pl"),
        ("3 hours ago", "en"),
        ("vor 3 Stunden", "de"),
        ("hace 2 horas", "es"),
        ("3 ore fa", "it"),
        ("Updated 3 hours ago · 5 min read", "en"),
        ("<b>vor 3 Stunden</b><i>5 Min.</i>", "de"),
        ("<b>3 godziny temu</b><i>Czas czytania: 5 minut</i>", "pl"),
        ("Okuma süresi: 5 dk", "tr"),
        ("Waktu baca: 4 menit", "id"),
    ],
)
def test_how_long_it_takes_to_read_and_how_old_it_is_are_no_text(line: str, language: str) -> None:
    first, *others = ENGLISH
    head = f"<p class=stand>{first}</p><span>{line}</span>"
    body = english(after_title=head, text="".join(f"<p>{each}</p>" for each in others), language=language)
    assert "\n\n".join(filter(None, [body.summary, body.body])) == "\n\n".join(ENGLISH)


CARD = '<{tag} class="post"><h3><a href="/news/{n}">The ferry man and the fog, part {n}</a></h3><p>{text}</p></{tag}>'
CARDS = "".join(
    CARD.format(tag="article", n=n, text="He will miss the queues, he says, but not the fog in spring, nor the ice.")
    for n in range(3)
)


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="widget Blog"><div class="post hentry"><div class="post-body">{}</div></div></div>',
        '<div class="widget">{}</div>',
    ],
    ids=["within a post", "alone"],
)
def test_an_element_that_holds_most_of_the_text_is_no_box_whatever_it_is_called(wrapper: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH)
    body = english(text=f"{wrapper.format(text)}<section class=grid><h2>From the river</h2>{CARDS}</section>").body
    assert body == "\n\n".join(ENGLISH)


def test_a_page_builder_calls_the_text_a_widget_too() -> None:
    """A short one, with more text in the teasers below it, which are other articles."""
    box = '<div class="elementor-widget"><div class="elementor-widget-container">{}</div></div>'
    head = f"<section>{box.format('<time>June 4, 2024</time>')}{box.format(f'<p>{ENGLISH[0]}</p>')}</section>"
    below = f"<section>{box.format('<h2>From the river</h2>')}{box.format(CARDS)}</section>"
    assert english(text=head + below).body == ENGLISH[0]


@pytest.mark.parametrize(
    "lead", ["<p>The old bridge sank for two years, and the new one was late, as bridges are.</p>", ""]
)
def test_a_story_told_in_pictures_has_its_text_in_their_captions(lead: str) -> None:
    told = [*ENGLISH, f"{ENGLISH[0]} So it was."]
    text = "".join(
        f'<figure><img src="/{n}.jpg"><figcaption>{each}</figcaption></figure>' for n, each in enumerate(told)
    )
    article = english(after_title=lead, text=text)
    assert article.body.endswith("\n\n".join(told))
    assert len(article.images) == len(told)


def test_captions_beside_a_text_are_none_of_it() -> None:
    text = "".join(f"<p>{paragraph} {paragraph}</p>" for paragraph in ENGLISH)
    pictures = "".join(
        f'<figure><img src="/{n}.jpg"><figcaption>{ENGLISH[n]}</figcaption></figure>' for n in (0, 1, 2, 0)
    )
    assert english(text=text + pictures).body == "\n\n".join(f"{paragraph} {paragraph}" for paragraph in ENGLISH)
