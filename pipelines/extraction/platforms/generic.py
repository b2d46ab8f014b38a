"""No system in particular: the standard marks of schema.org and of HTML, and nothing that one vendor invented."""

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "generic",
    (
        Skin(
            selectors={
                "title": ("[itemprop=headline]",),
                "published": ("time",),
                "author": ("[itemprop=author]", "[rel=author]"),
                "summary": ("[itemprop=description]",),
            }
        ),
    ),
)
