"""`govnews status`."""

from __future__ import annotations

import json
from collections.abc import Callable

from archive import Store
from tests.cli.conftest import Ran, Sampled


def test_status_of_a_sound_archive(govnews: Callable[..., Ran], sampled: Sampled) -> None:
    ran = govnews("status", "--data", sampled.data, "--json")
    assert ran.code == 0, ran.out
    found = {health["portal"]: health for health in map(json.loads, ran.out.splitlines())}
    assert set(found) == {"sample-district", "sample-paper", "tiny"}
    paper = found["sample-paper"]
    assert (paper["outcome"], paper["articles"], paper["coverage"]["title"], paper["alarms"]) == (
        "complete",
        67,
        1.0,
        [],
    )


def test_a_portal_that_is_not_archived_is_named(govnews: Callable[..., Ran], sampled: Sampled) -> None:
    ran = govnews("status", "papr", "--data", sampled.data)
    assert ran.code == 2
    assert "'papr'" in ran.err


def test_an_alarm_ends_with_four(govnews: Callable[..., Ran], copied: object) -> None:
    store = Store.open(str(copied))
    db = store.db.conn
    crawl = db.execute("SELECT id FROM crawls WHERE portal = 'sample-paper'").fetchone()[0]
    db.execute(
        "INSERT INTO crawls (id, portal, started_at, outcome, new, rejected, software) VALUES"
        " ('later', 'sample-paper', '2099-01-01T00:00:00.000Z', 'complete', 5, 0, '{}')"
    )
    db.execute(
        "INSERT INTO coverage SELECT 'later', portal, field, CASE field WHEN 'published' THEN 0 ELSE 5 END, 5"
        " FROM coverage WHERE crawl_id = ?",
        [crawl],
    )
    db.commit()
    store.close()
    ran = govnews("status", "sample-paper", "--data", copied)
    assert ran.code == 4
    assert "ALARM sample-paper: published was in 100% of articles, and is in 0% of 5" in ran.out
