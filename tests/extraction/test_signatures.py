"""Who wrote it: the forms of signatures and labels, and what only looks like one."""

from __future__ import annotations

import pytest

from archive.model import Author
from tests.extraction.pages import PARAGRAPHS, page, read

RIGHT = '<p style="text-align:right"><strong>{}</strong></p>'
# (name, what is special about the page, author)
FORMS = [
    ("plain last line", {"end": "<p>Hà Minh</p>"}, "Hà Minh"),
    ("in brackets", {"end": RIGHT.format("(Hà Minh)")}, "Hà Minh"),
    (
        "above a box",
        {
            "end": "<div><b>Tin liên quan</b><ul><li><a href=/t-1>Mưa lớn ở ba xã</a></li></ul></div>"
            + RIGHT.format("Hà Minh")
        },
        "Hà Minh",
    ),
    (
        "above the office in the footer",
        {"end": RIGHT.format("Hà Minh"), "below": "<div><b>ỦY BAN NHÂN DÂN HUYỆN MẪU PHONG</b></div>"},
        "Hà Minh",
    ),
    (
        "office in a plain line above a counter",
        {"end": "<p>Văn phòng HĐND-UBND huyện</p>", "below": "<div>Lượt xem: 12</div>"},
        "Văn phòng HĐND-UBND huyện",
    ),
    (
        "above tags, tools and a vote",
        {
            "end": RIGHT.format("Hà Minh"),
            "below": "<p>Số lần đọc: 4</p><p>Tags: cầu</p><p>Chia sẻ</p><p>Bạn đánh giá bài viết này?</p>"
            "<p>(0 bình chọn)</p><p>In bài viết</p>",
        },
        "Hà Minh",
    ),
    ("right, bold", {"end": RIGHT.format("Hà Minh")}, "Hà Minh"),
    ("right by attribute, in italics", {"end": '<p align="right"><em>Hà Minh</em></p>'}, "Hà Minh"),
    (
        "with an affiliation",
        {"end": "<p>Lò Thị Vân Anh (Trường Chính trị tỉnh)</p>"},
        "Lò Thị Vân Anh (Trường Chính trị tỉnh)",
    ),
    (
        "affiliation in the next line",
        {"end": "<p align=right><b>Lò Thị Vân Anh</b></p><p align=right>(Trường Chính trị tỉnh)</p>"},
        "Lò Thị Vân Anh (Trường Chính trị tỉnh)",
    ),
    ("Tác giả", {"end": "<p>Tác giả: Hà Minh</p>"}, "Hà Minh"),
    ("Bài, ảnh", {"end": "<p><b>Bài, ảnh: Hà Minh</b></p>"}, "Hà Minh"),
    ("Tin, ảnh, two people", {"end": "<p>Tin, ảnh: Hà Minh - Lý Thu</p>"}, "Hà Minh - Lý Thu"),
    ("Tin bài - Ảnh", {"end": "<p><em>Tin bài - Ảnh: Hà Minh</em></p>"}, "Hà Minh"),
    ("Bài viết và ảnh", {"end": "<p>Bài viết và ảnh: Hà Minh</p>"}, "Hà Minh"),
    ("Tin,ảnh", {"end": "<p>Tin,ảnh: Hà Minh</p>"}, "Hà Minh"),
    ("Tin-bài", {"end": "<p>Tin-bài: Hà Minh</p>"}, "Hà Minh"),
    ("Tin, hình", {"end": "<p>Tin, hình: Hà Minh</p>"}, "Hà Minh"),
    ("who took the pictures", {"end": "<p>Ảnh: Hà Minh</p>"}, None),
    ("who took the pictures, without a colon", {"end": RIGHT.format("Ảnh Hà Minh")}, None),
    ("a person called like the word for pictures", {"end": RIGHT.format("Ánh Hà Minh")}, "Ánh Hà Minh"),
    (
        "Viết bởi, an office",
        {"after_title": "<p>5/6/2020</p><p>Viết bởi Phòng Văn hóa - Xã hội</p>"},
        "Phòng Văn hóa - Xã hội",
    ),
    (
        "an office with a dash in the line of the date",
        {"after_title": "<p>5/6/2020 | Tác giả: Phòng Văn hóa - Xã hội</p>"},
        "Phòng Văn hóa - Xã hội",
    ),
    ("Bài và ảnh", {"end": "<p>BÀI VÀ ẢNH: HÀ MINH</p>"}, "HÀ MINH"),
    ("below the title", {"after_title": "<p>5/6/2020</p><p>Tác giả: Hà Minh</p>"}, "Hà Minh"),
    ("in the line of the date", {"after_title": "<p>5/6/2020 | Tác giả: Hà Minh | Lượt xem: 9</p>"}, "Hà Minh"),
    ("label and name in two cells", {"end": "<table><tr><td>Tác giả:</td><td>Hà Minh</td></tr></table>"}, "Hà Minh"),
    (
        "label and name in two elements without a colon",
        {"after_title": "<div>5/6/2020</div><div><div>Tác giả</div><div>Hà Minh</div></div>"},
        "Hà Minh",
    ),
    ("office, right", {"end": RIGHT.format("Văn phòng HĐND-UBND huyện")}, "Văn phòng HĐND-UBND huyện"),
    ("initials of the desk", {"end": RIGHT.format("PV")}, "PV"),
    ("with a role", {"end": "<p align=right>BS ĐÀO VĂN HIỆU</p>"}, "BS ĐÀO VĂN HIỆU"),
    ("agency as source", {"end": "<p align=right>Theo TTXVN</p>"}, "TTXVN"),
    ("agency by way of a paper", {"end": "<p align=right>Theo TTXVN/Báo Tin tức</p>"}, "TTXVN/Báo Tin tức"),
    ("name beside the date", {"after_title": "<p>Hà Minh - 14:32, Thứ Sáu ngày 5/6/2020</p>"}, "Hà Minh"),
    (
        "name beside the date, in elements of one line",
        {"after_title": "<div><span>Hà Minh</span> <span>5/6/2020 14:32</span></div>"},
        "Hà Minh",
    ),
    (
        "behind the drawing of a person",
        {
            "after_title": '<ul><li><i class="fa fa-user"></i> Hà Minh</li><li><i class="fa fa-clock"></i> 5/6/2020'
            "</li></ul>"
        },
        "Hà Minh",
    ),
    ("place beside the date", {"after_title": "<p>Hà Giang - 14:32, ngày 5/6/2020</p>"}, None),
    (
        "office in the next line",
        {"end": "<p align=right><b>Hà Minh</b></p><p align=right>Phó Chủ tịch Hội Nông dân huyện</p>"},
        "Hà Minh, Phó Chủ tịch Hội Nông dân huyện",
    ),
    ("office with a conjunction", {"end": RIGHT.format("Phòng Văn hóa và Thông tin")}, "Phòng Văn hóa và Thông tin"),
    ("label without a colon", {"end": "<p>Tin, ảnh Hà Minh</p>"}, "Hà Minh"),
    ("initials of a person", {"end": "<p>H.Đ</p>"}, "H.Đ"),
    ("who gathered it", {"end": "<p>Hà Minh st</p>"}, "Hà Minh st"),
    (
        "name above the office, plain",
        {"end": "<p>Hà Minh</p><p>Văn phòng HĐND-UBND huyện</p>"},
        "Hà Minh, Văn phòng HĐND-UBND huyện",
    ),
    (
        "office below other lines",
        {"end": "<p>Văn phòng HĐND-UBND huyện</p><p>Nguồn: mauphong.example.vn</p>"},
        "Văn phòng HĐND-UBND huyện",
    ),
    (
        "office in an element of its own above what ends every article",
        {"below": "<div>Văn phòng HĐND-UBND huyện</div><div>Lượt xem: 12</div>"},
        "Văn phòng HĐND-UBND huyện",
    ),
    (
        "office in an element of its own above the footer",
        {"below": "<div>Văn phòng HĐND-UBND huyện</div><div>Cơ quan chủ quản: UBND huyện</div>"},
        None,
    ),
    ("agency as source, in brackets", {"end": "<p>(Theo TTXVN)</p>"}, "TTXVN"),
    ("a person as source", {"end": "<p align=right>Theo Hà Đại</p>"}, "Hà Đại"),
    ("a person and a paper as source", {"end": "<p align=right>Theo Hà Đại/Báo An Lĩnh</p>"}, "Hà Đại/Báo An Lĩnh"),
    ("poster between two words", {"after_title": "<p>Được Hà Minh gửi vào T6, 05/06/2020 - 14:32</p>"}, "Hà Minh"),
    ("after the end mark ./.", {"end": "<p align=right>Hà Minh./.</p>"}, "Hà Minh"),
    ("in its own element below the text", {"below": "<div style='text-align:right'>Hà Minh</div>"}, "Hà Minh"),
    (
        "account name below the real one",
        {"end": RIGHT.format("Hà Minh") + '<p class="author">admin admin</p>'},
        "Hà Minh",
    ),
    ("placeholder", {"below": '<p class="author">Bút danh</p>'}, None),
    ("account name", {"end": '<p align="right"><b>admin</b></p>'}, None),
    ("posted by an account", {"after_title": "<p>5/6/2020</p><p>Người đăng: quantri</p>"}, None),
    ("a site as source", {"end": "<p align=right>Theo http://bao.example.vn</p>"}, None),
    ("a paper as source", {"end": "<p>Nguồn: Báo An Lĩnh điện tử</p>"}, None),
    ("none", {}, None),
    ("a last sentence that is short", {"end": "<p>Đó là niềm vui chung của bà con.</p>"}, None),
    (
        "meta author that is the site",
        {"head": '<meta name="author" content="Trang thông tin điện tử huyện Mẫu Phong">'},
        None,
    ),
    (
        "JSON-LD author",
        {"head": '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Hà Minh"}}</script>'},
        "Hà Minh",
    ),
]


