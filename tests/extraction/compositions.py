"""Pages put together at random: how a portal may lay out each part of a page, chosen independently of the others.

`layouts.py` has whole layouts; here the parts vary by themselves, so that what one part does to another shows.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from tests.extraction.oddities import around, between, odd_paragraph
from tests.extraction.sample_articles import Sample

e = html.escape
Part = Callable[[Sample, random.Random], str]

MENU = (
    "Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Thủ tục hành chính", "Lịch công tác", "Góp ý", "Liên hệ",
    "Quốc phòng - An ninh", "Kinh tế", "Văn hóa - Xã hội", "Xây dựng Đảng", "Chính sách mới", "Du lịch", "Thư viện ảnh",
)  # fmt: skip
BOXES = (
    ("Khánh thành cầu dân sinh ở thôn Nà Sát", "08/01/2025"),
    ("Ra quân diệt cỏ dại trên kênh chính", "07/01/2025"),
    ("Trao 40 suất quà cho học sinh bán trú", "05/01/2025"),
    ("Phiên chợ cuối năm đông hơn mọi năm", "02/01/2025"),
)


def menu_list(sample: Sample, dice: random.Random) -> str:
    """A list of links, with or without a `nav` around it."""
    items = "".join(f'<li><a href="/muc-{number}">{name}</a></li>' for number, name in enumerate(MENU))
    return f"<nav><ul>{items}</ul></nav>" if dice.random() < 0.5 else f'<ul class="m">{items}</ul>'


def menu_row(sample: Sample, dice: random.Random) -> str:
    """Links in the cells of one row."""
    cells = "".join(f'<td><a href="/muc-{number}">{name}</a></td>' for number, name in enumerate(MENU))
    return f"<table><tr>{cells}</tr></table>"


def menu_line(sample: Sample, dice: random.Random) -> str:
    """Links in one line, with bars between."""
    return "<div>" + " | ".join(f'<a href="/muc-{number}">{name}</a>' for number, name in enumerate(MENU)) + "</div>"


def no_part(sample: Sample, dice: random.Random) -> str:
    """Nothing."""
    return ""


def banner_heading(sample: Sample, dice: random.Random) -> str:
    """The site's name as the first heading, and the clock."""
    return f"<h1><a href='/'>{e(sample.site)}</a></h1><div>{e(sample.clock)}</div>"


def banner_header(sample: Sample, dice: random.Random) -> str:
    """The same in a `header`."""
    return f"<header><div class='logo'>{e(sample.site)}</div><span>{e(sample.clock)}</span></header>"


def banner_picture(sample: Sample, dice: random.Random) -> str:
    """A picture, and the clock in a table."""
    return f"<img src='/banner.jpg' alt='banner'><table><tr><td>{e(sample.clock)}</td></tr></table>"


def crumbs(sample: Sample, dice: random.Random) -> str:
    """Where one is."""
    mark = dice.choice([" » ", " / ", " &gt; "])
    last = f"{mark}{e(sample.title)}" if dice.random() < 0.3 else ""
    name = dice.choice(["breadcrumb", "x7", "path"])
    return f"<div class='{name}'><a href='/'>Trang chủ</a>{mark}<a href='/tin'>Tin tức</a>{last}</div>"


def _title(sample: Sample, dice: random.Random) -> str:
    text = e(sample.title)
    return dice.choice([
        f"<h1>{text}</h1>", f"<h2>{text}</h2>", f"<h3 class='a1'>{text}</h3>", f"<h1 class='title'>{text}</h1>",
        f"<div class='title'>{text}</div>", f"<div><b>{text}</b></div>", f"<p><strong>{text}</strong></p>",
        f"<div><font size='4' color='navy'><b>{text}</b></font></div>", f"<span class='tieude'>{text}</span><br>",
        f"<table><tr><td class='t'><b>{text}</b></td></tr></table>", f"<h4><span>{text}</span></h4>",
        f"<h2><a href='{sample.url}'>{text}</a></h2>",
    ])  # fmt: skip


