"""Markup for a sample article: the same visible lines in the layouts that portals are built in.

Every function takes a sample and the style of its lead, and returns a whole page. Class names are absent, or say
nothing, wherever the layout does not depend on them: the reader must not.
"""

from __future__ import annotations

import html
from collections.abc import Callable

from tests.extraction.sample_articles import Sample

Layout = Callable[[Sample, str], str]
LEADS = ("plain", "bold", "heading", "element")

e = html.escape


def _paragraph(text: str, tag: str = "p") -> str:
    return f"<{tag}>{e(text)}</{tag}>\n"


def _lead(sample: Sample, lead: str, tag: str = "p") -> str:
    text = e(sample.paragraphs[0])
    return {
        "plain": f"<{tag}>{text}</{tag}>\n",
        "bold": f"<{tag}><strong>{text}</strong></{tag}>\n",
        "heading": f"<h2>{text}</h2>\n",
        "element": f"<div><div>{text}</div></div>\n",
    }[lead]


def _picture(sample: Sample, tag: str = "p") -> str:
    picture = f'<{tag} align="center"><img src="/Uploads/images/2021/anh.jpg" alt=""></{tag}>\n'
    return picture + f'<{tag} align="center">{e(sample.caption)}</{tag}>\n'


def _body(sample: Sample, lead: str, tag: str = "p", picture: str | None = None) -> str:
    """The paragraphs, and the captioned picture in its place. A lead in its own element stands outside the others'."""
    parts = [_lead(sample, lead, tag)]
    rest = []
    for number, text in enumerate(sample.paragraphs[1:], 2):
        if number == sample.caption_after + 1:
            rest.append(picture if picture is not None else _picture(sample, tag))
        rest.append(_paragraph(text, tag))
    inner = "".join(rest)
    return parts[0] + (f"<div>{inner}</div>" if lead == "element" else inner)


def _footer(sample: Sample, tag: str = "div") -> str:
    return "".join(_paragraph(line, tag) for line in sample.footer)


def _related_flat(sample: Sample, tag: str = "div") -> str:
    rows = [_paragraph(sample.related_heading, tag)]
    for item in sample.related:
        rows.append(f'<{tag}><a href="{item.url}">{e(item.title)}</a></{tag}>\n')
        rows.append(_paragraph(item.teaser, tag) + _paragraph(item.day, tag))
    return "".join(rows)


def _related_list(sample: Sample) -> str:
    items = "".join(
        f'<li><a href="{item.url}">{e(item.title)}</a> <span>({item.day})</span></li>\n' for item in sample.related
    )
    return f"<h3>{e(sample.related_heading)}</h3><ul>{items}</ul>"


def _related_table(sample: Sample) -> str:
    rows = "".join(
        f'<tr><td><a href="{item.url}">{e(item.title)}</a></td><td>{item.day}</td></tr>\n' for item in sample.related
    )
    return f"<p><b>{e(sample.related_heading)}</b></p><table>{rows}</table>"


def _related_cards(sample: Sample) -> str:
    cards = "".join(
        f'<div><a href="{item.url}"><img src="/t.jpg"></a><div><h4><a href="{item.url}">{e(item.title)}</a></h4>'
        f"<p>{e(item.teaser)}</p><span>{item.day}</span></div></div>\n"
        for item in sample.related
    )
    return f"<section><h3>{e(sample.related_heading)}</h3><div>{cards}</div></section>"


def _menu(tag: str = "div") -> str:
    names = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản", "Liên hệ")
    return "".join(f'<{tag}><a href="/muc-{n}">{name}</a></{tag}>' for n, name in enumerate(names))


def _counter(sample: Sample, tag: str = "div") -> str:
    return _paragraph(sample.counter, tag) if sample.counter else ""


def _comments(sample: Sample, tag: str = "div") -> str:
    return _paragraph(sample.comments, tag) if sample.comments else ""


def _page(sample: Sample, body: str, title: str | None = None, head: str = "") -> str:
    name = sample.site if title is None else title
    opening = f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{e(name)}</title>{head}</head>\n'
    return f"{opening}<body>{body}</body></html>"


def div_soup(sample: Sample, lead: str) -> str:
    """Every line a bare div in the body, in the order of a text dump; `<title>` is the site's name."""
    lines = [
        _paragraph("banner", "div"),
        _paragraph(sample.clock, "div"),
        _paragraph(sample.title, "div"),
        _paragraph(sample.date_line, "div"),
    ]
    lines += [_body(sample, lead, "div"), _paragraph(sample.signature, "div"), _counter(sample)]
    lines += [_comments(sample), _related_flat(sample), _footer(sample)]
    return _page(sample, "".join(lines))


