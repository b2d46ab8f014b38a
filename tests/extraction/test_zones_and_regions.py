"""Dates with a zone's name, with a byline in the same line, at the head of a release; and what a page's region says."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from pipelines.extraction.regions import region_of
from pipelines.extraction.wording.moments import date_only, find_moments
from pipelines.extraction.wording.words import words_of
from tests.extraction.english import PARAGRAPHS, english

# (as printed on an English page, expected)
LINES = [
    ("By Dana Reyes Mar 12, 2024, 10:00am EDT", "2024-03-12T10:00:00-04:00"),
    ("By Dana Reyes and Tom Pell, Mar 12, 2024", "2024-03-12"),
    ("Tue 12 Mar 2024 18.30 GMT", "2024-03-12T18:30:00+00:00"),
    ("Tue 12 Mar 2024 6.30pm", "2024-03-12T18:30:00+00:00"),
    ("Mar. 12, 2024 18:30 JST", "2024-03-12T18:30:00+09:00"),
    ("March 12, 2024 | 18:30 (AEDT)", "2024-03-12T18:30:00+11:00"),
    ("18:30 12 March 2024 SGT", "2024-03-12T18:30:00+08:00"),
    ("12 March 2024 18:30 GMT+8", "2024-03-12T18:30:00+08:00"),
    ("12 MAR 2024 6:30PM by PIB Delhi", "2024-03-12T18:30:00+00:00"),
    ("12 Mar, 2024 06:30 PM IST", "2024-03-12"),  # India's, Ireland's or Israel's
    ("Mar 12, 2024, 6:30 PM PST", "2024-03-12"),
    ("Mar 12, 2024, 6:30 PM CST", "2024-03-12"),
    ("Posted: 03/12/2024 6:30 PM EDT", None),  # either March or December
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_printed_line(line: str, expected: str | None) -> None:
    assert english(after_title=f"<p>{line}</p>").published == expected


def test_a_time_and_its_zone_in_the_next_element() -> None:
    line = "<p><span>Mar 12, 2024</span><br><span>10:00am EDT</span></p>"
    assert english(after_title=line).published == "2024-03-12T10:00:00-04:00"


@pytest.mark.parametrize(
    "line",
    [
        "By March 12, 2024 the council will have repaid the loan",
        "By Monday Morning on Mar 12, 2024 all schools were closed again",
    ],
)
def test_a_sentence_that_begins_like_a_byline(line: str) -> None:
    assert english(after_title=f"<p>{line}</p>").published is None


def test_a_name_that_means_several_zones_is_the_page_s_own() -> None:
    [moment] = find_moments("12 Mar, 2024 06:30 PM IST", words_of("en"))
    assert moment.iso(ZoneInfo("Asia/Kolkata")) == "2024-03-12T18:30:00+05:30"
    assert moment.iso(ZoneInfo("Europe/Berlin")) == "2024-03-12"
    assert moment.iso(UTC) == "2024-03-12"


def test_small_letters_are_words_not_zones() -> None:
    [moment] = find_moments("12. März 2024, 18:30 Uhr", words_of("de"))
    assert moment.named == ""
    assert date_only("12.03.2024 18:30 ist", words_of("de")) is None


# (html lang, og:locale, as printed, expected)
REGIONS = [
    ("en-US", "", "Posted: 03/12/2024 6:30 PM EDT", "2024-03-12T18:30:00-04:00"),
    ("en", "en_US", "Posted: 03/12/2024", "2024-03-12"),
    ("en-PH", "", "Posted: 03/12/2024", "2024-03-12"),
    ("en-GB", "", "Posted: 03/12/2024", "2024-12-03"),
    ("en-AU", "en_US", "Posted: 03/12/2024", "2024-12-03"),  # what is chosen, not what themes say anyway
    ("en-GB", "en_AU", "Posted: 03/12/2024", None),
    ("en-GB", "", "Posted: 12 July 2024 18:30 BST", "2024-07-12T18:30:00+01:00"),
    ("en-IN", "", "12 Mar, 2024 06:30 PM IST", "2024-03-12T18:30:00+05:30"),
    ("en-IE", "", "12 Jul, 2024 06:30 PM IST", "2024-07-12T18:30:00+01:00"),
    ("en", "", "Posted: 03/12/2024", None),
]


@pytest.mark.parametrize(("language", "locale", "line", "expected"), REGIONS)
def test_region_of_the_page(language: str, locale: str, line: str, expected: str | None) -> None:
    head = f'<meta property="og:locale" content="{locale}">' if locale else ""
    page = english(after_title=f"<p>{line}</p>", head=head, language=language)
    assert page.published == expected


def test_the_head_s_date_says_more_than_the_region() -> None:
    head = '<meta property="article:published_time" content="2024-12-03T10:00:00+00:00">'
    page = english(after_title="<p>Posted: 03/12/2024</p>", head=head, language="en-US")
    assert page.published == "2024-12-03T10:00:00+00:00"


def test_the_head_s_instant_tells_which_of_several_zones_a_name_means() -> None:
    line = "<p>Mar 12, 2024, 6:30 PM PST</p>"
    head = '<meta property="article:published_time" content="2024-03-{}:30:00Z">'
    assert english(after_title=line, head=head.format("13T02")).published == "2024-03-12T18:30:00-08:00"
    assert english(after_title=line, head=head.format("12T10")).published == "2024-03-12T18:30:00+08:00"
    # No zone of that name is three hours off: the day is sure, and the head's time of it.
    assert english(after_title=line, head=head.format("12T21")).published == "2024-03-12T21:30:00+00:00"


def test_american_is_what_themes_say_everywhere() -> None:
    assert region_of(["en-US"], "news.example.com") == "us"
    assert region_of(["en_US"], "news.example.com.au") == ""
    assert region_of(["hi"], "news.example.com") == "in"
    assert region_of(["zh-hant-tw", "en_GB"], "news.example.com") == ""
    assert region_of(["", "en"], "news.example.com") == ""


# (how the text begins, expected)
OPENINGS = [
    ("PORT ELLERY, March 12, 2024 (GLOBE NEWSWIRE) -- ", "2024-03-12"),
    ("PORT ELLERY, Ohio, March 12, 2024 /PRNewswire/ -- ", "2024-03-12"),
    ("Port Ellery, 12 March 2024 – ", "2024-03-12"),
    ("PORT ELLERY, March 12, 2024 — ", "2024-03-12"),
    ("Since March 12, 2024 (a Tuesday) ", None),
    ("The Port of Ellery said on March 12, 2024 - before the storm - that ", None),
    ("PORT ELLERY, March 12, 2024 was the day on which ", None),
]


@pytest.mark.parametrize(("opening", "expected"), OPENINGS)
def test_dateline(opening: str, expected: str | None) -> None:
    text = f"<p>{opening}{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    assert english(text=text).published == expected


def test_a_dateline_is_heard_where_nothing_else_is_dated() -> None:
    text = f"<p>PORT ELLERY, March 12, 2024 -- {PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    assert english(after_title="<p>March 14, 2024</p>", text=text).published == "2024-03-14"
