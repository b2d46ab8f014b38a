"""`govnews schedule`: what it prints is what runs."""

from __future__ import annotations

import configparser
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

PORTAL = 'id = "a"\nname = "A"\nhome = "https://a.gov.vn/"\n[urls]\narticle = "/bai-"\n'


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose name has all that cron and systemd take for something else."""
    monkeypatch.setenv("GOVNEWS_CONTACT", "https://luu-tru.example/ai-hoi")
    folder = tmp_path / "lưu trữ 100% 'của' $HOME"
    (folder / "portals").mkdir(parents=True)
    (folder / "portals" / "a.toml").write_text(PORTAL, encoding="utf-8")
    return folder


def test_a_crontab_line_runs_what_was_meant(govnews: Callable[..., Ran], odd: Path) -> None:
    places = ("--data", odd / "data", "--portals", odd / "portals")
    ran = govnews("schedule", "a", "--as", "crontab", "--at", "6:15", "--at", "18:05", *places)
    assert ran.code == 0, ran.err
    contact, first, second = ran.out.splitlines()
    assert contact == "GOVNEWS_CONTACT=https://luu-tru.example/ai-hoi"
    assert first.startswith("15 6 * * * ")
    assert second.startswith("5 18 * * * ")
    line = first.split(" ", 5)[5]
    assert "%" not in line.replace("\\%", ""), "cron takes a bare one for a line break"
    words = shlex.split(line.replace("\\%", "%"))
    assert words[1:] == ["crawl", "a", "--data", str(odd / "data"), "--portals", str(odd / "portals")]
    assert subprocess.run([words[0], "--help"], capture_output=True).returncode == 0


def test_systemd_units_say_the_same(govnews: Callable[..., Ran], odd: Path) -> None:
    notified = "sh -c 'jq -r .text | mail -s 100% ops@example.org'"
    ran = govnews("schedule", "--at", "02:30", "--data", odd / "data", "--notify", notified)
    assert ran.code == 0, ran.err
    service, timer = ran.out.split(".timer\n", 1)
    units = configparser.ConfigParser(interpolation=None, comment_prefixes=("#",))
    units.optionxform = str  # type: ignore[assignment,method-assign]
    units.read_string(service[: service.rindex("#")])
    start = units["Service"]["ExecStart"]
    words = shlex.split(start.replace("%%", "%").replace("$$", "$"))
    assert words[1:] == ["crawl", "--data", str(odd / "data"), "--notify", notified]
    assert Path(shlex.split(start)[0]).is_absolute()
    assert units["Service"]["Environment"] == "GOVNEWS_CONTACT=https://luu-tru.example/ai-hoi"
    assert "OnCalendar=*-*-* 02:30:00\n" in timer
    assert "Persistent=true" in timer


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--at", "25:00"], "25:00"),
        (["--notify", "no-such-program"], "no-such-program"),
        (["baotuyenquan"], "baotuyenquang"),
    ],
)
def test_what_cannot_be_scheduled_is_named(govnews: Callable[..., Ran], arguments: list[str], said: str) -> None:
    ran = govnews("schedule", *arguments)
    assert ran.code == 2
    assert said in ran.err
