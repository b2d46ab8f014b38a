"""Related articles: the links under a heading that says so, with their titles and days, in page order."""

from __future__ import annotations

import re

from archive.model import RelatedLink
from pipelines.extraction.dates.published import day_in
from pipelines.extraction.lines.blocks import Block, Link
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.cues import ASIDE
from pipelines.extraction.page import Found, Page, inside, siblings
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import fold, squeeze
from pipelines.extraction.wording.moments import date_only, find_moments

# What pages type before the titles of a list. A dash may open what somebody says, an angle that touches a quotation.
_BULLETS = re.compile(r"(?:[•·●▪■►▶➤◆◇□*+\s]|[›»>]+\s)+")
_NAMED = re.compile(
    r"(?:tin|bai)[-_]?(?:viet)?[-_]?(?:lien[-_]?quan|khac|cung)|related[-_]?(?:news|posts?|articles?|stories|list)|lien[-_]?quan"
)
_POINTING = (">", "»", "›", "→", "►", "▶")
_FEWEST = 2  # items of a list that only its name calls one
_WORDS = 4  # of a title; shorter links are menus, unless they are as long as
_LETTERS = 18  # this
_MOST = 60  # items; a longer list is an index
_MOST_BOXES = 12  # headings of such lists on a page
_BETWEEN = 10  # lines without a link after which a list is over


def read_related(page: Page, region: Region) -> tuple[Found[tuple[RelatedLink, ...]] | None, set[int]]:
    """(the related articles, the positions of all blocks that belong to their boxes)."""
    items: dict[str, RelatedLink] = {}
    texts: list[str] = []
    boxes: set[int] = set()
    headings = [block for block in page.blocks[region.title + 1 :] if block.cue == "related"]
    for block in headings[:_MOST_BOXES]:
        if block.index in boxes or block.chrome in ("nav", "footer"):
            continue
        members = _members(page, region, block)
        boxes.update(member.index for member in members)
        found = items_of(page, members)
        if found:
            texts.append(block.text)
        for item in found:
            items.setdefault(item.url, item)
    if not items and (members := _named_box(page, region)):
        boxes.update(member.index for member in members)
        found = items_of(page, members)
        return Found(tuple(found[:_MOST]), "class", members[0].text), boxes
    if not items and (members := _unheaded(page, region)):
        boxes.update(member.index for member in members)
        return Found(tuple(items_of(page, members)[:_MOST]), "below-text", members[0].text), boxes
    if not items:
        return None, boxes
    kept = tuple(list(items.values())[:_MOST])
    return Found(kept, "heading", " / ".join(texts)), boxes


def _unheaded(page: Page, region: Region) -> list[Block]:
    """The lines of a list that nothing names, right below the text: titles one below another, each with its day or
    behind a sign that points.
    """
    kept: list[Block] = []
    for block in page.blocks[region.last + 1 : region.end]:
        day = kept and block.cue == "date" and block.index == kept[-1].index + 1
        if day or (_title_link(page, block) and not block.chrome and _is_entry(page, block)):
            kept.append(block)
        elif kept or not (block.cue in ASIDE or (block.align == "right" and not block.linked)):
            break  # above it stand a signature and facts, and no more
    return kept if sum(bool(block.links) for block in kept) >= _FEWEST else []


def _is_entry(page: Page, block: Block) -> bool:
    """True for a title and a day, or a title behind a sign that points to it, and nothing else."""
    after = page.blocks[block.index + 1 : block.index + 2]
    rest = block.text.replace(block.links[0].text, " ", 1).strip(" ()[]:-–")
    if len(block.links) > 1:
        return False
    pointed = block.text.startswith(_POINTING) and not rest.strip("".join(_POINTING))
    dated = date_only(rest, page.words) if rest else after and after[0].cue == "date" and siblings(block, after[0])
    return pointed or bool(dated)


def _named_box(page: Page, region: Region) -> list[Block]:
    """The lines of a list below the text that only its class or id calls one of related articles."""
    seen: set[int] = set()
    for block in page.blocks[region.last + 1 :]:
        if block.chrome in ("nav", "footer", "aside"):
            continue
        for depth, number in enumerate(block.path, 1):
            if number in seen:
                continue
            seen.add(number)
            element = page.document.containers[number]
            if _NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}".lower()):
                members = [each for each in page.blocks[block.index :] if inside(each, block.path[:depth])]
                return members if sum(_title_link(page, each) is not None for each in members) >= _FEWEST else []
    return []


def _below_tabs(page: Page, heading: Block) -> int:
    """The first block below a heading, and below the tabs beside it: `Tin liên quan`, `Bình luận` in one list."""
    index = heading.index + 1
    while index < len(page.blocks) and heading.item and page.blocks[index].item:
        if not siblings(page.blocks[index], heading) or _title_link(page, page.blocks[index]):
            break
        index += 1
    return index


def _members(page: Page, region: Region, heading: Block) -> list[Block]:
    """The blocks of the box under a heading: its element, where that holds the list and none of the article; else the
    run of lines that look like items.
    """
    blocks = page.blocks
    text = {block.index for block in region.sure} | {region.title}
    start = _below_tabs(page, heading)
    for depth in range(len(heading.path), 1, -1):
        prefix = heading.path[:depth]
        last = heading.index
        while last + 1 < len(blocks) and inside(blocks[last + 1], prefix):
            last += 1
        first = heading.index
        while first > 0 and inside(blocks[first - 1], prefix):
            first -= 1
        if any(index in text for index in range(first, last + 1)):
            break
        members = blocks[start : last + 1]
        if any(_title_link(page, block) for block in members):
            return _until_other(members)
    return _run(page, start, text)