def nested_divs(sample: Sample, lead: str) -> str:
    """Columns of divs without a class; the article in the middle one, news of the site in the right one."""
    side = "".join(
        f'<div><a href="/tin-{n}-100{n}">Tin vắn số {n} của địa phương trong tuần qua</a></div>' for n in range(6)
    )
    article = f"<div>{e(sample.title)}</div><div>{e(sample.date_line)}</div>"
    article += f"<div>{_body(sample, lead)}<p>{e(sample.signature)}</p></div>"
    middle = f"<div>{article}{_counter(sample)}{_comments(sample)}<div>{_related_flat(sample)}</div></div>"
    top = f"<div><div>{e(sample.site)}</div><div>{e(sample.clock)}</div></div><div>{_menu()}</div>"
    right = f"<div><div>Tin mới nhất</div>{side}</div>"
    return _page(sample, f"<div>{top}<div>{middle}{right}</div><div>{_footer(sample)}</div></div>")


def layout_table(sample: Sample, lead: str) -> str:
    """One table lays out the whole page, as ASP sites did; bold cell for the title, related articles in a table."""
    left = f"<td width=180 valign=top>{_menu()}</td>"
    rows = f'<tr><td align="center"><b>{e(sample.title)}</b></td></tr>'
    rows += f'<tr><td align="right"><i>{e(sample.date_line)}</i></td></tr>'
    rows += f'<tr><td>{_body(sample, lead)}<p align="right"><b>{e(sample.signature)}</b></p></td></tr>'
    rows += f"<tr><td>{_counter(sample)}{_comments(sample)}{_related_table(sample)}</td></tr>"
    link = "<a href='http://lienket.example.vn/'>Cổng thông tin điện tử của tỉnh nhà</a>"
    right = f"<td width=200 valign=top><b>Liên kết</b><br>{link}</td>"
    top = f"<tr><td colspan=3>{e(sample.site)}</td></tr><tr><td colspan=3 align=right>{e(sample.clock)}</td></tr>"
    foot = f"<tr><td colspan=3 align=center>{_footer(sample, 'p')}</td></tr>"
    return _page(
        sample, f"<table width=1000>{top}<tr>{left}<td valign=top><table>{rows}</table></td>{right}</tr>{foot}</table>"
    )


def font_center(sample: Sample, lead: str) -> str:
    """`<font>` and `<center>`, and the date in parentheses after the title in the same line."""
    date_line = f"<font size=2>({e(sample.date_line)})</font>"
    heading = f"<center><font size=5 color=red>{e(sample.title)}</font><br>{date_line}</center>"
    text = _body(sample, lead).replace("<p>", "<p><font face=Arial size=3>").replace("</p>", "</font></p>")
    sign = f"<p align=right><font face=Arial><i>{e(sample.signature)}</i></font></p>"
    top = f"<center><font size=1>{e(sample.clock)}</font></center><hr>"
    return _page(
        sample,
        top
        + heading
        + text
        + sign
        + _counter(sample)
        + _comments(sample)
        + _related_list(sample)
        + "<hr>"
        + _footer(sample),
    )


def semantic(sample: Sample, lead: str) -> str:
    """HTML5 as it should be: header, nav, article, h1, time, section, aside, footer."""
    head = f"<header><p>{e(sample.site)}</p><p>{e(sample.clock)}</p><nav><ul>{_menu('li')}</ul></nav></header>"
    picture = f'<figure><img src="/Uploads/images/2021/anh.jpg"><figcaption>{e(sample.caption)}</figcaption></figure>'
    article = f"<article><header><h1>{e(sample.title)}</h1><p><time>{e(sample.date_line)}</time></p></header><section>"
    article += f"{_body(sample, lead, picture=picture)}</section>"
    article += f"<footer><p>{e(sample.signature)}</p>{_counter(sample, 'p')}</footer></article>"
    aside = f"<aside><h2>Đọc nhiều</h2><ul>{_menu('li')}</ul></aside>"
    main = f"<main>{article}{_comments(sample)}{_related_cards(sample)}</main>"
    return _page(
        sample, head + main + aside + f"<footer>{_footer(sample, 'p')}</footer>", f"{sample.title} - {sample.site}"
    )


