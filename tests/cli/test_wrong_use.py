"""What goes wrong is one line that says what to do, and an exit code; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.main import COMMANDS
from tests import forked
from tests.cli.conftest import Ran, Sampled
from tests.crawler.tiny_portal import TinyPortal, article, listing

Govnews = Callable[..., Ran]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "x"], "did you mean search"),
        (["crawl", "baohagian"], "did you mean baohagiang?"),
        (["portals", "show", "ngoc-hoi"], "did you mean ngochoi?"),
        (["crawl", "--limit", "0"], "--limit"),
        (["portals", "show"], "takes the id of one portal"),
        (["show"], "URL|ID"),
        (["export", "xlsx", "x"], "csv"),
        (["extract", "missing.html", "--url", "https://a.vn/"], "missing.html"),
        (["crawl", "--portals", "/nowhere"], "/nowhere"),
    ],
)
def test_wrong_use_says_what_is_right(govnews: Govnews, arguments: list[str], said: str) -> None:
    ran = govnews(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("politness = 1", "unknown key 'politness'; did you mean 'politeness'?"),
        ("platform = 'tcn'", "key 'platform' is 'tcn'; did you mean 'tnc'?"),
        ("timezone = 'Asia/Hanoi'", "tz database"),
        ("start = 5", "start"),
        ("language = 'vn'", "key 'language' is 'vn'; allowed: cs, da,"),
        ("rules = [{title = 'css:h1['}]", "rules[0].title is 'css:h1[', which is no selector"),
        ("rules = [{author = 'xpath://p[by()]'}]", "rules[0].author is 'xpath://p[by()]', which is no selector"),
    ],
)
def test_a_wrong_portal_file_crawls_nothing(govnews: Govnews, tmp_path: Path, line: str, said: str) -> None:
    with TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Hội nghị")}).serving() as portal:
        file = portal.portal_file(tmp_path / "portals") / "tiny.toml"
        file.write_text(f"{line}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
        ran = govnews("crawl", "--data", tmp_path / "data", "--portals", file.parent)
    assert ran.code == 2
    assert "tiny" in ran.err
    assert said in ran.err
    assert portal.asked == []
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [["search", "x"], ["verify"], ["rebuild"], ["export", "csv", "-"], ["show", "x"]])
def test_a_missing_archive_is_said_to_be_missing(govnews: Govnews, tmp_path: Path, command: list[str]) -> None:
    ran = govnews(*command, "--data", tmp_path / "nowhere")
    assert ran.code == 5
    assert "no such data folder" in ran.err
    assert ran.err.count("\n") == 1


def test_a_folder_that_is_not_ours_is_left_alone(govnews: Govnews, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("")
    for command in (["crawl", "baotuyenquang"], ["search", "x"]):
        ran = govnews(*command, "--data", tmp_path)
        assert (ran.code, "not an archive of govnews" in ran.err) == (5, True)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("place", ["/proc/govnews", "/dev/null/govnews"])
def test_a_place_that_cannot_be_written(place: str) -> None:
    done = forked.govnews("crawl", "baotuyenquang", "--data", place)
    assert done.returncode == 5
    assert place in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_article_names_what_was_asked_for(govnews: Govnews, sampled: Sampled) -> None:
    ran = govnews("show", "https://example.org/x", "--data", sampled.data)
    assert ran.code == 2
    assert "https://example.org/x: no such article" in ran.err


@pytest.mark.parametrize("command", [["search", "họp"], ["export", "csv", "-"], ["status"]])
def test_a_portal_that_is_not_archived_is_said_to_be_none(
    govnews: Govnews, sampled: Sampled, command: list[str]
) -> None:
    asked = ["tinny"] if command == ["status"] else ["--portal", "tinny"]
    ran = govnews(*command, *asked, "--data", sampled.data)
    assert (ran.code, ran.out) == (2, "")
    assert "'tinny'" in ran.err
    assert "sample-district, sample-paper, tiny" in ran.err


def test_an_export_of_an_unknown_portal_leaves_the_last_one(govnews: Govnews, sampled: Sampled, tmp_path: Path) -> None:
    (tmp_path / "tin.csv").write_text("the last export")
    assert govnews("export", "csv", tmp_path / "tin.csv", "--portal", "tinny", "--data", sampled.data).code == 2
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("tin.csv", "the last export")]


def test_an_export_to_nowhere_names_the_file(govnews: Govnews, sampled: Sampled, tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "tin.csv"
    ran = govnews("export", "csv", place, "--data", sampled.data)
    assert ran.code == 5
    assert ran.err.startswith(f"govnews: {place}: cannot be written")


def test_an_address_without_its_scheme_is_no_address(govnews: Govnews, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Họp")
    ran = govnews("extract", tmp_path / "page.html", "--url", "songmay.gov.vn/tin-1")
    assert (ran.code, ran.out) == (2, "")
    assert "--url is 'songmay.gov.vn/tin-1'; write the whole address" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_folders_can_be_named_after_any_command(govnews: Govnews, tmp_path: Path, command: str) -> None:
    ran = govnews(command, "--data", tmp_path / "data", "--portals", tmp_path / "none", "--nonsense")
    assert (ran.code, "No such option '--nonsense'" in ran.err) == (2, True)