def _until_other(members: list[Block]) -> list[Block]:
    """The members up to a heading of another kind of list, the footer, or a second list of related articles."""
    kept: list[Block] = []
    for block in members:
        if block.cue in ("footer", "visitors", "comments", "related", "tags") or (
            block.cue == "other-list" and block.linked < 0.5
        ):
            break
        kept.append(block)
    return kept


def _run(page: Page, start: int, text: set[int]) -> list[Block]:
    """In a flat layout: lines after the heading, as long as items keep coming in elements of one kind."""
    kept: list[Block] = []
    pending: list[Block] = []
    model: tuple[int, str] | None = None
    for block in page.blocks[start:]:
        if page.over(block.index) or block.cue == "tags" or block.chrome in ("footer", "nav") or block.index in text:
            break
        if block.chrome == "aside" and _scrolls(page, block):
            break
        link = _title_link(page, block)
        if link is None:
            pending.append(block)
            if len(pending) > _BETWEEN or (model is None and len(pending) > 4):
                break
            continue
        shape = (len(block.path), block.tag)
        if model is None:
            model = shape
        elif abs(shape[0] - model[0]) > 1 and shape[1] != model[1]:
            break
        kept += [*pending, block]
        pending = []
    # What follows the last item within its own element, or is its date or description.
    for block in pending:
        if block.cue == "date" or (
            kept and page.prose[block.index] and not block.cue and block.index <= kept[-1].index + 2
        ):
            kept.append(block)
        elif kept and block.index > kept[-1].index + 1:
            break
    return kept


def _scrolls(page: Page, block: Block) -> bool:
    """True for what runs through a window: the site's announcements."""
    return any(page.document.containers[number].tag == "marquee" for number in block.path)


def _title_link(page: Page, block: Block) -> Link | None:
    """The link of an item: as long as a title, to a page that could be an article."""
    return next(iter(_title_links(page, block)), None)


def _title_links(page: Page, block: Block) -> list[Link]:
    """The link of an item, in a list; all links of a line that is nothing but titles, which only styles part."""
    if block.chrome in ("nav", "footer") or (len(block.links) > 2 and block.linked < 0.9):
        return []
    patterns = patterns_of(page.words)
    found = []
    for link in block.links:
        if (len(link.text.split()) >= _WORDS or len(link.text) >= _LETTERS) and not patterns.match(
            "tools", fold(link.text)
        ):
            url = page.absolute(link.href)
            if url is not None and _could_be_article(page, url):
                found.append(link)
    if len(block.links) > 2:
        return found if len(found) == len(block.links) else []
    return found[:1]


def _could_be_article(page: Page, url: str) -> bool:
    if page.portal is None:
        return True
    kind = page.portal.kind_of(url)
    if kind == "outside":
        return _site(url) == _site(page.portal.home)  # a sister host, or the domain from before a merger's redirect
    return kind not in ("denied", "listing")


def _site(url: str) -> str:
    host = url.partition("//")[2].partition("/")[0].rpartition(":")[0] or url.partition("//")[2].partition("/")[0]
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def items_of(page: Page, members: list[Block]) -> list[RelatedLink]:
    """The items in these blocks. A date belongs to the item before it, unless the box begins with one."""
    titles: list[tuple[int, str, str]] = []  # position among members, url, title
    seen: set[str] = set()
    dates: list[tuple[int, str]] = []
    for position, block in enumerate(members):
        links = _title_links(page, block)
        for link in links:
            url = page.canonical(page.absolute(link.href) or "")
            if url not in seen:
                seen.add(url)
                title, day = _without_date(page, _without_bullet(link.text))
                titles.append((position, url, title))
                rest = block.text.replace(link.text, " ", 1)
                inline = day or (day_in(rest, page) if find_moments(rest, page.words) else None)
                if inline and len(links) == 1:  # whose it is of several, nothing says
                    dates.append((position, inline))
        if len(links) > 1 or (dates and dates[-1][0] == position):
            continue
        if block.cue == "date" or (len(block.text) < 60 and date_only(block.text, page.words)):
            stamp = day_in(block.text, page)
            if stamp:
                dates.append((position, stamp))
    first = bool(dates and titles and dates[0][0] < titles[0][0])
    result = []
    for number, (position, url, title) in enumerate(titles):
        before = titles[number - 1][0] if number else -1
        after = titles[number + 1][0] if number + 1 < len(titles) else len(members)
        low, high = (before + 1, position + 1) if first else (position, after)
        own = [stamp for place, stamp in dates if low <= place < high and (place != before or not first)]
        result.append(RelatedLink(url=url, title=title, published=own[-1 if first else 0] if own else None))
    return result


def _without_bullet(text: str) -> str:
    bullet = _BULLETS.match(text)
    return text[bullet.end() :] if bullet else text


def _without_date(page: Page, text: str) -> tuple[str, str | None]:
    """A link's text without the date that it ends or begins with: `Title (31/07/2023)`, `Title - 31/07/2023`."""
    moments = find_moments(text, page.words)
    if len(moments) != 1:
        return text, None
    found = moments[0]
    before, after = text[: found.start].rstrip(), text[found.end :].strip()
    marked = (before.endswith(("(", "[")) and after in (")", "]")) or (before.endswith(("|", " -", " –")) and not after)
    if marked and before.strip(" ([|-–"):
        return before.rstrip(" ([|-–"), found.iso(page.zone)
    if not before.strip(" ([") and len(squeeze(after)) > 10:
        return after.lstrip(" )]|:-–"), found.iso(page.zone)
    return text, None
