"""What the documentation names is there, and what is there is named."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import sqlite_utils

from archive.rows.migrations import migrations
from archive.snapshots import records
from cli.main import COMMANDS
from portals import Portal

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
MODEL = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def db() -> sqlite_utils.Database:
    made = sqlite_utils.Database(memory=True)
    migrations.apply(made)
    return made


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    for command in re.findall(r"(?:^|bin/|`)govnews ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
        assert command in COMMANDS


def test_every_table_and_column_is_described(db: sqlite_utils.Database) -> None:
    described = {
        name: set(re.findall(r"\w+", re.sub(r"\([^)]*\)|:.*", "", columns)))
        for name, columns in re.findall(r"^\| (\w+) \| (.*) \|$", MODEL.partition("## Tables")[2], re.MULTILINE)
        if name != "table"
    }
    tables = {name for name in db.table_names() if not name.startswith(("search", "_", "sqlite"))}
    assert set(described) == tables
    for name in tables:
        assert described[name] == {column.name for column in db.table(name).columns}, name


def test_every_record_is_described() -> None:
    described = set(re.findall(r"^\| `([a-z]+)` \|", MODEL.partition("## Snapshots")[2], re.MULTILINE))
    kinds = records.Record.__args__
    assert described == {kind.__struct_config__.tag for kind in kinds}
    for kind in kinds:
        for field in msgspec.structs.fields(kind):
            assert re.search(rf"\b{field.name}\b", MODEL), f"{kind.__name__}.{field.name}"


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", MODEL, re.DOTALL))
def test_the_queries_run(db: sqlite_utils.Database, query: str) -> None:
    db.conn.execute(query).fetchall()


def test_every_key_of_a_portal_file_is_described() -> None:
    page = (ROOT / "docs" / "adding-a-portal.md").read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Portal):
        if field.name == "text":
            continue
        parts = [field.type] if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct) else []
        for part in parts:
            for inner in msgspec.structs.fields(part):
                assert f"{field.name}.{inner.name}" in page or f"{inner.name} = " in page, f"{field.name}.{inner.name}"
        if not parts:
            assert f"`{field.name}`" in page or f"{field.name} = " in page, field.name
