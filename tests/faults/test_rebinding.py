"""A name that leads to the internet at first and to this machine later: nothing on this machine is connected to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from archive import Archive
from tests.crawler.test_guard import redirect
from tests.crawler.tiny_portal import PORTAL_FILE, Answer, Page, TinyPortal, article, listing
from tests.faults.test_addresses import Listeners, listeners

__all__ = ["listeners"]  # the fixture
ROOT = Path(__file__).parents[2]
NAME, OTHER, PUBLIC = "baosongmay.example", "www.baosongmay.example", "203.162.0.181"
# The portal's name with a Cyrillic a, as it is written and as it is asked for; each at the portal's own port.
HOMOGRAPHS = ["b\u0430osongmay.example", "b\u0430osongmay.example".encode("idna").decode()]
CLOSE = (("Connection", "close"),)


class Crawled(NamedTuple):
    """What the process saw, and what is archived."""

    seen: dict[str, Any]
    titles: list[str]
    errors: int


def crawled(folder: Path, port: int, names: dict[str, list[str]], *settings: str) -> Crawled:
    """Crawls a portal whose name leads to PUBLIC, at which a server of ours stands, as long as `names` say so."""
    pages: dict[str, Page] = {f"/bai-{n}": Answer(article(f"Bài {n}").body, 200, CLOSE) for n in range(3)}
    pages["/bai-khac"] = redirect(f"http://{OTHER}:{port}/bai-khac")
    pages["/bai-so"] = redirect(f"http://127.0.0.1:{port}/bai-so")
    strange = [f"http://{host}:{port}/bai-gia" for host in HOMOGRAPHS]
    pages |= {f"/bai-gia-{n}": redirect(place.encode().decode("latin-1")) for n, place in enumerate(strange)}
    pages["/"] = Answer(listing(*pages, *strange).body, 200, CLOSE)
    pages["/robots.txt"] = Answer(b"", 404, CLOSE)
    text = PORTAL_FILE.format(home=f"http://{NAME}:{port}/", delay=0, concurrency=1)
    text = text.replace("[urls]", f'hosts = ["{OTHER}:{port}"]\n[urls]').replace("allow_private = true", "")
    (folder / "tiny.toml").write_text(text, encoding="utf-8")
    tiny = TinyPortal(pages)
    world = json.dumps({"names": names, "routes": {PUBLIC: int(tiny.home.split(":")[2][:-1])}})
    places = ["-a", "portal=tiny", "-a", f"data={folder / 'data'}", "-a", f"portals={folder}"]
    command = [sys.executable, "-m", "tests.faults.rebinding", world, "crawl", "portal", *places, *settings]
    with tiny.serving():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert "Traceback" not in done.stderr, done.stderr
    with Archive.open(folder / "data") as archive:
        titles = sorted(found.title for found in archive.articles())
        errors = archive.db.execute("SELECT errors FROM crawls").fetchone()[0]
    return Crawled(json.loads(done.stdout), titles, errors)


@pytest.mark.parametrize("cached", [True, False], ids=["looked up once", "looked up each time"])
def test_nothing_of_this_machine_is_connected_to(listeners: Listeners, tmp_path: Path, cached: bool) -> None:
    # Without Scrapy's cache of names, robots.txt, the listing and one article come before the name turns.
    names = {NAME: [PUBLIC] * (1 if cached else 3) + ["127.0.0.1"], OTHER: ["127.0.0.1"]}
    done = crawled(tmp_path, listeners.port, names, "-s", f"DNSCACHE_ENABLED={cached}")
    assert listeners.connections == 0
    assert set(done.seen["connected"]) == {PUBLIC}, "the address that was checked is the one that is connected to"
    assert not set(done.seen["looked_up"]) & set(HOMOGRAPHS), "what looks like the portal's name is not its name"
    assert NAME not in done.seen["others"], "nothing asks for IPv6 addresses, which would have to be checked as well"
    if cached:
        assert done.seen["looked_up"] == [NAME, OTHER], "a name that turns is not looked up again"
        assert (done.titles, done.errors) == (["Bài 0", "Bài 1", "Bài 2"], 0)
    else:
        assert done.seen["looked_up"].count(NAME) > 3
        assert len(done.titles) == 1
        assert done.errors >= 2
