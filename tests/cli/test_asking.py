"""Asking an archive: search, show, export, portals, extract."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive
from cli.main import COMMANDS
from samples import gold
from tests.cli.conftest import FORMULA, TITLES, Ran, Sampled
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import TinyPortal, article, listing

Govnews = Callable[..., Ran]
GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(govnews: Govnews, command: str) -> None:
    ran = govnews(command, "--help")
    assert ran.code == 0
    assert f"govnews {command}" in ran.out.partition("Example:")[2]


READ = ["extract", str(GOLDEN / "liferay-asset" / "page.html"), "--url", "https://a.gov.vn/x"]


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        pytest.param(["--help"], {"scrapy", "twisted", "trafilatura", "sqlite_utils", "lxml"}, id="help"),
        pytest.param(["status"], {"scrapy", "twisted", "trafilatura", "lxml"}, id="an archive"),
        pytest.param(READ, {"scrapy", "twisted", "sqlite_utils"}, id="a page in a file"),
    ],
)
def test_nothing_heavy_is_imported_that_is_not_used(sampled: Sampled, arguments: list[str], spared: set[str]) -> None:
    program = "import sys; from cli.main import run; run(sys.argv[1:]); print(*sorted(sys.modules))"
    environment = {**os.environ, "GOVNEWS_DATA": str(sampled.data)}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert not spared & set(done.stdout.split())
    assert done.stderr == ""


def test_without_marks_all_spellings_are_found_and_with_marks_exactly_one(govnews: Govnews, sampled: Sampled) -> None:
    plain = govnews("search", "dang vien", "--json", "--limit", 1000, "--data", sampled.data)
    exact = govnews("search", "đảng viên", "--json", "--limit", 1000, "--data", sampled.data)
    texts = {}
    with Archive.open(sampled.data) as archive:
        for found in archive.articles():
            texts[found.id] = f"{found.title}\n{found.text}".lower().replace("ð", "đ")
    hits = [{json.loads(line)["id"] for line in ran.out.splitlines()} for ran in (plain, exact)]
    words = {one: set(re.findall(r"\w+", text)) for one, text in texts.items()}
    assert hits[1] == {one for one, said in words.items() if {"đảng", "viên"} <= said}
    assert len(hits[1]) > 3
    assert hits[1] <= hits[0]


@pytest.mark.parametrize("query", ['"', "a AND", "NEAR(", "title:", "*", "-", "", "\0", "🤩", "(((", "'; DROP TABLE x"])
def test_whatever_is_typed_is_a_query(govnews: Govnews, sampled: Sampled, query: str) -> None:
    ran = govnews("search", "--data", sampled.data, "--", query)
    assert (ran.code, "hit" in ran.err) == (0, True)


def test_filters_narrow_a_search(govnews: Govnews, sampled: Sampled) -> None:
    wide = govnews("search", "xã", "--json", "--limit", 1000, "--data", sampled.data)
    narrow = govnews(
        *("search", "xã", "--json", "--limit", 1000, "--data", sampled.data),
        *("--portal", "sample-paper", "--since", "2023", "--until", "2023-06"),
    )
    expected = [
        hit["id"]
        for hit in map(json.loads, wide.out.splitlines())
        if hit["portal"] == "sample-paper" and "2023-01" <= (hit["published"] or "")[:7] <= "2023-06"
    ]
    assert [json.loads(line)["id"] for line in narrow.out.splitlines()] == expected
    assert expected


def test_a_wrong_day_is_a_wrong_use(govnews: Govnews, sampled: Sampled) -> None:
    ran = govnews("search", "xã", "--since", "hôm qua", "--data", sampled.data)
    assert ran.code == 2
    assert "hôm qua" in ran.err


def test_show_tells_an_article_and_its_versions(govnews: Govnews, sampled: Sampled) -> None:
    url, expected = next(iter(gold("sample-paper", sampled.homes["sample-paper"]).items()))
    shown = govnews("show", url, "--data", sampled.data)
    assert shown.code == 0
    for part in (expected.title, expected.body, "version 1", url):
        assert part in shown.out
    said = json.loads(govnews("show", url, "--json", "--data", sampled.data).out)
    assert said["article"]["title"] == expected.title
    assert [version["version"] for version in said["versions"]] == [1]
    assert said["article"]["id"] in shown.out


def test_show_evidence_names_the_rule_and_the_text_of_each_field(govnews: Govnews, sampled: Sampled) -> None:
    url, expected = next(iter(gold("sample-paper", sampled.homes["sample-paper"]).items()))
    shown = govnews("show", url, "--evidence", "--data", sampled.data).out
    assert any(line.startswith("title ") and expected.title[:30] in line for line in shown.splitlines())


def test_raw_is_the_page_byte_for_byte(sampled: Sampled) -> None:
    url, data = sampled.homes["tiny"] + "bai-2", str(sampled.data)
    arguments = [sys.executable, "-m", "cli", "show", url, "--raw", "--data", data]
    done = subprocess.run(arguments, capture_output=True, check=True)
    assert done.stdout == article(FORMULA).body


def test_nothing_steers_the_terminal(govnews: Govnews, sampled: Sampled) -> None:
    for arguments in (["search", "dao nguoc"], ["show", sampled.homes["tiny"] + "bai-1"]):
        out = govnews(*arguments, "--data", sampled.data).out
        assert "đỏ" in out
        assert not {"\x1b", "\u202e"} & set(out)


def test_csv_comes_back_as_it_went_and_runs_no_formula(govnews: Govnews, sampled: Sampled, tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    assert govnews("export", "csv", file, "--data", sampled.data).code == 0
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = {row["url"]: row for row in csv.DictReader(text)}
    with Archive.open(sampled.data) as archive:
        articles = {found.url: found for found in archive.articles()}
    assert set(rows) == set(articles)
    for url, found in articles.items():
        assert rows[url]["title"].removeprefix("'") == found.title
        assert rows[url]["body"].removeprefix("'") == found.body
    assert rows[sampled.homes["tiny"] + "bai-2"]["title"] == "'" + FORMULA
    assert list(tmp_path.iterdir()) == [file]


def test_jsonl_on_standard_output_stops_quietly_with_its_reader(sampled: Sampled) -> None:
    export = shlex.join([sys.executable, "-m", "cli", "export", "jsonl", "-", "--data", str(sampled.data)])
    command = f"{export} | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["url"].startswith("http://127.0.0.1")
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_portals_are_listed_shown_and_checked(govnews: Govnews) -> None:
    listed = [json.loads(line) for line in govnews("portals", "--json").out.splitlines()]
    assert {portal["id"] for portal in listed} >= {"baohagiang", "baotuyenquang", "ngochoi"}
    shown = json.loads(govnews("portals", "show", "baohagiang").out)
    assert shown["lifetime"] == {"until": "2025-06-30", "successor": "baotuyenquang"}
    assert govnews("portals", "check").code == 0


def test_extract_reads_a_page_and_stores_nothing(
    govnews: Govnews, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_bytes(article("Hội nghị tổng kết").body)
    Path("empty.html").write_bytes(b"")
    ran = govnews("extract", "page.html", "empty.html", "--url", "https://a.gov.vn/bai-1", "--json")
    first, second = map(json.loads, ran.out.splitlines())
    assert first["article"]["title"] == "Hội nghị tổng kết"
    assert second["rejection"]["reason"] == "empty"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.html", "page.html"]


def test_an_edited_article_tells_what_it_said_and_what_changed(govnews: Govnews, tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Họp bàn làm đường liên xã")}).serving() as portal:
        crawl(portal, tmp_path)
        portal.pages["/bai-1"] = article("Họp bàn làm đường liên thôn")
        crawl(portal, tmp_path, "--full")
    url, data = portal.home + "bai-1", tmp_path / "data"
    diff = govnews("show", url, "--diff", "--data", data)
    assert "title: Họp bàn làm đường liên [-xã-] {+thôn+}" in diff.out
    assert "text:" not in diff.out
    with Archive.open(data) as archive:
        first, second = archive.versions(url)
    assert "liên xã" in govnews("show", url, "--at", first.seen_at, "--data", data).out
    assert "liên thôn" in govnews("show", url, "--at", second.seen_at[:10], "--data", data).out
    assert govnews("show", url, "--at", "hôm qua", "--data", data).code == 2
    early = govnews("show", url, "--at", "2001-01-01", "--data", data)
    assert (early.code, first.seen_at in early.err) == (2, True)
    assert json.loads(govnews("show", url, "--at", second.seen_at, "--json", "--data", data).out)["version"] == 2


@pytest.fixture(scope="module")
def thrice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An archive, and the address of an article in it that was edited twice."""
    folder = tmp_path_factory.mktemp("thrice")
    with TinyPortal({"/": listing("/bai-1")}).serving() as portal:
        for place in ("xã", "thôn", "bản"):
            portal.pages["/bai-1"] = article(f"Họp bàn làm đường liên {place}")
            crawl(portal, folder, "--full")
    return folder / "data", portal.home + "bai-1"


