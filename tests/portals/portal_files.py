"""Portal files for these tests, written as an operator would write them."""

from __future__ import annotations

from portals import Portal, parse_portal

LEAST = """
id = "songmay"
name = "Báo Sông Mây"
home = "https://songmay.vn/"
{top}
[urls]
article = '^/bai-'
{urls}
{tables}
"""


def portal_file(top: str = "", urls: str = "", tables: str = "") -> str:
    """The least portal file that works, with more keys at its top, more of [urls], and further tables."""
    return LEAST.format(top=top, urls=urls, tables=tables)


def portal_with(top: str = "", urls: str = "", tables: str = "") -> Portal:
    """The portal of such a file."""
    return parse_portal(portal_file(top, urls, tables), "songmay.toml", expected_id="songmay")
