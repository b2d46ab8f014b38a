"""The entry point: finds the command, and turns every error into one line and an exit code."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from cli.failures import failure_of
from cli.output import plain
from crawler import signals

# In the order of `govnews --help`. A command's module is imported when it is run: Scrapy alone takes half a second.
COMMANDS = {
    "crawl": "Crawl portals into the archive.",
    "portals": "The portals known, and whether their files are right.",
    "status": "How each portal does against its own past; alarms.",
    "search": "Find articles, with or without Vietnamese marks.",
    "show": "Show one article: its text, versions, evidence, or the page as it was.",
    "export": "Write articles as CSV or JSON Lines, or captures as WACZ.",
    "extract": "Show what extraction makes of a page, storing nothing.",
    "reextract": "Read stored captures again with today's rules.",
    "schedule": "Print systemd units or crontab lines that crawl every day.",
    "verify": "Prove that captures, snapshots and database agree.",
    "rebuild": "Make the database anew from the snapshots.",
}
EXIT_CODES = """\b
Exit codes: 0 all well · 1 failed · 2 wrong use or wrong portal file ·
3 a portal could not be reached or was cut short · 4 what came is suspect ·
5 storage (disk full, damage found) · 130 interrupted, safe to run again."""


class LazyGroup(click.Group):
    """Knows its commands by name only, and the near names of a wrong one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command's module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cli.commands.{cmd_name}").command
        return _with_places(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Names the near commands where there is none of that name."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _with_places(command: click.Command) -> click.Command:
    """The command, which takes `--data` and `--portals` also where it needs neither: they stand after any command."""
    for place in ("--data", "--portals"):
        if not any(place in parameter.opts for parameter in command.params):
            command.params.append(click.Option([place], metavar="DIR", hidden=True, expose_value=False))
    return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES + "\n\n\b\nExample:\n  govnews crawl baotuyenquang --limit 20\n  govnews search 'dang vien'",
)
@click.version_option(package_name="govnews", prog_name="govnews")
def cli() -> None:
    """Crawls government news portals and keeps what they said."""


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    signals.install()
    code = run(sys.argv[1:])
    signals.ignore()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of a command line. Errors are one line on standard error, never a traceback."""
    return exit_code_of(lambda: cli.main(arguments, prog_name="govnews", standalone_mode=False))


def exit_code_of(act: Callable[[], Any]) -> int:
    """Does something, and says how it ended: what it returns where that is a number, and the code of any error."""
    try:
        code = act()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # The reader (`head`, a pager) has what it wanted. Python would complain once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("GOVNEWS_TRACEBACK"):
            traceback.print_exc()
        failure = failure_of(error)
        click.echo(f"govnews: {plain(failure.message)}", err=True)
        return failure.exit_code
