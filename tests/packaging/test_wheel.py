"""The wheel, used where no checkout is: from another folder, in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from samples import SampleServer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel, which sees the packages of the developer's but not the checkout."""
    folder = tmp_path_factory.mktemp("một nơi khác") / "env"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # An outer .pth file names a folder whose own .pth files are not read, so the editable install stays out.
    (site / "developers.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--force-reinstall",
    ]
    subprocess.run([sys.executable, *install, "--ignore-installed", str(wheel)], check=True)
    return folder


def govnews(environment: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the installed command in `folder`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GOVNEWS"))}
    command = [str(environment / "bin" / "govnews"), *arguments]
    return subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_wheel_holds_the_program_with_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"portals", "archive", "pipelines", "crawler", "cli", "settings.py", "govnews-0.1.0.dist-info"}
    for package in ("portals", "archive", "pipelines", "crawler", "cli"):
        shipped = {name for name in names if name.startswith(package + "/")}
        listed = {str(path.relative_to(ROOT)) for path in (ROOT / package).rglob("*") if path.is_file()}
        assert shipped == {name for name in listed if "__pycache__" not in name}
    assert "govnews-0.1.0.dist-info/licenses/LICENSE" in names


def test_the_installed_command_explains_itself(environment: Path, tmp_path: Path) -> None:
    shown = govnews(environment, tmp_path, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "govnews crawl" in shown.stdout
    assert govnews(environment, tmp_path, "--version").stdout == "govnews, version 0.1.0\n"


def test_the_installed_command_has_its_portals(environment: Path, tmp_path: Path) -> None:
    shown = govnews(environment, tmp_path, "portals", "--json")
    assert (shown.returncode, shown.stderr) == (0, "")
    portals = [json.loads(line)["id"] for line in shown.stdout.splitlines()]
    assert portals == ["baohagiang", "baotuyenquang", "ngochoi"]


def test_the_installed_command_reads_a_page(environment: Path, tmp_path: Path) -> None:
    """Needs the data files of extraction, and what they are checked with."""
    paragraphs = "".join(f"<p>Đoạn thứ {number} của bài kể về con đường mới qua bản.</p>" for number in range(9))
    page = f"<html><body><h1>Con đường mới qua bản</h1><div>{paragraphs}</div></body></html>"
    (tmp_path / "bai.html").write_text(page, encoding="utf-8")
    shown = govnews(environment, tmp_path, "extract", "bai.html", "--url", "https://example.org/bai-1")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert json.loads(shown.stdout)["article"]["title"] == "Con đường mới qua bản"


def test_the_installed_command_crawls_under_its_own_settings(environment: Path, tmp_path: Path) -> None:
    """Under Scrapy's own it would not ask for robots.txt, give another name, and archive nothing."""
    (tmp_path / "portals").mkdir()
    with SampleServer() as server:
        portals = str(server.portal_files(tmp_path / "portals"))
        shown = govnews(environment, tmp_path, "crawl", "sample-paper", "--limit", "3", "--portals", portals, "--json")
        requests = server.requests("sample-paper")
    assert shown.returncode == 0, shown.stderr
    summary = json.loads(shown.stdout)
    assert (summary["new"], summary["errors"], summary["outcome"]) == (3, 0, "limited")
    assert requests[0].path == "/robots.txt"
    assert {request.user_agent.partition("/")[0] for request in requests} == {"govnews"}
    assert (tmp_path / "data" / "archive.db").is_file()


def test_the_installed_program_is_not_the_checkout(environment: Path, tmp_path: Path) -> None:
    asked = "import portals, cli, settings; print(portals.__file__, cli.__file__, settings.__file__, sep='\\n')"
    python = environment / "bin" / "python"
    shown = subprocess.run([python, "-c", asked], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert len(shown.stdout.splitlines()) == 3
    assert all(Path(line).is_relative_to(environment) for line in shown.stdout.splitlines())
