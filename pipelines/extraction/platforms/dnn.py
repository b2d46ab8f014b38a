"""DNN (DotNetNuke) 7, as Quân đội nhân dân runs it: the whole page is one form with `__VIEWSTATE`."""

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "dnn",
    (
        Skin(
            signs=("__VIEWSTATE", "dnn_", "post-title"),
            selectors={
                "title": ("h1.post-title",),
                "published": (".post-subinfo", ".post-date"),
                "author": (".post-author",),
                "summary": (".post-summary",),
            },
        ),
    ),
)