def site_name_first(sample: Sample, lead: str) -> str:
    """The first h1 is the site's name, the title a `p.Title`, the date in a cell above it."""
    rows = f'<tr><td class="Time" align="right">{e(sample.date_line)}</td></tr>'
    rows += f'<tr><td><p class="Title">{e(sample.title)}</p></td></tr>'
    rows += (
        f'<tr><td>{_body(sample, lead)}<p style="text-align:right"><strong>{e(sample.signature)}</strong></p></td></tr>'
    )
    body = f"<h1>{e(sample.site)}</h1><div>{e(sample.clock)}</div><div>{_menu()}</div><table>{rows}</table>"
    return _page(
        sample, body + _counter(sample) + _comments(sample) + f"<div>{_related_list(sample)}</div>" + _footer(sample)
    )


def line_breaks(sample: Sample, lead: str) -> str:
    """One div, paragraphs parted by `<br><br>`, the signature as its last line; title and date in spans."""
    texts = [e(text) for text in sample.paragraphs]
    opening = {
        "plain": texts[0],
        "bold": f"<b>{texts[0]}</b>",
        "heading": f"<h2>{texts[0]}</h2>",
        "element": f"<div>{texts[0]}</div>",
    }[lead]
    parts = [opening, *texts[1:]]
    picture = f'<img src="/Uploads/images/2021/anh.jpg"><br><i>{e(sample.caption)}</i>'
    parts.insert(sample.caption_after, picture)
    if lead in ("heading", "element"):
        text = f"{parts[0]}<div>{'<br><br>'.join(parts[1:])}<br><br>{e(sample.signature)}</div>"
    else:
        text = f"<div>{'<br><br>'.join(parts)}<br><br>{e(sample.signature)}</div>"
    heading = f'<div><span class="t1">{e(sample.title)}</span><br><span class="t2">{e(sample.date_line)}</span></div>'
    below = f"{_counter(sample)}{_comments(sample)}<div>{_related_flat(sample, 'p')}</div>{_footer(sample)}"
    body = f"<div>{e(sample.clock)}</div>{heading}{text}{below}"
    return _page(sample, body)


def signature_in_paragraph(sample: Sample, lead: str) -> str:
    """h3 for the title; the signature after a `<br>` inside the last paragraph."""
    text = _body(sample, lead)
    last = f"{e(sample.paragraphs[-1])}</p>"
    text = text.replace(last, last.replace("</p>", f"<br><strong>{e(sample.signature)}</strong></p>"))
    heading = f"<h3>{e(sample.title)}</h3><p><em>{e(sample.date_line)}</em></p>"
    body = f"<div><div>{e(sample.clock)}</div></div><div>{heading}{text}</div>"
    return _page(sample, body + _counter(sample) + _comments(sample) + _related_list(sample) + _footer(sample))


def web_form(sample: Sample, lead: str) -> str:
    """ASP.NET: the page is one form with its view state, ids say nothing, h2 for the title."""
    state = '<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTE2">'
    article = f'<h2 id="ctl00_c1_a">{e(sample.title)}</h2><span id="ctl00_c1_b">{e(sample.date_line)}</span>'
    article += f'<div id="ctl00_c1_c">{_body(sample, lead)}</div>'
    article += f'<div id="ctl00_c1_d" style="text-align: right;">{e(sample.signature)}</div>'
    article = f'<div id="ctl00_c1">{article}</div>'
    tail = _counter(sample) + _comments(sample) + f'<div id="ctl00_c2">{_related_table(sample)}</div>' + _footer(sample)
    top = f"<div>{_menu('span')}</div><div>{e(sample.clock)}</div>"
    return _page(sample, f'<form method="post" action="./">{state}{top}{article}{tail}</form>')


def closed_early(sample: Sample, lead: str) -> str:
    """`</html>` before the head, and a second document pasted into the article."""
    inner = f"<html><head><title></title></head><body>{_body(sample, lead)}<p>{e(sample.signature)}</p></body></html>"
    heading = f"<h1>{e(sample.title)}</h1><div>{e(sample.date_line)}</div>"
    body = f"<div>{e(sample.clock)}</div><div>{heading}<div>{inner}</div></div>"
    body += _counter(sample) + _comments(sample) + _related_list(sample) + _footer(sample)
    return f"<html></html><head><meta charset=utf-8><title>{e(sample.site)}</title></head><body>{body}</body></html>"


