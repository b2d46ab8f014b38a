"""Dates as portals print them: the parser by itself."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from pipelines.extraction.wording.moments import date_only, find_moments
from pipelines.extraction.wording.words import words_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# (language, as printed, expected)
PRINTED = [
    ("vi", "6-1-2020", "2020-01-06"),
    ("vi", "06/01/2020", "2020-01-06"),
    ("vi", "(06/01/2020)", "2020-01-06"),
    ("vi", "6.1.2020", "2020-01-06"),
    ("vi", "11:02, 17/04/2024", "2024-04-17T11:02:00+07:00"),
    ("vi", "17/04/2024 11:02", "2024-04-17T11:02:00+07:00"),
    ("vi", "17/04/2024 - 11:02", "2024-04-17T11:02:00+07:00"),
    ("vi", "Thứ tư, 05/06/2024 | 08:15 (GMT+7)", "2024-06-05T08:15:00+07:00"),
    ("vi", "Thứ Tư, ngày 05/06/2024 - 08:15", "2024-06-05T08:15:00+07:00"),
    ("vi", "Thứ 4, 01/12/2021 | 11:51:30 [GMT +7]", "2021-12-01T11:51:30+07:00"),
    ("vi", "Chủ nhật, 5/6/2022 7:05", "2022-06-05T07:05:00+07:00"),
    ("vi", "T4, 05/06/2024", "2024-06-05"),
    ("vi", "Cập nhật lúc 14:30 ngày 03 tháng 02 năm 2021", "2021-02-03T14:30:00+07:00"),
    ("vi", "Thứ 6, ngày 10 tháng 1 năm 2025", "2025-01-10"),
    ("vi", "Ngày 17 tháng tư năm 2024", "2024-04-17"),
    ("vi", "ngày 09 tháng 12, 2023", "2023-12-09"),
    ("vi", "05.08.2019 16:32", "2019-08-05T16:32:00+07:00"),
    ("vi", "(05.08.2019 16:32)", "2019-08-05T16:32:00+07:00"),
    ("vi", "thứ năm, 08 08 2019 08:52", "2019-08-08T08:52:00+07:00"),
    ("vi", "16h30, 5/6/2020", "2020-06-05T16:30:00+07:00"),
    ("vi", "16h30 ngày 5/6/2020", "2020-06-05T16:30:00+07:00"),
    ("vi", "10 giờ 05 phút, ngày 5/6/2020", "2020-06-05T10:05:00+07:00"),
    ("vi", "22/05/2020 | 10:11 AM", "2020-05-22T10:11:00+07:00"),
    ("vi", "22/05/2020 | 10:11 PM", "2020-05-22T22:11:00+07:00"),
    ("vi", "22/05/2020 2:11 CH", "2020-05-22T14:11:00+07:00"),
    ("vi", "22/05/2020 9:05 SA", "2020-05-22T09:05:00+07:00"),
    ("vi", "22/05/2020 14:30 PM", "2020-05-22T14:30:00+07:00"),
    ("vi", "23/06/2014 | 12:00 AM", "2014-06-23"),
    ("vi", "23/06/2014 00:00:00", "2014-06-23"),
    ("vi", "Ngày đăng: 05/06/2024", "2024-06-05"),
    ("vi", "Đăng lúc: 05/06/2024 08:15", "2024-06-05T08:15:00+07:00"),
    ("vi", "05/06/24 08:15", "2024-06-05T08:15:00+07:00"),
    ("de", "25.04.24 | 14:07 Uhr", "2024-04-25T14:07:00+07:00"),
    ("vi", "2024-04-17T11:02:00+07:00", "2024-04-17T11:02:00+07:00"),
    ("vi", "2024-04-17 11:02", "2024-04-17T11:02:00+07:00"),
    ("vi", "2024-04-17T04:02:00Z", "2024-04-17T11:02:00+07:00"),
    ("vi", "2019-06-25T05:00:00.000Z", "2019-06-25T12:00:00+07:00"),
    ("vi", "2020-01-05T17:00:00Z", "2020-01-06"),  # midnight here, printed in UTC
    ("vi", "2024-04-17T00:00:00", "2024-04-17"),
    ("vi", "2024/04/17", "2024-04-17"),
    ("vi", "January 12th, 2012", "2012-01-12"),
    ("en", "Tuesday, 5 March 2024", "2024-03-05"),
    ("en", "March 5, 2024 at 3:15 pm", "2024-03-05T15:15:00+07:00"),
    ("en", "Published 17 Apr 2024 04:02 GMT", "2024-04-17T11:02:00+07:00"),
    ("en", "25/12/2020", "2020-12-25"),
    ("en", "the 1st of March 2024", "2024-03-01"),
    ("fr", "Publié le 1er mars 2024 à 14h36", "2024-03-01T14:36:00+07:00"),
    ("fr", "1ᵉʳ mars 2024", "2024-03-01"),
    ("it", "Venerdì 1° marzo 2024", "2024-03-01"),
    ("pt", "1º de março de 2024, 15h15", "2024-03-01T15:15:00+07:00"),
    ("pt", "1.º de março de 2024", "2024-03-01"),
    ("es", "1º de enero de 2024", "2024-01-01"),
    ("es", "Enero 15 de 2024", "2024-01-15"),
    ("nl", "1e maart 2024", "2024-03-01"),
    ("el", "1η Μαρτίου 2024", "2024-03-01"),
    ("uk", "1-го березня 2024", "2024-03-01"),
    ("it", "Pubblicato il 5 marzo 2024 alle 15:15", "2024-03-05T15:15:00+07:00"),
    ("pt", "5 de março de 2024 às 15h15", "2024-03-05T15:15:00+07:00"),
    ("nl", "dinsdag 5 maart 2024 om 15.15 uur", "2024-03-05T15:15:00+07:00"),
    ("no", "Publisert 05.03.2024, kl. 15.15", "2024-03-05T15:15:00+07:00"),
    ("nb", "5. mars 2024", "2024-03-05"),
    ("en", "Updated at 10:00 a.m. on June 3, 2020", "2020-06-03T10:00:00+07:00"),
    ("sv", "Uppdaterad tis 12 mar 2024 kl. 15.15", "2024-03-12T15:15:00+07:00"),
    ("sv", "2024-03-12 kl 15.15", "2024-03-12T15:15:00+07:00"),
    ("da", "TIRSDAG D. 12. MARTS 2024 KL. 15:15", "2024-03-12T15:15:00+07:00"),
    ("fi", "tiistaina 12. maaliskuuta 2024", "2024-03-12"),
    ("fi", "ti 12.3.2024 klo 15.15", "2024-03-12T15:15:00+07:00"),
    ("pl", "Data publikacji: 12 października 2024 r., godz. 15:15", "2024-10-12T15:15:00+07:00"),
    ("pl", "12.03.2024 r.", "2024-03-12"),
    ("cs", "út 12. 3. 2024 v 15:15", "2024-03-12T15:15:00+07:00"),
    ("cs", "Aktualizováno 12. září 2024", "2024-09-12"),
    ("hu", "2024. március 12. 15:15", "2024-03-12T15:15:00+07:00"),
    ("hu", "2024. márc. 12., kedd", "2024-03-12"),
    ("hu", "Megjelent: 2024. 03. 12. 15:15", "2024-03-12T15:15:00+07:00"),
    ("hu", "2024.03.12. 15:15", "2024-03-12T15:15:00+07:00"),
    ("hu", "2024. október 2-án", "2024-10-02"),
    ("hu", "12.03.2024", "2024-03-12"),
    ("tr", "Oluşturulma Tarihi: Kasım 12, 2024 15:15", "2024-11-12T15:15:00+07:00"),
    ("tr", "12 ARALIK 2024, PERŞEMBE", "2024-12-12"),
    ("tr", "12 Aralık 2024 - 15.15", "2024-12-12T15:15:00+07:00"),
    ("id", "Jum'at, 12 Agustus 2024 | 15.15 WIB", "2024-08-12T15:15:00+07:00"),
    ("ms", "12 Disember 2024", "2024-12-12"),
    ("ro", "Marți, 12 Martie 2024, ora 15:15", "2024-03-12T15:15:00+07:00"),
    ("ro", "Publicat: 12 mar. 2024", "2024-03-12"),
    ("ru", "15:15, 12 мая 2024 года", "2024-05-12T15:15:00+07:00"),
    ("ru", "вторник, 12 нояб. 2024 г.", "2024-11-12"),
    ("uk", "п’ятниця, 12 липня 2024 року о 15:15", "2024-07-12T15:15:00+07:00"),
    ("el", "ΔΗΜΟΣΙΕΥΘΗΚΕ: 12 ΙΟΥΛΊΟΥ 2024, 3:15 μ.μ.", "2024-07-12T15:15:00+07:00"),
    ("hr", "Objavljeno: 12. ožujka 2024. u 15:15", "2024-03-12T15:15:00+07:00"),
    ("sr", "utorak, 12.3.2024.", "2024-03-12"),
    ("bs", "12. augusta 2024. godine", "2024-08-12"),
]
# What looks like a date and is none, or not for certain.
REFUSED = [
    ("vi", "99/99/2020"),
    ("vi", "31/02/2020"),
    ("vi", "1/2/03/2024"),
    ("vi", "17/04/202"),
    ("vi", "17/04"),
    ("vi", "Văn bản số 12.05.22"),
    ("vi", "28/3/1912"),
    ("vi", "Quyết định 12/2020/QĐ-UBND"),
    ("vi", "0260.3504577"),
    ("vi", "8:65"),
    ("en", "03/04/2024"),  # April in London, March in New York
    ("hu", "03/04/2024"),
    ("hu", "2024. március 32."),
    ("en", "in 2024. May 12 people"),  # a year first is a habit of few languages
]
# Lines that hold a date and say something else: no date line.
SENTENCES = [
    "Quy định 47-QĐ/TW, ngày 01-11-2011 của Ban Chấp hành",
    "Nghị quyết số 29-NQ/TW ngày 25.7.2018",
    "Từ ngày 01/03/2021 đến ngày 05/03/2021",
    "Hà Giang, ngày 5 tháng 6 năm 2020",
]


@pytest.mark.parametrize(("language", "text", "expected"), PRINTED)
def test_printed_date(language: str, text: str, expected: str) -> None:
    moments = find_moments(text, words_of(language))
    assert [moment.iso(ZONE) for moment in moments] == [expected]


@pytest.mark.parametrize(("language", "text", "expected"), PRINTED)
def test_a_date_alone_is_a_date_line(language: str, text: str, expected: str) -> None:
    moment = date_only(text, words_of(language))
    assert moment is not None
    assert moment.iso(ZONE) == expected


@pytest.mark.parametrize(("language", "text"), REFUSED)
def test_what_is_no_date_is_refused(language: str, text: str) -> None:
    assert find_moments(text, words_of(language)) == []


@pytest.mark.parametrize("text", SENTENCES)
def test_a_date_in_a_sentence_is_no_date_line(text: str) -> None:
    assert find_moments(text, words_of("vi"))
    assert date_only(text, words_of("vi")) is None


@pytest.mark.parametrize(("order", "expected"), [("dmy", "2024-04-03"), ("mdy", "2024-03-04")])
def test_order_of_numeric_dates_can_be_said(order: str, expected: str) -> None:
    assert [moment.iso(ZONE) for moment in find_moments("3/4/2024", words_of("en"), order)] == [expected]
