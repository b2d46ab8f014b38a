"""Pages of the sample paper: a provincial paper whose older articles keep the layout they were written in."""

from __future__ import annotations

from collections.abc import Sequence

from samples.article import SampleArticle
from samples.page import CLOCK, ONLINE, TODAY, escape, linked
from samples.plan import CATEGORIES, category_name, every_article
from samples.states import State, listed, related_paths, title_of

PORTAL = "sample-paper"
SITE = "Báo Sông Mây"
DEAD_DOMAIN = "https://baosongmay-cu.example"  # the host before the last move; reserved, so nobody can own it


def article_page(article: SampleArticle, state: State) -> str:
    """The page of an article, in the skin of its time."""
    return _new_skin(article, state) if article.skin == "new" else _old_skin(article, state)


def _new_skin(article: SampleArticle, state: State) -> str:
    lead = f'<div class="content-reply"><p class="reply"> {escape(article.lead)} </p></div>' if article.lead else ""
    picture = ""
    if article.picture:
        picture = (
            '<table class="image" align="center" border="0"><tbody>'
            f'<tr><td><img alt="" src="{article.picture.path}" width="640" height="420"></td></tr>'
            f'<tr><td class="caption">{escape(article.picture.caption)}</td></tr></tbody></table>'
        )
    signature = ""
    if article.signature:
        signature = f'<p style="text-align: right;"><strong>{escape(article.signature.line)}</strong></p>'
    title = escape(article.title)
    content = f"""<html>
 <head></head>
 <body>
  <section class="section-wrapper-post-detail">
   <div class="wrapper-post-detail-header">
    <nav class="group-category"><ol class="breadcrumb">
     <li class="breadcrumb-item"><a class="link" href="/">Trang chủ</a></li>
     <li class="breadcrumb-item active"><a class="link" href="/{article.category}/">\
{category_name(PORTAL, article.category)}</a></li>
    </ol></nav>
    <div class="group-time"><time class="time">{article.published:%H:%M, %d/%m/%Y}</time></div>
   </div>
   <div class="detail-main-title"><h1 class="title">{title}</h1></div>
   <div class="detail-main-content">
    {lead}
    <div id="content" class="content-detail"><div class="td-post-content">
{_paragraphs(article, picture, signature)}
    </div></div>
    <div class="content-author"><p class="author">Bút danh</p></div>
    <div class="content-tools"><a class="print" href="{_print_path(article)}">In bài viết</a></div>
    <div class="content-comments"><h3>Ý kiến bạn đọc</h3></div>
   </div>
   <div class="detail-related"><h3 class="related-title">Cùng chuyên mục</h3>
{_related(article, state)}
   <button type="button" id="loadmore" data-start="8">Xem thêm</button></div>
  </section>
 </body>
</html>"""
    hidden = (
        f'<div id="page_info" style="display: none"><div id="cate_url">/{article.category}/</div>'
        f'<div id="article_title">{title}</div></div>'
    )
    return _frame(f"{article.title} - {SITE}", hidden, f'<main class="main"> {content} </main>', _meta(article))


def _old_skin(article: SampleArticle, state: State) -> str:
    lead = f'<p style="text-align: justify;"><strong>{escape(article.lead)}</strong></p>' if article.lead else ""
    picture = ""
    if article.picture:
        picture = (
            f'<div style="text-align:center"><img src="{article.picture.path}" alt="" /></div>'
            f'<p style="text-align:center"><em>{escape(article.picture.caption)}</em></p>'
        )
    signature = ""
    if article.signature:
        signature = f'<p style="text-align: right;"><strong>{escape(article.signature.line)}</strong></p>'
    content = f"""
<div class="container"><div class="row"><div class="col-md-8">
<div class="breadcrumbs"><a href="/">Trang chủ</a> &gt; <a href="/{article.category}/">\
{category_name(PORTAL, article.category)}</a></div>
<div class="article_content">
<h1 class="media-heading">{escape(article.title)}</h1>
<div class="date">{article.published:%H:%M, %d/%m/%Y}</div>
<div id="content">
{lead}
{_paragraphs(article, picture, signature)}
</div>
<div class="print"><a href="{_print_path(article)}">In bài viết</a></div>
</div>
<div class="comment"><b>Ý kiến bạn đọc</b></div>
<div class="other"><b>Cùng chuyên mục</b>
{_related(article, state)}
</div>
</div></div></div>"""
    return _frame(f"{article.title} - {SITE}", "", content, _meta(article))


def _paragraphs(article: SampleArticle, picture: str, signature: str) -> str:
    parts = [f'<p style="text-align: justify;">{linked(article, text)}</p>' for text in article.paragraphs]
    parts.insert(1, picture)
    return "\n".join(part for part in [*parts, signature] if part)


def _related(article: SampleArticle, state: State) -> str:
    every = every_article(PORTAL)
    return "\n".join(
        f'<div class="row10"><a class="title1" href="{path}">{escape(title_of(PORTAL, path, state))}</a>'
        f'<div class="des">{escape(every[path].teaser)}</div>'
        f'<div class="date">{every[path].published:%d/%m/%Y}</div></div>'
        for path in related_paths(PORTAL, article, state)
    )