def _date(sample: Sample, dice: random.Random, counter: str) -> str:
    """The date as the source prints it, by itself, labelled, in a `time` element, or in one line with the counter."""
    text = e(sample.date_line)
    forms = [
        f"<div>{text}</div>", f"<span class='d'>{text}</span>", f"<p><i>{text}</i></p>", f"<em>({text})</em><br>",
        f"<div>Ngày đăng: {text}</div>", f"<div><i class='fa fa-clock'></i> {text}</div>",
        f"<time datetime='{sample.published}'>{text}</time>", f"<p class='meta'><small>Cập nhật: {text}</small></p>",
        f"<table><tr><td align='right'>{text}</td></tr></table>", f"<ul><li><span>{text}</span></li></ul>",
    ]  # fmt: skip
    if counter:
        forms += [
            f"<div>{text} | {counter}</div>", f"<div><span>{text}</span> <span>{counter}</span></div>",
            f"<p>Đăng ngày {text} - {counter}</p>", f"<ul><li>{text}</li><li>{counter}</li></ul>",
        ]  # fmt: skip
    return dice.choice(forms)


def _caption(sample: Sample, dice: random.Random) -> str:
    text = e(sample.caption)
    return dice.choice([
        f"<figure><img src='/a.jpg'><figcaption>{text}</figcaption></figure>",
        f"<p align='center'><img src='/a.jpg'></p><p align='center'><em>{text}</em></p>",
        f"<table align='center'><tr><td><img src='/a.jpg'></td></tr><tr><td>{text}</td></tr></table>",
        f"<div class='wp-caption'><img src='/a.jpg'><p class='wp-caption-text'>{text}</p></div>",
        f"<div style='text-align:center'><img src='/a.jpg'><br><i>{text}</i></div>",
    ])  # fmt: skip


def _paragraphs(sample: Sample, lead: str, dice: random.Random, oddity: float) -> tuple[str, str]:
    """(the lead, the rest of the text with its picture), each paragraph in one kind of wrapper, but for odd ones."""
    wrap = dice.choice([
        "<p>{}</p>", "<div>{}</div>", "<p class='MsoNormal' style='text-align:justify'><span lang='VI'>{}</span></p>",
        "<p><span style='font-size:14px'>{}</span></p>", "<div class='w'><div class='c'><p>{}</p></div></div>",
        "{}<br><br>", "{}<br>", "<p>{}", "<p>&nbsp;</p><p>{}</p>",
        "<P STYLE='margin:0'><FONT face='Arial'>{}</FONT></P>",
    ])  # fmt: skip
    first = e(sample.paragraphs[0])
    leads = {
        "plain": wrap.format(first),
        "bold": wrap.format(f"<strong>{first}</strong>"),
        "element": dice.choice([
            f"<div class='sapo'>{first}</div>", f"<h2 class='lead'>{first}</h2>", f"<p class='summary'>{first}</p>",
        ]),
    }  # fmt: skip
    rest = []
    for number, paragraph in enumerate(sample.paragraphs[1:], 2):
        if number == sample.caption_after + 1:
            rest.append(_caption(sample, dice))
        inner = 2 < number < len(sample.paragraphs)
        odd = oddity and inner and dice.random() < oddity
        rest.append(odd_paragraph(paragraph, dice) if odd else wrap.format(e(paragraph)))
        if oddity and inner and dice.random() < oddity:
            rest.append(between(dice))
    return leads[lead], "".join(rest)


def _signature(sample: Sample, dice: random.Random) -> str:
    text = e(sample.signature)
    return dice.choice([
        f"<p align='right'>{text}</p>", f"<p align='right'><strong>{text}</strong></p>", f"<p><b>{text}</b></p>",
        f"<div style='text-align: right'><em>{text}</em></div>", f"<p style='text-align:right'><b>{text}</b></p>",
        f"<div class='author'>{text}</div>", f"<p>Tác giả: {text}</p>", f"<p><strong>Bài, ảnh: {text}</strong></p>",
        f"<table width='100%'><tr><td align='right'>{text}</td></tr></table>", f"<p align='right'>{text}./.</p>",
        f"<p align='right'><span style='font-size:14px'><strong><em>{text}</em></strong></span></p><p>&nbsp;</p>",
        f"<div style='float:right;font-weight:bold'>{text}</div><div style='clear:both'></div>",
        f"<p><b>Tin, bài: </b>{text}</p>", f"<p>Người viết: <i>{text}</i></p>",
    ])  # fmt: skip


