"""Makes the records of a crawl again from its captures, and from those lines of its snapshot that captures prove.

A line of a damaged snapshot may be whole and yet say something else than was written. So a line counts where what it
speaks of can be checked: the capture it rests on must be there, at that time and address, and read the same. What a
crawl said of no capture at all (a portal that did not answer) is lost with the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from archive.captures.content_decoding import ContentError
from archive.captures.digests import payload_digest
from archive.captures.gzip_members import Location
from archive.captures.stored_captures import StoredCapture
from archive.captures.warc_reader import read_capture, walk
from archive.data_folder import DataFolder
from archive.model import Article, Capture, Rejection, capture_id
from archive.rows.content_hash import content_hash
from archive.snapshots import records
from archive.snapshots.records import (
    AliasRecord,
    ArticleRecord,
    CaptureRecord,
    CrawlRecord,
    EndRecord,
    GoneEvidence,
    GoneRecord,
    Record,
    RejectionRecord,
    SeenRecord,
    article_of,
    fields_of,
)
from archive.timestamps import timestamp
from portals import StorageError
from portals.url_identity import join

_EMPTY = payload_digest(b"")


class PageReader(Protocol):
    """Reads the pages of one portal. Handed in, for the archive knows nothing of extraction."""

    rules: str  # the digest of what decides its readings

    def article_url(self, url: str) -> str | None:
        """The canonical form of an address where it is one of an article."""

    def read(self, stored: StoredCapture) -> Article | Rejection:
        """The article that a captured page is, or why it is none."""


# Of the crawl record of the crawl whose pages are to be read.
MakeReader = Callable[[CrawlRecord], PageReader]


def whole_lines(path: Path) -> list[Record]:
    """Those lines of a damaged snapshot that are records still; none where it is lost."""
    found: list[Record] = []
    try:
        with path.open("rb") as file:
            for line in file:
                try:
                    found.append(records.decode(line))
                except (msgspec.DecodeError, UnicodeDecodeError):
                    continue
    except OSError:
        pass
    return found


class Salvaged:
    """What the WARC files of one crawl hold, as records. `lost` are captures that cannot be read."""

    def __init__(self, folder: DataFolder, crawl: CrawlRecord, lines: list[Record], reader: PageReader) -> None:
        self.lost = 0
        self._folder = folder
        self._crawl = crawl
        self._reader = reader
        self._said = {(line.warc_file, line.warc_offset): line for line in lines if isinstance(line, CaptureRecord)}
        self._lines = lines
        self._stored: dict[str, Location] = {}
        self._captures: dict[str, Capture] = {}

    def records(self) -> Iterator[Record]:
        """All records but the first and the last."""
        for file in sorted(
            self._folder.captures.glob(f"????/??/{self._crawl.portal}-{self._crawl.crawl_id}-*.warc.gz")
        ):
            for capture in self._captures_in(file):
                self._captures[capture.id] = capture
                yield CaptureRecord(**msgspec.structs.asdict(capture), recorded_at=capture.fetched_at)
        told = set()
        for line in self._lines:
            about = self._proven(line)
            if about is not None:
                told.add(about)
                yield line
        alive = any(capture.status == 200 for capture in self._captures.values())
        for capture in self._captures.values():
            if capture.id not in told:
                yield from self._told_again(capture, alive)

    def end(self) -> EndRecord | None:
        """The last line, where it is left."""
        last = self._lines[-1] if self._lines else None
        return last if isinstance(last, EndRecord) and last.crawl_id == self._crawl.crawl_id else None

    def _captures_in(self, file: Path) -> Iterator[Capture]:
        name = self._folder.relative(file)
        before: Capture | None = None
        for record in walk(file):
            if record.type == "metadata" and before is not None:  # it says that the certificate was not verified
                before = msgspec.structs.replace(before, tls_verified=False)
            if record.type not in {"response", "revisit", "damaged"}:
                continue
            if before is not None:
                yield before
            before = None
            try:
                before = self._capture(Location(name, record.offset, record.length))
            except StorageError:
                self.lost += 1
        if before is not None:
            yield before

    def _capture(self, place: Location) -> Capture:
        response = read_capture(self._folder.root, place)
        location, kind = response.header("location"), response.header("content-type")
        own = _EMPTY if response.status == 304 else response.digest
        original = None
        if response.refers_to_url is not None:
            original = capture_id(response.refers_to_url, response.refers_to_date or "", response.digest)
        made = Capture(
            id=capture_id(response.url, response.fetched_at, own),
            crawl_id=self._crawl.crawl_id,
            portal=self._crawl.portal,
            url=response.url,
            final_url=(join(response.url, location) if location and 300 <= response.status < 400 else None)
            or response.url,
            fetched_at=response.fetched_at,
            status=response.status,
            media_type=kind.partition(";")[0].strip().lower() or None if kind else None,
            digest=response.digest,
            warc_file=place.file,
            warc_offset=place.offset,
            warc_length=place.length,
            etag=response.header("etag"),
            last_modified=response.header("last-modified"),
            revisit_of=original,
        )
        said = self._said.get((place.file, place.offset))
        if said is not None and (said.id, said.digest, said.status) == (made.id, made.digest, made.status):
            made = msgspec.structs.replace(made, revisit_of=said.revisit_of)
        if made.revisit_of is None:
            self._stored[made.id] = place
        return made

    def _proven(self, line: Record) -> str | None:
        """The capture that a line tells of, where that capture bears the line out."""
        match line:
            case ArticleRecord() | SeenRecord() | GoneRecord() | RejectionRecord():
                capture = self._captures.get(line.capture or "")
                if capture is None or line.at != capture.fetched_at:
                    return None
                if line.url not in {capture.url, self._reader.article_url(capture.url)} and not isinstance(
                    line, ArticleRecord
                ):
                    return None
                return capture.id if not isinstance(line, ArticleRecord) or self._reads_so(line, capture) else None
            case AliasRecord():
                urls = {capture.url for capture in self._captures.values()}
                return f"{line.url} {line.same_as}" if {line.url, line.same_as} <= urls else None
            case _:
                return None

    def _reads_so(self, line: ArticleRecord, capture: Capture) -> bool:
        reading = self._read(capture)
        if not isinstance(reading, Article):
            return False
        if line.rules == self._reader.rules:
            return article_of(line) == reading
        return line.url == reading.url and content_hash(article_of(line)) == content_hash(reading)

    def _read(self, capture: Capture) -> Article | Rejection | None:
        place = self._stored.get(capture.id)
        if place is None:
            return None
        try:
            return self._reader.read(StoredCapture(capture, read_capture(self._folder.root, place)))
        except (StorageError, ContentError) as error:
            return Rejection("undecodable", str(error))

    def _told_again(self, capture: Capture, alive: bool) -> Iterator[Record]:
        """What a page says of an article, read anew; nothing of listings, feeds and files."""
        url = self._reader.article_url(capture.url)
        if url is None:
            return
        said: dict[str, Any] = {
            "recorded_at": timestamp(),
            "crawl_id": self._crawl.crawl_id,
            "portal": self._crawl.portal,
            "at": capture.fetched_at,
            "capture": capture.id,
        }
        if capture.revisit_of is not None:
            yield SeenRecord(**said, url=url, same_as=capture.revisit_of)
        elif capture.status in {404, 410}:
            evidence: GoneEvidence = "404" if capture.status == 404 else "410"
            yield GoneRecord(**said, url=url, evidence=evidence, portal_alive=alive)
        elif capture.status == 200:
            reading = self._read(capture)
            if isinstance(reading, Article):
                yield ArticleRecord(**fields_of(reading), **said, rules=self._reader.rules)
            elif reading is not None:
                yield RejectionRecord(**said, url=url, reason=reading.reason, detail=reading.detail)
