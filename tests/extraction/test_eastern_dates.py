"""Dates as Chinese, Japanese, Korean and Thai pages print them: the parser by itself."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.date_pairs import date_pair
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.moments import date_only, find_moments
from pipelines.extraction.wording.words import words_of

# (language, as printed, expected)
PRINTED = [
    ("zh", "2024年3月12日", "2024-03-12"),
    ("zh", "2024年03月12日 18:30", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024年3月12日18:30", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024年3月12日18时30分", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024年3月12日 星期二 下午6:30", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024年3月12日 下午 6時30分", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024-03-12 18:30:05", "2024-03-12T18:30:05+08:00"),
    ("zh", "2024/03/12 18:30", "2024-03-12T18:30:00+08:00"),
    ("zh", "2024.3.12", "2024-03-12"),
    ("zh", "發布時間：2024/03/12（二）上午9:05", "2024-03-12T09:05:00+08:00"),
    ("zh", "发布时间:2024-03-12", "2024-03-12"),
    ("zh", "北京时间2024年3月12日凌晨0:40", "2024-03-12T00:40:00+08:00"),
    ("zh", "中華民國113年3月12日", "2024-03-12"),
    ("zh", "民國 113 年 3 月 12 日", "2024-03-12"),
    ("zh", "２０２４年３月１２日", "2024-03-12"),
    ("ja", "2024年3月12日 18時30分", "2024-03-12T18:30:00+09:00"),
    ("ja", "2024年3月12日（火）午後6時30分", "2024-03-12T18:30:00+09:00"),
    ("ja", "2024年3月12日 午前0時05分", "2024-03-12T00:05:00+09:00"),
    ("ja", "2024/3/12 18:30", "2024-03-12T18:30:00+09:00"),
    ("ja", "2024/03/12 18:30 更新", "2024-03-12T18:30:00+09:00"),
    ("ja", "公開日：令和6年3月12日", "2024-03-12"),
    ("ja", "令和元年5月7日", "2019-05-07"),
    ("ja", "平成31年4月2日更新", "2019-04-02"),
    ("ja", "令和６年３月１２日（火曜日）", "2024-03-12"),
    ("ja", "２０２４年３月１２日　１８：３０", "2024-03-12T18:30:00+09:00"),
    ("ja", "2024.03.12 Tue 18:30", "2024-03-12T18:30:00+09:00"),
    ("ko", "2024년 3월 12일 오후 6:30", "2024-03-12T18:30:00+09:00"),
    ("ko", "2024년 3월 12일 화요일 오전 9시 05분", "2024-03-12T09:05:00+09:00"),
    ("ko", "2024년3월12일", "2024-03-12"),
    ("ko", "2024.03.12", "2024-03-12"),
    ("ko", "2024. 3. 12.", "2024-03-12"),
    ("ko", "2024. 3. 12. (화) 18:30", "2024-03-12T18:30:00+09:00"),
    ("ko", "2024.03.12. 오후 6:30", "2024-03-12T18:30:00+09:00"),
    ("ko", "입력2024.03.12 18:30", "2024-03-12T18:30:00+09:00"),
    ("ko", "입력 : 2024-03-12 18:30:41", "2024-03-12T18:30:41+09:00"),
    ("ko", "등록일 2024-03-12", "2024-03-12"),
    ("th", "12 มีนาคม 2567", "2024-03-12"),
    ("th", "วันที่ 12 มีนาคม พ.ศ. 2567", "2024-03-12"),
    ("th", "12 มี.ค. 2567 18:30 น.", "2024-03-12T18:30:00+07:00"),
    ("th", "12 มี.ค. 2567 เวลา 18.30 น.", "2024-03-12T18:30:00+07:00"),
    ("th", "วันอังคารที่ 12 มีนาคม 2567", "2024-03-12"),
    ("th", "อังคาร 12 มีนาคม 2567 18:30น.", "2024-03-12T18:30:00+07:00"),
    ("th", "เผยแพร่ : 12 มี.ค. 67 18:30 น.", "2024-03-12T18:30:00+07:00"),
    ("th", "12/03/2567", "2024-03-12"),
    ("th", "12 มีนาคม 2024", "2024-03-12"),
    ("th", "๑๒ มีนาคม ๒๕๖๗", "2024-03-12"),
]
ZONES = {"zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "th": "Asia/Bangkok"}
# (language, what holds no date)
REFUSED = [
    ("zh", "3月12日 18:30"),
    ("zh", "第12期2024"),
    ("zh", "12/03/2024"),  # the day comes first in Hong Kong, and the month in no Chinese text
    ("zh", "113年3月12日"),
    ("ja", "令和6年度"),
    ("ja", "令和6年13月2日"),
    ("ko", "2024년 상반기"),
    ("ko", "1.2024.03"),
    ("th", "12 มีนาคม"),
    ("th", "12 มี.ค. 24"),
    ("vi", "12 มีนาคม 2567"),
    ("en", "12 March 2567"),
]
# (language, a sentence with a date, or one beside something else)
SENTENCES = [
    ("zh", "2024年3月12日，新桥正式通车"),
    ("zh", "会议于2024年3月12日召开"),
    ("ja", "2024年3月12日に新しい橋が開通した"),
    ("ko", "2024년 3월 12일 새 다리가 개통됐다"),
    ("th", "เมื่อวันที่ 12 มีนาคม 2567 เปิดสะพานแห่งใหม่"),
]


@pytest.mark.parametrize(("language", "text", "expected"), PRINTED)
def test_printed_date(language: str, text: str, expected: str) -> None:
    zone = ZoneInfo(ZONES[language])
    assert [moment.iso(zone) for moment in find_moments(text, words_of(language))] == [expected]
    moment = date_only(text, words_of(language))
    assert moment is not None
    assert moment.iso(zone) == expected


@pytest.mark.parametrize(("language", "text"), REFUSED)
def test_what_is_no_date_is_refused(language: str, text: str) -> None:
    assert find_moments(text, words_of(language)) == []


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_a_date_in_a_sentence_is_no_date_line(language: str, text: str) -> None:
    assert len(find_moments(text, words_of(language))) == 1
    assert date_only(text, words_of(language)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "发布时间：2024-03-12 18:30 更新时间：2024-03-14 09:00"),
        ("ja", "公開日：2024年3月12日　最終更新日：2024年3月14日"),
        ("ko", "입력 2024.03.12 18:30 수정 2024.03.14 09:00"),
        ("ko", "입력2024.03.12. 오후 6:30 수정2024.03.14. 오전 9:00"),
        ("th", "เผยแพร่: 12 มี.ค. 2567 18:30 ปรับปรุง: 14 มี.ค. 2567 09:00"),
    ],
)
def test_both_dates_of_a_line(language: str, text: str) -> None:
    pair = date_pair(text, words_of(language))
    assert pair is not None
    assert (pair.published.day.isoformat(), pair.modified.day.isoformat()) == ("2024-03-12", "2024-03-14")


def test_letters_of_the_east_keep_what_makes_them_other_letters() -> None:
    assert fold("기자") == "기자"
    assert fold("バス ガス") == "バス ガス"
    assert fold("２０２４：Ａ（一）") == "2024:a(一)"
    assert fold("Tiếng Việt") == "tieng viet"


def test_words_of_scripts_without_spaces_may_touch() -> None:
    assert patterns_of(words_of("zh")).match("tools", "打印本页关闭窗口")
    assert patterns_of(words_of("zh")).viewed.search("共25次浏览过")
    assert not patterns_of(words_of("ko")).match("tools", "인쇄소")
    assert not patterns_of(words_of("vi")).match("tools", fold("Insert"))
    assert patterns_of(words_of("vi")).match("tools", fold("In"))
