"""A small article page to vary in one respect at a time."""

from __future__ import annotations

from datetime import datetime

from archive.model import Article, Context
from pipelines.extraction import extract
from portals import Portal, parse_portal

URL = "https://huyenmauphong.example.gov.vn/tin-tuc/bai-so-77"
TITLE = "Khánh thành cầu dân sinh qua suối Nậm Khao"
PARAGRAPHS = (
    "Sáng nay, Ủy ban nhân dân xã tổ chức lễ khánh thành cầu dân sinh qua suối Nậm Khao, nối ba thôn với trung "
    "tâm xã. Cây cầu "
    "dài ba mươi mét, được làm trong tám tháng bằng tiền của Nhà nước và ngày công của nhân dân.",
    "Phát biểu tại buổi lễ, lãnh đạo xã cảm ơn bà con đã hiến đất, góp công; đồng thời đề nghị mỗi hộ giữ gìn "
    "mặt cầu sạch sẽ, "
    "không chở quá tải và báo ngay cho trưởng thôn khi thấy hư hỏng.",
    "Từ hôm nay, học sinh của ba thôn không còn phải lội suối đến trường vào mùa mưa. Nhiều hộ cho biết sẽ mở "
    "rộng diện tích "
    "ngô, sắn vì xe của thương lái đã vào được tận bãi.",
)
PORTAL = parse_portal(
    """
id = "mauphong"
name = "Trang thông tin điện tử huyện Mẫu Phong"
home = "https://huyenmauphong.example.gov.vn/"
hosts = ["www.huyenmauphong.example.gov.vn"]
[urls]
article = '-\\d+$'
listing = '^/[a-z-]+$'
""",
    "test",
)


def page(
    *,
    title: str = "",
    head: str = "",
    top: str = "",
    after_title: str = "<div>5/6/2020</div>",
    text: str | None = None,
    end: str = "",
    below: str = "",
) -> bytes:
    """A page: `top` above the title, `after_title` below it, `end` in the text's element, `below` after that."""
    heading = title or f"<h2>{TITLE}</h2>"
    body = text if text is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Huyện Mẫu Phong</title>{head}</head><body>{top}"
        f"<div>{heading}{after_title}<div>{body}{end}</div>{below}</div></body></html>"
    ).encode()


def read(
    body: bytes,
    *,
    url: str = URL,
    portal: Portal | None = PORTAL,
    fetched_at: str | None = "2025-01-10T09:30:00+07:00",
    context: Context | None = None,
) -> Article:
    """The reading of a page that must be an article."""
    moment = datetime.fromisoformat(fetched_at) if fetched_at else None
    article = extract(body, url, portal=portal, fetched_at=moment, context=context)
    assert isinstance(article, Article), article
    return article
