"""Keeps every response as it came: pages, listings, robots.txt, redirects, errors.

It stands next to the network, where the payload is still as sent. The id of a capture is made of its URL, time and
digest, so it is known here at once, while the record is written later by the archive's thread.
"""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Headers, Response

from archive.captures.digests import payload_digest
from archive.captures.exchange import Exchange
from archive.model import Capture, capture_id
from archive.timestamps import timestamp
from crawler.session import CrawlSession, session_of
from pipelines.component import CrawlComponent
from pipelines.items import Answer
from portals.url_identity import join

_NOT_MODIFIED = 304


class CaptureMiddleware(CrawlComponent):
    """Gives each response to the archive and passes it on, with what it noted in `meta["answer"]`."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps the response."""
        session = session_of(self.crawler)
        now = datetime.now(UTC)
        exchange = Exchange(
            url=response.url,
            method=request.method,
            request_headers=_pairs(request.headers),
            status=response.status,
            response_headers=_pairs(response.headers),
            payload=response.body,
            fetched_at=now.replace(microsecond=now.microsecond // 1000 * 1000),  # as records write it
            ip=str(response.ip_address) if response.ip_address else None,
            protocol=response.protocol,
            tls_verified=session.portal.network.verify_tls,
        )
        said = {name.lower(): value or None for name, value in exchange.response_headers}
        capture = _capture(exchange, said, session, request.meta.get("revisit_of"))
        request.meta["answer"] = Answer(
            capture.id,
            exchange.fetched_at,
            full=response.status != _NOT_MODIFIED,
            etag=capture.etag,
            last_modified=capture.last_modified,
        )
        session.keep_capture(exchange, capture)
        return response


def _capture(exchange: Exchange, said: dict[str, str | None], session: CrawlSession, revisit_of: str | None) -> Capture:
    """All that is known of a response before it is written. `said` are its headers; a 304 confirms `revisit_of`."""
    at, digest = timestamp(exchange.fetched_at), payload_digest(exchange.payload)
    return Capture(
        id=capture_id(exchange.url, at, digest),
        crawl_id=session.crawl_id,
        portal=session.portal.id,
        url=exchange.url,
        final_url=_redirected_to(exchange, said.get("location")) or exchange.url,
        fetched_at=at,
        status=exchange.status,
        media_type=_media_type(said.get("content-type")),
        digest=digest,
        warc_file="",
        warc_offset=0,
        warc_length=0,
        etag=said.get("etag"),
        last_modified=said.get("last-modified"),
        tls_verified=exchange.tls_verified,
        revisit_of=revisit_of if exchange.status == _NOT_MODIFIED else None,
    )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _media_type(content_type: str | None) -> str | None:
    return content_type.partition(";")[0].strip().lower() or None if content_type else None


def _redirected_to(exchange: Exchange, location: str | None) -> str | None:
    return join(exchange.url, location) if location and 300 <= exchange.status < 400 else None
