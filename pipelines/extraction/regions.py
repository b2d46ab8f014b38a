"""The region that a page is of: it tells the order of numeric dates, and which zone `IST` is."""

from __future__ import annotations

import functools
import re

import msgspec

from pipelines.extraction.dates.stated import PUBLISHED_NAMES
from pipelines.extraction.markup.metadata import Metadata
from pipelines.extraction.wording.words import DOTTED, Words
from pipelines.extraction.wording.zones import REGIONS

_LANGUAGES = dict.fromkeys(("hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "pa", "or", "as"), "in")
_ORDERS = {**dict.fromkeys(("gb", "au", "in", "ie", "nz", "za"), "dmy"), "us": "mdy", "ph": "mdy"}
_TELLING = REGIONS | set(_ORDERS)
_REGION = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})(?![a-z])")
# Themes say `en-US` wherever they are used; a host of another country is not American.
_OTHER_HOST = re.compile(r"\.(?!us|ph|io|ai|tv|me|fm)[a-z]{2}$")


def region_of(languages: list[str], host: str) -> str:
    """The country that a page's `lang` or `og:locale` names: what was chosen, before the `en-US` that is the default.

    Two countries besides it are none, and so is the default on a host of another country.
    """
    said = [match[1] for match in map(_REGION.match, map(str.lower, languages)) if match]
    said += [_LANGUAGES[first] for each in languages if (first := each.lower()[:2]) in _LANGUAGES]
    chosen = set(said) - {"us"}
    if chosen:
        return chosen.pop() if len(chosen) == 1 else ""
    return "us" if said and not _OTHER_HOST.search(host) else ""


def regional(words: Words, stated: Metadata, url: str) -> Words:
    """The words that a page is read with. What its head states of the date tells the order better than its region."""
    if words.dates.order not in ("", DOTTED):
        return words
    region = region_of([stated.first("og:locale"), stated.language], url.partition("://")[2].partition("/")[0])
    if region not in _TELLING:
        return words
    dated = any(stated.stated("datePublished")) or bool(stated.first(*PUBLISHED_NAMES))
    return _words_in(words, region, "" if dated else _ORDERS.get(region, ""))


@functools.lru_cache(maxsize=64)
def _words_in(words: Words, region: str, order: str) -> Words:
    """The words of a language as a region uses them: the order of numeric dates, where the language leaves it open."""
    order = order or words.dates.order
    dates = msgspec.structs.replace(words.dates, order=order, region=region)
    return msgspec.structs.replace(words, dates=dates, base=words)
