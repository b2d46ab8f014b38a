"""Chinese, Japanese, Korean and Thai pages: dates and facts beside the title, authors, and where the text ends."""

from __future__ import annotations

import time

import pytest

from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.cues import _cue_by_words
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.names import is_name, split_authors
from pipelines.extraction.wording.offices import is_unit
from pipelines.extraction.wording.words import words_of
from tests.extraction.eastern import LANGUAGES, body, eastern
from tests.extraction.english import PARAGRAPHS, english

# (edition, line below the title, published)
DATED = [
    ("zh", "2024-03-12 18:30 来源: 新华社", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024年03月12日18:30　来源：青石日报", "2024-03-12T18:30:00+08:00"),
    ("zh", "来源：青石县人民政府办公室 发布时间：2024-03-12 18:30 浏览次数：25", "2024-03-12T18:30:00+08:00"),
    ("zh", "发布时间：2024-03-12 | 作者：王小明 | 阅读：25", "2024-03-12"),
    ("tw", "2024/03/12 下午6:30", "2024-03-12T18:30:00+08:00"),
    ("tw", "發布單位：交通處 發布日期：113/03/12", None),  # the year of the Republic, and no era says so
    ("tw", "上版日期：民國113年3月12日 點閱次數：25", "2024-03-12"),
    ("ja", "2024年3月12日 18時30分", "2024-03-12T18:30:00+09:00"),
    ("ja", "令和6年3月12日", "2024-03-12"),
    ("ja", "2024年3月12日（火）午後6時30分 提供：浜辺通信", "2024-03-12T18:30:00+09:00"),
    ("ko", "2024.03.12 국토교통부", "2024-03-12"),
    ("ko", "입력 2024.03.12 18:30", "2024-03-12T18:30:00+09:00"),
    ("ko", "등록일 : 2024-03-12 담당부서 : 도로정책과 조회수 : 25", "2024-03-12"),
    ("ko", "2024년 3월 12일 오후 6:30", "2024-03-12T18:30:00+09:00"),
    ("th", "12 มีนาคม 2567", "2024-03-12"),
    ("th", "12 มี.ค. 2567 เวลา 18:30 น. ที่มา: สำนักข่าวริมน้ำ", "2024-03-12T18:30:00+07:00"),
]


@pytest.mark.parametrize(("edition", "line", "published"), DATED)
def test_line_below_the_title(edition: str, line: str, published: str | None) -> None:
    article = eastern(edition, after_title=f"<p>{line}</p>")
    assert article.published == published
    assert article.body == body(edition)


# (edition, line below the title, authors)
SIGNED = [
    ("zh", "作者:王小明", ["王小明"]),
    ("zh", "作者：王小明、李晓红", ["王小明", "李晓红"]),
    ("zh", "记者 王小明", ["王小明"]),
    ("zh", "本报记者 王小明 李晓红", ["王小明", "李晓红"]),
    ("zh", "新华社记者王小明、李晓红", ["王小明", "李晓红"]),
    ("zh", "2024-03-12 18:30 来源：青石日报 作者：王小明", ["王小明"]),
    ("zh", "作者：约翰·史密斯", ["约翰·史密斯"]),
    ("zh", "记者调查", []),
    ("zh", "责任编辑：牛大力", []),
    ("tw", "記者王小明／青石報導", ["王小明"]),
    ("tw", "記者王小明、李曉紅／青石縣報導", ["王小明", "李曉紅"]),
    ("tw", "撰文：王小明", ["王小明"]),
    ("ja", "記者 山田太郎", ["山田太郎"]),
    ("ja", "【山田太郎】", ["山田太郎"]),
    ("ja", "【山田太郎、鈴木花子】", ["山田太郎", "鈴木花子"]),
    ("ja", "文：山田 太郎", ["山田 太郎"]),
    ("ja", "山田太郎 記者", ["山田太郎"]),
    ("ja", "記者会見", []),
    ("ko", "홍길동 기자", ["홍길동"]),
    ("ko", "홍길동 기자 hong@hamabe.example", ["홍길동"]),
    ("ko", "홍길동·김철수 기자", ["홍길동", "김철수"]),
    ("ko", "홍길동, 김철수 기자", ["홍길동", "김철수"]),
    ("ko", "기자 홍길동", ["홍길동"]),
    ("ko", "담당 기자", []),
    ("ko", "홍길동 교수", []),
    ("th", "ผู้สื่อข่าว สมชาย ใจดี", ["สมชาย ใจดี"]),
    ("th", "โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
    ("th", "ผู้เขียน : สมชาย ใจดี", ["สมชาย ใจดี"]),
    ("th", "โดย กองบรรณาธิการ", []),
]


@pytest.mark.parametrize(("edition", "line", "names"), SIGNED)
def test_byline_below_the_title(edition: str, line: str, names: list[str]) -> None:
    article = eastern(edition, after_title=f"<p>{line}</p>")
    assert [author.name for author in article.authors] == names


# (edition, how the text opens, how it closes, authors)
WITHIN = [
    ("zh", "新华社青石3月12日电（记者王小明）", "", ["王小明"]),
    ("zh", "新华社青石3月12日电（记者 王小明、李晓红）", "", ["王小明", "李晓红"]),
    ("zh", "", "（记者 王小明）", ["王小明"]),
    ("tw", "（中央社記者王小明青石縣12日電）", "", ["王小明"]),
    ("ja", "", "【山田太郎】", ["山田太郎"]),
    ("ja", "", "【山田太郎、鈴木花子】", ["山田太郎", "鈴木花子"]),
    ("ko", "[청석=연안통신] 홍길동 기자 = ", "", ["홍길동"]),
    ("ko", "(청석=연안통신) 홍길동 김철수 기자 = ", "", ["홍길동", "김철수"]),
    ("ko", "", " 홍길동 기자 hong@hamabe.example", ["홍길동"]),
    ("zh", "交通局（记者节前夕）", "", []),
    ("ja", "", "（終わり）", []),
]


@pytest.mark.parametrize(("edition", "opening", "closing", "names"), WITHIN)
def test_byline_within_the_text(edition: str, opening: str, closing: str, names: list[str]) -> None:
    article = eastern(edition, opening=opening, closing=closing)
    assert [author.name for author in article.authors] == names


# (edition, meta author, authors)
STATED = [
    ("ko", "홍길동 기자", [("홍길동", "기자")]),
    ("ko", "홍길동", [("홍길동", None)]),
    ("ko", "연안일보", []),
    ("zh", "王小明", [("王小明", None)]),
    ("zh", "青石网", []),
    ("zh", "综合", []),
    ("ja", "山田太郎", [("山田太郎", None)]),
    ("ja", "浜辺新聞社", []),
]


@pytest.mark.parametrize(("edition", "stated", "authors"), STATED)
def test_author_in_the_head(edition: str, stated: str, authors: list[tuple[str, str | None]]) -> None:
    article = eastern(edition, head=f'<meta name="author" content="{stated}">')
    assert [(author.name, author.role) for author in article.authors] == authors


# (edition, what stands below the text in its own element, what stands below that)
ENDED = [
    ("zh", "<p>（责编：牛镛、岳弘彬）</p>", "<p>分享让更多人看到</p>"),
    ("zh", "<p>(责任编辑：牛大力)</p><p>扫一扫在手机打开当前页</p>", ""),
    ("zh", "<p>【編輯:牛大力】</p>", ""),
    ("zh", "<p>相关新闻</p><ul><li><a href='/a-1'>渡口的最后一班船</a></li></ul>", ""),
    ("zh", "<p>未经授权不得转载本网站内容。</p>", ""),
    ("tw", "<p>延伸閱讀</p><p><a href='/a-1'>渡口的最後一班船</a></p>", ""),
    ("tw", "", "<h3>相關新聞</h3><p>去年冬天，渡口的最後一班船載著二十名學生在大霧裡等了整整三個小時才靠岸。</p>"),
    ("ja", "<p>関連記事:</p><ul><li><a href='/a-1'>最後の渡し船</a></li></ul>", ""),
    (
        "ja",
        "",
        "<h2>関連ニュース</h2><p>昨年の冬、最後の渡し船は霧の中で三時間も待ったあと、ようやく岸に着いたという。</p>",
    ),
    ("ja", "<p>無断転載を禁じます</p>", ""),
    ("ko", "<p>관련기사</p><ul><li><a href='/a-1'>마지막 나룻배</a></li></ul>", ""),
    ("ko", "<p>ⓒ 연안일보 무단 전재 및 재배포 금지</p>", ""),
    ("ko", "<p>&lt;저작권자 ⓒ 연안일보, 무단 전재-재배포 금지&gt;</p>", ""),
    ("th", "<p>ข่าวที่เกี่ยวข้อง</p><ul><li><a href='/a-1'>เรือข้ามฟากเที่ยวสุดท้าย</a></li></ul>", ""),
]


@pytest.mark.parametrize(("edition", "end", "below"), ENDED)
def test_where_the_text_ends(edition: str, end: str, below: str) -> None:
    article = eastern(edition, end=end, below=below)
    assert article.body == body(edition)
    assert article.authors == ()


def test_an_editor_above_the_text_does_not_end_it() -> None:
    assert eastern("zh", after_title="<p>2024-03-12</p><p>责任编辑：牛大力</p>").body == body("zh")


@pytest.mark.parametrize("edition", sorted(LANGUAGES))
@pytest.mark.parametrize("said", ["", "en"])
def test_the_letters_tell_the_language(edition: str, said: str) -> None:
    line = {"zh": "发布时间：", "tw": "發布時間：", "ja": "公開日：", "ko": "입력 ", "th": "เผยแพร่ "}[edition]
    article = eastern(edition, language=said, after_title=f"<p>{line}2024-03-12</p>")
    assert article.language == LANGUAGES[edition][:2]
    assert article.published == "2024-03-12"


def test_an_english_page_with_a_chinese_menu_is_english() -> None:
    menu = "<p>繁體中文版</p><p>青石河時報</p><p>訂閱電子報</p>"
    article = english(head="</head><body>" + menu, after_title="<p>Updated: March 12, 2024</p><p>By Ruth Hallam</p>")
    assert (article.published, article.author) == ("2024-03-12", "Ruth Hallam")


def test_chinese_names_in_an_english_text() -> None:
    text = PARAGRAPHS[0].replace(
        "Mill River", "Qingshi River (青石河), which rises below the Qingshi Mountains (青石山脉),"
    )
    article = english(text=f"<p>{text}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert article.language == "en"


def test_counter_beside_the_date() -> None:
    assert eastern("zh", after_title="<p>2024-03-12 浏览次数：1,025</p>").view_count == 1025
    assert eastern("ko", after_title="<p>2024.03.12 조회수 25</p>").view_count == 25


def test_names_and_offices() -> None:
    assert is_unit("外交部", words_of("zh"))
    assert is_unit("国土交通省", words_of("ja"))
    assert is_unit("서울시청", words_of("ko"))
    assert is_unit("กรมทางหลวง", words_of("th"))
    assert not is_unit("阿部", words_of("ja"))
    assert not is_unit("이재원", words_of("ko"))
    assert not is_name("今日", words_of("zh"))
    assert is_name("王小明", words_of("zh"))
    assert [each.name for each in split_authors("社会部・山田太郎", words_of("ja"))] == ["社会部", "山田太郎"]


@pytest.mark.parametrize("unit", ["山田・", "山 ", "記者・山田 太郎 ", "【山田 ", "王李 ", "홍길동·", "สมชาย ใจดี "])
@pytest.mark.parametrize("language", ["zh", "ja", "ko", "th"])
def test_lines_that_repeat_names_are_told_at_once(unit: str, language: str) -> None:
    words, line = words_of(language), (unit * 100)[:99] + "？"
    begun = time.perf_counter()
    _cue_by_words(line, fold(line), False, words, patterns_of(words))
    assert time.perf_counter() - begun < 0.5
