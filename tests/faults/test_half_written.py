"""A killed crawl's files may end at any byte behind what was last brought to disk. The next start makes them whole."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from archive import Store
from archive.verification.verify import verify
from tests.faults import SCALE
from tests.faults.running import urls
from tests.faults.writing import crawl, write


@pytest.mark.parametrize("number", range(SCALE.full_disks))
def test_files_that_end_at_any_byte(tmp_path: Path, number: int) -> None:
    data = tmp_path / "data"
    write(data, 1, 15)
    (snapshot,) = data.glob("snapshots/*/*.jsonl")
    (captures,) = data.glob("captures/*/*/*.warc.gz")
    (snapshot.parent / "MANIFEST.json").unlink()
    for file in data.glob("archive.db*"):  # it may be behind both, so here it knows nothing
        file.unlink()
    moments = random.Random(number)
    content, records = snapshot.read_bytes(), captures.read_bytes()
    cut = content[: moments.randrange(len(content) + 1)]
    whole = [json.loads(line) for line in cut.split(b"\n")[:-1]]
    kept = max((line["warc_offset"] + line["warc_length"] for line in whole if line["record"] == "capture"), default=0)
    snapshot.write_bytes(cut)
    captures.write_bytes(records[: moments.randrange(kept, len(records) + 1)])

    store = Store.open(data)
    said = {line["url"] for line in whole if line["record"] == "article"}
    assert set(urls(data)) == said
    if whole:  # else there is no crawl left that the captures could be of
        assert verify(data).findings == []
    crawl(store, 15)
    store.close()
    assert len(urls(data)) == 15
