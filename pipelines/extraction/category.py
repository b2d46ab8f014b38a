"""The category (from the breadcrumb, or the line that names it above the title) and the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.fact_lines import facts_of
from pipelines.extraction.markup.metadata import texts
from pipelines.extraction.page import Found, Page, shared, siblings
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import fold, squeeze
from pipelines.extraction.wording.names import is_name
from pipelines.extraction.wording.words import all_verdicts

_ABOVE = 12  # blocks above the title in which a breadcrumb may stand
_CRUMBS = re.compile(r"breadcrumb|crumb|bread|duong-?dan|category|chuyen-?muc|foldertitle|\bcate\b")
_MARKS = re.compile(r"\s*(?:[»›>→|]|(?<!\d)/|/(?!\d)|&gt;|::)+\s*")  # a date in a crumb keeps its strokes
_BARS = re.compile(r"[»›>→/]|::")  # marks of a trail of crumbs that no menu has
_BELOW = 6  # blocks below the title in which the label of a category may stand
_LONGEST = 60  # characters of a category's name
_LONGEST_FACTS = 160  # of a line of facts that names it


def read_category(page: Page, region: Region) -> Found[str] | None:
    """The last part of the breadcrumb that is neither home nor the title; else what metadata call the section."""
    page.heard["category"] = list(_categories(page, region))
    return next(iter(page.heard["category"]), None)


def _categories(page: Page, region: Region) -> Iterator[Found[str]]:
    """All that names a category, the strongest first."""
    title = page.blocks[region.title].text if region.title >= 0 else ""
    labelled = _labelled(page, region)
    if labelled:
        yield labelled
    for block in reversed(page.blocks[max(0, region.title - _ABOVE) : max(region.title, 0)]):
        names = _crumb_names(page, region, block)
        kept = [name for name in names if not _is_home(page, name) and squeeze(name) != squeeze(title)]
        if kept:
            yield Found(kept[-1], "breadcrumb", block.text)
            break
    crumbs = [name for name in page.metadata.crumbs if not _is_home(page, name) and squeeze(name) != squeeze(title)]
    if crumbs:
        yield Found(crumbs[-1], "json-ld", " > ".join(page.metadata.crumbs))
    for value in page.metadata.stated("articleSection"):
        for text in texts(value):
            yield Found(text, "json-ld", text)
    section = page.metadata.first("article:section", "articlesection")
    if section:
        yield Found(section, "meta", section)
    near = _line_above(page, region) or _line_below(page, region)
    if near:
        yield near


def _labelled(page: Page, region: Region) -> Found[str] | None:
    """What stands behind a label beside the title: `Chuyên mục: Kinh tế`."""
    pattern = patterns_of(page.words).section
    if pattern is None or region.title < 0:
        return None
    for block in page.blocks[max(0, region.title - _ABOVE // 2) : min(region.title + _BELOW, len(page.blocks))]:
        if len(block.text) > _LONGEST_FACTS or page.prose[block.index]:
            continue
        found = pattern.search(block.key)
        if found is None:
            continue
        linked = [link.text for link in block.links if block.text.find(link.text, found.end()) >= 0]
        name = linked[0] if linked else facts_of(block.text[found.end() :], page.words)[0].strip(" :-")
        if 2 <= len(name) <= _LONGEST and not _is_home(page, name):
            return Found(name, "label", block.text)
    return None


def _crumb_names(page: Page, region: Region, block: Block) -> list[str]:
    """The parts of a breadcrumb in one line, or the one part that this block is; nothing for another block."""
    if len(block.text) > 200 or page.prose[block.index]:
        return []
    named = _CRUMBS.search(block.labels) or any(
        _CRUMBS.search(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        for element in (page.document.containers[number] for number in block.path[-5:])
    )
    if block.cue and not (block.cue == "other-list" and named) and block.cue != "tools":
        return []
    parts = [part for part in _MARKS.split(block.text) if 2 <= len(part) <= _LONGEST]
    if len(parts) > 1 and (named or (_is_home(page, parts[0]) and not _is_menu(page, region, block, parts))):
        return parts
    if named and len(block.links) > 1 and _is_home(page, block.links[0].text):
        return [link.text for link in block.links]  # with pictures between them
    if named and parts and len(block.text) <= _LONGEST:
        return [link.text for link in block.links] if len(block.links) > 1 else parts
    return []


def _line_above(page: Page, region: Region) -> Found[str] | None:
    """A short line right above the title (or its date), a link or a box's head of its own: `Tin nổi bật`."""
    for block in reversed(page.blocks[max(0, region.title - 2) : max(region.title, 0)]):
        if block.cue == "date":
            continue
        alone = (
            block.cue in ("", "other-list")
            and (block.linked < 0.5 or _is_lone_link(page, block))
            and block.chrome not in ("nav", "footer", "aside", "header")
        )
        if (
            alone
            and 3 <= len(block.text) <= 40
            and len(block.text.split()) >= 2
            and not block.item
            and not block.text.isdigit()
        ):
            if patterns_of(page.words).site.match(block.key) or block.squeezed in page.repeated:
                return None
            if page.portal and block.squeezed in squeeze(page.portal.name):
                return None
            if shared(block.path, page.blocks[region.title].path) >= 3:
                return Found(block.text, "line-above", block.text)
        return None
    return None


