"""Pages that are no article, though the server answered 200: the reason, and never an exception."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.model import Article, Rejection
from pipelines.extraction import extract
from tests.extraction.pages import PARAGRAPHS, PORTAL, TITLE, URL, page, read

MENU = "".join(f'<li><a href="/muc-{n}">Chuyên mục số {n} của trang</a></li>' for n in range(15))
ITEM = (
    '<div><h3><a href="/tin-tuc/bai-viet-ve-doi-song-{n}">Bài viết thứ {n} về đời sống ở cơ '
    "sở</a></h3><p>{n}/6/2020</p><p>" + PARAGRAPHS[1][:160] + "</p></div>"
)
ITEMS = "".join(ITEM.format(n=n) for n in range(1, 11))
LISTING = f"<html><body><ul>{MENU}</ul><h1>Tin tức - Sự kiện</h1>{ITEMS}</body></html>"
NOTICE = (
    "<html><head><title>{0}</title></head><body><ul>"
    + MENU
    + "</ul><div><h2>{0}</h2><p>Mời bạn trở về trang chủ.</p></div></body></html>"
)
EXPIRED = (
    "Trang đã để lâu không có thao tác nên hệ thống tự kết thúc phiên. Vui lòng tải lại trang hoặc trở về trang chủ để "
    "tiếp tục xem nội dung."
)
FORM = (
    "<p>Quý vị vui lòng điền đầy đủ thông tin bằng tiếng Việt có dấu. Câu hỏi không có họ tên, địa chỉ rõ ràng sẽ "
    "không được trả lời trên trang này.</p><form><div>Họ tên</div><input><div>Email</div><input><div>Nội dung</div>"
    "<textarea></textarea><div>Mã xác nhận</div><input><button>Gửi câu hỏi</button></form>"
)

PAGES = [
    ("nothing", b"", "empty"),
    ("white space", b" \r\n\t \x00 ", "empty"),
    ("no visible text", b"<html><body><div><img src=a.png></div></body></html>", "empty"),
    ("a PDF", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"\x00\x01" * 200, "not-html"),
    ("JSON", b'{"status": "ok", "data": []}', "not-html"),
    ("plain text", "Không có thẻ nào ở đây, chỉ có chữ.".encode(), "not-html"),
    ("a feed", b'<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>', "not-html"),
    ("noise", bytes(range(1, 32)) * 200, "undecodable"),
    (
        "a gate that sets a cookie",
        b'<html><body><script>document.cookie="D1N=5f2a;path=/";window.location.reload(true);</script></body></html>',
        "blocked",
    ),
    (
        "a challenge",
        b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>",
        "blocked",
    ),
    (
        "access denied",
        "<html><body><h1>Truy cập bị từ chối</h1><p>Mã sự cố 18.2c</p></body></html>".encode(),
        "blocked",
    ),
    ("sends on", b'<html><head><meta http-equiv="refresh" content="0;url=/"></head><body></body></html>', "blocked"),
    (
        "a login form",
        "<html><body><h2>Đăng nhập</h2><form>Mật khẩu <input type=password></form></body></html>".encode(),
        "login",
    ),
    (
        "a login form below a clock",
        "<html><body><h2>Đăng nhập</h2><p>Thứ Sáu, 5/6/2020</p><p>Bạn cần đăng nhập bằng tài khoản của cơ quan để xem "
        "nội dung của trang này.</p><form>Mật khẩu <input type=password></form></body></html>".encode(),
        "login",
    ),
    ("not found, in Vietnamese", NOTICE.format("Không tìm thấy bài viết").encode(), "missing"),
    ("deleted", NOTICE.format("Bài viết không tồn tại hoặc đã bị xóa").encode(), "missing"),
    ("not there, where one is", NOTICE.format("Trang bạn truy cập không tồn tại hoặc đã bị xóa").encode(), "missing"),
    ("no resource", NOTICE.format("Tài nguyên được yêu cầu không tìm thấy.").encode(), "missing"),
    ("not found, in English", NOTICE.format("404 - Page not found").encode(), "missing"),
    (
        "a session that is over",
        NOTICE.format("Phiên làm việc đã hết hạn").replace("Mời bạn trở về trang chủ.", EXPIRED).encode(),
        "blocked",
    ),
    (
        "a form to ask",
        NOTICE.format("Gửi câu hỏi").replace("<p>Mời bạn trở về trang chủ.</p>", FORM).encode(),
        "not-article",
    ),
    ("being mended", NOTICE.format("Hệ thống đang được bảo trì").encode(), "blocked"),
    ("taken away", NOTICE.format("Bài viết bạn yêu cầu đã bị gỡ khỏi trang").encode(), "missing"),
    (
        "an error of the application",
        b"<html><body><h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2><p>An application error occurred "
        b"on the server. The current custom error settings prevent its details from being viewed.</p></body></html>",
        "missing",
    ),
    (
        "teasers with a button each",
        (
            "<html><body><h1>Tin tức - Sự kiện</h1>"
            + "".join(f"<h4>Tin thứ {n}</h4><p>{PARAGRAPHS[1][:160]} <a href=/{n}>Chi tiết</a></p>" for n in range(5))
            + "</body></html>"
        ).encode(),
        "not-article",
    ),
    ("a listing", LISTING.encode(), "not-article"),
    ("menus only", f"<html><body><ul>{MENU}</ul><h1>{TITLE}</h1></body></html>".encode(), "not-article"),
]


@pytest.mark.parametrize(("body", "reason"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_rejection(body: bytes, reason: str) -> None:
    rejection = extract(body, URL)
    assert isinstance(rejection, Rejection), rejection
    assert rejection.reason == reason
    assert rejection.detail


def test_a_short_notice_beside_a_login_form_is_an_article() -> None:
    form = "<h3>Đăng nhập</h3><form>Mật khẩu <input type=password></form>"
    assert read(page(text=f"<p>{PARAGRAPHS[0]}</p>", below=f"<div>{form}</div>")).body == PARAGRAPHS[0]


def test_a_question_and_its_answer_are_an_article() -> None:
    question = "Gia đình tôi muốn tách thửa đất ở cho con thì nộp hồ sơ ở đâu, thời hạn giải quyết là bao lâu?"
    answer = "Ông nộp hồ sơ tại Trung tâm Phục vụ hành chính công xã; thời hạn giải quyết là mười lăm ngày làm việc."
    asked = page(title="<h2>Thủ tục tách thửa đất ở cho con</h2>", text=f"<p>{question}</p><p>{answer}</p>", below=FORM)
    assert read(asked).body.startswith(f"{question}\n\n{answer}")


def test_a_content_type_that_is_no_page_is_believed() -> None:
    rejection = extract(page(), URL, content_type="image/jpeg")
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "not-html"


def test_an_address_that_the_portal_calls_a_listing_is_no_article() -> None:
    rejection = extract(page(), "https://huyenmauphong.example.gov.vn/tin-tuc", portal=PORTAL)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "not-article"


@pytest.mark.parametrize("count", [1200, 40_000], ids=["text", "lines"])
def test_too_large(count: int) -> None:
    text = "".join(f"<p>{PARAGRAPHS[0] * 4 if count == 1200 else 'chữ'}</p>" for _ in range(count))
    rejection = extract(page(text=text), URL, fetched_at=datetime(2025, 1, 10, tzinfo=UTC))
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "too-large"


def test_an_article_about_missing_pages_is_an_article() -> None:
    text = "<p>Không tìm thấy trang là thông báo quen thuộc với người dùng dịch vụ công.</p>" + "".join(
        f"<p>{p}</p>" for p in PARAGRAPHS * 2
    )
    assert isinstance(extract(page(text=text), URL), Article)


def test_a_short_notice_is_an_article() -> None:
    article = extract(page(text="<p>Thôn Nà Pồng họp lúc 19 giờ tại nhà văn hóa.</p>"), URL)
    assert isinstance(article, Article)
    assert article.body == "Thôn Nà Pồng họp lúc 19 giờ tại nhà văn hóa."


def test_a_notice_of_one_document_is_an_article_with_an_attachment() -> None:
    article = extract(page(text='<p><a href="/files/ke-hoach-12.pdf">Kế hoạch số 12/KH-UBND</a></p>'), URL)
    assert isinstance(article, Article)
    assert [file.url for file in article.attachments] == ["https://huyenmauphong.example.gov.vn/files/ke-hoach-12.pdf"]
