"""What most articles of a portal have in common is learned, and kept."""

from __future__ import annotations

from archive import Store
from archive.crawls.repeated_lines import repeated_lines
from portals import Portal
from tests.archive.conftest import Writing

INVITATION = "Mời bà con theo dõi bản tin của xã mỗi tối."
OWN = "Bài số {n} kể chuyện riêng của thôn {n}. "


def write(store: Store, portal: Portal, number: int, *, invited: int, own: str = OWN) -> None:
    """An archive of so many articles, of which `invited` have the invitation below their own text."""
    crawl = Writing(store, portal)
    for n in range(number):
        body = "\n\n".join([own.format(n=n) * 6, *([INVITATION] if n < invited else [])])
        crawl.article(f"https://songmay.vn/bai-{n}", f"Tin thứ {n}", body)
    crawl.writer.end("complete")


def test_a_line_of_most_articles_is_learned(store: Store, portal: Portal) -> None:
    write(store, portal, 12, invited=9)
    assert repeated_lines(store.db.conn, "songmay") == (INVITATION,)


def test_a_line_of_half_of_them_is_not(store: Store, portal: Portal) -> None:
    write(store, portal, 18, invited=9)
    assert repeated_lines(store.db.conn, "songmay") == ()


def test_few_articles_teach_nothing(store: Store, portal: Portal) -> None:
    write(store, portal, 7, invited=7)
    assert repeated_lines(store.db.conn, "songmay") == ()


def test_what_is_the_bulk_of_the_articles_is_their_text(store: Store, portal: Portal) -> None:
    write(store, portal, 12, invited=0, own="Thông báo lịch cúp nước của xã. ")
    assert repeated_lines(store.db.conn, "songmay") == ()


def test_what_was_learned_stays_when_no_article_has_it_any_more(store: Store, portal: Portal) -> None:
    store.begin(portal, rules="r1", software={}, repeated=("Đường dây nóng của xã",)).end("complete")
    write(store, portal, 12, invited=9)
    assert repeated_lines(store.db.conn, "songmay") == (INVITATION,)
    store.begin(portal, rules="r1", software={}, repeated=("Đường dây nóng của xã",)).end("complete")
    assert repeated_lines(store.db.conn, "songmay") == ("Đường dây nóng của xã", INVITATION)
