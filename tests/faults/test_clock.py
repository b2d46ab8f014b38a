"""A clock that was a day ahead and is set right: what was written is kept, in the order of its times."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

import archive.store
import archive.timestamps
import tests.faults.writing
from archive import Archive, Store
from archive.verification.verify import verify
from tests.faults.writing import crawl, page


def set_clock(monkeypatch: pytest.MonkeyPatch, ahead: timedelta) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + ahead

    for module in (archive.store, archive.timestamps, tests.faults.writing):
        monkeypatch.setattr(module, "datetime", Clock)


def test_a_clock_set_back_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    url = page("songmay", 3)[0]
    titles = []
    for ahead, edition in ((timedelta(days=1), 0), (timedelta(), 1), (timedelta(days=2), 1)):
        set_clock(monkeypatch, ahead)
        store = Store.open(data)
        crawl(store, 6, edition=edition)
        store.close()
        assert verify(data).findings == []
        with Archive.open(data) as reader:
            titles.append(reader.article(url).title)
            assert len(list(reader.articles())) == 6
    # What was seen "tomorrow" counts as the newest until tomorrow has come; nothing that was seen is lost.
    old, new = page("songmay", 3)[1].title, page("songmay", 3, 1)[1].title
    assert titles == [old, old, new]
    with Archive.open(data) as reader:
        assert [version.title for version in reader.versions(url)] == [new, old, new]
