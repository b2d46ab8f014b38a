"""Dates of publication and change: every witness heard, agreement counted, and none named where nothing is sure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pipelines.extraction.blocks import Block
from pipelines.extraction.cues import LISTS
from pipelines.extraction.folding import word_count
from pipelines.extraction.metadata import texts
from pipelines.extraction.moments import Moment, date_only, find_moments, time_only
from pipelines.extraction.page import Found, Page
from pipelines.extraction.region import Region
from pipelines.extraction.words import alternatives

_ENOUGH = 3.5  # one good witness
_MOST_LINES = 12  # dates that are heard on one page
_ABOVE = 3  # blocks above the title in which its date may stand
_ITEM = 5  # lines that the entry of a list may take: link, teaser, date
_NEAR = 8.0  # a line beside the title, or with a label
# Clocks of portals go wrong by minutes; a date later than that never came from the article.
_SLACK = timedelta(minutes=30)
_META_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "published_time", "publishdate", "pubdate",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "og:article:published_time", "parsely-pub-date",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified", "dcterms.modified",
)  # fmt: skip
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-])")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])/")


@dataclass(slots=True)
class _Witness:
    """One claim about the date: how far it is believed by itself, and where it was made."""

    moment: Moment
    weight: float
    rule: str
    text: str
    source: str  # claims from one source do not confirm each other


def read_dates(page: Page, region: Region | None, title: int | None) -> tuple[Found[str] | None, Found[str] | None]:
    """(published, modified), ISO 8601 in the portal's zone."""
    published, modified = _visible(page, region, title)
    published += _stated(page, "datePublished", _META_PUBLISHED)
    modified += _stated(page, "dateModified", _META_MODIFIED)
    page.zone = _zone_of_clock(page, published) or page.zone
    page.heard["published"] = _heard(page, published)
    page.heard["modified"] = _heard(page, modified)
    published = [witness for witness in published if _possible(page, witness.moment)]
    modified = [witness for witness in modified if _possible(page, witness.moment)]
    best = _best(page, published)
    if best is None and modified and modified[0].source == "visible":
        best = _best(page, modified)  # `Cập nhật lúc …` alone is the date that the page shows
        modified = []
    if best is None and not published and region is not None:
        published = [witness for witness in _outside(page, region) if _possible(page, witness.moment)]
        page.heard["published"] += _heard(page, published)
        best = _best(page, published)
    first = _found(page, best, published) if best else None
    changed = next((witness for witness in modified if best is None or witness.moment.day >= best.moment.day), None)
    second = Found(changed.moment.iso(page.zone), changed.rule, changed.text) if changed else None
    if first and second and second.value == first.value:
        second = None
    return first, second


def _heard(page: Page, witnesses: list[_Witness]) -> list[Found[str]]:
    """All claims, the most believed first; also those that cannot be, which say so."""
    return [
        Found(
            witness.moment.iso(page.zone),
            witness.rule if _possible(page, witness.moment) else f"{witness.rule}:after-capture",
            witness.text,
        )
        for witness in sorted(witnesses, key=lambda witness: -witness.weight)
    ]


def _zone_of_clock(page: Page, witnesses: list[_Witness]) -> tzinfo | None:
    """The zone of the times a page prints, where nothing else tells it: how far they stand from an instant in its head.

    `6:21 pm` beside `T16:21:53Z` is two hours east. To the minute, for a page that prints another time is none.
    """
    if page.portal is not None or page.zone not in (UTC, ZoneInfo("UTC")):
        return None
    printed = [
        each.moment for each in witnesses if each.source == "visible" and each.weight >= _NEAR and each.moment.time
    ]
    stated = [
        each.moment for each in witnesses if each.source in ("json-ld", "meta") and each.moment.offset is not None
    ]
    for clock in (moment for moment in printed if moment.offset is None):
        for moment in stated:
            shown, meant = clock.instant(UTC), moment.instant(UTC)
            if shown is None or meant is None:
                continue
            minutes = (shown.replace(second=0) - meant.replace(second=0)) // timedelta(minutes=1)
            if minutes and minutes % 15 == 0 and -12 * 60 <= minutes <= 14 * 60:
                return timezone(timedelta(minutes=minutes))
    return None


