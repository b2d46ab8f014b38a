"""Pages as crawls meet them at their worst: real ones, cut, doubled, nested, swollen and garbled."""

from __future__ import annotations

import random

TAGS = (
    "<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</table>", "<a href='http://[bad'>", "<br>", "</html>",
    "<html>", "<script>", "<!--", "]]>", "&#xD800;", "&#0;", "<svg>", "<template>", "<li>", "<h1>", "<form>",
    "<![CDATA[", "<body>", "<meta charset=utf-16>", "<base href='//x'>", '<time datetime="9999-99-99">',
    "<font color=", "\x00", "\ufeff",
)  # fmt: skip
PARAGRAPHS = (b"<div>", b"", b"<p><p>", b"<blockquote>")
_LARGEST = 3_000_000  # bytes; a portal's pages are cut off before they are read


def mutated(body: bytes, chance: random.Random, count: int) -> bytes:
    """The page with `count` changes. The same page, generator and count give the same."""
    page = bytearray(body)
    for _ in range(count):
        if not page:
            break
        at, start = chance.randrange(len(page)), chance.randrange(len(page))
        piece = bytes(page[start : start + chance.randrange(400)])
        match chance.randrange(12):
            case 0:
                page[at] = chance.randrange(256)
            case 1:
                del page[at : at + chance.randrange(400)]
            case 2:
                page[at:at] = chance.choice(TAGS).encode()
            case 3:
                page[at:at] = piece
            case 4:
                del page[at:]
            case 5:
                page[at:at] = piece * chance.randrange(2, 200)
            case 6:
                page[at:at] = chance.choice(TAGS).encode() * chance.choice((10, 100, 3000))
            case 7:
                page[at:at] = "Đảng ủy xã họp ngày 5/6/2020. ".encode() * chance.choice((1, 50, 5000))
            case 8:
                page[at:at] = chance.randbytes(chance.randrange(300))
            case 9:
                page[at:at] = b'<a href="/tin-%d">' % chance.randrange(10**6) * chance.choice((1, 30, 2000))
            case 10:
                page[at:at] = b" x=1" * chance.choice((1, 1000, 20000))
            case _:
                page = page.replace(b"<p>", chance.choice(PARAGRAPHS), chance.randrange(9))
    return bytes(page[:_LARGEST])
