"""VCCorp's newsroom system: Báo Chính phủ and many papers. Addresses `/{slug}-{17 or 18 digits}.htm`."""

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "vccorp",
    (
        Skin(
            signs=("detail-title", "detail-content", "afcbc-body"),
            selectors={
                "title": ("h1.detail-title", "[data-role=title]"),
                "published": ("[data-role=publishdate]", ".detail-time"),
                "author": (".detail-author", "[data-role=author]"),
                "summary": ("h2.detail-sapo", "[data-role=sapo]"),
            },
        ),
    ),
    home=("vi", "vn"),
)
