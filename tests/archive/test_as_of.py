"""The archive as it was: what was known then, and no later edit, removal or article."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, ArchivedArticle, Store
from archive.model import Article, MediaLink, RelatedLink
from archive.timestamps import timestamp
from portals import Portal, UsageError
from tests.archive.conftest import Writing

EDITED, REMOVED, LATE, FILE = (f"https://songmay.vn/{name}" for name in ("bai-1", "bai-2", "bai-3", "a.pdf"))


@pytest.fixture
def times(store: Store, portal: Portal) -> list[str]:
    """Three times of a portal: two articles; one edited, one taken down; a third, its file, the removed one back."""
    writing = Writing(store, portal)
    times = []

    def observe(url: str, title: str, author: str, published: str) -> None:
        article = Article(
            url=url,
            title=title,
            author=author,
            published=published,
            body="Đảng viên gương mẫu.",
            related=(RelatedLink(LATE, "Bài sau"),),
            attachments=(MediaLink(FILE, "Văn bản"),),
        )
        capture = writing.keep(url, f"{title} {author}".encode())
        writing.writer.observe(article, capture, timestamp(writing.now))

    observe(EDITED, "Tin cũ", "Y Lan", "2024-05-01")
    observe(REMOVED, "Sẽ mất", "Y Lan", "2024-05-02")
    times.append(timestamp(writing.now))
    observe(EDITED, "Tin mới", "Bùi An", "2024-05-03")
    missing = writing.keep(REMOVED, b"not here")
    writing.writer.absences.gone(REMOVED, timestamp(writing.now), "404", "", portal_alive=True, capture=missing)
    times.append(timestamp(writing.now))
    observe(LATE, "Bài sau", "Bùi An", "2024-05-04")
    observe(REMOVED, "Trở lại", "Y Lan", "2024-05-02")
    writing.keep(FILE, b"%PDF-1.4")
    times.append(timestamp(writing.now))
    writing.writer.end("complete")
    return times


def at(data: Path, moment: str | None, **filters: str) -> list[ArchivedArticle]:
    with Archive.open(data) as archive:
        return list(archive.articles(as_of=moment, **filters))  # type: ignore[arg-type]


def test_each_time_has_what_was_known_then(data: Path, times: list[str]) -> None:
    first, second, third = ([found.title for found in at(data, day)] for day in times)
    assert first == ["Sẽ mất", "Tin cũ"]
    assert second == ["Tin mới", "Sẽ mất"]
    assert third == ["Bài sau", "Tin mới", "Trở lại"]


def test_removals_versions_and_links_are_those_of_that_time(data: Path, times: list[str]) -> None:
    before, after, back = ({found.url: found for found in at(data, day)} for day in times)
    assert [said[REMOVED].removed_at for said in (before, after, back)] == [None, times[1], None]
    assert [said[EDITED].version for said in (before, after, back)] == [1, 2, 2]
    assert before[EDITED].last_seen <= times[0] < after[EDITED].last_seen <= times[1]
    assert [said[EDITED].related[0].related_id for said in (before, back)] == [None, back[LATE].id]
    assert before[EDITED].attachments[0].capture_id is None
    assert back[EDITED].attachments[0].capture_id is not None


def test_filters_ask_what_the_article_said_then(data: Path, times: list[str]) -> None:
    assert [found.title for found in at(data, times[0], author="y lan", until="2024-05-01")] == ["Tin cũ"]
    assert at(data, times[0], author="bui an") == []
    assert at(data, times[1], since="2024-05-04") == []
    assert at(data, times[1], portal="other") == []


def test_the_newest_time_gives_the_archive_as_it_is(data: Path, times: list[str]) -> None:
    assert at(data, times[-1]) == at(data, None)
    assert at(data, "2001-01-01") == []


def test_what_is_no_time_is_said_to_be_none(data: Path, times: list[str]) -> None:
    for text in ("2024", "hôm qua", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(UsageError, match="is no time"):
            at(data, text)


def test_two_times_may_be_asked_for_at_once_and_one_left_off(data: Path, times: list[str]) -> None:
    with Archive.open(data) as archive:
        left_off, both = archive.articles(as_of=times[1]), (archive.articles(as_of=times[0]), archive.articles())
        assert next(left_off).title == "Tin mới"
        assert [found.title for found in archive.articles(as_of=times[0])] == ["Sẽ mất", "Tin cũ"]
        assert [next(articles).title for articles in both] == ["Sẽ mất", "Bài sau"]
        both[0].close()  # type: ignore[attr-defined]
        left = archive.db.execute("SELECT count(DISTINCT question), count(*) FROM temp.as_of").fetchone()
        assert (left, archive.db.conn.in_transaction) == ((1, 2), False)
    left_off.close()  # type: ignore[attr-defined]
