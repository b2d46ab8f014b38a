"""The files that articles carry: pictures and documents, small and valid, and one that is too large."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib

from samples.page import Page

# The smallest JPEG that a viewer accepts.
_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////////////////////////////////////"
    "//////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAB"
    "PxA="
)
TOO_LARGE = 21 * 1024 * 1024  # bytes, above what an attachment may have
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def file_at(path: str) -> Page | None:
    """The picture, document or style sheet at an address; one that ends in `-da-mat.pdf` is lost."""
    if path.endswith("-da-mat.pdf"):
        return None
    if path.endswith("-toan-van.pdf"):
        return Page(b"%PDF-1.4\n", content_type="application/pdf", streamed=TOO_LARGE)
    kinds = {
        ".jpg": (_JPEG, "image/jpeg"),
        ".png": (_png(), "image/png"),
        ".pdf": (_pdf("UBND - Ke hoach"), "application/pdf"),
        ".docx": (_docx("Kế hoạch của Ủy ban nhân dân"), _DOCX),
        ".css": (b"body { font-family: serif }\n", "text/css"),
    }
    for ending, (body, content_type) in kinds.items():
        if path.endswith(ending):
            return Page(body, content_type=content_type)
    return None


def _png() -> bytes:
    """One red pixel (PNG, ISO/IEC 15948)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xc0\x10\x10", 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def _pdf(text: str) -> bytes:
    """One page with a line of ASCII text, and a cross-reference table that is right (PDF 1.4)."""
    content = f"BT /F1 12 Tf 20 80 Td ({text}) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
    )
    made, offsets = "%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{item}\nendobj\n"
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
    return (made + table + trailer).encode("ascii")


def _docx(text: str) -> bytes:
    """One paragraph (ECMA-376); the same bytes on every machine."""
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Target="word/document.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), xml + part)
    return made.getvalue()
