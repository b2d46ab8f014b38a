"""Small article pages in Chinese, Japanese, Korean and Thai, of no known portal, to vary in one respect at a time."""

from __future__ import annotations

from archive.model import Article
from pipelines.extraction import extract

TITLES = {
    "zh": "青石河新桥今日正式通车 两岸居民出行更方便",
    "tw": "青石河新橋今日正式通車 兩岸居民出行更方便",
    "ja": "青石川の新しい橋が開通、両岸の住民が歩いて渡り初め",
    "ko": "청석강 새 다리 오늘 개통, 주민들 걸어서 강을 건넜다",
    "th": "เปิดใช้สะพานแห่งใหม่ข้ามแม่น้ำหินเขียว ชาวบ้านสองฝั่งเดินทางสะดวกขึ้น",
}
TEXTS = {
    "zh": (
        "青石河上的新桥今天上午正式通车。旧桥因桥墩下沉已封闭两年，两岸居民只能坐渡船或者绕行三十公里。",
        "县交通局负责人介绍，新桥全长二百四十米，双向四车道，两侧设有人行道，预计每天有四千人次通过。",
        "渡口的老船工说，他会想念排队的乡亲，但不会想念大雾。从明年起，他打算每天多睡一个小时。",
    ),
    "tw": (
        "青石河上的新橋今天上午正式通車。舊橋因橋墩下沉已封閉兩年，兩岸居民只能坐渡船或者繞行三十公里。",
        "縣府交通處表示，新橋全長二百四十公尺，雙向四線道，兩側設有人行道，預計每天有四千人次通過。",
        "渡口的老船夫說，他會想念排隊的鄉親，但不會想念大霧。從明年起，他打算每天多睡一個小時。",
    ),
    "ja": (
        "青石川に架かる新しい橋が十二日、開通した。古い橋は橋脚が沈んだため二年前から通行止めになっていた。",
        "県によると、新しい橋は長さ二百四十メートルで、両側に歩道がある。一日におよそ四千人が利用する見込みだ。",
        "渡し船の船頭は「列に並ぶ人たちが懐かしくなるだろう。霧は懐かしくならない」と笑顔で話した。",
    ),
    "ko": (
        "청석강에 놓인 새 다리가 오늘 오전 개통했다. 옛 다리는 교각이 가라앉아 두 해 동안 막혀 있었다.",
        "군청은 새 다리의 길이가 이백사십 미터이며 양쪽에 보행로가 있고, 하루 사천 명이 건널 것으로 내다봤다.",
        "사공은 줄을 서던 이웃들은 그립겠지만 안개는 그립지 않을 것이라며 내년부터는 한 시간 더 자겠다고 말했다.",
    ),
    "th": (
        "สะพานแห่งใหม่ข้ามแม่น้ำหินเขียวเปิดใช้เช้านี้ หลังจากสะพานเดิมถูกปิดมาสองปีเพราะตอม่อทรุดตัวลงในแม่น้ำ ชาวบ้านต้องนั่งเรือข้ามฟาก",
        "เจ้าหน้าที่อำเภอกล่าวว่าสะพานยาวสองร้อยสี่สิบเมตร มีทางเท้าทั้งสองข้าง และคาดว่าจะมีผู้ใช้สะพานวันละสี่พันคนตั้งแต่สัปดาห์หน้าเป็นต้นไป",
        "คนแจวเรือบอกว่าเขาคงคิดถึงเพื่อนบ้านที่มาต่อแถวรอเรือทุกเช้า แต่จะไม่คิดถึงหมอกในแม่น้ำ และปีหน้าเขาจะนอนตื่นสายขึ้นหนึ่งชั่วโมง",
    ),
}
LANGUAGES = {"zh": "zh-CN", "tw": "zh-Hant-TW", "ja": "ja", "ko": "ko", "th": "th"}


def eastern(
    edition: str,
    *,
    after_title: str = "",
    opening: str = "",
    closing: str = "",
    end: str = "",
    below: str = "",
    head: str = "",
    language: str | None = None,
    url: str = "https://www.hamabe.example/news/article-4711",
) -> Article:
    """The reading of a page.

    `after_title` below the title, `opening` and `closing` around the text, `end` in the text's element,
    `below` after that.
    """
    title = TITLES[edition]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in [opening + TEXTS[edition][0], *TEXTS[edition][1:]])
    text = text[: -len("</p>")] + closing + "</p>"
    said = LANGUAGES[edition] if language is None else language
    html = (
        f"<!DOCTYPE html><html{f' lang={said}' if said else ''}><head><meta charset=utf-8><title>{title}</title>{head}"
        f"</head><body><main><h1>{title}</h1>{after_title}<div>{text}{end}</div>{below}</main></body></html>"
    )
    article = extract(html.encode(), url)
    assert isinstance(article, Article), article
    assert article.title == title
    return article


def body(edition: str) -> str:
    """The text that every such page has, and nothing more."""
    return "\n\n".join(TEXTS[edition])
