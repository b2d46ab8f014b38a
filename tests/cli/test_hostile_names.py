"""Titles and addresses that mean harm are data: found, shown and exported as they are, and no file is named by them."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive
from tests.cli.conftest import TITLES, Ran, Sampled

Govnews = Callable[..., Ran]
WRITTEN = re.compile(
    r"archive\.db(-wal|-shm)?|govnews-archive\.json|locks/[\w.-]+|"
    r"captures/\d{4}/\d\d/(sample-district|sample-paper|tiny)-\d{8}T\d{9}Z-[0-9a-f]{4}-\d{5}\.warc\.gz|"
    r"snapshots/\d{4}-\d\d-\d\d/((sample-district|sample-paper|tiny)-[0-9A-Za-z-]+\.jsonl|MANIFEST\.json)"
)


@pytest.fixture
def addresses(sampled: Sampled) -> dict[str, str]:
    """The address of each hostile article as it is archived, by title."""
    with Archive.open(sampled.data) as archive:
        found = {one.title: one.url for one in archive.articles(portal="tiny")}
    assert set(TITLES.values()) <= set(found)
    return {title: found[title] for title in TITLES.values()}


def test_each_is_found_by_its_own_title_and_shown(
    govnews: Govnews, sampled: Sampled, addresses: dict[str, str]
) -> None:
    for title, url in addresses.items():  # in a query, a minus excludes a word
        ran = govnews("search", "--json", "--portal", "tiny", "--data", sampled.data, "--", title.lstrip("-"))
        assert url in {json.loads(line)["url"] for line in ran.out.splitlines()}, title
        shown = govnews("show", url, "--data", sampled.data)
        assert (shown.code, title in shown.out) == (0, True), title
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", shown.out)


def test_exports_hold_them_and_are_the_only_files(
    govnews: Govnews, sampled: Sampled, addresses: dict[str, str], tmp_path: Path
) -> None:
    for form in ("csv", "jsonl", "wacz"):
        assert govnews("export", form, tmp_path / f"all.{form}", "--data", sampled.data).code == 0
    assert {file.name for file in tmp_path.iterdir()} == {"all.csv", "all.jsonl", "all.wacz"}
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(addresses.items()) <= {(one["title"], one["url"]) for one in map(json.loads, lines)}
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    with zipfile.ZipFile(tmp_path / "all.wacz") as packed:
        assert not [name for name in packed.namelist() if re.search(r"bai|passwd|\.\.|\\|%|^/", name)]


def test_no_file_is_named_by_what_a_portal_says(sampled: Sampled) -> None:
    written = [file.relative_to(sampled.data).as_posix() for file in sampled.data.rglob("*") if file.is_file()]
    assert len(written) > 3
    assert not [name for name in written if not WRITTEN.fullmatch(name)]
    assert {file.name for file in sampled.data.parent.iterdir()} <= {"data", "portals", "run.json"}
