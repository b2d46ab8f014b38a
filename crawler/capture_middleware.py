"""Keeps every response as it came: pages, listings, robots.txt, redirects, errors.

It stands next to the network, where the payload is still as sent. The id of a capture is made of its URL, time and
digest, so it is known here at once, while the record is written later by the archive's thread.
"""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Headers, Response

from archive.digests import payload_digest
from archive.exchange import Exchange
from archive.model import Capture, capture_id
from archive.records import timestamp
from crawler.session import session_of
from pipelines.component import CrawlComponent
from pipelines.items import Answer
from portals.url_identity import join


class CaptureMiddleware(CrawlComponent):
    """Gives each response to the archive and passes it on, with what it noted in `meta["answer"]`."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps the response."""
        session = session_of(self.crawler)
        now = datetime.now(UTC)
        fetched_at = now.replace(microsecond=now.microsecond // 1000 * 1000)  # as records write it
        written = timestamp(fetched_at)
        digest = payload_digest(response.body)
        not_modified = response.status == 304
        headers = _pairs(response.headers)
        said = {name.lower(): value or None for name, value in headers}
        answer = Answer(
            capture_id(response.url, written, digest),
            fetched_at,
            full=not not_modified,
            etag=said.get("etag"),
            last_modified=said.get("last-modified"),
        )
        verified = session.portal.network.verify_tls
        session.keep_capture(
            Exchange(
                url=response.url,
                method=request.method,
                request_headers=_pairs(request.headers),
                status=response.status,
                response_headers=headers,
                payload=response.body,
                fetched_at=fetched_at,
                ip=str(response.ip_address) if response.ip_address else None,
                protocol=response.protocol,
                tls_verified=verified,
            ),
            Capture(
                id=answer.capture,
                crawl_id=session.crawl_id,
                portal=session.portal.id,
                url=response.url,
                final_url=_redirected_to(response, said.get("location")) or response.url,
                fetched_at=written,
                status=response.status,
                media_type=_media_type(said.get("content-type")),
                digest=digest,
                warc_file="",
                warc_offset=0,
                warc_length=0,
                etag=answer.etag,
                last_modified=answer.last_modified,
                tls_verified=verified,
                revisit_of=request.meta.get("revisit_of") if not_modified else None,
            ),
        )
        request.meta["answer"] = answer
        return response


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _media_type(content_type: str | None) -> str | None:
    return content_type.partition(";")[0].strip().lower() or None if content_type else None


def _redirected_to(response: Response, location: str | None) -> str | None:
    return join(response.url, location) if location and 300 <= response.status < 400 else None
