"""Tells somebody that a run did not end well: a webhook or a command, named by `--notify`."""

from __future__ import annotations

import logging
import shlex
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from email.message import Message
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from cli.output import one_line
from portals import UsageError

log = logging.getLogger("govnews")

_TIMEOUT = 30.0  # seconds for an answer, and for a command to end
_PAUSES = (0.0, 1.0, 10.0)  # seconds before each try; a webhook that refuses (4xx) is asked once


class Webhook(NamedTuple):
    """An address that takes a JSON object by POST. Its path is a secret more often than not, and is never logged."""

    url: str

    def __str__(self) -> str:
        return f"the webhook at {urlsplit(self.url).hostname}"


class Command(NamedTuple):
    """A program and its arguments; it gets the JSON object on standard input."""

    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"the command {self.arguments[0]!r}"


Target = Webhook | Command


def target_of(text: str) -> Target:
    """What `--notify` names. Raises UsageError for an address nobody can post to, or a program that is not there."""
    scheme, separator, _ = text.partition("://")
    if separator and scheme.isalnum():
        try:
            parts = urlsplit(text)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable:
            raise UsageError("--notify names an address that is not http:// or https:// with a host")
        return Webhook(text)
    try:
        arguments = tuple(shlex.split(text))
    except ValueError as error:
        raise UsageError(f"--notify {text!r}: {error}; quote the command as for a shell") from None
    if not arguments or shutil.which(arguments[0]) is None:
        named = arguments[0] if arguments else ""
        raise UsageError(f"--notify: there is no program {named!r}; name a program or an http address")
    return Command(arguments)


def notify(target: Target, said: bytes) -> bool:
    """Hands a JSON object over; whether it was taken. A failure is logged, for the run itself is over."""
    problem = ""
    for pause in _PAUSES:
        time.sleep(pause)
        try:
            if isinstance(target, Command):
                _run(target, said)
            else:
                _post(target, said)
        except (OSError, subprocess.SubprocessError) as error:
            problem = _told(error)
            if isinstance(target, Command) or (isinstance(error, urllib.error.HTTPError) and error.code < 500):
                break
        else:
            return True
    log.error("nobody was notified: %s: %s", target, problem)
    return False


def _told(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"answered {error.code}"
    if isinstance(error, subprocess.CalledProcessError):
        return f"ended with {error.returncode}: {one_line(error.stderr.decode(errors='replace'))[:300]}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"did not end within {_TIMEOUT:.0f} s"
    return one_line(str(error))[:300]


def _run(command: Command, said: bytes) -> None:
    done = subprocess.run(command.arguments, input=said, capture_output=True, timeout=_TIMEOUT, check=True)
    if done.stdout.strip():
        log.info("%s: %s", command, one_line(done.stdout.decode(errors="replace"))[:300])


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected POST would be sent again as a GET, and nothing would arrive."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def _post(webhook: Webhook, said: bytes) -> None:
    request = urllib.request.Request(webhook.url, said, {"Content-Type": "application/json; charset=utf-8"})
    with urllib.request.build_opener(_NoRedirects).open(request, timeout=_TIMEOUT) as answer:
        answer.read(1)
