"""When two addresses are one article, and when a page's word for it is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive
from archive.verification.verify import verify
from tests.crawler.test_guard import crawl, redirect
from tests.crawler.tiny_portal import Answer, TinyPortal, article, listing


def declaring(page: Answer, canonical: str) -> Answer:
    """The page with a canonical link."""
    return Answer(page.body.replace(b"<title>", f'<link rel="canonical" href="{canonical}"><title>'.encode(), 1))


def test_a_declared_address_is_an_alias_where_it_says_the_same(tmp_path: Path) -> None:
    page = article("Khánh thành cầu treo qua suối")
    with TinyPortal({}).serving() as portal:
        portal.pages |= {
            "/": listing("/bai-1-ban-sao", "/bai-2", "/bai-3"),
            "/bai-1": page,
            "/bai-1-ban-sao": declaring(page, "/bai-1"),
            "/bai-2": declaring(article("Hội xuân vùng cao mở sớm"), "/bai-3"),  # wrong: says something else
            "/bai-3": declaring(article("Trường mới đón học sinh"), "https://songmay-cu.gov.vn/bai-3"),  # a dead domain
        }
        crawl(portal, tmp_path)
        crawl(portal, tmp_path, "--full")
        home = portal.home
    with Archive.open(tmp_path / "data") as archive:
        urls = {found.url.removeprefix(home) for found in archive.articles()}
        assert urls == {"bai-1", "bai-2", "bai-3"}
        assert archive.article(home + "bai-1-ban-sao").url == home + "bai-1"
        assert len(archive.versions(home + "bai-1")) == 1
    assert verify(tmp_path / "data").findings == []


def test_a_moved_article_keeps_its_history(tmp_path: Path) -> None:
    with TinyPortal({"/": listing("/bai-cu"), "/bai-cu": article("Bầu trưởng thôn")}).serving() as portal:
        crawl(portal, tmp_path)
        portal.pages["/bai-moi"] = article("Bầu trưởng thôn, bản đính chính")
        portal.pages["/bai-cu"] = Answer(b"", 301, (("Location", "/bai-moi"),))
        crawl(portal, tmp_path, "--full")
        home = portal.home
    with Archive.open(tmp_path / "data") as archive:
        (found,) = archive.articles()
        assert found.url == home + "bai-moi"
        assert [version.title for version in archive.versions(home + "bai-cu")] == [
            "Bầu trưởng thôn",
            "Bầu trưởng thôn, bản đính chính",
        ]
        assert [hit.url for hit in archive.search("dinh chinh")] == [home + "bai-moi"]
    assert verify(tmp_path / "data").findings == []


def test_addresses_that_only_spelling_tells_apart_are_one_article_where_they_say_the_same(tmp_path: Path) -> None:
    page, other = article("Khánh thành cầu treo qua suối"), article("Hội xuân vùng cao mở sớm")
    with TinyPortal({}).serving() as portal:
        portal.pages |= {
            "/": listing("/bai-Cau-Treo", "/bai-cau-treo", "/bai-cau-treo/", "/bai-A1", "/bai-a1"),
            **dict.fromkeys(("/bai-Cau-Treo", "/bai-cau-treo", "/bai-cau-treo/"), page),
            "/bai-A1": other,
            "/bai-a1": article("Trường mới đón học sinh"),
        }
        for full in ((), ("--full",)):
            crawl(portal, tmp_path, *full)
            with Archive.open(tmp_path / "data") as archive:
                assert sorted(found.title for found in archive.articles()) == [
                    "Hội xuân vùng cao mở sớm",
                    "Khánh thành cầu treo qua suối",
                    "Trường mới đón học sinh",
                ]
                found = {archive.article(portal.home + path).url for path in ("bai-Cau-Treo", "bai-cau-treo/")}
                assert len(found) == 1
                assert len(archive.versions(found.pop())) == 1
    assert verify(tmp_path / "data").findings == []


def test_a_page_that_shows_the_newest_article_is_not_that_article(tmp_path: Path) -> None:
    """Its address has fewer parameters; were it taken for the article, the next one would be called an edit of it."""
    first, second = article("Khánh thành cầu treo qua suối"), article("Hội xuân vùng cao mở sớm")
    with TinyPortal({}).serving() as portal:
        portal.pages |= {"/": listing("/bai-moi", "/bai-moi?ma=1"), "/bai-moi": first, "/bai-moi?ma=1": first}
        crawl(portal, tmp_path)
        portal.pages |= {"/": listing("/bai-moi", "/bai-moi?ma=1", "/bai-moi?ma=2")}
        portal.pages |= {"/bai-moi": second, "/bai-moi?ma=2": second}
        crawl(portal, tmp_path, "--full")
        home = portal.home
    with Archive.open(tmp_path / "data") as archive:
        assert len(archive.versions(home + "bai-moi?ma=1")) == len(archive.versions(home + "bai-moi?ma=2")) == 1
        assert archive.article(home + "bai-moi?ma=1").title == "Khánh thành cầu treo qua suối"


@pytest.mark.parametrize("way", ["canonical link", "redirect"])
def test_an_address_that_leads_to_whichever_article_is_the_newest_makes_none_of_them_another(
    tmp_path: Path, way: str
) -> None:
    titles = ["Khánh thành cầu treo qua suối", "Hội xuân vùng cao mở sớm", "Trường mới đón học sinh"]
    pages = [article(title) for title in titles]
    with TinyPortal({}).serving() as portal:
        for number, newest in enumerate(pages):
            path = f"/bai-{number}"
            shown = declaring(newest, path) if way == "canonical link" else redirect(path)
            portal.pages |= {path: newest, "/bai-moi": shown}
            portal.pages["/"] = listing("/bai-moi", *(f"/bai-{n}" for n in range(number + 1)))
            crawl(portal, tmp_path, "--full")
        with Archive.open(tmp_path / "data") as archive:
            for number, title in enumerate(titles):
                found = archive.article(f"{portal.home}bai-{number}")
                assert (found.title, found.version, found.removed_at) == (title, 1, None)
    assert verify(tmp_path / "data").findings == []


def test_an_article_is_there_though_a_further_address_of_it_is_gone(tmp_path: Path) -> None:
    page = article("Khánh thành cầu treo qua suối")
    with TinyPortal({}).serving() as portal:
        portal.pages |= {"/": listing("/bai-1", "/bai-cu"), "/bai-1": page, "/bai-cu": redirect("/bai-1")}
        crawl(portal, tmp_path)
        portal.pages["/bai-cu"] = Answer(b"", 404)
        summary = crawl(portal, tmp_path, "--full")
        assert (summary["removed"], summary["rejected"]) == (0, 1)
        with Archive.open(tmp_path / "data") as archive:
            assert archive.article(portal.home + "bai-cu").removed_at is None
