"""The dates that a page prints: lines around the title, labelled ones below; and which of them is only a clock."""

from __future__ import annotations

import re

from pipelines.extraction.dates.stated import Witness, stated_published
from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cues import LISTS
from pipelines.extraction.lines.date_pairs import date_labels, date_pair
from pipelines.extraction.lines.fact_lines import pair_beside_facts, without_tools
from pipelines.extraction.page import Page, shared, siblings
from pipelines.extraction.text.region import Region
from pipelines.extraction.titles.score import links_here
from pipelines.extraction.wording.folding import word_count
from pipelines.extraction.wording.moments import Moment, date_only, find_moments, time_only

_MOST_LINES = 12  # dates that are heard on one page
ABOVE = 3  # blocks above the title in which its date may stand
_POSTED = re.compile(r"(?:post|entry|publish\w*|article|news|detail)[-_]?date|date[-_]?(?:post|publish)|ngay-?_?dang")
_CLOCK_DAYS = 2  # that a clock in a stored page may be off
_DATELINE = 120  # characters in which the place and the day stand that open a text
_PLACE = re.compile(r"\W*(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*+\W++){1,8}(?<=[,.(–—-] )(?:on )?\(?|\W*(?:[A-ZÀ-ÖØ-Þ.'’-]++\W++){1,6}")
_BEHIND = re.compile(r"\s*[,)]?\s*(?:--|[–—(/-])")
_HEAD, _SHORT = 8, 40  # lines of an article's head; characters of a short one
_HEADLINE = 4  # words, at least
_ITEM = 5  # lines that the entry of a list may take: link, teaser, date


def printed_dates(page: Page, region: Region | None, title: int | None) -> tuple[list[Witness], list[Witness]]:
    """(published, modified): date lines around the title, and labelled ones up to where other articles begin."""
    published: list[Witness] = []
    modified: list[Witness] = []
    if title is None and region is None:
        return published, modified
    anchor = title if title is not None else region.first if region else 0
    end = region.end if region else min(len(page.blocks), anchor + 12)
    first_text = region.first if region else end
    labels = date_labels(page.words)
    for index in range(max(0, anchor - 2 * ABOVE), end):
        block = page.blocks[index]
        if block.cue != "date" or block.chrome in ("nav", "footer", "aside"):
            continue
        if index > first_text and _is_of_link(page, block):
            continue
        above = sum(other.cue != "tools" for other in page.blocks[index + 1 : anchor])
        if above >= ABOVE:
            continue
        if len(published) + len(modified) >= _MOST_LINES:
            break
        moments = find_moments(block.text, page.words)
        both = date_pair(block.text, page.words)
        if both is None:
            both = pair_beside_facts(block.text, page.words)
        if both is None and len(moments) != 1:
            continue
        moment = both.published if both else _with_neighbour(page, index, moments[0])
        changed = labels.modified.whole(block.key)
        above_it = page.blocks[index - 1].key if index else ""  # as in a list of facts: `Published`, and then the day
        behind = labels.published.search(block.key, changed.end if changed else 0)
        labelled = behind is not None or labels.published.is_all(above_it)
        if index < anchor:
            weight = 0.0 if is_clock(page, block, moment, anchor) else 6.0 - above
        elif index <= first_text + 1 or index <= anchor + 4 or _below_lead(page, anchor, index):
            weight = 10.0
        else:
            weight = 8.0 if labelled else 4.5 if region and index > region.last and _alone(page, region, index) else 0.0
        if weight <= 0 or (region and index > region.last and not labelled and _is_todays(page, moment)):
            continue
        own = labels.published.search(block.key) is not None
        witness = Witness(moment, weight + (1 if own else 0), "visible", block.text, "visible")
        if both:
            modified.append(Witness(both.modified, weight, "visible", block.text, "visible"))
        updated = changed or labels.modified.is_all(above_it)
        (modified if updated and not labelled and not both else published).append(witness)
    return published, modified


def _is_of_link(page: Page, block: Block) -> bool:
    """True for the date in one element with the link to another article, right behind it."""
    above = page.blocks[block.index - 1] if block.index else block
    if above.path != block.path or above.linked < 0.8 or len(above.links) != 1:
        return False
    return word_count(above.text) >= _HEADLINE and not links_here(page, above)


def _below_lead(page: Page, anchor: int, index: int) -> bool:
    """True for a line that only a lead and short lines (who wrote it, buttons) part from the title."""
    between = page.blocks[anchor + 1 : index]
    if len(between) > _HEAD or any(block.cue in LISTS or (block.linked > 0.5 and block.heading) for block in between):
        return False
    prose = [block for block in between if page.prose[block.index]]
    return len(prose) <= 1 and all(len(block.text) <= _SHORT for block in between if block not in prose)


def dates_elsewhere(page: Page, region: Region) -> list[Witness]:
    """Where nothing near the text is dated: the place and day that open it, as in a release to the press.

    Also a labelled date below, and the end of `<title>`: each needs the other.
    """
    label = date_labels(page.words).published
    found = []
    for block in page.blocks[region.end :]:
        if block.cue == "date" and block.chrome not in ("nav", "footer") and label.whole(block.key) and not block.links:
            moments = find_moments(block.text, page.words)
            found += [Witness(moment, 3.0, "visible", block.text, "visible") for moment in moments]
    last = re.split(r"\s[|–—-]\s|[|,]\s", page.metadata.title)[-1]
    moment = date_only(last, page.words)
    if moment and last != page.metadata.title:
        found.append(Witness(moment, 3.0, "title-element", page.metadata.title, "title-element"))
    return [*found, *_dateline(page, region)]


