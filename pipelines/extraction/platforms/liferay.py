"""Liferay Portal 6.2, as provinces and departments run it: an asset publisher that shows one asset.

Addresses `/-/view_content/{id}-{slug}` or `/-/asset_publisher/…/content/{slug}`. The default look prints
`h1.header-title` and `.metadata-publish-date`; local looks print `.asset-full-content-title` and `.assetPublishDate`
(`22/05/2020 | 10:11 AM`).
"""

from pipelines.extraction.platforms.platform import Platform, Skin

PLATFORM = Platform(
    "liferay",
    (
        Skin(
            signs=("asset-full-content", "journal-content-article"),
            selectors={
                "title": (".asset-full-content-title", "h1.header-title", ".header-title"),
                "published": (".assetPublishDate", ".metadata-publish-date"),
                "author": (".view-content-author", ".metadata-author"),
                "summary": (".asset-full-content .asset-summary",),
            },
            # The column of portlets in which the asset is shown, with the local portlet that names the section.
            parts=(".portlet-column:has(asset-full-content)", "ul.breadcrumb"),
        ),
    ),
)
