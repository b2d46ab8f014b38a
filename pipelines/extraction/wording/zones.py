"""Names of time zones as pages print them beside a time, and how far each is from Greenwich."""

from __future__ import annotations

import re

# Minutes east of Greenwich, for names that mean one zone wherever they are printed.
_MEANT = {
    "GMT": 0, "UTC": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180,
    "MSK": 180, "TRT": 180, "SAST": 120, "CAT": 120, "EAT": 180, "WAT": 60, "PKT": 300, "NPT": 345, "ICT": 420,
    "WIB": 420, "WITA": 480, "WIT": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "AWST": 480, "JST": 540,
    "KST": 540, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "EDT": -240, "CDT": -300, "MDT": -360, "PDT": -420, "AKDT": -480, "BRT": -180,
}  # fmt: skip
# Names that mean several, each where the page says which country it is of: India, Ireland and Israel have an IST.
_MEANT_IN = {
    ("in", "IST"): 330, ("ie", "IST"): 60, ("gb", "BST"): 60, ("us", "EST"): -300, ("ca", "EST"): -300,
    ("ph", "PST"): 480, ("ph", "PHST"): 480,
}  # fmt: skip
# All that they mean, for a page where something else tells which.
_SEVERAL = {
    "ET": (-300, -240), "CT": (-360, -300), "MT": (-420, -360), "PT": (-480, -420), "EST": (-300, 600),
    "CST": (-360, 480), "MST": (-420, 390, 480), "PST": (-480, 300, 480), "PHST": (480,), "AST": (-240, 180),
    "ADT": (-180, 240), "BST": (60, 360), "IST": (330, 60, 120), "GST": (240, 600), "SST": (-660, 480),
}  # fmt: skip
_ANY = "|".join(sorted({*_MEANT, *_SEVERAL}, key=len, reverse=True))
NAMES = re.compile(rf"(?<!\w)(?=[A-Z]{{2}})(?:{_ANY})(?!\w)")  # in capitals, for in small letters some are words
LOWER = rf"(?:{_ANY.lower()})(?!\w)"  # for folded text


def minutes_of(name: str, region: str) -> int | None:
    """Minutes east of Greenwich of a zone's name on a page of this region; None where it may mean several."""
    return _MEANT_IN.get((region, name), _MEANT.get(name))


REGIONS = frozenset(region for region, _ in _MEANT_IN)  # that tell the zone of a name


def may_mean(name: str, minutes: int) -> bool:
    """Whether a name that means several zones means one so far from Greenwich. No name says nothing."""
    return minutes in _SEVERAL.get(name, (minutes,))


# `EDT`, `(IST)`; what goes on with a number (`GMT+7`) is told by that.
AFTER_TIME = re.compile(rf"\s*[(\[|,-]*\s*({NAMES.pattern})(?!\s*[+-]\s?\d)")
BEFORE_TIME = re.compile(rf"({NAMES.pattern})\s*$")  # `HKT 15:45`
_LONGEST = 6  # characters of a name and a space
_ZONE = re.compile(r"\s*[(\[|,-]*\s*(?:(gmt|utc)\s*)?(?:([+-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d/.-]))?")


def name_beside(text: str, start: int, ends: tuple[int, int]) -> re.Match[str] | None:
    """The name of a zone (group 1) behind a time, or behind what it stands with, or else in front of the time."""
    return (
        AFTER_TIME.match(text, ends[0])
        or AFTER_TIME.match(text, ends[1])
        or BEFORE_TIME.search(text, max(0, start - _LONGEST), start)
    )


def printed_minutes(rest: str) -> int | None:
    """Minutes east of Greenwich, where a zone follows the time: `(GMT+7)`, `GMT`, `+07:00`."""
    match = _ZONE.match(rest)
    if match is None or not (match[1] or match[2]):
        return None
    if match[2] is None:
        return 0
    hours = int(match[3])
    if hours > 14:
        return None
    return (hours * 60 + int(match[4] or 0)) * (-1 if match[2] == "-" else 1)
