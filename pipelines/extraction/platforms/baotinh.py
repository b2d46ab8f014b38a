"""The system of provincial papers: Báo Hà Giang, and with it Báo Tuyên Quang, Đắk Lắk, Khánh Hòa, Đồng Nai,
Thái Nguyên, Quảng Trị, Phú Yên.

Addresses `/{category}[/{sub}]/{YYYYMM}/{slug}-{id}/`, listings `?paged=N`. The old skin puts all in
`div.article_content`; the new one prints the time above the title, the lead in `p.reply`, a placeholder in `p.author`.
"""

import re

from pipelines.extraction.platforms.platform import Platform, Skin

_ADDRESS = re.compile(r"/\d{6}/[^/?]+-(?:[0-9a-f]{7}|\d{6})/?(?:\?|$)")

PLATFORM = Platform(
    "baotinh",
    (
        Skin(
            signs=("td-post-content", 'p class="reply"'),
            selectors={
                "title": ("h1.title",),
                "published": ("time.time", ".group-time .time"),
                "author": ("p.author",),
                "summary": ("p.reply",),
            },
            parts=(
                "section.section-wrapper-post-detail",
                "section.section-post-detail-related",
                "[class*=related]",
                "ol.breadcrumb",
            ),
        ),
        Skin(
            signs=("article_content", "media-heading"),
            address=_ADDRESS,
            selectors={
                "title": ("h1.media-heading",),
                "published": (".article_content .date",),
                "summary": ("#content > p:first-child > strong",),
            },
        ),
    ),
    home=("vi", "vn"),
)