def test_any_two_versions_are_compared(govnews: Govnews, thrice: tuple[Path, str]) -> None:
    data, url = thrice
    with Archive.open(data) as archive:
        first, second, _ = archive.versions(url)
    assert "[-xã-] {+bản+}" in govnews("show", url, "--diff", 1, "--data", data).out
    assert "[-thôn-] {+xã+}" in govnews("show", url, "--diff", "2", first.seen_at, "--data", data).out
    told = json.loads(govnews("show", url, "--diff", 1, 2, "--json", "--data", data).out)
    assert told["changes"] == [{"field": "title", "before": first.title, "after": second.title}]
    assert (told["before"]["capture_id"], told["after"]["capture_id"]) == (first.capture_id, second.capture_id)
    assert json.loads(govnews("show", url, "--diff", "--json", "--data", data).out)["after"]["version"] == 3
    wrong = govnews("show", url, "--diff", 4, "--data", data)
    assert (wrong.code, "it has 3" in wrong.err) == (2, True)
    assert govnews("show", url, "--diff", 1, 2, 3, "--data", data).code == 2
    assert govnews("show", url, 1, "--data", data).code == 2


def test_a_citation_names_the_capture_that_shows_it(govnews: Govnews, thrice: tuple[Path, str]) -> None:
    data, url = thrice
    with Archive.open(data) as archive:
        first, *_, last = archive.versions(url)
        digest = archive.capture(last.capture_id).capture.digest
    line = govnews("show", url, "--cite", "--data", data).out
    assert line.startswith(f"“{last.title}”. Tiny, 2024-05-12. {url}. Captured {last.seen_at} ")
    assert f"capture {last.capture_id}, {digest}" in line
    item = json.loads(govnews("show", url, "--cite", "--json", "--at", first.seen_at, "--data", data).out)
    assert (item["title"], item["issued"], item["URL"]) == (first.title, {"date-parts": [[2024, 5, 12]]}, url)
    assert first.capture_id in item["archive_location"]