def _related(sample: Sample, dice: random.Random) -> str:
    heading = e(sample.related_heading)
    head = dice.choice(
        [f"<div>{heading}</div>", f"<h3>{heading}</h3>", f"<p><b>{heading}</b></p>", f"<h4><span>{heading}</span></h4>"]
    )
    form = dice.choice([
        "<li><a href='{u}'>{t}</a> <span>({d})</span></li>",
        "<li><h4><a href='{u}'>{t}</a></h4><p>{s}</p><span>{d}</span></li>",
        "<div class='card'><a href='{u}'><img src='/i.jpg'></a><a href='{u}'>{t}</a><div>{d}</div></div>",
        "<tr><td><a href='{u}'>{t}</a></td><td>{d}</td></tr>", "<p>- <a href='{u}'>{t}</a> <i>({d})</i></p>",
        "<div><h5><a href='{u}'>{t}</a></h5><time>{d}</time><p>{s}</p></div>",
    ])  # fmt: skip
    items = "".join(form.format(u=item.url, t=e(item.title), d=item.day, s=e(item.teaser)) for item in sample.related)
    around = (
        "<ul>{}</ul>" if form.startswith("<li") else "<table>{}</table>" if form.startswith("<tr") else "<div>{}</div>"
    )
    return dice.choice(["<div class='r'>{}</div>", "<section>{}</section>", "{}"]).format(head + around.format(items))


def _tools(sample: Sample, dice: random.Random) -> str:
    return dice.choice([
        "", "<div class='share'><a href='#'>Facebook</a> <a href='#'>Twitter</a> <a href='#'>Zalo</a></div>",
        "<div><a href='/in'>In bài viết</a> | <a href='/gui'>Gửi email</a></div>", "<div>Cỡ chữ: A- A A+</div>",
        "<ul><li><a href='#'>Chia sẻ</a></li><li><a href='#'>Bản in</a></li></ul>",
    ])  # fmt: skip


def _below(sample: Sample, dice: random.Random) -> str:
    """What else stands below a text: keywords, a vote, the way back, files, a call to follow."""
    lines = [
        "<div>Từ khóa: <a href='/tag/1'>nguồn nước</a>, <a href='/tag/2'>vùng cao</a></div>",
        "<div>Đánh giá: <span>5</span>/5 (2 bình chọn)</div>", "<p><a href='javascript:back()'>Quay lại</a></p>",
        "<div><a href='#top'>Về đầu trang</a></div>", "<p>Theo dõi chúng tôi trên <a href='/gn'>Google News</a></p>",
        "<div class='fb-comments' data-href='x'></div>", "<iframe src='/quang-cao'></iframe>",
        "<script>document.write('Quảng cáo')</script>", "<div style='display:none'>Nội dung ẩn của bài khác</div>",
        "<div>Tệp đính kèm: <a href='/Uploads/vb.pdf'>vb.pdf</a></div>", "<hr>", "<!-- het bai -->",
    ]  # fmt: skip
    return "".join(dice.sample(lines, dice.choice([0, 1, 2, 3])))


def _garbled(page: str, dice: random.Random) -> str:
    """The same page with the slips of real ones: ends too early, elements left open, letters as references."""
    slip = dice.choice(["", "", "early", "second", "references", "upper", "open"])
    if slip == "early":
        return page.replace("</head>", "</head></html>")
    if slip == "second":
        return page.replace("<body>", "<body><html><head></head><body>")
    if slip == "references":
        return "".join(character if character < "\x80" else f"&#{ord(character)};" for character in page)
    if slip == "upper":
        return page.replace("<div>", "<DIV>").replace("</div>", "</DIV>").replace("<p>", "<P>")
    if slip == "open":
        return page.replace("</p><p", "<p").replace("</li>", "")
    return page


