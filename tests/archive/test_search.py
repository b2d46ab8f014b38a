"""Search as a researcher meets it, on a real SQLite database."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.search import search
from archive.search.folding import TOKEN, exact
from archive.search.search import Hit
from portals import UsageError

COLUMNS = "key, id, portal, url, title, author, published, published_day, summary, body, removed_at, version"


def empty_database() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE TABLE articles ({COLUMNS.replace('key', 'key INTEGER PRIMARY KEY')})")
    search.create_index(db)
    return db


def add(db: sqlite3.Connection, **given: Any) -> int:
    key = db.execute("SELECT coalesce(max(key), 0) + 1 FROM articles").fetchone()[0]
    values: dict[str, Any] = {
        "key": key,
        "id": f"{key:016x}",
        "portal": "bao",
        "url": f"https://bao.example.vn/{key}",
        "title": "Tin",
        "author": None,
        "published": given.get("published_day"),
        "published_day": "2024-04-17",
        "summary": None,
        "body": "",
        "removed_at": None,
        "version": 1,
        **given,
    }
    db.execute(
        f"INSERT INTO articles ({COLUMNS}) VALUES ({', '.join('?' * 12)})", [values[c] for c in COLUMNS.split(", ")]
    )
    search.index(db, key, values["title"], "\n\n".join(part for part in (values["summary"], values["body"]) if part))
    return int(key)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = empty_database()
    yield connection
    connection.close()


def found(db: sqlite3.Connection, query: str, **options: Any) -> set[int]:
    return {int(hit.id, 16) for hit in search.search(db, query, **options)}


def shown(hit: Hit) -> str:
    return "".join(f"[{piece.text}]" if piece.match else piece.text for piece in hit.snippet)


@pytest.fixture
def marked(db: sqlite3.Connection) -> dict[str, int]:
    texts = {
        "đảng viên": "Mỗi đảng viên cần gương mẫu",
        "đang viên": "Họ đang viên thuốc",
        "plain": "Moi dang vien can guong mau",
        "eth": "Nền tảng của Ðảng viên",
        "nfd": unicodedata.normalize("NFD", "Các đảng viên trẻ"),
        "other": "Một bài khác hẳn",
    }
    return {name: add(db, body=text) for name, text in texts.items()}


def test_without_marks_everything_is_found(db: sqlite3.Connection, marked: dict[str, int]) -> None:
    everything = set(marked.values()) - {marked["other"]}
    assert found(db, "dang vien") == found(db, "DANG VIEN") == everything


@pytest.mark.parametrize("query", ["đảng viên", "ĐẢNG VIÊN", "Ðảng viên", unicodedata.normalize("NFD", "đảng viên")])
def test_with_marks_exactly_that_is_found(db: sqlite3.Connection, marked: dict[str, int], query: str) -> None:
    assert found(db, query) == {marked["đảng viên"], marked["eth"], marked["nfd"]}


def test_one_marked_word_makes_all_exact(db: sqlite3.Connection) -> None:
    nam, five = add(db, body="Việt Nam"), add(db, body="Việt năm")
    assert found(db, "Việt Nam") == {nam}
    assert found(db, "viet nam") == {nam, five}


@pytest.mark.parametrize(("old", "new"), [("hòa bình", "hoà bình"), ("thủy lợi", "thuỷ lợi"), ("sức khỏe", "sức khoẻ")])
def test_both_tone_spellings_are_found_by_both(db: sqlite3.Connection, old: str, new: str) -> None:
    both = {add(db, body=old), add(db, title=new)}
    assert found(db, old) == found(db, new) == both


def test_every_word_must_be_there(db: sqlite3.Connection) -> None:
    both, one = add(db, title="Mạng xã hội", body="trách nhiệm"), add(db, body="trách nhiệm")
    assert found(db, "mạng trách nhiệm") == {both}
    assert found(db, "trách nhiệm") == {both, one}


def test_a_phrase_is_words_in_a_row(db: sqlite3.Connection) -> None:
    row = add(db, body="cán bộ, công chức")
    add(db, body="công chức và cán bộ")
    assert found(db, '"cán bộ công chức"') == found(db, "“can bo cong chuc”") == {row}


def test_a_phrase_does_not_run_from_title_to_text(db: sqlite3.Connection) -> None:
    add(db, title="một hai", body="ba bốn")
    assert found(db, '"hai ba"') == set()


def test_words_can_be_excluded(db: sqlite3.Connection) -> None:
    kept = add(db, body="bầu cử quốc hội")
    add(db, body="bầu cử hội đồng nhân dân")
    assert found(db, "bầu cử -đồng") == found(db, 'bau cu -"hoi dong"') == {kept}
    assert found(db, "-đồng") == set()
    assert found(db, "bầu-cử") != set()


def test_or_joins_its_neighbours(db: sqlite3.Connection) -> None:
    rice, maize = add(db, body="giá lúa"), add(db, body="giá ngô")
    add(db, body="giá vàng")
    assert found(db, "giá lúa OR ngô") == found(db, "lua OR ngo gia") == {rice, maize}
    assert found(db, "OR giá") == found(db, "giá OR") == set()


def test_a_star_stands_for_the_rest_of_a_word(db: sqlite3.Connection) -> None:
    begun = add(db, body="tuyên truyền")
    assert found(db, "truy*") == found(db, '"tuyên truy"*') == {begun}
    assert found(db, "truy") == found(db, '"tuyên truy"') == set()


@pytest.mark.parametrize("query", ["47-QĐ/TW", "qd/tw", "01-11-2011", "bao.example.vn", "ubnd@chinhphu.vn"])
def test_punctuated_words_are_found(db: sqlite3.Connection, query: str) -> None:
    only = add(db, body="Quy định 47-QĐ/TW ngày 01-11-2011, bao.example.vn, ubnd@chinhphu.vn")
    add(db, body="TW 47, QĐ 2011-11-01, vn example, chinhphu ubnd vn")
    assert found(db, query) == {only}


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', '""', "*", "-", "OR", "OR OR", "( )", "😀", "\0", "a\0b", "NEAR(a b)", "title: a", "{x}: y", "^a",
     "a AND", "NOT", "'; DROP TABLE articles; --", '" OR 1', "a*b", "***", '-"', "\ud800", "x" * 10_000, "ab " * 5_000,
     '"' * 999]
)  # fmt: skip
def test_whatever_is_typed_is_a_query(db: sqlite3.Connection, query: str) -> None:
    key = add(db, title="đảng", body="viên")
    assert found(db, query) == set()
    assert found(db, "đảng viên") == {key}


def test_words_end_where_signs_begin(db: sqlite3.Connection) -> None:
    """Also at signs that SQLite's tables do not know: an emoji of 2016, one of 2023, a private-use icon."""
    key = add(db, body="tin🤩nóng🫨 hôm\ue000nay ngày—đêm ‘lũ’")
    for query in ("tin", "nóng", "hom nay", "đêm", "lu", "tin🤩nong", "🤩 tin"):
        assert found(db, query) == {key}, query
    assert found(db, "🤩") == set()


