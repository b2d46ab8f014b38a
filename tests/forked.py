"""The command line in a process of its own, which has its modules from one that imported them.

To import Scrapy and the reading takes two thirds of the time of a crawl of a few pages, and the tests do some two
hundred of those. Nothing else is spared: the process reads its arguments, crawls, starts workers and ends as any. Tests
of how it starts, is told to stop or is killed start `python -m cli` themselves.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["cli.commands.crawl", "crawler.run", "crawler.spiders.portal"])


def govnews(
    *arguments: object, env: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Runs `govnews` with these arguments: what it printed, and its exit code."""
    said = [str(argument) for argument in arguments]
    with tempfile.TemporaryDirectory(prefix="govnews-forked-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = _CONTEXT.Process(target=_run, args=(said, dict(env or os.environ), out, err))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(said, timeout, err.read_bytes())
        printed = (file.read_text(encoding="utf-8") for file in (out, err))
        return subprocess.CompletedProcess(said, process.exitcode, *printed)


def _run(arguments: list[str], environment: dict[str, str], out: Path, err: Path) -> NoReturn:
    os.environ.clear()
    os.environ.update(environment)
    for file, stream in ((out, sys.stdout), (err, sys.stderr)):
        with file.open("wb") as opened:
            os.dup2(opened.fileno(), stream.fileno())
    sys.argv = ["govnews", *arguments]
    from cli.main import main

    main()
    raise AssertionError("main ends the process")