def _meta(article: SampleArticle) -> str:
    if not article.dead_domain:
        return ""
    slug = article.path.strip("/").rpartition("/")[2]
    old = f"{DEAD_DOMAIN}/95/{article.published:%y%m%d}/{slug}/"
    return f'<meta property="og:url" content="{old}" />\n<link rel="canonical" href="{old}" />'


def _print_path(article: SampleArticle) -> str:
    return "/in" + article.path


def listing_page(heading: str, articles: Sequence[SampleArticle], extra: str, pager: str) -> str:
    """One page of a listing; `extra` is more HTML for the list, `pager` the links to the other pages."""
    items = [
        f'<div class="row10"><a class="title2" href="{article.path}">{escape(article.title)}</a>'
        f'<div class="date">{article.published:%d/%m/%Y}</div><div class="desc">{escape(article.teaser)}</div></div>'
        for article in articles
    ]
    content = f'<div class="listing"><h2 class="name">{heading}</h2>\n' + "\n".join([*items, extra])
    return _frame(f"{heading} - {SITE}", "", f"{content}\n</div>\n{pager}", "")


def pager(category: str, number: int, pages: int) -> str:
    """Links to the neighbours and to the last page of a listing."""
    wanted = sorted({1, number - 1, number + 1, pages} & set(range(1, pages + 1)) - {number})
    links = "".join(f'<li><a href="/{category}/{_query(other)}">{other}</a></li>' for other in wanted)
    return f'<ul class="pagination">{links}</ul>'


def _query(number: int) -> str:
    return "" if number == 1 else f"?paged={number}"


def print_page(article: SampleArticle) -> str:
    """The print view: the same text under another address, which the portal file denies."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    title = escape(article.title)
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"


def empty_page(title: str) -> str:
    """A page at an article's address that has a title and no text: an announcement that was only a picture."""
    content = f'<div class="article_content"><h1 class="media-heading">{title}</h1><div id="content"></div></div>'
    return _frame(f"{title} - {SITE}", "", content, "")


def locale_page(path: str) -> str:
    """A page of a translation that was never made: its links are relative and lead deeper for ever."""
    links = "".join(f'<li><a href="{lang}/">{lang}</a></li>' for lang in ("en", "vi"))
    items = "".join(
        f'<li><a href="{article.path[1:]}">{escape(article.title)}</a></li>' for article in listed(PORTAL, "first")[:5]
    )
    return _frame(f"{path} - {SITE}", "", f'<div class="listing"><ul>{links}</ul><ul>{items}</ul></div>', "")


def message_page(message: str) -> str:
    """A page that says only one thing, such as that there is no such article."""
    content = f'<div class="error-page"><p>{message}</p><a href="/">Về trang chủ</a></div>'
    return _frame(f"{message} - {SITE}", "", content, "")


def _most_read() -> str:
    """A box of articles that are the same ones for years, on every page, next to the text."""
    chosen = listed(PORTAL, "first")[5:40:9]
    items = "".join(f'<li><a href="{article.path}">{escape(article.title)}</a></li>' for article in chosen)
    return f'<div class="box"><div class="box-title">Đọc nhiều</div><ul>{items}</ul></div>'


def _frame(title: str, hidden: str, content: str, meta: str) -> str:
    menu = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/{path}/">{name}</a></li>'
        for path, (name, _) in CATEGORIES[PORTAL].items()
    )
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{escape(title)}</title>
<meta name="keywords" content="tin tức, Sông Mây, báo điện tử" />
{meta}
<link href="/common/css/main.css" rel="stylesheet" />
</head>
<body class="body">{hidden}
<header class="header"><div class="today"><p class="text">{TODAY}</p><span class="clock">{CLOCK}</span></div>
<div class="lang"><a href="/en/">English</a></div>
<div class="logo"><a href="/"><img src="/common/logo.jpg" alt="{SITE}" /></a></div>
<ul class="navbar-nav"><li class="nav-item"><a href="/">Trang chủ</a></li>{menu}\
<li class="nav-item"><a href="/quan-tri/202403/lich-truc-noi-bo-0a1b2c3/">Nội bộ</a></li></ul></header>
<aside><form action="/tim-kiem/"><input name="key" /><button>Tìm kiếm</button></form>
<a href="/tim-kiem/?key=bau-cu">Tìm: bầu cử</a>
<h1 class="title">Báo Sông Mây điện tử</h1></aside>
{content}
{_most_read()}
<footer class="footer"><p>Cơ quan chủ quản: Tỉnh ủy Sông Mây</p>
<p>Giấy phép hoạt động báo chí số 000/GP-BTTTT cấp ngày 01/02/2018</p>
<p>Tổng biên tập: Đinh Thanh Khoa</p>
<p>Tòa soạn: số 9 đường Cửa Sông, thành phố Sông Mây. Điện thoại: (0200) 3000 456</p>
<p>Email: toasoan@baosongmay.example</p>
<p>Đang online: {ONLINE}</p></footer>
</body>
</html>
"""
