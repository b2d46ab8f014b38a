"""What a run leaves behind for its operator: the summary, JSON logs, and word of what went wrong."""

from __future__ import annotations

import gc
import json
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.notify import Command, Webhook, notify, target_of
from portals import UsageError
from tests.cli.conftest import TITLES, Ran, Sampled
from tests.crawler.tiny_portal import Answer, TinyPortal
from tests.faults.raw_server import Behaviour, RawServer
from tests.processes import all_die

# urllib leaves the socket of what speaks no HTTP to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
# A command that keeps what it is told in the file named first.
KEEP = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"


def test_the_summary_says_what_a_run_did(sampled: Sampled) -> None:
    report = json.loads(sampled.summary.read_text(encoding="utf-8"))
    assert (report["exit_code"], report["failure"], report["alarms"]) == (0, None, [])
    assert report["started_at"] < report["finished_at"]
    assert "scrapy" in report["software"]
    crawls = {crawl["portal"]: crawl for crawl in report["crawls"]}
    assert (crawls["sample-paper"]["new"], crawls["sample-paper"]["outcome"]) == (67, "complete")
    new = 67 + 67 + len(TITLES) + 3
    assert report["text"].endswith(f"{new} new articles of 3 portals, exit code 0")
    stats = report["stats"]["sample-paper"]
    assert (stats["govnews/new"], stats["govnews/coverage/title"], stats["govnews/outcome"]) == (67, 67, "complete")
    assert stats["govnews/crawl"] == crawls["sample-paper"]["crawl_id"]
    assert stats["downloader/request_count"] == crawls["sample-paper"]["requests"] > 67
    assert crawls["sample-paper"]["bytes"] > 67 * 500


def test_a_run_that_fails_is_told_and_its_log_is_json(tmp_path: Path) -> None:
    nobody = TinyPortal({})  # never serves: its port takes connections, and nothing answers
    nobody._server.server_close()
    portals = nobody.portal_file(tmp_path / "portals")
    kept = tmp_path / "kept thing.json"
    command = f'"{sys.executable}" -c "{KEEP}" "{kept}"'
    places = ["--portals", str(portals), "--data", str(tmp_path / "data")]
    crawl = [sys.executable, "-m", "cli", "crawl", "tiny", *places]
    told = ["--notify", command, "--log-format", "json"]
    ran = subprocess.run([*crawl, *told], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 3, ran.stderr
    report = json.loads(kept.read_bytes())
    assert (report["exit_code"], report["crawls"][0]["outcome"]) == (3, "unreachable")
    assert report["text"].splitlines()[1:] == ["tiny: unreachable"]
    logged = [json.loads(line) for line in ran.stderr.splitlines()]
    assert {"time", "level", "logger", "message"} <= set(logged[0])
    [end] = [line for line in logged if "outcome" in line]
    assert (end["portal"], end["outcome"], end["level"]) == ("tiny", "unreachable", "INFO")
    assert any(line["level"] == "WARNING" and nobody.home in line["message"] for line in logged)


def test_a_webhook_gets_json_and_is_asked_again_after_an_error(caplog: pytest.LogCaptureFixture) -> None:
    answers = iter([Answer(status=503), Answer(status=204)])
    with TinyPortal({"POST /services/secret": lambda: next(answers)}).serving() as chat:
        assert notify(Webhook(chat.home + "services/secret"), b'{"text": "x"}')
    assert chat.posted == [b'{"text": "x"}'] * 2
    assert caplog.records == []


@pytest.mark.parametrize("answer", [Answer(status=404), Answer(status=302, headers=(("Location", "/elsewhere"),))])
def test_a_webhook_that_refuses_is_asked_once_and_its_path_is_not_told(
    answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    gc.disable()  # what is left open would be closed by it, some time or other
    try:
        before = len(list(Path("/dev/fd").iterdir()))
        with TinyPortal({"POST /services/secret": answer}).serving() as chat:
            assert not notify(Webhook(chat.home + "services/secret"), b"{}")
        assert len(list(Path("/dev/fd").iterdir())) == before
    finally:
        gc.enable()
    assert chat.asked == ["POST /services/secret"]
    assert f"answered {answer.status}" in caplog.text
    assert "secret" not in caplog.text


def test_a_command_that_fails_is_logged_with_what_it_said(caplog: pytest.LogCaptureFixture) -> None:
    script = "import sys; sys.exit('no such\\x1b[31m channel')"
    assert not notify(Command((sys.executable, "-c", script)), b"{}")
    assert "ended with 1: no such" in caplog.text
    assert "\x1b" not in caplog.text


UNUSABLE = [
    "ftp://example.org/",
    "http://",
    "http://example.org/a b",
    "http://example.org/a\n",
    "https://example.org:99999/",
    "no-such-program-here",
    "'unclosed",
    "",
]


@pytest.mark.parametrize("target", UNUSABLE)
def test_a_target_that_cannot_work_is_refused_before_the_crawl(target: str) -> None:
    with pytest.raises(UsageError, match="--notify"):
        target_of(target)


def test_a_summary_that_cannot_be_written_is_refused_before_the_crawl(
    govnews: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = govnews("crawl", "--data", tmp_path / "data", "--summary", tmp_path / "not there" / "run.json")
    assert (ran.code, "name a file in a folder that is there" in ran.err) == (5, True)
    assert not (tmp_path / "data").exists()


def test_what_ends_a_run_before_it_began_is_in_the_summary_too(govnews: Callable[..., Ran], tmp_path: Path) -> None:
    ran = govnews(
        "crawl", "papr", "--data", tmp_path / "data", "--summary", tmp_path / "run.json", "--log-format", "json"
    )
    assert ran.code == 2
    report = json.loads((tmp_path / "run.json").read_text())
    assert report["exit_code"] == 2
    assert "'papr'" in report["failure"]
    assert json.loads(ran.err)["message"] == report["failure"]


def raw(answer: Behaviour, told: str, caplog: pytest.LogCaptureFixture) -> Counter[str]:
    """Notifies a webhook that answers so; what is logged must hold `told`."""
    server = RawServer({"/hook": answer})
    with server.serving():
        assert not notify(Webhook(server.home + "hook"), b"{}")
    assert told in caplog.text
    return server.asked


def test_a_webhook_that_speaks_no_http_changes_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.notify._PAUSES", (0.0, 0.1))
    assert raw(lambda connection: connection.sendall(b"hello\r\n\r\n"), "hello", caplog)["/hook"] == 2


@pytest.mark.parametrize("slow", ["silent", "a byte at a time"])
def test_a_webhook_that_takes_for_ever_is_given_up(
    slow: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.notify._TIMEOUT", 1.0)
    monkeypatch.setattr("cli.notify._PAUSES", (0.0, 0.1))
    ended = threading.Event()

    def answer(connection: socket.socket) -> None:
        while not ended.wait(0.1):
            if slow != "silent":
                connection.sendall(b"H")

    asked = raw(answer, "did not end within 1 s", caplog)
    ended.set()
    for thread in threading.enumerate():
        if thread.name == "govnews-webhook":
            thread.join()
    assert asked["/hook"] == 2


def test_a_command_that_hangs_is_killed_with_all_that_it_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.notify._TIMEOUT", 1.0)
    script = f"sleep 60 & echo $! > {tmp_path / 'pid'}; wait"
    assert not notify(Command(("sh", "-c", script)), b"{}")
    assert "did not end within 1 s" in caplog.text
    assert all_die([int((tmp_path / "pid").read_text())])
