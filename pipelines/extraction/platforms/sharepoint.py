"""SharePoint 2010 portals of provinces and districts: `/Pages/…aspx?ItemID=`, lists of news in web parts.

Each vendor names the fields otherwise; the frame (`aspnetForm`, web parts) is SharePoint's.
"""

from pipelines.extraction.platforms.platform import Platform, Skin

_SELECTORS = {
    "title": ("p.Title", ".div-trang-chi-tiet-tin-tuc-title", "div.TieuDe", ".ArticleTitle", "h1.ms-rteElement-H1"),
    "published": ("tr.ms-news-header td.Time", ".div-trang-chi-tiet-tin-tuc-date", ".NgayDang", ".ArticleDate"),
    "summary": ("p.Description", ".TomTat", ".ArticleSummary"),
}

# The middle column between two of web parts, as the vendor's layouts name it.
_PARTS = (".snCenter",)

PLATFORM = Platform(
    "sharepoint",
    (
        Skin(signs=('id="aspnetForm"', "ms-WPBody"), selectors=_SELECTORS, parts=_PARTS),
        Skin(signs=('id="aspnetForm"',), scripts=("_spPageContext",), selectors=_SELECTORS, parts=_PARTS),
    ),
)