def _visible(page: Page, region: Region | None, title: int | None) -> tuple[list[_Witness], list[_Witness]]:
    """Date lines around the title, and labelled ones up to where other articles begin."""
    published: list[_Witness] = []
    modified: list[_Witness] = []
    if title is None and region is None:
        return published, modified
    anchor = title if title is not None else region.first if region else 0
    end = region.end if region else min(len(page.blocks), anchor + 12)
    first_text = region.first if region else end
    change = re.compile(rf"\W*{alternatives(page.words.dates.modified)}(?!\w)")
    label = re.compile(rf"(?<!\w){alternatives(page.words.dates.published)}(?!\w)")
    for index in range(max(0, anchor - _ABOVE), end):
        block = page.blocks[index]
        if block.cue != "date" or block.chrome in ("nav", "footer", "aside"):
            continue
        if len(published) + len(modified) >= _MOST_LINES:
            break
        moments = find_moments(block.text, page.words)
        if len(moments) != 1:
            continue
        moment = _with_neighbour(page, index, moments[0])
        labelled = bool(label.search(block.key))
        if index < anchor:
            weight = 0.0 if _is_clock(page, block, moment, anchor) else 6.0 - (anchor - index - 1)
        elif index <= first_text + 1 or index <= anchor + 4:
            weight = 10.0
        else:
            weight = 8.0 if labelled else 4.5 if region and index > region.last and _alone(page, region, index) else 0.0
        if weight <= 0:
            continue
        witness = _Witness(moment, weight + (1 if labelled else 0), "visible", block.text, "visible")
        (modified if change.match(block.key) and not labelled else published).append(witness)
    return published, modified


def _outside(page: Page, region: Region) -> list[_Witness]:
    """Where nothing near the text is dated: a labelled date below, and the end of `<title>`. Each needs the other."""
    label = re.compile(rf"\W*{alternatives(page.words.dates.published)}(?!\w)")
    found = []
    for block in page.blocks[region.end :]:
        if block.cue == "date" and block.chrome not in ("nav", "footer") and label.match(block.key) and not block.links:
            moments = find_moments(block.text, page.words)
            found += [_Witness(moment, 3.0, "visible", block.text, "visible") for moment in moments]
    last = re.split(r"\s[|–—-]\s|[|,]\s", page.metadata.title)[-1]
    moment = date_only(last, page.words)
    if moment and last != page.metadata.title:
        found.append(_Witness(moment, 3.0, "title-element", page.metadata.title, "title-element"))
    return found


def _alone(page: Page, region: Region, index: int) -> bool:
    """True for the one date line below the text: several are those of other articles, and so is one that is a link."""
    below = [block for block in page.blocks[region.last + 1 : region.end] if block.cue == "date"]
    return len(below) == 1 and page.blocks[index].linked < 0.6


def _with_neighbour(page: Page, index: int, moment: Moment) -> Moment:
    """The day with the time of the line beside it (`11:02` in one span, `17/04/2024` in the next)."""
    if moment.time is not None:
        return moment
    for other in (index + 1, index - 1):
        if 0 <= other < len(page.blocks) and page.blocks[other].path[:-1] == page.blocks[index].path[:-1]:
            time = time_only(page.blocks[other].text, page.words)
            if time and any(time):
                return moment._replace(time=time)
    return moment


def _is_clock(page: Page, block: Block, moment: Moment, anchor: int) -> bool:
    """True for today's date as a header shows it: with a weekday, in the page's header, far from the title."""
    words = page.words.dates
    if block.chrome == "header":
        return True
    if re.match(rf"\W*{alternatives(words.today)}", block.key):
        return True
    if _is_listed(page, block):
        return True
    between = page.blocks[block.index + 1 : anchor]
    if any(other.cue in LISTS or other.linked > 0.5 for other in between):
        return True
    if page.fetched_at and page.local(page.fetched_at).date() == moment.day and not _confirmed(page, moment):
        return True
    weekday = re.match(rf"\W*{alternatives(words.weekdays)}(?!\w)", block.key)
    if not weekday:
        return False
    title = page.blocks[anchor]
    shared = 0
    for ours, theirs in zip(block.path, title.path, strict=False):
        if ours != theirs:
            break
        shared += 1
    # With a time, right above the title or in its element, it is the article's own date; by itself it is the day's.
    close = moment.time is not None and (anchor - block.index == 1 or (shared > 1 and len(block.path) - shared <= 2))
    return not (close or _confirmed(page, moment))


def _is_listed(page: Page, block: Block) -> bool:
    """True for the date of an article that the page offers: below a link as long as a title, one of several."""
    above = page.blocks[max(0, block.index - _ITEM) : block.index]
    offered = above and above[-1].linked > 0.8 and len(above[-1].links) == 1 and word_count(above[-1].text) >= 4
    return bool(offered) and any(other.cue == "date" for other in above)


def _confirmed(page: Page, moment: Moment) -> bool:
    return any(witness.moment.day == moment.day for witness in _stated(page, "datePublished", _META_PUBLISHED))


