"""What may stand in the checkout, and that the locks hold what pyproject.toml asks for. Needs no network."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]

# Written so that these lines do not match themselves.
REGISTRY = re.compile(
    r"(?i)\b(?:[\w-]+\.)*(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com|io|net)\b"
    r"|(?<![\w-])--?(?:extra-)?index-ur[l]\b[ =]"
)
HOME_FOLDERS = re.compile(r"(?<![\w.~:/-])/(?:home|Users)/[a-z][\w.-]*/")


def tracked() -> Iterator[Path]:
    """Every file that git knows, as far as it exists."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return (path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def lines_that_match(*patterns: re.Pattern[str]) -> list[str]:
    """`file:line` of every line of a tracked text file in which a pattern is found."""
    found = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}"
            for number, line in enumerate(lines, 1)
            if any(pattern.search(line) for pattern in patterns)
        ]
    return found


def test_no_python_file_has_more_than_350_lines() -> None:
    sizes = {path: len(path.read_bytes().splitlines()) for path in tracked() if path.suffix == ".py"}
    assert sizes
    assert [str(path.relative_to(ROOT)) for path, size in sizes.items() if size > 350] == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert lines_that_match(REGISTRY) == []


def test_no_file_carries_a_path_of_a_machine() -> None:
    here = re.compile("|".join(re.escape(f"{folder}/") for folder in {ROOT, Path.home()} if len(folder.parts) > 1))
    assert lines_that_match(here, HOME_FOLDERS) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-" + "url=x",
        "see files.python" + "hosted.org/a",
        "https://PyPI" + ".org/simple",
        "/home/" + "an/govnews/x",
    ],
)
def test_the_patterns_find_what_they_are_for(line: str) -> None:
    assert REGISTRY.search(line) or HOME_FOLDERS.search(line)


def pins(lock: str) -> dict[str, list[tuple[Version, bool]]]:
    """Package -> its pinned versions (one for each marker), and whether each has hashes."""
    text = (ROOT / "locks" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[Version, bool]]] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        assert not line.startswith("-"), f"{lock}: an option, {line}"
        name, _, rest = line.partition("==")
        found.setdefault(canonicalize_name(name), []).append(
            (Version(re.split(r"[ ;]", rest)[0]), "--hash=sha256:" in rest)
        )
    return found


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("runtime.txt", RUNTIME), ("development.txt", [*RUNTIME, *DEVELOPMENT])],
    ids=["runtime", "development"],
)
def test_a_lock_pins_what_pyproject_asks_for(lock: str, asked: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, asked):
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in locks/{lock}; make lock"
        for version, _ in versions:
            assert version in requirement.specifier, f"{requirement}, but locks/{lock} has {version}; make lock"


@pytest.mark.parametrize("lock", ["runtime.txt", "development.txt"])
def test_every_pin_of_a_lock_has_hashes(lock: str) -> None:
    assert [name for name, versions in pins(lock).items() if not all(hashed for _, hashed in versions)] == []


def test_developers_run_the_versions_that_users_run() -> None:
    development = pins("development.txt")
    differing = {name for name, versions in pins("runtime.txt").items() if development.get(name) != versions}
    assert differing == set()


def test_every_dependency_is_explained() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))
    assert explained == {Requirement(line).name for line in [*RUNTIME, *DEVELOPMENT]}
