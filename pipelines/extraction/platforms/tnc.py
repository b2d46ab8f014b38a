"""The system of the vendor TNC for districts of Kon Tum (Ngọc Hồi, Đăk Glei, Đăk Tô, Ia H'Drai).

No page of it is known as markup, only as text: title, date `d-M-yyyy` below it, signature as the last line,
`Số lượt xem:4066`, `Bài viết liên quan:` (often empty). So it names no selector: the cues read it. It is told by those
two labels with the form of its addresses, `/thong-tin-tuyen-truyen/Benh-dao-on-5967`: a capital, no extension.
"""

import re

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "tnc",
    (
        Skin(
            signs=("Số lượt xem", "Bài viết liên quan"),
            address=re.compile(r"^/[a-z0-9]+(?:-[a-z0-9]+)*/[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d+$"),
        ),
    ),
    home=("vi", "vn"),
)
