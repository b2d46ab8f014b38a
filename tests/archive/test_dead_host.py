"""Nobody is there any more: what was archived counts as removed after a day of that, and may come back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from archive import Archive, Store
from archive.timestamps import timestamp
from portals import Portal
from tests.archive.conftest import Writing

ONE, NEVER = "https://songmay.vn/bai-1", "https://songmay.vn/bai-2"


def removed_at(data: Path) -> str | None:
    with Archive.open(data) as archive:
        return archive.article(ONE).removed_at


def test_two_looks_a_day_apart_remove_and_a_third_that_finds_it_takes_that_back(
    store: Store, portal: Portal, data: Path
) -> None:
    writing = Writing(store, portal)
    writing.article(ONE, "Họp thôn")
    first = writing.now + timedelta(days=1)
    for hours, removed in ((0, None), (23, None), (25, timestamp(first))):
        writing.writer.commit()
        before = writing.writer.absences.host_is_dead([ONE, NEVER], timestamp(first + timedelta(hours=hours)))
        assert before == {ONE: False}
        writing.writer.commit()
        assert removed_at(data) == removed
    assert writing.writer.absences.host_is_dead([ONE], timestamp(first + timedelta(days=2))) == {ONE: True}
    writing.writer.unchanged(ONE, writing.keep(ONE, b"", 304), timestamp(first + timedelta(days=3)))
    writing.writer.commit()
    assert removed_at(data) is None
    assert writing.writer.counts.rejected == 0
    writing.writer.end("complete")
