"""A page has a time for all attempts together, redirects included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archive import Archive
from tests.crawler.tiny_portal import PORTAL_FILE, article, listing
from tests.faults.raw_server import Behaviour, RawServer, whole

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]


def test_no_attempt_is_made_once_it_is_used_up(tmp_path: Path) -> None:
    server = RawServer({})

    def silent(_: object) -> None:
        server.ended.wait()

    def slow_redirect(to: str) -> Behaviour:
        def answer(connection: object) -> None:
            server.ended.wait(1.5)
            whole(b"", f"Location: {to}", status="302 Found")(connection)  # type: ignore[arg-type]

        return answer

    server.behaviours = {
        "/bai-im": silent,
        "/bai-that": whole(article("Bài có thật").body),
        **{f"/bai-vong-{number}": slow_redirect(f"/bai-vong-{number + 1}") for number in range(6)},
    }
    server.behaviours["/"] = whole(listing("/bai-im", "/bai-vong-0", "/bai-that").body)
    (tmp_path / "portals").mkdir()
    (tmp_path / "portals" / "tiny.toml").write_text(PORTAL_FILE.format(home=server.home, delay=0, concurrency=1))
    places = ["-a", "portal=tiny", "-a", f"data={tmp_path / 'data'}", "-a", f"portals={tmp_path / 'portals'}"]
    limits = ["-s", "DOWNLOAD_TIMEOUT=2", "-s", "PAGE_TIMEOUT=3.5"]
    with server.serving():
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "portal", *places, *limits],
            cwd=ROOT, capture_output=True, text=True, timeout=100,
        )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    assert server.asked["/bai-im"] < 3, "with two seconds each, three attempts would take six"
    assert sum(times for path, times in server.asked.items() if path.startswith("/bai-vong")) <= 3
    with Archive.open(tmp_path / "data") as archive:
        assert [found.title for found in archive.articles()] == ["Bài có thật"]
        assert list(archive.db.execute("SELECT outcome, errors FROM crawls")) == [("complete", 2)]