def _dateline(page: Page, region: Region) -> list[Witness]:
    """`PORT ELLERY, March 12, 2024 (GLOBE NEWSWIRE) -- …`: nothing but capitals before the day, a sign behind it."""
    text = min([*region.sure, *region.unsure], key=lambda block: block.index, default=page.blocks[region.first]).text
    moments = find_moments(text[:_DATELINE], page.words)
    if not moments or not _PLACE.fullmatch(text[: moments[0].start]) or not _BEHIND.match(text[moments[0].end :]):
        return []
    day = moments[0]._replace(time=None, offset=None, named="")
    return [Witness(day, 4.0, "dateline", text[:_DATELINE], "dateline")]


def _alone(page: Page, region: Region, index: int) -> bool:
    """True for the one date line below the text: several are those of other articles, and so is one that is a link."""
    below = [
        block
        for block in page.blocks[region.last + 1 : region.end]
        if block.cue == "date" and find_moments(block.text, page.words)
    ]
    return len(below) == 1 and page.blocks[index].linked < 0.6 and not _is_of_file(page, page.blocks[index])


def _is_of_file(page: Page, block: Block) -> bool:
    """True for the day in a row of a table that links to an attached file."""
    near = page.blocks[block.index - _ITEM : block.index + _ITEM] if block.row else []
    return any(link.is_file for other in near if other.row == block.row and other.linked for link in other.links)


def _with_neighbour(page: Page, index: int, moment: Moment) -> Moment:
    """The day with the time of the line beside it (`11:02` in one span, `17/04/2024` in the next)."""
    if moment.time is not None:
        return moment
    for other in (index + 1, index - 1):
        if 0 <= other < len(page.blocks) and page.blocks[other].path[:-1] == page.blocks[index].path[:-1]:
            line = page.blocks[other].text
            line = re.split(r"\s[-–|]\s", line, maxsplit=1)[0]  # a counter may stand behind, and buttons
            line = without_tools(line, page.words)
            if any(time_only(line, page.words) or ()):
                both = find_moments(f"{moment.day.isoformat()} | {line}", page.words)[0]
                return moment._replace(time=both.time, offset=both.offset, named=both.named)
    return moment


def is_clock(page: Page, block: Block, moment: Moment, anchor: int) -> bool:
    """True for today's date as a header shows it: with a weekday, in the page's header, far from the title."""
    if block.chrome == "header":
        return True
    labels = date_labels(page.words)
    if labels.opens_clock(block.key):
        return True
    between = page.blocks[block.index + 1 : anchor]
    if _is_listed(page, block) or _is_of_event(page, block, between):
        return True
    linked = sum(other.linked > 0.5 and other.cue != "tools" for other in between)
    # Right beside the title, with a time, it is the article's, though a link to who published it stands between.
    own = linked == 1 and moment.time is not None and siblings(block, page.blocks[anchor])
    if any(other.cue in LISTS for other in between) or (linked and not own):
        return True
    if is_of_capture(page, moment) and not _confirmed(page, moment):
        return True
    if not labels.weekday.whole(block.key):
        return False
    if _POSTED.search(block.labels):
        return False
    if page.fetched_at and abs((page.local(page.fetched_at).date() - moment.day).days) > _CLOCK_DAYS:
        return False  # no clock is so slow
    common = shared(block.path, page.blocks[anchor].path)
    # With a time, right above the title or in its element, it is the article's own date; by itself it is the day's.
    if block.heading and anchor - block.index == 1:  # as blogs print it above each entry
        return False
    close = moment.time is not None and (anchor - block.index == 1 or (common > 1 and len(block.path) - common <= 2))
    return not (close or _confirmed(page, moment))


def _is_listed(page: Page, block: Block) -> bool:
    """True for the date of an article that the page offers: below a link as long as a title, one of several."""
    above = page.blocks[max(0, block.index - _ITEM) : block.index]
    offered = above and above[-1].linked > 0.8 and len(above[-1].links) == 1 and word_count(above[-1].text) >= _HEADLINE
    return bool(offered) and any(other.cue == "date" for other in above)


def _is_of_event(page: Page, block: Block, between: list[Block]) -> bool:
    """True for one of several days above the title, each above what takes place then."""
    if not between or between[0].cue or between[0].linked:
        return False
    above = page.blocks[max(0, block.index - 2) : block.index]
    return len(above) == 2 and above[0].cue == "date" and not above[1].cue and above[1].path[:-1] == block.path[:-1]


def is_of_capture(page: Page, moment: Moment) -> bool:
    """True for the day on which the page was fetched, which clocks show."""
    return page.fetched_at is not None and page.local(page.fetched_at).date() == moment.day


def _is_todays(page: Page, moment: Moment) -> bool:
    """True for what shows the day without a time, as footers do; the article's own has one, or is stated too."""
    return moment.time is None and is_of_capture(page, moment) and not _confirmed(page, moment)


def _confirmed(page: Page, moment: Moment) -> bool:
    """True for a day that is stated too; a meta element with the day of the capture and no time is a clock itself."""
    capture = is_of_capture(page, moment)
    return any(
        witness.moment.day == moment.day and not (capture and witness.source == "meta" and witness.moment.time is None)
        for witness in stated_published(page)
    )