def _box(sample: Sample, dice: random.Random) -> str:
    """The newest of the portal, as boxes beside an article have it."""
    items = "".join(
        f"<li><a href='/tin-{number}'>{title}</a> <span>{day}</span></li>" for number, (title, day) in enumerate(BOXES)
    )
    head = dice.choice(
        ["<h3>Tin mới nhất</h3>", "<div class='h'>TIN NỔI BẬT</div>", "<h2>Đọc nhiều</h2>", "<b>Thông báo</b>"]
    )
    inside = f"{head}<ul>{items}</ul>"
    return dice.choice(
        [f"<aside>{inside}</aside>", f"<div class='box'>{inside}</div>", f"<table><tr><td>{inside}</td></tr></table>"]
    )


def _login(sample: Sample, dice: random.Random) -> str:
    form = "<form><div>Đăng nhập</div><input name=u><input type=password name=p><input type=submit value=Vào></form>"
    return form if dice.random() < 0.3 else ""


def _comments(sample: Sample, dice: random.Random) -> str:
    return dice.choice([
        "", "<h3>Ý kiến bạn đọc</h3><form><textarea>Nội dung</textarea><button>Gửi</button></form>",
        "<div>Bình luận (0)</div><div>Hãy là người đầu tiên bình luận bài viết này.</div>",
    ])  # fmt: skip


def _footer(sample: Sample, dice: random.Random) -> str:
    lines = dice.choice(["<p>{}</p>", "<div>{}</div>", "{}<br>"])
    inside = "".join(lines.format(e(line)) for line in sample.footer)
    return dice.choice(
        ["<footer>{}</footer>", "<div id='footer'>{}</div>", "<table><tr><td>{}</td></tr></table>"]
    ).format(inside)


def _head(sample: Sample, dice: random.Random) -> str:
    title = dice.choice(
        [sample.title, f"{sample.title} - {sample.site}", f"{sample.site} | {sample.title}", sample.site]
    )
    meta = dice.choice(
        ["", f'<meta property="og:title" content="{e(sample.title)}">', '<meta name="author" content="admin">']
    )
    return f"<meta charset=utf-8><title>{e(title)}</title>{meta}"


def compose(sample: Sample, lead: str, seed: int, oddity: float = 0.0) -> str:
    """The page that the dice of `seed` make of a sample, its lead set apart as `lead` says.

    `oddity` is the chance of a paragraph to be odd, or to have something odd behind it.
    """
    dice = random.Random(seed)
    counter = e(sample.counter)
    together = bool(counter) and dice.random() < 0.4
    date, title = _date(sample, dice, counter if together else ""), _title(sample, dice)
    apart = (
        f"<{(tag := dice.choice(['div', 'p', 'span']))}>{counter}</{tag}>" if counter and counter not in date else ""
    )
    heading = title + date if dice.random() < 0.7 else date + title
    first, rest = _paragraphs(sample, lead, dice, oddity)
    text = dice.choice(["<div>{}</div>", "<div class='noidung'>{}</div>", "{}", "<article>{}</article>", "<td>{}</td>"])
    if text.startswith("<td"):
        text = "<table><tr>" + text + "</tr></table>"
    outside = lead == "element" and dice.random() < 0.5
    body = (first if outside else "") + text.format(("" if outside else first) + rest + _signature(sample, dice))
    article = heading + _tools(sample, dice) + body + apart + _tools(sample, dice) + _below(sample, dice)
    if sample.related:
        article += _related(sample, dice)
    article += _comments(sample, dice)
    left, right = (_box(sample, dice) if dice.random() < 0.4 else "" for _ in range(2))
    main = dice.choice(
        [
            "<main>{}</main>",
            "<div>{}</div>",
            "<table><tr><td>{}</td></tr></table>",
            "<div><div><div>{}</div></div></div>",
        ]
    )
    menu = dice.choice([menu_list, menu_row, menu_line])
    banner = dice.choice([banner_heading, banner_header, banner_picture])
    trail = dice.choice([crumbs, no_part])
    shown = banner(sample, dice) + menu(sample, dice) + left + _login(sample, dice) + trail(sample, dice)
    shown += main.format(article) + right + _footer(sample, dice)
    if oddity:
        shown = (around(dice) if dice.random() < 0.5 else "") + shown + (around(dice) if dice.random() < 0.5 else "")
    return _garbled(f"<html><head>{_head(sample, dice)}</head><body>{shown}</body></html>", dice)
