"""ePi's newsroom system: Nhân Dân, VietnamPlus, Sài Gòn Giải Phóng, Báo Hà Tĩnh, and others.

Addresses end in `-post{id}.html`. Names are `article__…` with `cms-…` beside them; an older look writes `article-title`
in `header.article-hdr`.
"""

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "epi",
    (
        Skin(
            signs=("article__title", "article__body", "cms-body"),
            selectors={
                "title": ("h1.article__title", ".article__title"),
                "published": (".article__meta time", "time.cms-date", ".article__header time"),
                "author": (".article__author .name", ".article__author", ".cms-author"),
                "summary": (".article__sapo", ".cms-desc"),
            },
            parts=(".main-content:has(article__title) | .main-col:has(article__title)", "[class*=breadcrumb]"),
        ),
        Skin(
            signs=("article-hdr", "article-title", "article-content"),
            selectors={
                "title": ("h1.article-title",),
                "published": ("header.article-hdr time", ".cms-date"),
                "author": ("header.article-hdr .author",),
                "summary": (".article-content > .sapo", ".cms-desc"),
            },
            parts=(".main-col:has(article-title) | .category__main-col:has(article-title)", "ol.breadcrumb"),
        ),
    ),
    home=("vi", "vn"),
)
