"""The gold says what the pages say: both come from the same articles."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from datetime import date, datetime

import pytest

from samples import GATES, NOT_ARTICLES, PORTALS, SampleServer, State, found_by, gold
from samples.plan import CATEGORIES, POSTBACK_CATEGORY, every_article
from tests.samples.fetching import fetch, reachable

EVERY_PAGE = """
import hashlib
from samples import PORTALS, gold
from samples.site import page_at
for portal in PORTALS:
    for state in ("first", "second"):
        for target in ["/", *(url.removeprefix("http://x") for url in gold(portal, "http://x/", state))]:
            print(target, hashlib.sha256(page_at(portal, state, target).body).hexdigest())
"""


def quirk_at(portal: str, url: str) -> str:
    return every_article(portal)["/" + url.split("/", 3)[3]].quirk


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


@pytest.mark.parametrize("portal", PORTALS)
def test_a_portal_has_enough_different_articles(portal: str) -> None:
    articles = gold(portal, "http://x/").values()
    assert len(articles) >= 60
    assert len({article.title for article in articles}) == len(articles)
    paragraphs = [paragraph for article in articles for paragraph in article.body.split("\n\n")]
    assert len(set(paragraphs)) == len(paragraphs)
    assert min(len(paragraph.split()) for paragraph in paragraphs) >= 20
    assert all(len(article.body.split("\n\n")) >= 3 for article in articles)
    assert {article.published[:4] for article in articles} >= {"2019", "2020", "2021", "2022", "2023", "2024"}
    assert {article.category for article in articles} == {name for name, _ in CATEGORIES[portal].values()}


@pytest.mark.parametrize("portal", PORTALS)
def test_pages_say_what_the_gold_says(server: SampleServer, portal: str) -> None:
    home = server.home(portal)
    for url, article in gold(portal, home).items():
        text = fetch(url).text
        for expected in (article.title, *article.body.split("\n\n"), article.summary, article.author):
            assert expected is None or folded(expected) in text, (url, expected)
        if portal == "sample-district":
            day = date.fromisoformat(article.published)
            assert f" {day.day}-{day.month}-{day.year} " in text
            assert f"Số lượt xem:{article.view_count} " in text
        elif not quirk_at(portal, url).startswith("date-"):
            assert f" {datetime.fromisoformat(article.published):%H:%M, %d/%m/%Y} " in text
        for link in article.related:
            assert folded(link.title) in text
        for image in article.images:
            assert folded(str(image.title)) in text


@pytest.mark.parametrize("portal", PORTALS)
def test_body_is_the_article_alone(portal: str) -> None:
    for article in gold(portal, "http://x/").values():
        assert article.title not in article.body
        assert article.summary is None or article.summary not in article.body
        assert not any(str(image.title) in article.body for image in article.images)
        assert article.author is None or not article.body.endswith(article.author)
        assert unicodedata.is_normalized("NFC", article.body)


def test_the_traps_are_there(server: SampleServer) -> None:
    pages = {portal: [fetch(url).html for url in gold(portal, server.home(portal))] for portal in PORTALS}
    for portal in PORTALS:
        articles = list(gold(portal, "http://x/").values())
        # The district's second one is in windows-1258, whose tone marks stand behind the letters.
        decomposed = sum(not unicodedata.is_normalized("NFC", html) for html in pages[portal])
        assert decomposed == (2 if portal == "sample-district" else 1)
        assert sum("\u00d0" in article.body for article in articles) == 1
        assert any(article.author is None for article in articles)
        assert any(not article.related for article in articles)
        assert any(article.attachments for article in articles)
    every = " ".join(article.body for portal in PORTALS for article in gold(portal, "http://x/").values())
    assert all(word in every for word in ("hoà", "hòa", "hoá", "hóa", "Thuỷ", "Thủy", "khoẻ", "khỏe"))
    paper = pages["sample-paper"]
    assert sum('<link rel="canonical" href="https://baosongmay-cu.example/' in html for html in paper) == 3
    assert {"reply" in html for html in paper} == {"media-heading" in html for html in paper} == {True, False}
    leads = [article.summary for article in gold("sample-paper", "http://x/").values()]
    assert any(lead is None for lead in leads)
    assert any(lead and lead.startswith("BSM - ") for lead in leads)
    assert any(lead and not lead.startswith("BSM - ") for lead in leads)
    bylines = " ".join(str(article.author) for article in gold("sample-paper", "http://x/").values())
    assert "(Trường Chính trị" in bylines
    assert "Bài, ảnh" not in bylines


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("state", ["first", "second"])
def test_listings_lead_to_just_the_articles_that_are_said_to_be_listed(
    server: SampleServer, portal: str, state: State
) -> None:
    server.use_state(state)
    home = server.home(portal)
    articles = gold(portal, home, server.state)
    others = {home.rstrip("/") + page[portal].path for page in (NOT_ARTICLES, GATES)}
    assert reachable(home, set(articles) | others) == set(found_by(articles, ["listing"])) | others


def test_listings_are_newest_first_and_ten_a_page(server: SampleServer) -> None:
    html = fetch(server.home("sample-district") + "kinh-te?page=2").html
    days = [
        date(int(year), int(month), int(day))
        for day, month, year in re.findall(r'class="ngay">\((\d+)-(\d+)-(\d+)\)', html)
    ]
    assert days == sorted(days, reverse=True)
    first = fetch(server.home("sample-district") + "kinh-te").html
    assert first.count('class="ngay"') == 10
    assert first.count("?page=2") == 1


def test_pages_are_the_same_in_every_process() -> None:
    outputs = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", EVERY_PAGE],
                env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": zone},
                capture_output=True,
                check=True,
            ).stdout
        ).hexdigest()
        for seed, zone in (("1", "UTC"), ("2", "America/Lima"))
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("portal", PORTALS)
def test_related_links_lead_to_articles_of_the_portal(portal: str) -> None:
    known = {"http://x" + path: article for path, article in every_article(portal).items()}
    for article in gold(portal, "http://x/").values():
        for link in article.related:
            assert known[link.url].published.date().isoformat() == link.published
            # A box of the newest names newer ones too.
            newest = known[article.url].category == POSTBACK_CATEGORY[portal]
            assert newest or link.published < article.published
