"""An archive written without any crawl, in this process or in one that can be killed."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

from archive import Store
from archive.captures.digests import payload_digest
from archive.captures.exchange import Exchange
from archive.crawls.crawl_writer import CrawlWriter
from archive.data_folder import DataFolder
from archive.model import Article, Capture, MediaLink, RelatedLink, capture_id
from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp
from archive.verification.repair import repair
from archive.verification.repair_log import RepairLog
from cli.main import exit_code_of
from pipelines.salvaging import SalvageReader
from portals import Portal, parse_portal

PORTAL_FILE = """
id = "{portal}"
name = "Báo Sông Mây"
home = "https://{portal}.vn/"
[urls]
article = '/bai-'
"""
_WORDS = re.findall(
    r"\w+", "hội nghị đảng viên huyện ủy xã phường cán bộ nhân dân phát triển kinh tế giảm nghèo bền vững"
)


def portal_of(name: str = "songmay") -> Portal:
    """A portal that is nowhere served."""
    return parse_portal(PORTAL_FILE.format(portal=name), f"{name}.toml")


def page(portal: str, number: int, edition: int = 0) -> tuple[str, Article, bytes]:
    """The address of an article, what it says and its page; with another `edition` it says something else."""
    words = random.Random(f"{number} {edition}").choices(_WORDS, k=80)
    url = f"https://{portal}.vn/bai-{number}"
    article = Article(
        url=url,
        title=f"Bài {number}: {' '.join(words[:8])}",
        published="2024-04-17T11:02:00+07:00",
        author="Triệu Thị Vân",
        summary=" ".join(words[8:30]),
        body=" ".join(words[30:]),
        tags=("đảng",),
        view_count=number * 7 + edition,
        related=(RelatedLink(f"https://{portal}.vn/bai-{number + 1}", "Tin liên quan"),),
        attachments=(MediaLink(f"https://{portal}.vn/tep-{number % 5}.pdf", "Quyết định"),),
    )
    html = f"<html><body><h1>{article.title}</h1><b>{article.summary}</b><p>{article.body}</p></body></html>"
    return url, article, html.encode()


def keep(writer: CrawlWriter, url: str, payload: bytes, status: int = 200) -> tuple[str, str]:
    """Keeps a response; its capture id and time."""
    now = datetime.now(UTC)
    at, digest = timestamp(now), payload_digest(payload)
    identity = capture_id(url, at, digest)
    writer.keep(
        Exchange(
            url=url,
            status=status,
            response_headers=[("Content-Type", "text/html; charset=utf-8")],
            payload=payload,
            fetched_at=now,
        ),
        Capture(
            id=identity,
            crawl_id=writer.crawl_id,
            portal=writer.portal,
            url=url,
            final_url=url,
            fetched_at=at,
            status=status,
            media_type="text/html",
            digest=digest,
            warc_file="",
            warc_offset=0,
            warc_length=0,
        ),
    )
    return identity, at


def crawl(
    store: Store,
    articles: int,
    *,
    name: str = "songmay",
    edition: int = 0,
    durable: Callable[[str], object] = lambda url: None,
    pause: float = 0,
) -> None:
    """One crawl: every article observed, one rejected, every seventh found gone in a later edition."""
    portal = portal_of(name)
    writer = store.begin(portal, rules="r1", software={"govnews": "test"})
    writer.load_frontier()
    for number in range(articles):
        url, article, html = page(portal.id, number, edition if number % 3 == 0 else 0)
        if edition and number % 7 == 6:
            capture, at = keep(writer, url, b"404", 404)
            writer.absences.gone(url, at, "404", "404", portal_alive=True, capture=capture)
        else:
            capture, at = keep(writer, url, html)
            writer.observe(article, capture, at)
        writer.frontier([FrontierRow(url=url, kind="article", state="done", found_at=at, visited_at=at, next_visit=at)])
        if number % 3 == 0 or number == articles - 1:
            writer.commit()
            durable(url)
        time.sleep(pause)
    url = f"https://{portal.id}.vn/dang-nhap"
    capture, at = keep(writer, url, b"<form>")
    writer.reject(url, at, "login", "a form", capture)
    writer.end("complete")


def write(data: Path | str, crawls: int, articles: int, *, name: str = "songmay") -> None:
    """An archive with so many crawls of one portal."""
    store = Store.open(data)
    for edition in range(crawls):
        crawl(store, articles, name=name, edition=edition)
    store.close()


def run(out: Path, err: Path, data: Path, crawls: int, articles: int, pause: float, name: str) -> None:
    """Crawls in a process of its own, and ends it with the exit code that a command would have.

    The address of an article goes to the file `out` when it is on disk with all that came before it.
    """
    os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT), 2)
    told = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def act() -> int:
        store = Store.open(data)
        for edition in range(crawls):
            crawl(
                store,
                articles,
                name=name,
                edition=edition,
                durable=lambda url: os.write(told, f"{url}\n".encode()),
                pause=pause,
            )
        store.close()
        return 0

    sys.exit(exit_code_of(act))


def mend(data: Path) -> None:
    """Repairs an archive, in a process of its own."""
    sys.exit(exit_code_of(lambda: len(repair(RepairLog(DataFolder(data)), read=SalvageReader).findings)))


def prepare_together(together: Barrier, data: Path) -> None:
    """Makes a data folder at the same moment as other processes do."""
    together.wait(30)
    DataFolder(data).prepare()
