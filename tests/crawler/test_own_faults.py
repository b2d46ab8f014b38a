"""A fault of this program ends no crawl as if all were well, and loses no address."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing

PAGES: dict[str, Page] = {
    "/": listing("/bai-1", "/bai-2"),
    "/bai-1": article("Hội nghị tổng kết"),
    "/bai-2": article("Lễ khánh thành cầu"),
    "/robots.txt": Answer(b"", 404),
}
# A step of the crawl that raises at the first page it is asked for.
PROGRAM = """
import sys
from cli.main import main
from {module} import {owner} as owner
step, failed = owner.{step}, []
def faulty(*given, **more):
    if not failed:
        failed.append(True)
        raise ZeroDivisionError("a slip")
    return step(*given, **more)
owner.{step} = faulty
main()
"""


def faulty_crawl(tiny: TinyPortal, folder: Path, module: str, owner: str, step: str) -> dict[str, Any]:
    places = ["--data", str(folder / "data"), "--portals", str(tiny.portal_file(folder / "portals"))]
    program = PROGRAM.format(module=module, owner=owner, step=step)
    done = subprocess.run(
        [sys.executable, "-c", program, "crawl", *places, "--json"],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "a fault of this program: ZeroDivisionError: a slip" in done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


@pytest.mark.parametrize(
    ("module", "owner", "step", "read"),
    [
        ("crawler.spiders.portal", "PortalSpider", "_parse_listing", 0),
        ("crawler.spiders.portal", "PortalSpider", "_parse_article", 1),
        ("crawler.session", "CrawlSession", "keep_reading", 1),
    ],
)
def test_a_slip_over_one_page_is_told_and_made_good(
    tmp_path: Path, module: str, owner: str, step: str, read: int
) -> None:
    with TinyPortal(PAGES).serving() as tiny:
        summary = faulty_crawl(tiny, tmp_path, module, owner, step)
        assert (summary["outcome"], summary["errors"], summary["new"]) == ("failed", 1, read)
        assert crawl(tiny, tmp_path)["new"] == 2 - read
