"""Images in the text with their captions, and the documents it links to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.model import MediaLink
from pipelines.extraction.page import Found, Page, inside
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import tidy

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar|7z|csv)$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:pdf|doc|xls|ppt|od[tsp]|rtf|zip|rar|7z|csv)", re.IGNORECASE)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url", "src")
_SMALL = 60  # pixels; below that it is an icon
_ICON = re.compile(r"icon|logo|spacer|blank|pixel|loading|\.svg$|avatar|/emoji", re.IGNORECASE)


def read_images(page: Page, region: Region) -> Found[tuple[MediaLink, ...]] | None:
    """The pictures between title and end of the text, in page order; caption, else `alt` or `title`, as their title."""
    # Above the first paragraph nothing is part of the region; a caption there is one only where the markup says so.
    above = [block for block in page.blocks[region.title + 1 : region.first] if block.caption]
    captions = {block.index: block.text for block in [*above, *region.captions]}
    found: dict[str, MediaLink] = {}
    for picture in page.document.pictures:
        if not region.title < picture.index <= region.last + 2 or picture.index > region.end:
            continue
        element = picture.element
        source = next((value for name in _LAZY if (value := element.get(name)) and not value.startswith("data:")), "")
        url = page.absolute(source) if source else None
        if url is None or _ICON.search(url) or _is_small(element.get("width")) or _is_small(element.get("height")):
            continue
        caption = captions.get(picture.index)
        in_text = inside_path(picture.path, region.container) or region.first <= picture.index <= region.last
        if not in_text and not (caption and next(element.iterancestors("figure"), None) is not None):
            continue
        title = caption or tidy(element.get("alt") or element.get("title") or "") or None
        found.setdefault(url, MediaLink(url, title))
    if not found:
        return None
    images = tuple(found.values())
    return Found(images, "img", " ".join(image.url for image in images))


def read_attachments(page: Page, region: Region, boxes: set[int]) -> Found[tuple[MediaLink, ...]] | None:
    """Linked documents (PDF, DOC, XLS …) in the article or right below it."""
    found: dict[str, MediaLink] = {}
    if not _ENDING.search(" ".join(page.document.hrefs)):
        return None  # as on most pages
    for block in page.blocks[region.title + 1 : min(region.end, region.last + 25)]:
        if block.index in boxes or block.chrome in ("nav", "footer", "aside"):
            continue
        if block.index > region.last and not inside(block, region.container[:-2]):
            continue
        for link in block.links:
            url = page.absolute(link.href)
            if url and _DOCUMENT.search(_path(url)):
                found.setdefault(url, MediaLink(url, link.text or None))
    if not found:
        return None
    files = tuple(found.values())
    return Found(files, "link", " ".join(file.url for file in files))


def inside_path(path: tuple[int, ...], prefix: tuple[int, ...]) -> bool:
    """True for an element in the container that `prefix` ends with."""
    return bool(prefix) and path[: len(prefix)] == prefix


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.path


def _is_small(size: str | None) -> bool:
    match = re.match(r"\s*(\d+)\s*(?:px)?\s*$", size or "")
    return bool(match and int(match[1]) < _SMALL)
