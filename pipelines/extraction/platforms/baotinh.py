"""The system of provincial papers: Báo Hà Giang, and with it Báo Tuyên Quang, Đắk Lắk, Khánh Hòa, Đồng Nai,
Thái Nguyên, Quảng Trị, Phú Yên.

Addresses `/{category}[/{sub}]/{YYYYMM}/{slug}-{id}/`, listings `?paged=N`. The old skin puts all in
`div.article_content`; the new one prints the time above the title, the lead in `p.reply`, a placeholder in `p.author`.
"""

from pipelines.extraction.platforms.platform import Platform

PLATFORM = Platform(
    "baotinh",
    {
        "title": ("h1.title", "h1.media-heading"),
        "published": ("time.time", ".article_content .date", ".group-time .time"),
        "author": ("p.author",),
        "summary": ("p.reply",),
    },
)