def test_sqlite_parts_words_where_we_do(db: sqlite3.Connection) -> None:
    """Each character between two letters: either all three are one word to both, or to neither."""
    for code in (*range(1, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2100), *range(0x1F900, 0x1F980)):
        text = exact(f"x{chr(code)}x")
        search.index(db, code, text, "")
        one_word = len(TOKEN.findall(text)) == 1
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5vocab('search', 'instance')")
        [words] = db.execute("SELECT count(*) FROM words WHERE doc = ? AND col = 'title'", [code]).fetchone()
        assert (words == 1) == one_word, hex(code)
        search.unindex(db, code, text, "")


def test_operators_of_fts5_are_words(db: sqlite3.Connection) -> None:
    key = add(db, body="near and not title body column")
    assert found(db, "NEAR AND NOT") == found(db, "title:body") == found(db, "(near AND column)") == {key}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text() | st.text('ab"*-()OR :^{}\0đảᷤ̉ \ud800', max_size=20))
@example('a OR "" OR b')
@example("🄰")
def test_no_string_is_an_error(db: sqlite3.Connection, query: str) -> None:
    if not found(db, "a OR đả"):
        add(db, title="a b", body="đả OR")
    for hit in search.search(db, query):
        assert hit.title == "a b"


TEXTS = st.text(st.sampled_from("đĐÐảà oa\u0301\u0323İΣ-\0\n"), max_size=60)


@settings(deadline=None)
@given(articles=st.lists(st.tuples(st.text(max_size=30), TEXTS), max_size=5))
def test_what_is_taken_out_is_gone(articles: list[tuple[str, str]]) -> None:
    db = empty_database()
    for key, (title, text) in enumerate(articles, 1):
        search.index(db, key, title, text)
    for key, (title, text) in enumerate(articles, 1):
        search.unindex(db, key, title, text)
    db.execute("CREATE VIRTUAL TABLE words USING fts5vocab('search', 'row')")
    assert db.execute("SELECT count(*) FROM words").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM search").fetchone() == (0,)
    db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    db.close()


@given(word=st.from_regex(r"[^\W_]{1,8}", fullmatch=True))
@settings(deadline=None)
def test_each_word_is_found_as_written_and_without_marks(word: str) -> None:
    db = empty_database()
    key = add(db, body=f"trước {word} sau")
    decomposed = unicodedata.normalize("NFD", word)
    for form in (word, word.upper() if word.upper().lower() == word else word, decomposed):
        assert found(db, form) == {key}
    db.close()


def test_a_rebuilt_index_finds_the_same(db: sqlite3.Connection, marked: dict[str, int]) -> None:
    add(db, title="Tựa đề", summary="Lời dẫn", body="Nội dung")
    queries = ["dang vien", "đảng viên", "lời dẫn", "tua de", "noi dung"]
    before = [[(hit.id, hit.score) for hit in search.search(db, query)] for query in queries]
    search.index(db, 999, "left over", "from somewhere")
    search.rebuild_index(db)
    assert [[(hit.id, hit.score) for hit in search.search(db, query)] for query in queries] == before
    assert all(before)


