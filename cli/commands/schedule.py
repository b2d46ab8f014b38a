"""`govnews schedule`."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from cli.notify import target_of
from cli.options import data_option, portals_option
from cli.portal_files import load_checked
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

    Names, folders and times are checked first. Runs that overlap do no harm: a portal that is being crawled is left
    alone.
    """
    if names:
        find_portals(load_checked(portals_folder), list(names))
    clocks = [_clock(time) for time in times]
    words = [_executable(), "crawl", *names, "--data", str(data.absolute())]
    if portals_folder is not None:
        words += ["--portals", str(portals_folder.absolute())]
    if notify_target:
        target_of(notify_target)
        words += ["--notify", notify_target]
    for word in words:
        if "\n" in word:
            raise UsageError(f"{word!r}: has a line break, which neither systemd nor cron can hold")
    contact = os.environ.get("GOVNEWS_CONTACT", "")
    if not contact:
        click.echo("govnews: GOVNEWS_CONTACT is not set; the units will not say who asks", err=True)
    if form == "crontab":
        click.echo(_crontab(words, clocks, contact), nl=False)
        return
    service, timer = _units(words, clocks, contact)
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


def _crontab(words: list[str], clocks: list[tuple[int, int]], contact: str) -> str:
    """Lines of a crontab. cron takes a bare % for a line break (crontab(5))."""
    line = shlex.join(words).replace("%", "\\%")
    head = f"GOVNEWS_CONTACT={contact}\n" if contact else ""
    return head + "".join(f"{minute} {hour} * * * {line}\n" for hour, minute in clocks)


def _units(words: list[str], clocks: list[tuple[int, int]], contact: str) -> tuple[str, str]:
    """A service and its timer. systemd takes % for a specifier and $ for a variable (systemd.service(5))."""
    start = " ".join(_quoted(word) for word in words)
    environment = f"Environment={_quoted(f'GOVNEWS_CONTACT={contact}')}\n" if contact else ""
    service = f"""[Unit]
Description=Crawl government news portals
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart={start}
{environment}TimeoutStopSec={_STOP}
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


def _quoted(word: str) -> str:
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{safe}"' if re.search(r"""[\s"';\\]""", word) else safe


def _verify(service: str, timer: str) -> None:
    """Has systemd look at the units, where there is one. Raises UsageError with what it says."""
    program = shutil.which("systemd-analyze")
    if program is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{_NAME}.service", Path(folder) / f"{_NAME}.timer"]
        for file, text in zip(files, (service, timer), strict=True):
            file.write_text(text, encoding="utf-8")
        done = subprocess.run([program, "verify", *map(str, files)], capture_output=True, text=True)
        said = [line for line in done.stderr.splitlines() if _NAME in line]
        if done.returncode and said:
            raise UsageError(f"systemd does not take these units: {said[0]}")
