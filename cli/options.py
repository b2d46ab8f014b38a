"""Options that several commands share. They stand after the command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def data_option(function: F) -> F:
    """`--data DIR`: the archive."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="GOVNEWS_DATA",
        default=Path("data"),
        show_default=True,
        metavar="DIR",
        help="The archive's folder (or set GOVNEWS_DATA).",
    )(function)


def portals_option(function: F) -> F:
    """`--portals DIR`: another folder of portal files."""
    return click.option(
        "--portals",
        "portals_folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A folder of portal files, instead of those that come with govnews.",
    )(function)


def json_option(function: F) -> F:
    """`--json`: for programs."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")(function)


def log_format_option(function: F) -> F:
    """`--log-format`: how progress and warnings are told on standard error."""
    return click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        envvar="GOVNEWS_LOG_FORMAT",
        default="text",
        show_default=True,
        help="Logs as text or as JSON lines (or set GOVNEWS_LOG_FORMAT).",
    )(function)


def filter_options(function: F) -> F:
    """The filters of search and export."""
    for option in reversed(
        [
            click.option("--portal", metavar="ID", help="Only this portal."),
            click.option("--since", metavar="DAY", help="Published on or after: 2024-01-31, 2024-01 or 2024."),
            click.option("--until", metavar="DAY", help="Published on or before: 2024-01-31, 2024-01 or 2024."),
            click.option("--author", metavar="NAME", help="Words of the byline, with or without marks."),
        ]
    ):
        function = option(function)
    return function