@pytest.mark.parametrize(("special", "expected"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_author(special: dict[str, str], expected: str | None) -> None:
    assert read(page(**special)).author == expected


@pytest.mark.parametrize(
    "special",
    [form[1] for form in FORMS if "sentence" not in form[0]],
    ids=[form[0] for form in FORMS if "sentence" not in form[0]],
)
def test_signature_is_no_text(special: dict[str, str]) -> None:
    assert read(page(**special)).body == "\n\n".join(PARAGRAPHS)


def test_a_short_last_sentence_is_text() -> None:
    assert read(page(end="<p>Đó là niềm vui chung của bà con.</p>")).body.endswith("Đó là niềm vui chung của bà con.")


def test_signature_after_a_line_break_in_the_last_paragraph() -> None:
    text = (
        "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:-1])
        + f"<p>{PARAGRAPHS[-1]}<br><strong>Hà Minh</strong></p>"
    )
    article = read(page(text=text))
    assert (article.author, article.body) == ("Hà Minh", "\n\n".join(PARAGRAPHS))


def test_signature_in_an_element_that_floats_in_the_last_paragraph() -> None:
    *others, last = PARAGRAPHS
    signed = f"<p><span>{last}<span style='float:right'><strong>Hà Minh</strong></span></span></p>"
    article = read(page(text="".join(f"<p><span>{paragraph}</span></p>" for paragraph in others) + signed))
    assert (article.author, article.body) == ("Hà Minh", "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("name", ["Hà Minh", "Phòng Tổ chức - Hành chính"])
def test_a_plain_signature_that_floats_in_the_last_paragraph(name: str) -> None:
    *others, last = PARAGRAPHS
    signed = f"<p>{last}<span style='float:right'>{name}</span></p>"
    article = read(page(text="".join(f"<p>{paragraph}</p>" for paragraph in others) + signed))
    assert (article.author, article.body) == (name, "\n\n".join(PARAGRAPHS))


def test_signature_in_bold_behind_the_last_sentence() -> None:
    text = (
        "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:-1])
        + f"<p>{PARAGRAPHS[-1]} <strong>Hà Minh</strong></p>"
    )
    article = read(page(text=text))
    assert (article.author, article.body) == ("Hà Minh", "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Hà Minh", [Author("Hà Minh")]),
        ("Hà Minh - Lý Thu", [Author("Hà Minh"), Author("Lý Thu")]),
        ("Hà Minh-Lý Thu", [Author("Hà Minh"), Author("Lý Thu")]),
        ("Hà Minh, Lý Thu", [Author("Hà Minh"), Author("Lý Thu")]),
        ("Hà Minh và Lý Thu", [Author("Hà Minh"), Author("Lý Thu")]),
        ("Hà Minh, Vũ Trang", [Author("Hà Minh"), Author("Vũ Trang")]),  # `Vụ` is an office, Vũ a family name
        ("Trương Minh Hà", [Author("Trương Minh Hà")]),
        ("Trường Chính trị", [Author("Trường Chính trị")]),
        ("Hà Minh, Vụ Pháp chế", [Author("Hà Minh", affiliation="Vụ Pháp chế")]),
        ("Hà Minh, VU PHAP CHE", [Author("Hà Minh", affiliation="VU PHAP CHE")]),
        ("Hà Minh/Báo An Lĩnh", [Author("Hà Minh", affiliation="Báo An Lĩnh")]),
        ("Hà Minh, Trung tâm Văn hóa huyện", [Author("Hà Minh", affiliation="Trung tâm Văn hóa huyện")]),
        ("Lò Thị Vân Anh (Trường Chính trị tỉnh)", [Author("Lò Thị Vân Anh", affiliation="Trường Chính trị tỉnh")]),
        (
            "ThS. Hà Minh - Phó Trưởng khoa Xây dựng Đảng, Trường Chính trị tỉnh",
            [Author("Hà Minh", role="ThS", affiliation="Trường Chính trị tỉnh")],
        ),
        ("Thượng úy Hà Minh - Công an xã", [Author("Hà Minh", role="Thượng úy", affiliation="Công an xã")]),
        ("Hà Minh - Trưởng phòng Tư pháp", [Author("Hà Minh", role="Trưởng phòng Tư pháp")]),
        ("Trung tâm Văn hóa, Thể thao và Truyền thông", [Author("Trung tâm Văn hóa, Thể thao và Truyền thông")]),
        ("Phòng VH-TT huyện", [Author("Phòng VH-TT huyện")]),
        ("Hà Minh (tổng hợp)", [Author("Hà Minh")]),
        ("Tin: Hà Minh; Ảnh: Lý Thu", [Author("Hà Minh"), Author("Lý Thu")]),
        ("BS ĐÀO VĂN HIỆU", [Author("ĐÀO VĂN HIỆU", role="BS")]),
        ("PGS.TS Đào Văn Hiệu", [Author("Đào Văn Hiệu", role="PGS.TS")]),
    ],
)
def test_authors_are_taken_apart(line: str, authors: list[Author]) -> None:
    assert list(read(page(end=RIGHT.format(line))).authors) == authors


@pytest.mark.parametrize("label", ["PV", "Phóng viên", "* PV", "- PV"])
def test_what_an_interviewer_asks_is_text(label: str) -> None:
    asked = [f"{label}: Thưa ông, cây cầu này khó nhất ở khâu nào?", f"{label}: Xin trân trọng cảm ơn ông!"]
    lines = [PARAGRAPHS[0], asked[0], *PARAGRAPHS[1:], asked[1]]
    article = read(page(text="".join(f"<p>{line}</p>" for line in lines), end="<p>PV: Hà Minh</p>"))
    assert (article.author, article.body) == ("Hà Minh", "\n\n".join(lines))


def test_hashtags_below_the_text_are_none() -> None:
    assert read(page(end="<p><span>#mauphong</span> <span>#cầudânsinh</span></p>")).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "end",
    [
        "<p>Nơi nhận:</p><p>- Như trên;</p><p>- Lưu VT.</p>",
        "<table><tr><th>Ngày</th><th>Địa điểm</th></tr><tr><td>12/3</td><td>Phòng họp số 4</td></tr>"
        "<tr><td>13/3</td><td>Phòng họp tầng hai</td></tr></table>",
        "<table><tr><td>Họ tên</td><td>Chi bộ</td></tr><tr><td>Nà Pồng</td><td>Lý Văn Sài</td></tr></table>",
    ],
    ids=["recipients", "rooms in a table", "names in a table"],
)
def test_the_last_entry_of_a_list_signs_nothing(end: str) -> None:
    article = read(page(end=end))
    assert article.author is None
    assert article.body != "\n\n".join(PARAGRAPHS)


def test_who_signed_a_document_beside_its_recipients() -> None:
    end = "<table><tr><td>Nơi nhận:<br>- Như trên.</td><td><b>CHỦ TỊCH</b><br><br><b>Hà Minh</b></td></tr></table>"
    assert read(page(end=end)).author == "Hà Minh"


@pytest.mark.parametrize(
    ("behind", "author"),
    [
        (" (Hà Minh)", "Hà Minh"),
        ("/. (Hà Minh - Lý Thu)", "Hà Minh - Lý Thu"),
        (" (TTXVN)", "TTXVN"),
        (" (Theo TTXVN)", "TTXVN"),
        (" (Theo Báo An Lĩnh)", None),
        (" (Ảnh Hà Minh)", None),
        (" (Hà Giang)", None),
        (" (Còn nữa)", None),
    ],
)
def test_a_name_in_brackets_behind_the_last_sentence(behind: str, author: str | None) -> None:
    *others, last = PARAGRAPHS
    article = read(page(text="".join(f"<p>{each}</p>" for each in [*others, last.rstrip(".") + "." + behind])))
    assert article.author == author
    assert article.body.endswith(behind)
