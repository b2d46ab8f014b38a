"""Files that articles carry: fetched once, kept as they came, linked to the article, as the portal file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive
from archive.archived import KeptMedia
from archive.verification.verify import verify
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import TEXT, Answer, Page, TinyPortal, listing

PDF = b"%PDF-1.1\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40 + b"\xff\xd9"


def carrying(title: str, *files: str) -> Answer:
    paragraphs = "".join(f"<p>{TEXT * 3}</p>" for _ in range(3))
    links = "".join(f'<p><a href="{file}">Quyết định kèm theo {file}</a></p>' for file in files)
    picture = '<figure><img src="/anh/cau.jpg"><figcaption>Cây cầu mới. Ảnh: Văn Minh</figcaption></figure>'
    head = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>12/05/2024</p>"
    return Answer(f"{head}{picture}{paragraphs}{links}</body></html>".encode())


@pytest.fixture
def portal() -> TinyPortal:
    pdf = (("Content-Type", "application/pdf"),)
    pages: dict[str, Page] = {
        "/bai-1": carrying("Công bố quyết định thứ nhất", "/tep/quyet-dinh.pdf", "http://127.0.0.1:9/tep/o-ngoai.pdf"),
        "/bai-2": carrying("Công bố quyết định thứ hai", "/tep/ban-sao.pdf", "/tep/khong-con.pdf", "/tep/lon.pdf"),
        "/tep/quyet-dinh.pdf": Answer(PDF, 200, pdf),
        "/tep/ban-sao.pdf": Answer(PDF, 200, pdf),
        "/tep/lon.pdf": Answer(b"%PDF" + b"\0" * (21 * 1024 * 1024), 200, pdf),
        "/anh/cau.jpg": Answer(JPEG, 200, (("Content-Type", "image/jpeg"),)),
    }
    pages["/"] = listing("/bai-1", "/bai-2")
    return TinyPortal(pages)


def test_attachments_are_kept_linked_and_stored_once(tmp_path: Path, portal: TinyPortal) -> None:
    with portal.serving():
        crawl(portal, tmp_path)
        crawl(portal, tmp_path, "--full")
    assert portal.asked.count("/tep/quyet-dinh.pdf") == 2  # once, and once more because --full asks for everything
    assert "/anh/cau.jpg" not in portal.asked
    with Archive.open(tmp_path / "data") as archive:
        kept = {media.url: media.capture_id for number in (1, 2) for media in _attachments(archive, portal, number)}
        first, copy = (kept[portal.home + path] for path in ("tep/quyet-dinh.pdf", "tep/ban-sao.pdf"))
        assert first is not None
        assert copy is not None
        assert archive.capture(first).response.body == archive.capture(copy).response.body == PDF
        holders = {(archive.capture(one).capture.revisit_of or one) for one in (first, copy)}
        assert len(holders) == 1, "the bytes are in the WARC files once"
        assert kept[portal.home + "tep/khong-con.pdf"] is None
        assert kept[portal.home + "tep/lon.pdf"] is None
        assert kept["http://127.0.0.1:9/tep/o-ngoai.pdf"] is None  # named by the article, outside the portal
        reasons = {row["url"]: row["reason"] for row in archive.db.query("SELECT url, reason FROM rejections")}
    assert reasons == {portal.home + "tep/khong-con.pdf": "missing", portal.home + "tep/lon.pdf": "too-large"}


def _attachments(archive: Archive, portal: TinyPortal, number: int) -> list[KeptMedia]:
    return archive.article(f"{portal.home}bai-{number}").attachments


def test_images_where_the_portal_file_asks_for_them(tmp_path: Path, portal: TinyPortal) -> None:
    with portal.serving():
        crawl(portal, tmp_path, more="[capture]\nimages = true\nattachments = false\n")
    assert "/anh/cau.jpg" in portal.asked
    assert not any(path.startswith("/tep/") for path in portal.asked)
    with Archive.open(tmp_path / "data") as archive:
        (image,) = archive.article(portal.home + "bai-1").images
        assert image.title == "Cây cầu mới. Ảnh: Văn Minh"
        assert archive.capture(str(image.capture_id)).response.body == JPEG


def test_a_limit_does_not_leave_an_archived_article_without_its_files(tmp_path: Path, portal: TinyPortal) -> None:
    with portal.serving():
        crawl(portal, tmp_path, "--limit", "1")
    assert "/tep/quyet-dinh.pdf" in portal.asked
    assert "/bai-2" not in portal.asked


def test_a_page_in_the_place_of_a_file_is_not_that_file(tmp_path: Path, portal: TinyPortal) -> None:
    gate = b"<html><head><title>Just a moment</title></head><body><script>document.cookie='a=1'</script></body></html>"
    missing = "<html><head><title>Lỗi 404</title></head><body><h1>404 Không tìm thấy trang</h1></body></html>".encode()
    excel = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table>" + "<tr><td>Xã</td><td>7</td></tr>" * 9
    )
    portal.pages |= {
        "/bai-3": carrying(
            "Công bố quyết định thứ ba", "/tep/cong.pdf", "/tep/loi.pdf", "/tep/trang.doc", "/tep/so.xls"
        ),
        "/tep/cong.pdf": Answer(gate),
        "/tep/loi.pdf": Answer(missing),
        "/tep/trang.doc": listing(*(f"/bai-{number}" for number in range(1, 9))),
        "/tep/so.xls": Answer(excel.encode()),
        "/": listing("/bai-3"),
    }
    with portal.serving():
        crawl(portal, tmp_path)
        with Archive.open(tmp_path / "data") as archive:
            kept = {media.url.rpartition("/")[2]: media.capture_id for media in _attachments(archive, portal, 3)}
            rejected = archive.db.execute("SELECT url, reason FROM rejections WHERE url LIKE '%/tep/%'").fetchall()
        assert {name for name, capture in kept.items() if capture} == {"so.xls"}
        reasons = {url.rpartition("/")[2]: reason for url, reason in rejected}
        assert reasons == {"cong.pdf": "blocked", "loi.pdf": "missing", "trang.doc": "missing"}
        portal.pages["/tep/cong.pdf"] = Answer(PDF, 200, (("Content-Type", "application/pdf"),))
        crawl(portal, tmp_path, "--full")
    with Archive.open(tmp_path / "data") as archive:
        (file,) = (media for media in _attachments(archive, portal, 3) if media.url.endswith("/cong.pdf"))
        assert archive.capture(str(file.capture_id)).response.body == PDF
    assert verify(tmp_path / "data").findings == []
