"""Writes a WACZ 1.1.1: one file that holds captures, their index and a list of articles, and replays in a browser.

https://specs.webrecorder.net/wacz/1.1.1/. WARC files are stored as they are, so every offset holds; index and list are
made from the database; a 304 is left out of the index, for a player would show it as an empty page. The same archive
gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, Self
from urllib.parse import urlsplit

from archive.reader import Archive
from portals import StorageError, UsageError
from portals.version import VERSION

Progress = Callable[[int, int], None]

# Lines of the index a gzip member: the size that pywb's ZipNum index has, too.
_BLOCK = 3000
_HASHED = 1 << 20  # bytes read at once

_WARC_FILES = "SELECT DISTINCT warc_file FROM captures WHERE :portal IS NULL OR portal = :portal ORDER BY warc_file"
_CAPTURES = (
    "SELECT url, fetched_at, status, media_type, digest, warc_file, warc_offset, warc_length, revisit_of FROM captures"
    " WHERE (:portal IS NULL OR portal = :portal)"
)
_ARTICLES = (
    "SELECT a.id, c.url, a.title, c.fetched_at FROM articles a JOIN captures c ON c.id = a.capture_id"
    " WHERE :portal IS NULL OR a.portal = :portal ORDER BY c.fetched_at DESC, a.id"
)


def write_wacz(archive: Archive, out: BinaryIO, *, portal: str | None = None, progress: Progress) -> int:
    """Writes all captures, or those of one portal; the number of articles listed.

    `progress` is told how many of how many WARC files are in. Raises UsageError where there is nothing to write, and
    StorageError for a WARC file that the database names and that cannot be read.
    """
    wanted = {"portal": portal}
    files = [row[0] for row in archive.db.execute(_WARC_FILES, wanted)]
    if not files:
        raise UsageError(f"{archive.folder.root}: holds no captures" + (f" of portal {portal!r}" if portal else ""))
    newest = archive.db.execute(f"SELECT max(fetched_at) FROM ({_CAPTURES})", wanted).fetchone()[0]
    with _Package(out, datetime.fromisoformat(newest).astimezone(UTC)) as package:
        for done, file in enumerate(files):
            progress(done, len(files))
            with _opened(archive.folder.root / file) as source:
                package.store(f"archive/{file.rpartition('/')[2]}", source)
        lines = sorted(map(_index_line, archive.db.execute(f"{_CAPTURES} AND status != 304", wanted)))
        blocks, summary = _zipped(lines)
        package.add("indexes/index.cdx.gz", blocks, compress=False)
        package.add("indexes/index.idx", summary)
        pages = [{"format": "json-pages-1.0", "id": "pages", "title": "Articles"}]
        for identity, url, title, fetched_at in archive.db.execute(_ARTICLES, wanted):
            pages.append({"id": identity, "url": url, "title": title, "ts": fetched_at})
        package.add(
            "pages/pages.jsonl", "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages).encode()
        )
        package.finish(title=f"govnews: {portal}" if portal else "govnews")
    progress(len(files), len(files))
    return len(pages) - 1


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise StorageError(f"{file}: {error.strerror}; run `govnews verify`") from None


class _Package:
    """A ZIP file, and the list of what is in it."""

    def __init__(self, out: BinaryIO, created: datetime) -> None:
        self._zip = zipfile.ZipFile(out, "w")
        self._created = created
        self._resources: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Closed while `out` is open, also where something failed: the collector would complain of it later."""
        self._zip.close()

    def store(self, path: str, source: IO[bytes]) -> None:
        """Puts a file in as it is: a player seeks in it."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(path, zipfile.ZIP_STORED), "w", force_zip64=True) as target:
            while piece := source.read(_HASHED):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self._listed(path, digest.hexdigest(), size)

    def add(self, path: str, content: bytes, *, compress: bool = True) -> None:
        """Puts bytes in."""
        kind = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        self._zip.writestr(self._entry(path, kind), content)
        self._listed(path, hashlib.sha256(content).hexdigest(), len(content))

    def finish(self, title: str) -> None:
        """Writes the list of what is inside, and its digest."""
        created = self._created.strftime("%Y-%m-%dT%H:%M:%SZ")
        listed = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": title,
            "created": created,
            "software": f"govnews {VERSION}",
            "resources": self._resources,
        }
        content = json.dumps(listed, indent=2, ensure_ascii=False).encode()
        self._zip.writestr(self._entry("datapackage.json", zipfile.ZIP_DEFLATED), content)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        self._zip.writestr(self._entry("datapackage-digest.json", zipfile.ZIP_DEFLATED), json.dumps(digest, indent=2))
        self._zip.close()

    def _entry(self, path: str, kind: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(path, self._created.timetuple()[:6])
        entry.compress_type = kind
        entry.external_attr = 0o644 << 16
        return entry

    def _listed(self, path: str, digest: str, size: int) -> None:
        name = re.sub(r"[^a-z0-9._-]", "-", path.rpartition("/")[2].lower())
        self._resources.append({"name": name, "path": path, "hash": f"sha256:{digest}", "bytes": size})


def _index_line(row: tuple[Any, ...]) -> str:
    """A line of a CDXJ index: sort key, time, and where the record lies."""
    url, fetched_at, status, media_type, digest, file, offset, length, revisit_of = row
    fields = {
        "url": url,
        "mime": "warc/revisit" if revisit_of else (media_type or "unk"),
        "status": str(status),
        "digest": digest,
        "length": str(length),
        "offset": str(offset),
        "filename": file.rpartition("/")[2],
    }
    time = re.sub(r"\D", "", fetched_at)[:14]
    return f"{sort_key(url)} {time} {json.dumps(fields, ensure_ascii=False)}\n"


def sort_key(url: str) -> str:
    """SURT, by which players look a URL up: `https://www.a.gov.vn/Tin/?b=2&a=1` is `vn,gov,a)/tin?a=1&b=2`.

    Own code, because the one package that does it is under a licence (AGPL) that would bind ours.
    """
    parts = urlsplit(url.lower())
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")
    host = re.sub(r"^www\d*\.", "", host)
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    default = {"http": "80", "https": "443"}.get(parts.scheme)
    shown = f":{port}" if port and port != default else ""
    return f"{','.join(reversed(host.split('.')))}{shown}){path}{'?' + query if query else ''}"


def _zipped(lines: list[str]) -> tuple[bytes, bytes]:
    """The index in gzip members of so many lines each, and the summary that says where each member begins."""
    summary = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    members: list[bytes] = []
    offset = 0
    for block in _blocks(lines):
        member = gzip.compress("".join(block).encode(), mtime=0)
        key = " ".join(block[0].split(" ", 2)[:2])
        place = {"offset": offset, "length": len(member), "digest": f"sha256:{hashlib.sha256(member).hexdigest()}"}
        summary.append(f"{key} {json.dumps({**place, 'filename': 'index.cdx.gz'})}\n")
        members.append(member)
        offset += len(member)
    return b"".join(members), "".join(summary).encode()


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), _BLOCK):
        yield lines[start : start + _BLOCK]