def test_a_citation_has_the_authors_as_reference_managers_want_them(govnews: Govnews, sampled: Sampled) -> None:
    with Archive.open(sampled.data) as archive:
        signed = next(found for found in archive.articles(portal="sample-paper") if len(found.authors) > 1)
    line = govnews("show", signed.id, "--cite", "--data", sampled.data).out
    assert line.startswith(f"{signed.author}. “{signed.title}”. ")
    item = json.loads(govnews("show", signed.id, "--cite", "--json", "--data", sampled.data).out)
    assert item["author"] == [{"literal": author.name} for author in signed.authors]


def test_an_export_as_of_an_earlier_time_says_what_was_known_then(
    govnews: Govnews, thrice: tuple[Path, str], tmp_path: Path
) -> None:
    data, url = thrice
    with Archive.open(data) as archive:
        first = archive.versions(url)[0]
    then = json.loads(govnews("export", "jsonl", "-", "--as-of", first.seen_at, "--data", data).out)
    assert (then["url"], then["title"], then["version"]) == (url, first.title, 1)
    now = govnews("export", "jsonl", "-", "--data", data).out
    assert govnews("export", "jsonl", "-", "--as-of", "2999-12-31", "--data", data).out == now
    assert govnews("export", "csv", tmp_path / "x.csv", "--as-of", "hôm qua", "--data", data).code == 2
    assert govnews("export", "wacz", tmp_path / "x.wacz", "--as-of", "2024-01-01", "--data", data).code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_page_is_shown_as_it_was(thrice: tuple[Path, str]) -> None:
    data, url = thrice
    with Archive.open(data) as archive:
        first = archive.versions(url)[0]
    for at, place in ((["--at", first.seen_at], "xã"), ([], "bản")):
        command = [sys.executable, "-m", "cli", "show", url, "--raw", *at, "--data", str(data)]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stdout == article(f"Họp bàn làm đường liên {place}").body


def test_one_version_has_nothing_to_compare(govnews: Govnews, sampled: Sampled) -> None:
    ran = govnews("show", sampled.homes["tiny"] + "bai-2", "--diff", "--data", sampled.data)
    assert (ran.code, "one version only" in ran.err) == (2, True)


def test_portals_tell_their_last_crawl(govnews: Govnews, sampled: Sampled) -> None:
    portals = sampled.data.parent / "portals"
    ran = govnews("portals", "--json", "--portals", portals, "--data", sampled.data)
    crawls = {portal["id"]: portal["last_crawl"] for portal in map(json.loads, ran.out.splitlines())}
    assert {crawl["outcome"] for crawl in crawls.values()} == {"complete"}
    assert crawls["tiny"]["articles"] == 3 + len(TITLES)
    assert "complete" in govnews("portals", "--portals", portals, "--data", sampled.data).out


@pytest.mark.parametrize("spelled", ["{url}#binh-luan", "{url}?utm_source=zalo&fbclid=IwAR0", "https{rest}"])
def test_an_article_is_shown_by_its_address_as_a_browser_has_it(
    govnews: Govnews, sampled: Sampled, spelled: str
) -> None:
    url = f"{sampled.homes['tiny']}bai-1"
    asked = spelled.format(url=url, rest=url.removeprefix("http"))
    ran = govnews("show", asked, "--json", "--data", sampled.data)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["article"]["url"] == url
    assert govnews("show", asked.replace("bai-1", "bai-99"), "--data", sampled.data).code == 2
