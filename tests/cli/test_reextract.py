"""`govnews reextract`: captures read again are better readings, never edits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive, Store
from archive.outdated_readings import portal_as_crawled
from archive.verification.verify import verify
from pipelines.reextract import Chosen, reextract
from pipelines.rereading import make_pool
from portals import Portal, parse_portal
from tests.cli.conftest import Ran
from tests.processes import all_die, children_of

PAPER = "sample-paper"
# Nobody's rule, but one whose effect is known: the first h1 of most of the paper's pages is its own name.
NAME = "Báo Sông Mây điện tử"
RULE = '\n[[rules]]\ncategory = "css:h1"\n'


@pytest.fixture
def portals_folder(copied: Path, tmp_path: Path) -> Path:
    """The portal files as they were crawled, the paper's with another rule."""
    folder = tmp_path / "changed-portals"
    folder.mkdir()
    with Archive.open(copied) as archive:
        portal = portal_as_crawled(archive.folder, archive.db.conn, PAPER)
    (folder / f"{PAPER}.toml").write_text(portal.text + RULE, encoding="utf-8")
    return folder


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    with Archive.open(data) as archive:
        return list(archive.db.execute(query))


def test_todays_rules_have_read_what_a_crawl_kept(govnews: Callable[..., Ran], copied: Path) -> None:
    ran = govnews("reextract", "--data", copied, "--json")
    assert ran.code == 0, ran.err
    results = [json.loads(line) for line in ran.out.splitlines()]
    assert {result["portal"]: result["captures"] for result in results} == {"sample-district": 0, PAPER: 0, "tiny": 0}


def test_a_dry_run_shows_what_would_change_and_writes_nothing(
    govnews: Callable[..., Ran], copied: Path, portals_folder: Path
) -> None:
    before = {file: file.read_bytes() for file in copied.rglob("*") if file.is_file() and file.suffix != ".db-shm"}
    ran = govnews(
        "reextract", PAPER, "--dry-run", "--data", copied, "--portals", portals_folder, "--examples", 99, "--json"
    )
    assert ran.code == 0, ran.err
    changes = {change["field"]: change for change in map(json.loads, ran.out.splitlines())}
    assert set(changes) == {"category"}
    articles = rows(copied, f"SELECT count(*) FROM articles WHERE portal = '{PAPER}'")[0][0]
    assert changes["category"]["articles"] == articles
    assert 0 < changes["category"]["changed"] <= articles
    assert len(changes["category"]["examples"]) == changes["category"]["changed"]
    assert NAME in {example["new"] for example in changes["category"]["examples"]}
    assert NAME not in {example["old"] for example in changes["category"]["examples"]}
    assert {file: file.read_bytes() for file in before} == before


def test_a_better_reading_is_kept_and_is_no_edit(
    govnews: Callable[..., Ran], copied: Path, portals_folder: Path
) -> None:
    versions = "SELECT article_id, version, title, body, seen_at FROM versions ORDER BY 1, 2"
    before = rows(copied, versions)
    command = ("reextract", PAPER, "--data", copied, "--portals", portals_folder, "--json")
    first, second = govnews(*command), govnews(*command)
    assert (first.code, second.code) == (0, 0), first.err
    result = json.loads(first.out)
    assert result["read"] == result["captures"] > 0
    assert result["changed"] > 0
    assert (result["rejected"], result["damaged"], result["outcome"]) == (0, 0, "complete")
    assert json.loads(second.out)["captures"] == 0
    assert rows(copied, versions) == before
    named = rows(copied, f"SELECT count(*) FROM articles WHERE portal = '{PAPER}' AND category = '{NAME}'")
    assert named != [(0,)]
    assert govnews("verify", "--data", copied).code == 0


def test_it_goes_on_where_it_was_stopped(copied: Path, portals_folder: Path) -> None:
    portal: Portal = parse_portal((portals_folder / f"{PAPER}.toml").read_text(encoding="utf-8"), PAPER)
    pool, store = make_pool(1), Store.open(copied)
    reads: list[int] = []
    try:
        arguments = (store, pool, portal, Chosen())
        first = reextract(*arguments, stop=lambda: bool(reads), progress=lambda done, _: reads.append(done))
        second = reextract(*arguments, stop=lambda: False, progress=lambda *_: None)
        third = reextract(*arguments, stop=lambda: False, progress=lambda *_: None)
    finally:
        pool.close()
        store.close()
    assert first.outcome == "interrupted"
    assert 0 < first.read < first.captures
    assert second.captures == first.captures - first.read == second.read
    assert third.captures == 0


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_told_to_end_twice_it_ends_in_order(copied: Path, portals_folder: Path, dry: list[str]) -> None:
    """As from a terminal, or from a supervisor that tells a whole group."""
    command = [sys.executable, "-m", "cli", "reextract", *dry, "--data", str(copied), "--portals", str(portals_folder)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while not (workers := children_of(running.pid)):
        time.sleep(0.01)
    for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGINT, signal.SIGINT):
        os.killpg(running.pid, number)
        time.sleep(0.02)
    _, said = running.communicate(timeout=10)
    assert running.returncode == 130, said
    assert b"Traceback" not in said
    assert all_die(workers)
    assert verify(copied).findings == []


def test_a_portal_that_nobody_knows_is_named(govnews: Callable[..., Ran], copied: Path) -> None:
    ran = govnews("reextract", "sampel-paper", "--data", copied)
    assert ran.code == 2
    assert "sampel-paper" in ran.err
    assert "Traceback" not in ran.err
