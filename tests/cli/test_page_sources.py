"""Pages that are named by their address: fetched once, guarded like a crawl, stored nowhere."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran
from tests.crawler.tiny_portal import Answer, TinyPortal

GOLDEN = Path(__file__).parent.parent / "golden"


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60)


def test_a_page_is_fetched_and_read(tmp_path: Path) -> None:
    page = (GOLDEN / "liferay-asset" / "page.html").read_bytes()
    tiny = TinyPortal({"/bai-1": Answer(page)})
    folder = tiny.portal_file(tmp_path / "portals")
    with tiny.serving():
        ran = run("extract", tiny.home + "bai-1", tiny.home + "bai-2", "--portals", folder, "--json", cwd=tmp_path)
        private = run("portals", "detect", tiny.home + "bai-1", cwd=tmp_path)
    assert ran.returncode == 3
    assert json.loads(ran.stdout)["article"]["title"] == "Mở lớp tập huấn phần mềm một cửa cho công chức xã"
    assert f"{tiny.home}bai-2: answered 404" in ran.stderr
    assert private.returncode == 3, "no portal file allows this private address"
    assert private.stdout == ""
    assert [file.name for file in tmp_path.iterdir()] == ["portals"]


def test_half_a_page_is_not_read(tmp_path: Path) -> None:
    packed = gzip.compress((GOLDEN / "liferay-asset" / "page.html").read_bytes())
    tiny = TinyPortal({"/bai-1": Answer(packed[: len(packed) // 2], headers=(("Content-Encoding", "gzip"),))})
    folder = tiny.portal_file(tmp_path / "portals")
    with tiny.serving():
        ran = run("extract", tiny.home + "bai-1", "--portals", folder, cwd=GOLDEN.parent.parent)
    assert (ran.returncode, ran.stdout, tiny.asked.count("/bai-1")) == (3, "", 1)
    assert ran.stderr.startswith(f"{tiny.home}bai-1: its gzip breaks off after ")
    assert ran.stderr.count("\n") == 1


def test_platforms_are_told(govnews: Callable[..., Ran]) -> None:
    ran = govnews("portals", "detect", GOLDEN / "dnn-form/page.html", GOLDEN / "generic-semantic/page.html", "--json")
    assert ran.code == 0
    assert [json.loads(line)["platform"] for line in ran.out.splitlines()] == ["dnn", None]
    shown = govnews(
        "portals", "detect", GOLDEN / "tnc-district/page.html", "--url", "https://a.vn/tin/Ra-quan-dau-nam-5967"
    )
    assert "tnc" in shown.out


def test_what_is_neither_file_nor_address_is_named(govnews: Callable[..., Ran]) -> None:
    ran = govnews("portals", "detect", "htps://a.vn/x")
    assert ran.code == 2
    assert "htps://a.vn/x" in ran.err
