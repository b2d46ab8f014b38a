"""The other extractors, each in a virtual environment of its own, made from its lock when it is first asked for."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv-bench"
# These are packages of the project itself: they run in its environment.
_OWN = ("govnews", "trafilatura")


class Missing(Exception):
    """An environment could not be made; the message says why."""


def python_for(tool: str) -> Path:
    """The interpreter of a tool's environment. Raises Missing."""
    if tool in _OWN:
        return Path(sys.executable)
    lock, folder = ROOT / "locks" / f"bench-{tool}.txt", FOLDER / tool
    python, ready = folder / "bin" / "python", folder / ".ready"
    if ready.is_file() and ready.read_text() == lock.read_text():
        return python
    venv.create(folder, clear=True, with_pip=True)
    pip = [str(python), "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check", "install"]
    done = subprocess.run([*pip, "--require-hashes", "-r", str(lock)], capture_output=True, text=True)
    if done.returncode:
        raise Missing(f"{tool}: {lock.name} cannot be installed: {done.stderr.strip().splitlines()[-1:]}")
    ready.write_text(lock.read_text())
    return python
