"""Two invented articles in the form of the two sources: what a reader sees, and what must be read from it.

`layouts.py` dresses them in markup. Names, places and events are made up.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """One entry of a list of related articles."""

    title: str
    url: str
    published: str  # as expected
    day: str  # as printed
    teaser: str = ""


@dataclass(frozen=True)
class Sample:
    """An article as its page shows it, and the values that extraction must give."""

    name: str
    url: str
    site: str
    clock: str
    title: str
    date_line: str
    published: str
    paragraphs: tuple[str, ...]
    caption: str
    caption_after: int  # the caption stands after this many paragraphs
    signature: str
    author: str
    authors: tuple[tuple[str, str | None], ...]
    footer: tuple[str, ...]
    counter: str = ""
    view_count: int | None = None
    related_heading: str = "Bài viết liên quan:"
    related: tuple[Item, ...] = ()
    comments: str = ""
    fetched_at: str = "2025-01-10T09:30:00+07:00"
    foreign: tuple[str, ...] = field(default=())  # what must not get into text

    def nfd(self) -> Sample:
        """The same in decomposed Unicode, as pages come from some editors."""

        def decompose(value: object) -> object:
            if isinstance(value, str):
                return unicodedata.normalize("NFD", value)
            if isinstance(value, tuple):
                return tuple(decompose(item) for item in value)
            return (
                Item(**{key: str(decompose(item)) for key, item in vars(value).items()})
                if isinstance(value, Item)
                else value
            )

        return Sample(**{key: decompose(value) for key, value in vars(self).items()})  # type: ignore[arg-type]


DISTRICT = Sample(
    name="district",
    url="https://huyenmauphong.example.gov.vn/thong-tin-tuyen-truyen/Giu-gin-nguon-nuoc-sach-o-cac-thon-ban-vung-cao-4512",
    site="TRANG THÔNG TIN ĐIỆN TỬ HUYỆN MẪU PHONG - TỈNH AN LĨNH",
    clock="Thứ 6, ngày 10 tháng 1 năm 2025",
    title="Giữ gìn nguồn nước sạch ở các thôn, bản vùng cao",
    date_line="6-1-2020",
    published="2020-01-06",
    paragraphs=(
        "Những năm gần đây, nguồn nước sinh hoạt ở nhiều thôn, bản vùng cao của huyện thường cạn vào cuối mùa "
        "khô. Người dân phải "
        "đi bộ hàng giờ để gùi từng can nước về nhà, trẻ em có hôm đến lớp muộn vì theo mẹ ra suối từ tờ mờ sáng.",
        "Trước thực tế đó, mỗi cán bộ, đảng viên ở cơ sở được giao phụ trách một nhóm hộ: Một là, vận động bà "
        "con không chặt cây "
        "đầu nguồn; hai là, cùng bà con nạo vét mương dẫn; ba là, ghi chép mực nước hằng tuần để kịp thời báo cáo…",
        "Việc giữ nước không chỉ là chuyện của mùa khô. Theo Quyết định số 58-QĐ/HU, ngày 01-11-2011 của Ban "
        "Thường vụ Huyện ủy, "
        "các thôn phải có quy ước riêng về bảo vệ rừng và nguồn nước, được nhân dân bàn bạc, thống nhất rồi mới "
        "ban hành.",
        "Để làm tốt hơn nữa, các chi bộ cần lưu ý một số nội dung sau:",
        "Ban Quản lý công trình nước của xã nhắc lại vai trò lãnh đạo của Ðảng bộ cơ sở trong việc phân công "
        "người trực, kiểm tra "
        "đường ống sau mỗi trận mưa lớn và công khai khoản đóng góp của từng hộ tại nhà văn hóa thôn.",
        "Khi nguồn nước được giữ gìn, vườn rau quanh nhà xanh trở lại, các em nhỏ có nước rửa tay trước giờ ăn. "
        "Đó là kết quả giản "
        "dị nhưng bền vững, bắt đầu từ ý thức của mỗi người dân.",
    ),
    caption="Ảnh minh họa (nguồn Internet)",
    caption_after=1,
    signature="Hoàng Lâm",
    author="Hoàng Lâm",
    authors=(("Hoàng Lâm", None),),
    counter="Số lượt xem:4066",
    view_count=4066,
    footer=(
        "Trang chủ|Đăng nhập",
        "TRANG THÔNG TIN ĐIỆN TỬ HUYỆN MẪU PHONG - TỈNH AN LĨNH",
        "Cơ quan chủ quản và Bản quyền thuộc về UBND huyện Mẫu Phong",
        "Quản lý và nhập thông tin: Văn phòng HĐND-UBND huyện, đường Lê Lai - thị trấn Mẫu Phong - huyện Mẫu "
        "Phong - tỉnh An Lĩnh;",
        "Điện thoại: Chánh Văn phòng HĐND và UBND huyện - 0900. 000.000;",
        "Email: ubnd.mauphong@example.gov.vn.",
        "Chung nhan Tin Nhiem Mang",
        "1806409 Tổng số người truy cập: 1204 Số người online:",
        "Phát triển:TNC",
    ),
    foreign=(
        "Ảnh minh họa",
        "Hoàng Lâm",
        "lượt xem",
        "Bài viết liên quan",
        "Cơ quan chủ quản",
        "truy cập",
        "tháng 1 năm 2025",
    ),
)

PAPER = Sample(
    name="paper",
    url="https://baoanlinh.example.vn/xay-dung-dang/202404/nang-cao-chat-luong-sinh-hoat-chi-bo-o-vung-bien-3f71fbf/",
    site="Báo An Lĩnh",
    clock="Thứ Sáu, 10/01/2025",
    title="Nâng cao chất lượng sinh hoạt chi bộ ở vùng biên",
    date_line="11:02, 17/04/2024",
    published="2024-04-17T11:02:00+07:00",
    paragraphs=(
        "BAL - Thời gian qua, các chi bộ thôn biên giới đã đổi mới cách sinh hoạt, bám sát việc của dân, nói ít "
        "hơn và làm nhiều "
        "hơn. Từ chỗ chỉ đọc văn bản, nhiều buổi họp nay trở thành nơi đảng viên nhận việc và báo lại kết quả "
        "trước tập thể.",
        "Ở xã biên giới Tả Mậu, mỗi tháng chi bộ chọn một việc khó để bàn: từ con đường vào khu sản xuất, bể "
        "nước của điểm trường "
        "đến chuyện một vài hộ còn thả rông gia súc. Việc nào cũng có người chịu trách nhiệm và thời hạn phải xong.",
        "Nghị quyết số 17-NQ/TU ngày 25.7.2018 về nâng cao năng lực tổ chức cơ sở đảng đã nêu rõ yêu cầu đó. Sau "
        "hơn 5 năm, toàn "
        "tỉnh có 94% chi bộ được xếp loại hoàn thành tốt nhiệm vụ trở lên, tăng 12% so với trước khi có nghị quyết.",
        "Tuy nhiên, ở một số nơi việc ghi biên bản còn sơ sài; đảng viên trẻ đi làm ăn xa khó dự họp đầy đủ. "
        "Huyện ủy đã cho thí "
        "điểm họp trực tuyến với những chi bộ có trên một phần ba đảng viên vắng mặt dài ngày, bước đầu được "
        "đồng tình.",
        "Chất lượng sinh hoạt chi bộ chính là thước đo niềm tin của nhân dân. Mỗi đảng viên gương mẫu thì lời "
        "nói của chi bộ mới "
        "có sức nặng, việc làm của chi bộ mới được dân ủng hộ.",
    ),
    caption="Một buổi sinh hoạt của Chi bộ thôn Nà Pồng, xã Tả Mậu",
    caption_after=2,
    signature="Đặng Thị Hương Trà (Trường Chính trị tỉnh An Lĩnh)",
    author="Đặng Thị Hương Trà (Trường Chính trị tỉnh An Lĩnh)",
    authors=(("Đặng Thị Hương Trà", "Trường Chính trị tỉnh An Lĩnh"),),
    comments="Ý kiến bạn đọc",
    related_heading="Cùng chuyên mục",
    related=(
        Item(
            "Chi bộ bản Phiêng Sâu làm tốt việc nhỏ, giữ vững lòng dân",
            "https://baoanlinh.example.vn/xay-dung-dang/202307/chi-bo-ban-phieng-sau-lam-tot-viec-nho-a1b2c3d/",
            "2023-07-31",
            "31/07/2023",
            "BAL - Từ những việc tưởng như rất nhỏ, chi bộ bản Phiêng Sâu đã tạo được sự đồng thuận trong nhân "
            "dân và là điểm sáng "
            "của toàn huyện trong nhiều năm liền, được cấp trên ghi nhận.",
        ),
        Item(
            "Trao giải cuộc thi viết về gương đảng viên tiêu biểu",
            "https://baoanlinh.example.vn/xay-dung-dang/202307/trao-giai-cuoc-thi-viet-ve-guong-dang-vien-b2c3d4e/",
            "2023-07-26",
            "26/07/2023",
            "BAL - Chiều 26.7, Ban Tổ chức tổng kết và trao giải cuộc thi viết về gương đảng viên tiêu biểu toàn "
            "tỉnh. Tham dự có "
            "lãnh đạo các ban, ngành và đông đảo tác giả đoạt giải.",
        ),
        Item(
            "Quy chế cuộc thi tìm hiểu lịch sử Đảng bộ tỉnh năm 2024",
            "https://baoanlinh.example.vn/xay-dung-dang/202403/quy-che-cuoc-thi-tim-hieu-lich-su-dang-bo-c3d4e5f/",
            "2024-03-26",
            "26/03/2024",
            "Ngày 18.3.2024, Ban Tổ chức ban hành quy chế cuộc thi. Bạn đọc xem chi tiết quy chế tại đường dẫn "
            "dưới đây:",
        ),
        Item(
            "Không để khoảng trống đảng viên ở thôn, bản vùng cao",
            "https://baoanlinh.example.vn/xay-dung-dang/202401/khong-de-khoang-trong-dang-vien-d4e5f6a/",
            "2024-01-25",
            "25/01/2024",
            "BAL - Toàn tỉnh hiện còn 14 thôn chưa có chi bộ độc lập. Các cấp ủy đang tạo nguồn, bồi dưỡng quần "
            "chúng ưu tú để đến "
            "cuối năm xóa hết thôn trắng đảng viên.",
        ),
    ),
    footer=(
        "BÁO AN LĨNH - Cơ quan của Đảng bộ tỉnh An Lĩnh",
        "Giấy phép số 12/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày 05/02/2021",
        "Tổng biên tập: Lý Văn Minh",
        "Tòa soạn: Số 9, đường Hai Bà Trưng, thành phố An Lĩnh",
        "© Bản quyền thuộc Báo An Lĩnh",
    ),
    foreign=(
        "Nà Pồng, xã Tả Mậu",
        "Hương Trà",
        "Ý kiến bạn đọc",
        "Cùng chuyên mục",
        "Phiêng Sâu",
        "Giấy phép",
        "10/01/2025",
    ),
)

SAMPLES = (DISTRICT, PAPER)
