"""Pages typed for fonts that draw Vietnamese where Latin-1 has other letters: told, read, and flagged."""

from __future__ import annotations

from collections.abc import Callable
from html.entities import codepoint2name

import pytest

from archive.model import CHARSET, Article
from pipelines.extraction import extract
from pipelines.extraction.markup.decoding import to_utf8
from pipelines.extraction.markup.font_charsets import as_unicode
from tests.extraction.languages import LANGUAGES, news
from tests.extraction.pages import PARAGRAPHS, TITLE, page

URL = "http://www.mauphong.example.vn/tin/2003/bai77.htm"
# One letter each, in the same order.
LETTERS = (
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ "
    "ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ đ"
)
TYPED = {
    "tcvn3": "µ ¸ ¶ · ¹ ¨ » ¾ ¼ ½ Æ © Ç Ê È É Ë Ì Ð Î Ï Ñ ª Ò Õ Ó Ô Ö × Ý Ø Ü Þ ß ã á â ä « å è æ ç é ¬ ê í ë ì î "
    "ï ó ñ ò ô \u00ad õ ø ö ÷ ù ú ý û ü þ ®",
    "vni": "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò oø où oû oõ "
    "oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î ñ",
}
TABLES = {
    name: str.maketrans(dict(zip(LETTERS.split(" "), typed.split(" "), strict=True))) for name, typed in TYPED.items()
}
SENTENCE = {
    "tcvn3": "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc",
    "vni": "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc, NGÖÔØI",
}
SHOWN = {
    "tcvn3": "Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
    "vni": "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc, NGƯỜI",
}


@pytest.mark.parametrize("charset", SENTENCE)
def test_a_sentence_that_everybody_knows(charset: str) -> None:
    assert as_unicode(SENTENCE[charset], charset) == SHOWN[charset]


def _names(text: str) -> bytes:
    return "".join(
        f"&{name};" if (name := codepoint2name.get(ord(each))) and each > "~" else each for each in text
    ).encode()


FORMS: dict[str, Callable[[str], bytes]] = {
    "western bytes": lambda text: text.encode("latin-1"),
    "utf-8": str.encode,
    "numbers": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "names": _names,
}


@pytest.mark.parametrize("charset", TYPED)
@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_read_in_the_letters_that_were_shown(charset: str, form: str) -> None:
    # In small letters: capitals with marks were those of another font.
    body = FORMS[form](page(after_title="<div>05/06/2003</div>").decode().lower().translate(TABLES[charset]))
    article = extract(body, URL)
    assert isinstance(article, Article), article
    assert article.title == TITLE.lower()
    assert article.body == "\n\n".join(PARAGRAPHS).lower()
    assert (article.published, article.language) == ("2003-06-05", "vi")
    assert article.evidence[CHARSET].rule == charset


@pytest.mark.parametrize("charset", TYPED)
def test_an_old_text_in_a_new_template(charset: str) -> None:
    old = "".join(f"<p>{paragraph.lower().translate(TABLES[charset])}</p>" for paragraph in PARAGRAPHS)
    article = extract(page(text=old, after_title="<div>Hà Giang, 05/06/2003</div>"), URL)
    assert isinstance(article, Article), article
    assert article.title == TITLE
    assert article.body == "\n\n".join(PARAGRAPHS).lower()
    assert article.evidence[CHARSET].rule == charset


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["utf-8", "names"])
def test_no_other_language_is_taken_for_one(language: str, form: str) -> None:
    decoded = to_utf8(FORMS[form](" ".join(news(language).paragraphs) * 20))
    assert decoded is not None
    assert decoded.typed is None


def test_western_letters_among_english_ones_stay_what_they_are() -> None:
    text = "La cámara será más fácil; peña, niño y año. Vaø og cø, 5 µg. " * 20
    decoded = to_utf8(text.encode("latin-1"), None, "es")
    assert decoded is not None
    assert (decoded.markup.decode(), decoded.typed) == (text, None)


@pytest.mark.parametrize("charset", TYPED)
@pytest.mark.parametrize("form", FORMS)
def test_a_text_without_its_most_frequent_word(charset: str, form: str) -> None:
    text = page(after_title="").decode().lower()
    text = text.replace(" và ", " cùng với ").replace("giữ gìn", "giữ gìn cầu của").replace("của ba", "của cả ba")
    decoded = to_utf8(FORMS[form](text.translate(TABLES[charset])))
    assert decoded is not None
    assert decoded.typed is not None
    assert decoded.typed.charset == charset
