"""Tells somebody that a run did not end well: a webhook or a command, named by `--notify`."""

from __future__ import annotations

import logging
import os
import shlex
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import Future
from contextlib import suppress
from email.message import Message
from http.client import HTTPException
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from cli.output import one_line
from portals import UsageError

log = logging.getLogger("govnews")

_TIMEOUT = 30.0  # seconds for an answer, and for a command to end
_POSTING = "govnews-webhook"
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
            usable = usable and text.isprintable() and " " not in text
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
        except (OSError, ValueError, HTTPException, subprocess.SubprocessError) as error:  # also: what is no HTTP
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
    if isinstance(error, (subprocess.TimeoutExpired, TimeoutError)):
        return f"did not end within {_TIMEOUT:.0f} s"
    return one_line(str(error) or type(error).__name__)[:300]


def _run(command: Command, said: bytes) -> None:
    """Runs it in a group of its own, so that with a shell all that it started ends in time."""
    with subprocess.Popen(
        command.arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        try:
            out, err = running.communicate(said, timeout=_TIMEOUT)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            raise
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command.arguments, out, err)
    if out.strip():
        log.info("%s: %s", command, one_line(out.decode(errors="replace"))[:300])


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected POST would be sent again as a GET, and nothing would arrive."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def _post(webhook: Webhook, said: bytes) -> None:
    """Posts it in a thread: the time limit of a connection is one for each of its bytes, not for all together."""
    ended: Future[None] = Future()

    def post() -> None:
        try:
            _ask(webhook, said)
        except BaseException as error:
            ended.set_exception(error)
        else:
            ended.set_result(None)

    threading.Thread(target=post, name=_POSTING, daemon=True).start()
    ended.result(_TIMEOUT)


def _ask(webhook: Webhook, said: bytes) -> None:
    request = urllib.request.Request(webhook.url, said, {"Content-Type": "application/json; charset=utf-8"})
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=_TIMEOUT) as answer:
            answer.read(1)
    except urllib.error.HTTPError as refused:
        refused.close()  # it holds the connection, and who catches it keeps it in a cycle
        raise
