"""The checkout, deployed to a real scrapyd as `scrapyd-deploy` does it, crawls; a job that is cancelled ends in order.

scrapyd has an environment of its own (`make test-scrapyd` makes it); without it the tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from archive.verification.verify import verify
from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing

ROOT = Path(__file__).parents[2]
BIN = ROOT / ".venv-scrapyd" / "bin"
DEPLOYED = ("portals", "archive", "pipelines", "crawler", "cli", "settings.py", "setup.py", "scrapy.cfg",
            "pyproject.toml", "README.md", "LICENSE")  # fmt: skip
CONFIGURATION = """
[scrapyd]
bind_address = 127.0.0.1
http_port = {port}
eggs_dir = eggs
logs_dir = logs
items_dir =
dbs_dir = dbs
poll_interval = 0.2
max_proc = 1
"""


class Scrapyd:
    """The JSON API of a running scrapyd."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"

    def ask(self, call: str, **data: object) -> dict[str, Any]:
        """GETs, or POSTs what is given."""
        body = urllib.parse.urlencode(data).encode() if call in {"schedule.json", "cancel.json"} else None
        query = "" if body or not data else "?" + urllib.parse.urlencode(data)
        with urllib.request.urlopen(self.url + call + query, body, timeout=30) as answer:
            said: dict[str, Any] = json.load(answer)
        assert said["status"] == "ok", said
        return said

    def schedule(self, data: Path, portals: Path, **more: object) -> str:
        """Schedules a crawl of the tiny portal; the job's id."""
        arguments = {"project": "govnews", "spider": "portal", "portal": "tiny", "data": data, "portals": portals}
        job: str = self.ask("schedule.json", **arguments, **more)["jobid"]
        return job

    def wait_until_finished(self, job: str) -> None:
        """Returns when the job has ended."""
        for _ in range(300):
            if job in [ended["id"] for ended in self.ask("listjobs.json", project="govnews")["finished"]]:
                return
            time.sleep(0.2)
        raise AssertionError(f"{job} did not end within a minute")


@pytest.fixture(scope="module")
def scrapyd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scrapyd]:
    """A scrapyd to which a copy of the checkout was deployed."""
    if not (BIN / "scrapyd").exists():
        pytest.skip(f"{BIN.parent.name} is not there; `make test-scrapyd` makes it")
    folder = tmp_path_factory.mktemp("scrapyd")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "scrapyd.conf").write_text(CONFIGURATION.format(port=port))
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([BIN / "scrapyd"], cwd=folder, stdout=log, stderr=log) as server,
    ):
        try:
            asked = Scrapyd(port)
            for _ in range(100):
                try:
                    asked.ask("daemonstatus.json")
                    break
                except OSError:
                    time.sleep(0.1)
            deploy(asked, folder / "checkout")
            yield asked
        finally:
            server.terminate()


def deploy(scrapyd: Scrapyd, checkout: Path) -> None:
    checkout.mkdir()
    for name in DEPLOYED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, checkout / name)
    config = checkout / "scrapy.cfg"
    config.write_text(config.read_text().replace("http://localhost:6800/", scrapyd.url))
    command = [str(BIN / "python"), str(BIN / "scrapyd-deploy"), "--version", "1"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=120)
    assert '"status": "ok"' in done.stdout, done.stdout + done.stderr


def test_what_was_deployed_crawls_and_reads_its_own_words(scrapyd: Scrapyd, tmp_path: Path) -> None:
    assert scrapyd.ask("listspiders.json", project="govnews")["spiders"] == ["portal"]
    tiny = TinyPortal({f"/bai-{number}": article(f"Bài số {number} của trang") for number in range(3)})
    tiny.pages["/"] = listing(*tiny.pages)
    with tiny.serving():
        job = scrapyd.schedule(tmp_path / "data", tiny.portal_file(tmp_path / "portals"), limit=2)
        scrapyd.wait_until_finished(job)
    with Archive.open(tmp_path / "data") as archive:
        found = list(archive.articles())
        assert [row["outcome"] for row in archive.db.query("SELECT outcome FROM crawls")] == ["limited"]
    assert len(found) == 2
    assert {article.published for article in found} == {"2024-05-12"}
    assert {article.language for article in found} == {"vi"}, "the words files came along"


def test_a_job_that_is_cancelled_ends_in_order(scrapyd: Scrapyd, tmp_path: Path) -> None:
    reached, released = threading.Event(), threading.Event()

    def stalling() -> Answer:
        reached.set()
        released.wait(60)
        return article("Bài hai")

    tiny = TinyPortal({"/": listing("/bai-1", "/bai-2"), "/bai-1": article("Bài một"), "/bai-2": stalling})
    with tiny.serving():
        portals = tiny.portal_file(tmp_path / "portals", concurrency=1)
        job = scrapyd.schedule(tmp_path / "data", portals)
        assert reached.wait(60)
        scrapyd.ask("cancel.json", project="govnews", job=job)
        scrapyd.wait_until_finished(job)
        released.set()
    with Archive.open(tmp_path / "data") as archive:
        assert [row["outcome"] for row in archive.db.query("SELECT outcome FROM crawls")] == ["interrupted"]
        assert [found.title for found in archive.articles()] == ["Bài một"]
    assert verify(tmp_path / "data").findings == []
