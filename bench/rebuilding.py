"""How fast a database comes out of snapshots."""

from __future__ import annotations

import itertools
import random
import re
import resource
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive import Store
from archive.captures.digests import payload_digest
from archive.model import Article, Evidence, MediaLink, RelatedLink, capture_id
from archive.search.search import search
from archive.snapshots.records import (
    ArticleRecord,
    CaptureRecord,
    Counts,
    Coverage,
    CrawlRecord,
    EndRecord,
    PortalFacts,
    Record,
    fields_of,
)
from archive.snapshots.snapshots import SnapshotWriter
from archive.timestamps import timestamp
from archive.verification.rebuild import rebuild as rebuild_archive

# Some 2,600 syllables, the frequent ones far more often than the others, as in any language.
_ONSETS = re.findall(r"\w+", "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x")
_RIMES = re.findall(
    r"\w+",
    "a à á ả ã ạ an án ạn ang áng ăn ắn âm ấm ân ấn ây ấy ao áo ay ày e è é ên ến êu iên iến iêu inh ình ính o ò ó ong"
    " ô ồ ố ôn ông ồng ống ơ ờ ớ u ù ú ung ùng uôn uốn uy ư ừ ứ ưa ứa ươi ười ương ường ượng y ý",
)
_SYLLABLES = [onset + rime for onset in _ONSETS for rime in _RIMES]
random.Random(1).shuffle(_SYLLABLES)
_WEIGHTS = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(_SYLLABLES))))
_WORDS_EACH = 600  # of an article: lead and body


def rebuild(*, articles: int) -> dict[str, Any]:
    """Makes the database anew from the snapshot of one crawl with so many articles of 600 words."""
    folder = Path(tempfile.mkdtemp(prefix="govnews-bench-"))
    try:
        store = Store.open(folder)
        _snapshot(store, articles)
        store.close()
        size = sum(file.stat().st_size for file in folder.glob("snapshots/*/*.jsonl"))
        before = resource.getrusage(resource.RUSAGE_SELF)
        began = time.monotonic()
        made = rebuild_archive(folder, force=True)
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        store = Store.open(folder)
        title = store.db.conn.execute("SELECT title FROM articles WHERE key = 1").fetchone()[0]
        found = len(search(store.db.conn, f'"{title}"', limit=10))
        store.close()
    finally:
        shutil.rmtree(folder)
    assert (made.articles, found) == (articles, 1)
    return {
        "articles_per_second": round(articles / seconds),
        "articles_per_second_of_cpu": round(articles / cpu),
        "seconds": round(seconds, 2),
        "snapshot_mb": round(size / 1e6, 1),
        "peak_mb": round(after.ru_maxrss / 1000),
    }


def _snapshot(store: Store, articles: int) -> None:
    portal, began = "bench", datetime(2024, 5, 1, tzinfo=UTC)
    crawl_id = "20240501T000000000Z-be4c"
    writer = SnapshotWriter(store.folder, portal, crawl_id, began)
    said: dict[str, Any] = {"recorded_at": timestamp(began), "crawl_id": crawl_id, "portal": portal}
    facts = PortalFacts(name="Bench", home="https://bench.vn/", platform="generic", language="vi")
    writer.append([CrawlRecord(**said, facts=facts, portal_file="", software="bench", rules="r1")])
    for start in range(0, articles, 100):
        records: list[Record] = []
        for number in range(start, min(start + 100, articles)):
            records += _page(number, said, timestamp(began + timedelta(seconds=number)))
        writer.append(records)
    writer.append([EndRecord(**said, outcome="complete", counts=Counts(new=articles), coverage=Coverage())])
    writer.sync()
    writer.seal()


def _page(number: int, said: dict[str, Any], at: str) -> list[Record]:
    choose = random.Random(number)
    words = choose.choices(_SYLLABLES, cum_weights=_WEIGHTS, k=_WORDS_EACH)
    url = f"https://bench.vn/bai-{number}"
    body = "\n\n".join(" ".join(words[start : start + 60]) for start in range(60, _WORDS_EACH, 60))
    article = Article(
        url=url,
        title=" ".join(choose.choices(_SYLLABLES, cum_weights=_WEIGHTS, k=12)),
        published="2024-04-17T11:02:00+07:00",
        author="Triệu Thị Vân",
        summary=" ".join(words[:60]),
        body=body,
        category="Thời sự",
        language="vi",
        view_count=choose.randrange(5000),
        related=tuple(
            RelatedLink(f"https://bench.vn/bai-{choose.randrange(10**6)}", "Tin liên quan") for _ in range(5)
        ),
        images=(MediaLink(f"https://bench.vn/anh-{number}.jpg", "Ảnh"),),
        evidence={"title": Evidence("h1", "Tin"), "published": Evidence("visible", "17/04/2024 11:02")},
    )
    digest = payload_digest(body.encode())
    identity = capture_id(url, at, digest)
    capture = CaptureRecord(
        **{**said, "recorded_at": at},
        id=identity,
        url=url,
        final_url=url,
        fetched_at=at,
        status=200,
        media_type="text/html",
        digest=digest,
        warc_file="captures/2024/05/bench-00000.warc.gz",
        warc_offset=number * 20_000,
        warc_length=20_000,
    )
    return [
        capture,
        ArticleRecord(**fields_of(article), **{**said, "recorded_at": at}, at=at, capture=identity, rules="r1"),
    ]