def _stated(page: Page, key: str, names: tuple[str, ...]) -> list[_Witness]:
    """What JSON-LD, meta elements and, for publication, context and platform say."""
    found: list[_Witness] = []
    for value in page.metadata.stated(key):
        for text in texts(value):
            found += _read(page, text, 5.0, "json-ld")
    for name in names:
        for text in page.metadata.values.get(name, ()):
            found += _read(page, text, 5.0 if name.startswith(("article:", "date")) else 4.0, "meta")
    if key == "datePublished":
        if page.context.published:
            found += _read(page, page.context.published, 4.0, "context")
        for element in page.hints.get("published", ()):
            value = element.get("datetime") or element.get("content") if hasattr(element, "get") else None
            if value and not _in_list(page, element):
                found += _read(page, value, 3.0, "time-element")
    return found


def _in_list(page: Page, element: object) -> bool:
    """True for a `<time>` of another article: it stands in a link, a list, or after a heading of related articles."""
    for ancestor in element.iterancestors():  # type: ignore[attr-defined]
        if ancestor.tag in ("li", "a", "aside", "nav", "footer"):
            return True
    seen = False
    for block in page.blocks:
        seen = seen or block.cue in LISTS
        if block.element is element or any(piece.element is element for piece in block.pieces):
            return seen
    return True


def _read(page: Page, text: str, weight: float, source: str) -> list[_Witness]:
    """A machine's date. ISO is believed; `4/6/2024` may be either way round, so both readings need another witness."""
    text = text[:100]
    exact = find_moments(text, page.words)
    if re.search(r"\d{4}-\d{2}-\d{2}", text) and exact:
        return [_Witness(exact[0], weight, source, text, source)]
    both = [moment for order in ("dmy", "mdy") for moment in find_moments(text, page.words, order)[:1]]
    if both and len({moment.day for moment in both}) == 1:
        return [_Witness(both[0], weight - 0.5, source, text, source)]
    return [_Witness(moment, 1.5, f"{source}:either-order", text, source) for moment in both]


def _possible(page: Page, moment: Moment) -> bool:
    """False for a date after the capture: that is a clock, an event, or a slip."""
    if page.fetched_at is None:
        return True
    now = page.local(page.fetched_at)
    instant = moment.instant(page.zone)
    return instant <= now + _SLACK if instant else moment.day <= now.date()


def _day(page: Page, moment: Moment) -> date:
    instant = moment.instant(page.zone)
    return instant.date() if instant else moment.day


def _best(page: Page, witnesses: list[_Witness]) -> _Witness | None:
    """The witness with the most belief: its own, that of other sources for the same day, and the address's month."""
    best, best_score = None, _ENOUGH
    for witness in witnesses:
        day = _day(page, witness.moment)
        others = {
            other.source for other in witnesses if other.source != witness.source and _day(page, other.moment) == day
        }
        score = witness.weight + 3 * len(others) + _address(page, day)
        if score > best_score:
            best, best_score = witness, score
    return best


def _address(page: Page, day: date) -> float:
    match = _URL_DAY.search(page.url)
    if match:
        return 3.0 if (int(match[1]), int(match[2]), int(match[3])) == (day.year, day.month, day.day) else -1.0
    match = _URL_MONTH.search(page.url)
    if match:
        return 2.5 if (int(match[1]), int(match[2])) == (day.year, day.month) else -1.0
    return 0.0


def _found(page: Page, best: _Witness, witnesses: list[_Witness]) -> Found[str]:
    """The best witness's date; where it knows only the day, with the time that another one knows for the same day."""
    value: str = best.moment.iso(page.zone)
    rule, text = best.rule, best.text
    if "T" not in value:
        for other in sorted(witnesses, key=lambda witness: -witness.weight):
            timed = other.moment.iso(page.zone)
            if timed.startswith(value + "T") and other.source in ("json-ld", "meta", "visible", "context"):
                return Found(timed, f"{rule}+{other.rule}", f"{text} / {other.text}")
    agreeing = {
        other.source
        for other in witnesses
        if other.source != best.source and _day(page, other.moment).isoformat() == value[:10]
    }
    return Found(value, "+".join([rule, *sorted(agreeing)]), text)


def day_in(text: str, page: Page) -> str | None:
    """The date of a related item's line: ISO 8601, or None."""
    moments = find_moments(text, page.words)
    if not moments:
        return None
    return moments[-1].iso(page.zone) if _possible(page, moments[-1]) else None


def moment_of(text: str, page: Page) -> str | None:
    """The first date in a text that a rule points at: ISO 8601, or None."""
    moments = find_moments(text, page.words)
    return moments[0].iso(page.zone) if moments and _possible(page, moments[0]) else None
