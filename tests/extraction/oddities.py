"""What real pages put among the paragraphs of an article and around it, for pages composed at random."""

from __future__ import annotations

import html
import random

e = html.escape


def odd_paragraph(text: str, dice: random.Random) -> str:
    """A paragraph in markup that its neighbours have not: a list, a box, a heading, a link."""
    first, _, rest = e(text).partition(" ")
    forms = [
        f"<ul><li>{e(text)}</li></ul>", f"<blockquote><p>{e(text)}</p></blockquote>", f"<p><b>{first}</b> {rest}</p>",
        f"<div style='padding:4px;background:#eee'><p>{e(text)}</p></div>",
        f"<p><a href='/vb/1'>{first}</a> {rest}</p>",
        f"<p style='text-indent:20px'><i>{first}</i> {rest}</p>", f"<ol><li><p>{e(text)}</p></li></ol>",
    ]  # fmt: skip
    if len(text) < 90:
        forms += [f"<h3>{e(text)}</h3>", f"<p><strong>{e(text)}</strong></p>"]
    return dice.choice(forms)


def between(dice: random.Random) -> str:
    """What stands between two paragraphs and is not read: a link to another article, an advertisement, space."""
    return dice.choice([
        "<p><a href='/tin-77'>&gt;&gt; Xem thêm: Nước về bản sau mười năm chờ đợi</a></p>",
        "<div>Đọc thêm: <a href='/tin-78'>Dựng lại cây cầu treo bị lũ cuốn</a></div>",
        "<div class='ads'><script>show_ads(5)</script></div>", "<p>&nbsp;</p><p>&nbsp;</p>", "<hr>", "<br>",
        "<iframe src='https://ads.example/1'></iframe>", "<div id='div-gpt-ad-1'></div>", "<p><img src='/x.gif'></p>",
        "<div class='banner'><a href='/qc'><img src='/qc.jpg'></a></div>",
    ])  # fmt: skip


def around(dice: random.Random) -> str:
    """What a page says above or below everything: a welcome, a call, a poll, a consent, rates."""
    return dice.choice([
        "<marquee>Nhiệt liệt chào mừng kỷ niệm ngày thành lập huyện và Đại hội thi đua yêu nước lần thứ năm!</marquee>",
        "<div class='cookie'>Trang này dùng cookie để cải thiện trải nghiệm của bạn đọc. Khi xem tiếp, bạn đồng ý với "
        "việc chúng tôi dùng cookie. <button>Đồng ý</button></div>",
        "<div><b>Thăm dò ý kiến</b><form>Bạn thấy trang mới thế nào?<br><input type=radio> Rất tốt<br>"
        "<input type=radio> Tốt<br><input type=submit value='Biểu quyết'></form></div>",
        "<table><tr><td>USD</td><td>23.450</td></tr><tr><td>EUR</td><td>25.180</td></tr></table>",
        "<div>Hà Giang 18°C</div>", "<div>Đường dây nóng: 0900 000 000</div>",
        "<noscript>Trình duyệt của bạn không hỗ trợ JavaScript.</noscript>",
        "<div class='modal' style='display:none'><p>Đăng ký nhận bản tin hằng tuần của chúng tôi qua thư.</p></div>",
    ])  # fmt: skip
