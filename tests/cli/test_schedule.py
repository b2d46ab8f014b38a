"""`govnews schedule`: what it prints is what runs."""

from __future__ import annotations

import configparser
import getpass
import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import crontab
from portals import UsageError
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
    environment = dict(value.split("=", 1) for value in shlex.split(units["Service"]["Environment"]))
    assert environment == {"GOVNEWS_CONTACT": "https://luu-tru.example/ai-hoi", "PATH": os.environ["PATH"]}
    assert units["Service"]["KillMode"] == "mixed", "the others are told by the first"
    assert units["Service"]["User"] == getpass.getuser()
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


def test_a_command_that_is_notified_is_found(govnews: Callable[..., Ran], odd: Path) -> None:
    """cron and systemd look for programs in fewer folders than a shell."""
    here = os.environ["PATH"]
    told = ("--data", odd / "data", "--notify", "sh -c 'jq .text'")
    assert f"PATH={here}" in govnews("schedule", "--as", "crontab", *told).out.replace('"', "")
    assert f"PATH={here}" in govnews("schedule", *told).out.replace('"', "")
    assert "PATH=" not in govnews("schedule", "--data", odd / "data", "--notify", "https://a.example/x").out


def test_the_crontab_runs_from_a_shell(odd: Path) -> None:
    """What cron hands to sh, after it has taken its percent signs out."""
    words = ["printf", "%s\\n", str(odd), 'a "b"', "$HOME"]
    [variable, line] = crontab.write(words, [(6, 15)], {"X": "y z"})
    crontab.check([variable, line], words, {"X": "y z"})
    command = line.split(" ", 5)[5].replace("\\%", "%")
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert done.stdout.splitlines() == words[2:]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("61 6 * * * a b\n", "cannot read"),
        ("1 6 * * a b\n", "cannot read"),
        ("1 6 * * * a %b\n", "something else"),
        ("1 6 * * * a b c\n", "something else"),
        (f"1 6 * * * a {'b' * 1000}\n", "998 bytes"),
        ("X='y\n", "cannot read"),
    ],
)
def test_a_line_that_cron_takes_otherwise_is_refused(line: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        crontab.check([line], ["a", "b"], {})


def test_the_units_are_shown_to_systemd(
    govnews: Callable[..., Ran], odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin" / "systemd-analyze"
    fake.parent.mkdir()
    monkeypatch.setenv("PATH", str(fake.parent))
    ran = govnews("schedule", "--data", odd / "data")
    assert (ran.code, "check the units where they are to run" in ran.err) == (0, True)
    fake.write_text("#!/bin/sh\necho \"govnews-crawl.service:7: Unknown key 'X', ignoring.\" >&2\n")
    fake.chmod(0o755)
    ran = govnews("schedule", "--data", odd / "data")
    assert (ran.code, "systemd does not take these units" in ran.err, ran.out) == (2, True, "")


def test_what_would_fail_every_night_is_refused(
    govnews: Callable[..., Ran], odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (odd / "file").write_text("")
    ran = govnews("schedule", "--data", odd / "file" / "data")
    assert (ran.code, "is no folder that may be written to" in ran.err) == (2, True)
    assert govnews("schedule", "--data", odd / "data", "--portals", odd / "nowhere").code == 2
    ended = odd / "portals" / "a.toml"
    ended.write_text(PORTAL + "[lifetime]\nuntil = 2020-01-01\n", encoding="utf-8")
    ran = govnews("schedule", "--data", odd / "data", "--portals", odd / "portals")
    assert (ran.code, "all portals have ended" in ran.err) == (2, True)
    monkeypatch.setenv("GOVNEWS_CONTACT", "nobody")
    ran = govnews("schedule", "--data", odd / "data")
    assert (ran.code, "GOVNEWS_CONTACT is 'nobody'" in ran.err) == (2, True)
