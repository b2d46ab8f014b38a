"""Dates of publication and change: every witness heard, agreement counted, and none named where nothing is sure."""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pipelines.extraction.dates.marked import marked_dates
from pipelines.extraction.dates.printed import dates_elsewhere, is_of_capture, printed_dates
from pipelines.extraction.dates.stated import Witness, stated_modified, stated_published
from pipelines.extraction.page import Found, Page
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.moments import Moment, find_moments
from pipelines.extraction.wording.zones import may_mean

_ENOUGH = 3.5  # one good witness
_STATED = ("json-ld", "meta")
_ZONES = timedelta(days=1)
_NEAR = 8.0  # a line beside the title, or with a label
# Clocks of portals go wrong by minutes; a date later than that never came from the article.
_SLACK = timedelta(minutes=30)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-])")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])/")


def read_dates(page: Page, region: Region | None, title: int | None) -> tuple[Found[str] | None, Found[str] | None]:
    """(published, modified), ISO 8601 in the portal's zone."""
    published, modified = printed_dates(page, region, title)
    stated = stated_published(page)
    published += stated
    modified += stated_modified(page)
    if not any(witness.source in ("json-ld", "meta", "context") for witness in stated):
        marked = marked_dates(page, region, title)
        published += marked[0]
        modified += marked[1]
    page.zone = _zone_of_clock(page, published) or page.zone
    page.heard["published"] = _heard(page, published)
    page.heard["modified"] = _heard(page, modified)
    published = [witness for witness in published if _possible(page, witness.moment)]
    modified = [witness for witness in modified if _possible(page, witness.moment)]
    published = _not_todays(page, published, modified)
    if modified:
        published = _not_after_change(page, published, modified)
    best = _best(page, published)
    if best and modified and _is_clock_beside(best, modified[0]):
        published = [witness for witness in published if witness.moment.day != best.moment.day]
        best = None
    if best is None and modified and modified[0].source == "visible":
        shown = [witness for witness in modified if witness.source == "visible"]
        best = _best(page, shown)  # `Cập nhật lúc …` alone is the date that the page shows
        modified = []
    if best is None and not published and region is not None:
        published = [witness for witness in dates_elsewhere(page, region) if _possible(page, witness.moment)]
        page.heard["published"] += _heard(page, published)
        best = _best(page, published)
    first = _found(page, best, published) if best else None
    changed = next((witness for witness in modified if best is None or witness.moment.day >= best.moment.day), None)
    second = _found(page, changed, modified) if changed else None
    if first and second and _same(first.value, second.value):
        second = None
    return first, second


def _is_clock_beside(best: Witness, change: Witness) -> bool:
    """True for a day above the title that is later than the change printed below it: the page's clock."""
    seen = best.source == change.source == "visible" and best.weight < change.weight
    return seen and best.moment.day > change.moment.day


def _not_todays(page: Page, published: list[Witness], modified: list[Witness]) -> list[Witness]:
    """Without the day of the capture that a meta element states, where the page prints another one: a template's."""
    shown = [each for each in (*published, *modified) if each.source == "visible"]
    if not shown or any(is_of_capture(page, each.moment) for each in shown):
        return published
    return [
        each
        for each in published
        if each.source != "meta" or each.moment.time is not None or not is_of_capture(page, each.moment)
    ]


def _not_after_change(page: Page, published: list[Witness], modified: list[Witness]) -> list[Witness]:
    """Without the feed's date where the page shows a change before it: many a feed dates all to when it was made.

    Nor is any other date stated that is later than a change printed right below the headline, by more than zones are.
    """
    shown = [witness for witness in modified if witness.source == "visible"]
    if not shown:
        return published
    changed = _day(page, shown[0].moment)
    surely = shown[0].weight >= _NEAR
    return [
        each
        for each in published
        if _day(page, each.moment) <= changed
        or (each.source != "context" and not (surely and each.source in _STATED))
        or (each.source in _STATED and _day(page, each.moment) - changed <= _ZONES)
    ]


def _same(one: str, other: str) -> bool:
    """True for one moment, of which `one` may be printed to the minute and `other` stated to the second."""
    return one == other or (one[16:19] == ":00" and one[:16] == other[:16])


def _heard(page: Page, witnesses: list[Witness]) -> list[Found[str]]:
    """All claims, the most believed first; also those that cannot be, which say so."""
    return [
        Found(
            witness.moment.iso(page.zone),
            witness.rule if _possible(page, witness.moment) else f"{witness.rule}:after-capture",
            witness.text,
        )
        for witness in sorted(witnesses, key=lambda witness: -witness.weight)
    ]


def _zone_of_clock(page: Page, witnesses: list[Witness]) -> tzinfo | None:
    """The zone of the times a page prints, where nothing else tells it: how far they stand from an instant in its head.

    `6:21 pm` beside `T16:21:53Z` is two hours east. To the minute, for a page that prints another time is none.
    Without one, the zone that a page names beside its time.
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
            shown, meant = clock._replace(named="").instant(UTC), moment.instant(UTC)
            if shown is None or meant is None:
                continue
            minutes = (shown.replace(second=0) - meant.replace(second=0)) // timedelta(minutes=1)
            near = minutes and minutes % 15 == 0 and -12 * 60 <= minutes <= 14 * 60
            if near and may_mean(clock.named, minutes):
                return timezone(timedelta(minutes=minutes))
    named = next((moment.offset for moment in printed if moment.offset and moment.named), None)
    return timezone(timedelta(minutes=named)) if named else None


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


def _best(page: Page, witnesses: list[Witness]) -> Witness | None:
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


def _found(page: Page, best: Witness, witnesses: list[Witness]) -> Found[str]:
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