def _line_below(page: Page, region: Region) -> Found[str] | None:
    """A lone link between the title and its date or counter: `Tin nổi bật`. Who wrote it may stand there too."""
    if not 0 <= region.title < len(page.blocks) - 2:
        return None
    block, after = page.blocks[region.title + 1 : region.title + 3]
    if after.cue not in ("date", "counter") or block.cue not in ("", "other-list") or not _is_lone_link(page, block):
        return None
    if not 3 <= len(block.text) <= 40 or len(block.text.split()) < 2 or is_name(block.text, page.words, unit=True):
        return None
    return Found(block.text, "line-below", block.text)


def _is_lone_link(page: Page, block: Block) -> bool:
    """True for a line that is one link, above which no other such line stands, as in a menu."""
    before = page.blocks[block.index - 1] if block.index else None
    alone = before is None or before.linked < 0.9 or before.item or not siblings(before, block)
    return alone and len(block.links) == 1 and block.linked > 0.9 and not block.item


def _is_menu(page: Page, region: Region, block: Block, parts: list[str]) -> bool:
    """True where one of the parts is something to do, `Trang chủ | Đăng nhập`, and for bars far above the title."""
    doings = {squeeze(word) for word in (*all_verdicts().login, *page.words.headings.tools)}
    if any(squeeze(part) in doings for part in parts):
        return True
    between = page.blocks[block.index + 1 : region.title]
    return not _BARS.search(block.text) and any(each.linked > 0.5 for each in between)


def _is_home(page: Page, name: str) -> bool:
    return bool(patterns_of(page.words).home.match(fold(name))) or fold(name).strip() in ("home", "trang chu")


def read_tags(page: Page, region: Region) -> Found[tuple[str, ...]] | None:
    """The links (or the comma-separated words) after `Từ khóa:`."""
    for block in page.blocks[max(0, region.first) : min(len(page.blocks), region.end + 3)]:
        if block.cue != "tags":
            continue
        names = [link.text for link in block.links]
        rest = re.sub(r"^[^:：]*[:：]\s*", "", block.text) if ":" in block.text else ""
        if not names and rest:
            names = re.split(r"\s*[,;#]\s*", rest)
        if not names:
            for following in page.blocks[block.index + 1 : block.index + 15]:
                if (
                    following.cue
                    or following.linked < 0.9
                    or len(following.text) > _LONGEST
                    or following.path[:-2] != block.path[: len(following.path) - 2]
                ):
                    break
                names += [link.text for link in following.links]
        kept = tuple(dict.fromkeys(name.strip(" ,#") for name in names if 1 < len(name.strip(" ,#")) <= _LONGEST))
        if kept:
            return Found(kept, "label", block.text)
    return None
