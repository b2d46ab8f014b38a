"""The fixity of a payload: one digest, in the database, in the snapshots and in the WARC records alike."""

from __future__ import annotations

import hashlib


def payload_digest(payload: bytes) -> str:
    """`sha256:` and the hex digest of a payload as sent (content-encoding kept).

    It also is the WARC-Payload-Digest of the record: warcio and fastwarc both verify SHA-256 in hexadecimal, so nothing
    speaks for a second, weaker digest.
    """
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"