def test_a_word_in_the_title_ranks_first(db: sqlite3.Connection) -> None:
    in_text = add(db, title="Bài một", body="lũ lụt ở miền Trung")
    in_title = add(db, title="Lũ lụt", body="ở miền Trung, bài hai")
    hits = search.search(db, "lũ lụt")
    assert [int(hit.id, 16) for hit in hits] == [in_title, in_text]
    assert hits[0].score > hits[1].score > 0


def test_among_equals_the_newest_is_first(db: sqlite3.Connection) -> None:
    days = ["2023-05-01", None, "2024-12-31", "2024-01-01"]
    keys = {day: add(db, title="Họp báo", body="như nhau", published_day=day) for day in days}
    newest_first = [keys["2024-12-31"], keys["2024-01-01"], keys["2023-05-01"], keys[None]]
    assert [int(hit.id, 16) for hit in search.search(db, "họp báo")] == newest_first
    pages = [search.search(db, "họp báo", limit=1, offset=n) for n in range(5)]
    assert [int(hit.id, 16) for page in pages for hit in page] == newest_first


def test_a_hit_says_what_was_found(db: sqlite3.Connection) -> None:
    add(
        db,
        title="Phát huy trách nhiệm",
        author="Hà Đại",
        published="2020-01-06",
        published_day="2020-01-06",
        summary="Lời dẫn ngắn.",
        body="Đoạn đầu.\n\nCán bộ, đảng viên <b>",
        removed_at="2025-07-01T00:00:00.000Z",
        version=3,
    )
    [hit] = search.search(db, "đảng viên")
    assert (hit.id, hit.portal, hit.url) == (f"{1:016x}", "bao", "https://bao.example.vn/1")
    assert (hit.title, hit.author, hit.published) == ("Phát huy trách nhiệm", "Hà Đại", "2020-01-06")
    assert (hit.removed_at, hit.version) == ("2025-07-01T00:00:00.000Z", 3)
    assert shown(hit) == "Lời dẫn ngắn. Đoạn đầu. Cán bộ, [đảng] [viên] <b>"


def test_filters_combine(db: sqlite3.Connection) -> None:
    authors = ["Triệu Thị Bạch Vân", "Hà Đại", None, "Thanh Hà"]
    rows = []
    for n in range(5000):
        row = {"portal": f"p{n % 3}", "published_day": f"{2018 + n % 7}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
               "author": authors[n % 4], "body": "đảng viên" if n % 5 else "dân quân"}  # fmt: skip
        rows.append((add(db, title="Tin", **row), row))
    expected = {
        key
        for key, row in rows
        if row["portal"] == "p1" and "2020-02" <= str(row["published_day"])[:7] <= "2022-11"
        and row["author"] in ("Hà Đại", "Thanh Hà") and row["body"] == "đảng viên"
    }  # fmt: skip
    options = {"portal": "p1", "since": "2020-02", "until": "2022-11", "author": "ha", "limit": 5000}
    assert found(db, "dang vien", **options) == expected
    assert len(expected) > 100


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2024", None, 4),
        (None, "2023", 1),
        ("2024-02", "2024-02", 2),
        ("2024-02-29", "2024-02-29", 1),
        ("2025", "2024", 0),
    ],
)
def test_both_ends_of_a_period_are_in_it(db: sqlite3.Connection, since: str, until: str, count: int) -> None:
    for day in ("2023-12-31", "2024-01-01", "2024-02-01", "2024-02-29", "2024-12-31", None):
        add(db, body="tin", published_day=day)
    assert len(found(db, "tin", since=since, until=until)) == count


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2023-02-29", "2024-1-1", "17/04/2024", "0000", "٢٠٢٤", "yesterday"]
)
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_wrong_date_is_named(db: sqlite3.Connection, name: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"{name} '{text}'"):
        search.search(db, "tin", **{name: text})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("author", "count"),
    [("Ha Dai", 1), ("hà đại", 1), ("HA", 2), ("dai", 1), ("nh", 0), ("Đại Hà", 0)],
)
def test_an_author_is_found_by_whole_words(db: sqlite3.Connection, author: str, count: int) -> None:
    for name in ("Hà Đại", "Thanh Hà", "PV", None):
        add(db, body="tin", author=name)
    assert len(found(db, "tin", author=author)) == count


@pytest.mark.parametrize("author", ["", "%"])
def test_an_author_without_a_word_is_named(db: sqlite3.Connection, author: str) -> None:
    with pytest.raises(UsageError, match=f"author '{author}'"):
        search.search(db, "tin", author=author)


def test_limits_are_numbers_from_zero(db: sqlite3.Connection) -> None:
    add(db, body="tin")
    assert search.search(db, "tin", limit=0) == []
    assert len(search.search(db, "tin", limit=10**30)) == 1
    assert search.search(db, "tin", offset=10**30) == []
    with pytest.raises(UsageError):
        search.search(db, "tin", limit=-1)
