"""A crawl learns from the archive what repeats on a portal; the readings get better, and no version is made of it."""

from __future__ import annotations

import json
from pathlib import Path

from archive import Archive
from tests.crawler.tiny_portal import Answer, TinyPortal, listing
from tests.forked import govnews

LINE = "Mọi góp ý cho bản tin xin để lại ở hòm thư trước trụ sở xã"


def article(number: int) -> Answer:
    sentence = f"Thôn số {number} vừa làm xong đoạn đường thứ {number} bằng công sức của bà con trong mùa khô năm nay. "
    text = "".join(f"<p>{sentence}{sentence}Đó là việc thứ {n} của thôn {number}.</p>" for n in range(4))
    title = f"Thôn số {number} làm đường"
    return Answer(
        f"<html><body><h1>{title}</h1><p>12/05/2024</p><div>{text}<p>{LINE}.</p></div></body></html>".encode()
    )


def test_what_repeats_is_no_text_from_the_next_crawl_on(tmp_path: Path) -> None:
    paths = [f"/bai-{n}" for n in range(10)]
    tiny = TinyPortal({"/": listing(*paths), **{path: article(n) for n, path in enumerate(paths)}})
    folder, data = tiny.portal_file(tmp_path / "portals"), tmp_path / "data"
    with tiny.serving():
        for new in (10, 0):
            done = govnews("crawl", "--full", "--data", data, "--portals", folder, "--json")
            assert done.returncode == 0, done.stderr
            summary = json.loads(done.stdout)
            assert (summary["new"], summary["changed"]) == (new, 0), done.stderr
    with Archive.open(data) as archive:
        found = archive.article(tiny.home + "bai-3")
        assert found is not None
        assert LINE not in found.body
        assert "Đó là việc thứ 3 của thôn 3." in found.body
        assert len(archive.versions(found.url)) == 1
