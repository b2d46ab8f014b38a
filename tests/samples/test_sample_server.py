"""The server: counters, validators, robots, what it remembers, and how it starts and stops."""

from __future__ import annotations

import http.client
import json
import socket
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portals import UsageError, load_portals
from samples import FIXED_PORTS, FORBIDDEN, NOT_ARTICLES, PORTAL_FILES, PORTALS, SampleServer, gold
from samples.article import HERE
from samples.page import in_words
from samples.plan import CATEGORIES
from tests.samples.fetching import fetch


@pytest.mark.parametrize("portal", PORTALS)
def test_portal_files_tell_articles_from_listings(server: SampleServer, portal: str, tmp_path: Path) -> None:
    loaded = load_portals(server.portal_files(tmp_path / "portals"))[portal]
    home = server.home(portal)
    assert loaded.home == home
    for url in gold(portal, home) | gold(portal, home, "second"):
        assert loaded.canonical(url) == url
        assert loaded.kind_of(url) == "article"
    slash, query = ("", "?page=2") if portal == "sample-district" else ("/", "?paged=2")
    for category in CATEGORIES[portal]:
        assert loaded.kind_of(f"{home}{category}{slash}") == "listing"
        assert loaded.kind_of(f"{home}{category}{slash}{query}") == "listing"
    assert loaded.kind_of(home) == "listing"
    not_article = home.rstrip("/") + NOT_ARTICLES[portal].path
    assert loaded.kind_of(not_article) == "article"
    # The portal file must not spare the crawler what only robots.txt forbids.
    assert loaded.kind_of(home.rstrip("/") + FORBIDDEN[portal]) == "article"
    page = fetch(next(iter(gold(portal, home))))
    denied = {path for path in page.paths if loaded.kind_of(home.rstrip("/") + path) == "denied"}
    assert len(denied) == 3


def test_bundled_portal_files_name_the_fixed_ports() -> None:
    loaded = load_portals(PORTAL_FILES)
    assert {name: urlsplit(portal.home).port for name, portal in loaded.items()} == FIXED_PORTS
    for portal in loaded.values():
        assert portal.network.allow_private
        assert (portal.politeness.delay, portal.politeness.concurrency) == (0, 8)


def test_counters_change_at_every_request(server: SampleServer) -> None:
    url, article = next(iter(gold("sample-district", server.home("sample-district")).items()))
    first, second = fetch(url).text, fetch(url).text
    assert article.view_count is not None
    assert f"Số lượt xem:{article.view_count} " in first
    assert f"Số lượt xem:{article.view_count + 1} " in second
    assert "1806409 Tổng số người truy cập:" in first
    assert "1806409 Tổng số người truy cập:" not in second
    paper = next(iter(gold("sample-paper", server.home("sample-paper"))))
    assert fetch(paper).text != fetch(paper).text


def test_only_the_paper_answers_conditional_requests(server: SampleServer) -> None:
    paper = next(iter(gold("sample-paper", server.home("sample-paper"))))
    answer = fetch(paper)
    again = fetch(paper, {"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.html) == (304, "")
    assert again.headers["ETag"] == answer.headers["ETag"]
    assert fetch(paper, {"If-None-Match": 'W/"other"'}).status == 200
    listing = server.home("sample-paper") + "kinh-te/?paged=2"
    assert fetch(listing, {"If-None-Match": fetch(listing).headers["ETag"]}).status == 304
    assert fetch(paper, {"If-Modified-Since": answer.headers["Last-Modified"]}).status == 304
    district = next(iter(gold("sample-district", server.home("sample-district"))))
    assert not {"ETag", "Last-Modified"} & set(fetch(district).headers)


@pytest.mark.parametrize("portal", PORTALS)
def test_robots_forbids_a_page_that_is_linked(server: SampleServer, portal: str) -> None:
    home = server.home(portal)
    assert "Disallow: /quan-tri/" in fetch(home + "robots.txt").html
    assert FORBIDDEN[portal] in fetch(home).paths
    assert fetch(home.rstrip("/") + FORBIDDEN[portal]).status == 200


@pytest.mark.parametrize("portal", PORTALS)
def test_the_page_that_is_no_article_has_no_text(server: SampleServer, portal: str) -> None:
    page = fetch(server.home(portal).rstrip("/") + NOT_ARTICLES[portal].path)
    assert page.status == 200
    assert ('type="password"' in page.html) == (NOT_ARTICLES[portal].reason == "login")
    assert NOT_ARTICLES[portal].title in page.text or NOT_ARTICLES[portal].reason == "login"


def test_the_server_remembers_what_it_was_asked(server: SampleServer) -> None:
    home = server.home("sample-paper")
    fetch(home + "kinh-te/?paged=2", {"User-Agent": "reader/1", "If-None-Match": '"x"', "X-Other": "1"})
    fetch(home + "nowhere")
    seen = server.requests("sample-paper")
    assert [(request.path, request.status) for request in seen] == [("/kinh-te/?paged=2", 200), ("/nowhere", 404)]
    assert seen[0].user_agent == "reader/1"
    assert seen[0].headers["if-none-match"] == '"x"'
    assert "x-other" not in seen[0].headers
    told = json.loads(fetch(home + "__samples__/requests").html)
    assert [request["path"] for request in told] == ["/kinh-te/?paged=2", "/nowhere"]
    assert server.requests("sample-district") == []
    fetch(home + "__samples__/reset")
    assert server.requests("sample-paper") == []


def test_one_connection_serves_many_requests_and_ends_with_the_server() -> None:
    with SampleServer() as server:
        connection = http.client.HTTPConnection(urlsplit(server.home("sample-paper")).netloc, timeout=10)
        for _ in range(3):
            connection.request("GET", "/")
            assert connection.getresponse().read()
        kept = connection.sock
        connection.request("HEAD", "/")
        assert connection.getresponse().read() == b""
        assert connection.sock is kept
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        _ask(connection)
    connection.close()


def _ask(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "/")
    connection.getresponse()


def test_a_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} "):
            SampleServer({"sample-district": 0, "sample-paper": port})


def test_todays_date_stands_in_words(server: SampleServer) -> None:
    assert in_words(datetime(2025, 1, 10, tzinfo=HERE)) == "Thứ 6, ngày 10 tháng 1 năm 2025"
    assert in_words(datetime(2025, 1, 12, tzinfo=HERE)) == "Chủ nhật, ngày 12 tháng 1 năm 2025"
    before = in_words(datetime.now(HERE))
    text = fetch(server.home("sample-district")).text
    assert before in text or in_words(datetime.now(HERE)) in text  # midnight may pass
