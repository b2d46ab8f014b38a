"""NukeViet egov, the free system of communes, schools and departments; its module for news.

The default look prints weekday and time in `span.h5`, the lead in `.hometext`, the text in `#news-bodyhtml`, and
below it "Tác giả bài viết", "Nguồn tin", newer and older news.
"""

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "nukeviet",
    (
        Skin(
            signs=("news-bodyhtml", "hometext"),
            selectors={
                "title": (".newsdetail h1", "h1.title"),
                "published": (".newsdetail .h5", ".newsdetail time", "span.h5"),
                "summary": (".hometext",),
            },
        ),
    ),
    home=("vi", "vn"),
)
