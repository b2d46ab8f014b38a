"""`govnews schedule`."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from cli import crontab
from cli.notify import Command, target_of
from cli.options import data_option, portals_option
from cli.portal_files import load_checked
from crawler import contact
from portals import UsageError, find_portals

# Seconds after SIGTERM in which a crawl ends by itself is ten; systemd kills it after this many.
_STOP = 60
_NAME = "govnews-crawl"


@click.command(
    "schedule",
    epilog="""\b
Example:
  govnews schedule --at 02:30 --data /srv/govnews            a systemd service and its timer
  govnews schedule baotuyenquang --as crontab --at 6:15 --at 18:15
Exit codes 3 (a portal could not be reached) and 4 (an alarm) make the unit fail, so that systemd tells of them.""",
)
@click.argument("names", nargs=-1, metavar="[PORTAL…]")
@click.option("--as", "form", type=click.Choice(["systemd", "crontab"]), default="systemd", show_default=True)
@click.option("--at", "times", multiple=True, default=["03:00"], show_default=True, metavar="HH:MM",
              help="When, every day, in the machine's zone; may be given again.")  # fmt: skip
@click.option("--notify", "notify_target", envvar="GOVNEWS_NOTIFY", metavar="URL|COMMAND",
              help="Where `crawl` sends word of a run that does not end well (or set GOVNEWS_NOTIFY).")  # fmt: skip
@data_option
@portals_option
def command(
    names: tuple[str, ...],
    form: str,
    times: tuple[str, ...],
    notify_target: str | None,
    data: Path,
    portals_folder: Path | None,
) -> None:
    """Print what runs `govnews crawl` every day: systemd units, or crontab lines. Nothing is installed.

    Names, folders, times and the contact are checked first; then what is to be printed: units by systemd, where it is
    there, and lines of a crontab by reading them as cron does. Runs that overlap do no harm: a portal that is being
    crawled is left alone.
    """
    _check_portals(names, portals_folder)
    _check_data(data.absolute())
    clocks = [_clock(time) for time in dict.fromkeys(times)]
    words = [_executable(), "crawl", *names, "--data", str(data.absolute())]
    if portals_folder is not None:
        words += ["--portals", str(portals_folder.absolute())]
    environment = {}
    if notify_target:
        if isinstance(target_of(notify_target), Command):  # cron and systemd look in few folders
            environment["PATH"] = os.environ.get("PATH", os.defpath)
        words += ["--notify", notify_target]
    if os.environ.get("GOVNEWS_CONTACT"):
        environment["GOVNEWS_CONTACT"] = os.environ["GOVNEWS_CONTACT"]
        contact.check(environment["GOVNEWS_CONTACT"])
    else:
        click.echo("govnews: GOVNEWS_CONTACT is not set; the units will not say who asks", err=True)
    for word in (*words, *environment.values()):
        if not word.isprintable():
            raise UsageError(f"{word!r}: has a line break or another character that neither systemd nor cron can hold")
    if form == "crontab":
        lines = crontab.write(words, clocks, environment)
        crontab.check(lines, words, environment)
        click.echo("".join(lines), nl=False)
        return
    service, timer = _units(words, clocks, environment)
    _verify(service, timer)
    click.echo(
        f"# /etc/systemd/system/{_NAME}.service\n{service}\n# /etc/systemd/system/{_NAME}.timer\n{timer}", nl=False
    )
    click.echo(f"# then: systemctl daemon-reload && systemctl enable --now {_NAME}.timer")


def _clock(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise UsageError(f"--at is {text!r}; write a time of day: 02:30")
    return int(match[1]), int(match[2])


def _executable() -> str:
    """The `govnews` beside the Python that runs this, or else on the PATH. Raises UsageError."""
    beside = Path(sys.executable).with_name("govnews")
    found = str(beside) if beside.exists() else shutil.which("govnews")
    if found is None:
        raise UsageError("no `govnews` is installed here that a schedule could run; see `make setup`")
    return str(Path(found).absolute())


def _check_portals(names: tuple[str, ...], folder: Path | None) -> None:
    known = load_checked(folder)
    if names:
        find_portals(known, list(names))
    elif all(portal.ended(datetime.now(portal.zone).date()) for portal in known.values()):
        raise UsageError("all portals have ended, so there is nothing to crawl every day; name one all the same")


def _check_data(data: Path) -> None:
    """Whether the archive is there, or can be made there. Raises UsageError."""
    there = next(place for place in (data, *data.parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise UsageError(f"--data {data}: {there} is no folder that may be written to; name another one")


def _units(words: list[str], clocks: list[tuple[int, int]], environment: dict[str, str]) -> tuple[str, str]:
    """A service and its timer. systemd takes % for a specifier and $ for a variable (systemd.service(5))."""
    start = " ".join(_quoted(word) for word in words)
    said = " ".join(_quoted(f"{name}={value}", dollars=False) for name, value in environment.items())
    said = f"Environment={said}\n" if said else ""
    service = f"""[Unit]
Description=Crawl government news portals
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
User={getpass.getuser()}
ExecStart={start}
{said}KillMode=mixed
TimeoutStopSec={_STOP}
Nice=10
"""
    calendar = "".join(f"OnCalendar=*-*-* {hour:02}:{minute:02}:00\n" for hour, minute in clocks)
    timer = f"""[Unit]
Description=Crawl government news portals every day

[Timer]
{calendar}Persistent=true
RandomizedDelaySec=600

[Install]
WantedBy=timers.target
"""
    return service, timer


def _quoted(word: str, *, dollars: bool = True) -> str:
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    safe = safe.replace("$", "$$") if dollars else safe  # of an environment, systemd takes it as it is
    return f'"{safe}"' if re.search(r"""[\s"';\\]""", word) else safe


def _verify(service: str, timer: str) -> None:
    """Has systemd look at the units, or says that there is none that could. Raises UsageError with what it says."""
    program = shutil.which("systemd-analyze")
    if program is None:
        click.echo("govnews: there is no systemd-analyze here; check the units where they are to run", err=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{_NAME}.service", Path(folder) / f"{_NAME}.timer"]
        for file, text in zip(files, (service, timer), strict=True):
            file.write_text(text, encoding="utf-8")
        done = subprocess.run([program, "verify", *map(str, files)], capture_output=True, text=True, timeout=60)
        said = [line for line in done.stderr.splitlines() if _NAME in line]
        if said:  # also where it only warns: a key that it ignores is one that was meant
            raise UsageError(f"systemd does not take these units: {said[0]}")
