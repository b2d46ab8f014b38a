"""The system of the vendor TNC for districts of Kon Tum (Ngọc Hồi, Đăk Glei, Đăk Tô, Ia H'Drai).

No page of it is known as markup, only as text: title, date `d-M-yyyy` below it, signature as the last line,
`Số lượt xem:4066`, `Bài viết liên quan:` (often empty). So it names no selector: the cues read it.
"""

from pipelines.extraction.platforms.platform import Platform

PLATFORM = Platform("tnc")
