"""A payload that a portal sends again, at whatever address, is kept once: further captures of it are WARC revisits."""

from __future__ import annotations

import msgspec

from archive.captures import stored_captures
from archive.captures.exchange import Exchange
from archive.crawls.unwritten import Unwritten
from archive.model import Capture


def write_once(unwritten: Unwritten, exchange: Exchange, capture: Capture) -> Capture:
    """Writes a response into the WARC files of a crawl: whole, or as a revisit of the capture that holds its payload.

    Returns `capture` with what it left open: where it lies, and what it revisits. The digest of a revisit is that of
    the payload it stands for, for a 304 has none of its own.
    """
    holder = _holder(unwritten, capture)
    if holder is None:
        location = unwritten.warc.write_exchange(exchange, capture.digest)
    else:
        location = unwritten.warc.write_revisit(exchange, holder.url, holder.fetched_at, holder.digest)
    written = msgspec.structs.replace(
        capture,
        digest=capture.digest if holder is None else holder.digest,
        warc_file=location.file,
        warc_offset=location.offset,
        warc_length=location.length,
        revisit_of=None if holder is None else holder.id,
    )
    if holder is None and written.status == 200:
        unwritten.holders[written.digest] = written
    return written


def _holder(unwritten: Unwritten, capture: Capture) -> Capture | None:
    """The capture that holds the payload already: what a 304 says is unmodified, or the first of the same bytes."""
    db = unwritten.database.conn
    if capture.revisit_of is not None:
        return stored_captures.holder(db, capture.revisit_of)
    if capture.status != 200:
        return None
    known = unwritten.holders.get(capture.digest)
    return known or stored_captures.holder_of(db, unwritten.portal, capture.digest)