def from_word(sample: Sample, lead: str) -> str:
    """Pasted from a word processor: every paragraph cut into spans, no-break spaces, empty paragraphs between."""

    def spans(text: str) -> str:
        words = e(text).split(" ")
        cut = [" ".join(words[n : n + 7]) for n in range(0, len(words), 7)]
        return "".join(
            f'<span style="font-size:14.0pt;font-family:&quot;Times New Roman&quot;">{part}&nbsp;</span>'
            for part in cut
        )

    text = _body(sample, lead)
    for paragraph in sample.paragraphs:
        text = text.replace(e(paragraph), spans(paragraph))
    text = text.replace("<p>", '<p>&nbsp;</p><p class="MsoNormal" style="text-align:justify">')
    sign = f"<b><span>{e(sample.signature)}<o:p></o:p></span></b>"
    sign = f'<p class="MsoNormal" align="right" style="text-align:right">{sign}</p>'
    heading = f"<div><b>{e(sample.title)}</b></div><div>{e(sample.date_line)}</div>"
    body = f"<div>{e(sample.clock)}</div><div>{heading}<div>{text}{sign}</div></div>"
    return _page(sample, body + _counter(sample) + _comments(sample) + _related_list(sample) + _footer(sample))


def deeply_nested(sample: Sample, lead: str) -> str:
    """300 elements around the article: trafilatura reads nothing there."""
    article = f"<h1>{e(sample.title)}</h1><div>{e(sample.date_line)}</div>"
    article += f"<div>{_body(sample, lead)}<p>{e(sample.signature)}</p></div>"
    inner = article + _counter(sample) + _comments(sample) + _related_list(sample) + _footer(sample)
    return _page(sample, f"<div>{e(sample.clock)}</div>" + "<div>" * 300 + inner + "</div>" * 300)


def decomposed(sample: Sample, lead: str) -> str:
    """NFD text, a byte-order mark's ghost and zero-width spaces, a named entity escaped twice."""
    page = nested_divs(sample.nfd(), lead)
    return page.replace(" và ", " v&amp;agrave; ").replace(". ", ".\u200b ")


def one_line_of_facts(sample: Sample, lead: str) -> str:
    """Breadcrumb, title, date and views in one line with bars; a class that says author; Open Graph."""
    views = f" | Lượt xem: {sample.view_count}" if sample.view_count is not None else ""
    head = f'<meta property="og:title" content="{e(sample.title)}">'
    head += f'<meta property="og:site_name" content="{e(sample.site)}">'
    body = f"<div>{e(sample.clock)}</div><div><div>Trang chủ » Tin tức » Xây dựng Đảng</div><h1>{e(sample.title)}</h1>"
    body += f"<div>Ngày đăng: {e(sample.date_line)}{views}</div><div>Chia sẻ</div><div>{_body(sample, lead)}</div>"
    body += f'<div class="author">{e(sample.signature)}</div></div>'
    body += f"{_comments(sample)}<div>{_related_list(sample)}</div>{_footer(sample)}"
    return _page(sample, body, f"{sample.title} | {sample.site}", head)


def columns_of_teasers(sample: Sample, lead: str) -> str:
    """Boxes of teasers before and after the article, as long as its paragraphs, without a class that says so."""
    boxes = "".join(
        f'<div><a href="/tin-vao-luc-{n}">Tin số {n} của cột bên trang báo</a>'
        f"<p>Đoạn giới thiệu tin số {n}, đủ dài để trông như một đoạn văn bản thật sự của một bài viết khác.</p></div>"
        for n in range(4)
    )
    article = f"<div>{e(sample.title)}</div><div>{e(sample.date_line)}</div>{_body(sample, lead)}"
    article += f"<div>{e(sample.signature)}</div>{_counter(sample)}{_comments(sample)}{_related_list(sample)}"
    top = f"<div>{e(sample.clock)}</div><div><h3>Tin nổi bật</h3>{boxes}</div>"
    return _page(sample, f"{top}<div>{article}</div><div><h3>Tin mới</h3>{boxes}</div>{_footer(sample)}")


def lines_in_one_element(sample: Sample, lead: str) -> str:
    """Signature, counter and heading are lines of one div; related articles lines of another: link, teaser, day."""
    below = "<br>".join(map(e, (sample.signature, sample.counter, sample.comments, sample.related_heading)))
    items = "".join(
        f'<a href="{item.url}">{e(item.title)}</a><br>{e(item.teaser)}<br>{item.day}<br>' for item in sample.related
    )
    heading = f"<h3>{e(sample.title)}</h3><i>{e(sample.date_line)}</i>"
    body = f"<div>{e(sample.clock)}</div>{heading}<div>{_body(sample, lead)}</div><div>{below}</div><div>{items}</div>"
    return _page(sample, body + _footer(sample, "p"))


LAYOUTS: tuple[Layout, ...] = (
    div_soup,
    nested_divs,
    layout_table,
    font_center,
    semantic,
    site_name_first,
    line_breaks,
    signature_in_paragraph,
    web_form,
    closed_early,
    from_word,
    deeply_nested,
    decomposed,
    one_line_of_facts,
    columns_of_teasers,
    lines_in_one_element,
)
