"""The two source texts as samples, where they are at hand (`../shared/seeds`, or where GOVNEWS_SEEDS says)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.extraction.sample_articles import Item, Sample

FOLDER = Path(os.environ.get("GOVNEWS_SEEDS") or Path(__file__).parents[3] / "shared" / "seeds")


def _lines(pattern: str) -> list[str]:
    file = next(iter(sorted(FOLDER.glob(pattern))), None)
    if file is None:
        return []
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def district() -> Sample | None:
    """Seed 000: a district portal."""
    lines = _lines("000_*.txt")
    if not lines:
        return None
    caption = next(line for line in lines if line.startswith("Ảnh minh họa"))
    views = next(number for number, line in enumerate(lines) if line.startswith("Số lượt xem"))
    texts = [line for line in lines[4 : views - 1] if line != caption]
    return Sample(
        name="seed-000",
        url="https://huyenngochoi.kontum.gov.vn/thong-tin-tuyen-truyen/bai-viet-5967",
        site="Trang thông tin điện tử huyện Ngọc Hồi",
        clock=lines[1],
        title=lines[2],
        date_line=lines[3],
        published="2020-01-06",
        paragraphs=tuple(texts),
        caption=caption,
        caption_after=1,
        signature=lines[views - 1],
        author="Hà Đại",
        authors=(("Hà Đại", None),),
        counter=lines[views],
        view_count=4066,
        related_heading=lines[views + 1],
        footer=tuple(lines[views + 2 :]),
        foreign=("Ảnh minh họa", "Hà Đại", "lượt xem", "Cơ quan chủ quản", "online"),
    )


def paper() -> Sample | None:
    """Seed 004: a provincial paper."""
    lines = _lines("004_*.txt")
    if not lines:
        return None
    comments, heading = lines.index("Ý kiến bạn đọc"), lines.index("Cùng chuyên mục")
    days = [number for number, line in enumerate(lines) if re.fullmatch(r"\d\d/\d\d/\d{4}", line) and number > heading]
    items, start = [], heading + 1
    for position, end in enumerate(days):
        day, month, year = lines[end].split("/")
        url = f"https://baohagiang.vn/xay-dung-dang/{year}{month}/bai-lien-quan-a1b2c3{position}/"
        items.append(Item(lines[start], url, f"{year}-{month}-{day}", lines[end], " ".join(lines[start + 1 : end])))
        start = end + 1
    return Sample(
        name="seed-004",
        url="https://baohagiang.vn/xay-dung-dang/202404/bai-viet-3f71fbf/",
        site="Báo Hà Giang",
        clock="Thứ Sáu, 10/01/2025",
        title=lines[0],
        date_line=lines[1],
        published="2024-04-17T11:02:00+07:00",
        paragraphs=tuple(lines[2 : comments - 1]),
        caption="Quang cảnh buổi tuyên truyền tại cơ sở",
        caption_after=2,
        signature=lines[comments - 1],
        author="Triệu Thị Bạch Vân (Trường Chính trị tỉnh Tuyên Quang)",
        authors=(("Triệu Thị Bạch Vân", "Trường Chính trị tỉnh Tuyên Quang"),),
        related_heading=lines[heading],
        related=tuple(items),
        comments=lines[comments],
        footer=("Báo Hà Giang", "Giấy phép số 1/GP-BTTTT", "Tổng biên tập: Nguyễn Văn A"),
        foreign=("Triệu Thị", "Ý kiến bạn đọc", "Cùng chuyên mục", "Sách trắng"),
    )
