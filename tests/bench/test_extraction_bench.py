"""The extraction bench: its scores on values worked out by hand, and a run over a small corpus."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from bench.__main__ import bench
from bench.extraction.corpus import Case
from bench.extraction.scores import mean, precision_recall, same_moment, score

ROOT = Path(__file__).parents[2]
PAGE = """<html><head><title>Bản Nậm Pung có cầu mới</title></head><body><h1>Bản Nậm Pung có cầu mới</h1>
<p>08:30, 05/06/2024</p><p>Sáng nay, bà con bản Nậm Pung dự lễ thông cầu sau bốn tháng thi công qua mùa nước lớn.</p>
<p>Cây cầu dài 36 m, do bộ đội và dân bản cùng làm, nối hai bờ suối để trẻ em khỏi phải lội khi đến trường.</p>
<p style="text-align:right"><b>Sùng A Páo</b></p><footer>Lượt truy cập: 12</footer></body></html>"""
GOLD = {
    "file": "cau.html",
    "url": "https://nampung.example/tin/cau-moi-12",
    "title": "Bản Nậm Pung có cầu mới",
    "published": "2024-06-05T08:30:00+07:00",
    "author": "Sùng A Páo",
    "body_first_words": "Sáng nay, bà con bản Nậm Pung",
    "body_last_words": "khi đến trường.",
    "must_not_contain": ["Lượt truy cập"],
    "related": [],
    "category": None,
}


def case(**gold: object) -> Case:
    return Case("c", Path("p"), "https://a.example/", gold)


def test_body_is_scored_by_four_words_in_a_row() -> None:
    # a b c d e f: abcd bcde cdef; found a b c d x: abcd bcdx. One of two is right, one of three is found.
    assert precision_recall("a b c d x", "a b c d e f") == (1 / 2, 1 / 3)
    assert precision_recall("", "a b c d") == (0.0, 0.0)
    assert mean([{"precision": 0.5, "recall": 1.0}, {"precision": 1.0, "recall": 1.0}])["body F1"] == pytest.approx(
        6 / 7
    )


def test_a_wrong_day_is_worse_than_none() -> None:
    gold = case(published="2024-06-05")
    assert score(gold, {"published": "2024-06-05T10:00:00+07:00"}) == {"day": 1.0, "wrong day": 0.0}
    assert score(gold, {"published": "2024-05-06"}) == {"day": 0.0, "wrong day": 1.0}
    assert score(gold, {}) == {"day": 0.0, "wrong day": 0.0}
    assert same_moment("2024-06-05T01:30:59+00:00", "2024-06-05T08:30:00+07:00")
    assert not same_moment("2024-06-05", "2024-06-05T08:30:00+07:00")


def test_authors_are_a_set_and_none_is_none() -> None:
    two = case(authors=["Hà Vân", "Lý Sáng"])
    assert score(two, {"authors": ["Lý Sáng", "hà vân"]})["author"] == 1.0
    assert score(two, {"authors": ["Hà Vân"]})["author"] == 0.0
    assert score(case(author=None), {})["author"] == 1.0
    assert score(case(author=None), {"authors": ["admin"]})["author"] == 0.0


def test_related_links_have_precision_and_recall() -> None:
    found = score(case(related=[{"title": "Một"}, {"title": "Hai"}]), {"related": ["Hai", "Ba", "Tư"]})
    assert found == {"related precision": pytest.approx(1 / 3), "related recall": 0.5}


def test_a_run_over_a_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "nho"
    corpus.mkdir()
    (corpus / "cau.html").write_text(PAGE, encoding="utf-8")
    (corpus / "gold.jsonl").write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", encoding="utf-8")
    ran = CliRunner().invoke(bench, ["extraction", str(corpus), "--tool", "govnews", "--out", str(tmp_path / "out")])
    assert ran.exit_code == 0, ran.output
    row = json.loads((tmp_path / "out.json").read_text())["nho"]["govnews"]
    assert row.pop("CPU ms") > 0
    assert row.pop("wrong day") == 0.0
    assert set(row.values()) == {1.0}
    assert set(row) >= {"title", "day and time", "author", "first words", "last words", "nothing foreign"}
    assert "| govnews | 1.000 |" in ran.output
    ElementTree.fromstring((tmp_path / "out.svg").read_text())


def test_a_folder_that_is_no_corpus_is_named(tmp_path: Path) -> None:
    ran = CliRunner().invoke(bench, ["extraction", str(tmp_path)])
    assert ran.exit_code == 2
    assert "gold.jsonl" in ran.output


@pytest.mark.parametrize("lock", sorted(ROOT.glob("locks/bench-*.txt")), ids=lambda lock: lock.stem)
def test_every_peer_is_pinned_with_hashes(lock: Path) -> None:
    text = lock.read_text()
    pins = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
