"""What stands around the questions of a paper: names to fill in, pages, rules (rules.md §7)."""

import re

FIELD = (
    r"(?:姓\s*名|部\s*门|岗\s*位|工\s*号|得\s*分|成\s*绩|日\s*期|考试日期|考试时间|考试时长|时\s*间|考\s*号|评卷人|阅卷人|批阅人|阅卷"
    r"|总\s*分|职\s*位|门\s*店|班\s*级|学\s*号|入职时间|入职日期|分\s*数|监考人?|单\s*位|公\s*司|团\s*队|小\s*组|电\s*话|签\s*名|满\s*分"
    r"|name|date|score|department|team|class)"
)
FORM = re.compile(rf"(?:{FIELD}\s*[::]?\s*[\d_\s./年月日分钟()-]*[\s|,;]*)+", re.IGNORECASE)
TABLE = re.compile(rf"(?:题\s*号|题\s*型|{FIELD}|合\s*计|总\s*计|[一二三四五六七八九十]+|[\s|])+")
PAGE = re.compile(
    r"第\s*\d+\s*页.{0,12}|(?:第\s*)?\d+\s*/\s*\d+\s*页?|-+\s*\d+\s*-+|共\s*\d+\s*页.{0,12}"
    r"|page\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s+of\s+\d+|.{0,30}第\s*\d+\s*页\s*[,,(]?\s*共\s*\d+\s*页\)?",
    re.IGNORECASE,
)
RULE = re.compile(r"[-=_*~#.…·—─━═\s]+")
SAID = re.compile(
    r"(?:(?:考试)?(?:时间|时长|时限)|(?:试卷)?(?:满分|总分)|卷面|本试卷|本卷|注意事项|考试须知|考生须知|答题须知|温馨提示|说明)\s*(?:[::]|\d|为|共|满分).*"
    r"|\(?.{0,8}(?:密封线|装订线|此处不|以下空白|以下为空白).*|注意事项|考试须知"
    r"|.{0,12}(?:考试顺利|取得好成绩|试卷到此结束|试题到此结束|答题结束)[.。!]*|\(?(?:全卷|试卷)?(?:完|结束|END)\)?"
    r"|(?:请|\().{0,10}(?:闭卷|开卷|将答案写在|将答案填写?在|在答题卡).*|[((]?(?:闭卷|开卷).{0,20}"
    r"|(?:time|total(?: score)?|full marks)\s*:.*",
    re.IGNORECASE,
)


def around(plain: str) -> str:
    """Why a line is no part of any question: "page" | "form" | "rule" | "notice", or ""."""
    if RULE.fullmatch(plain):
        return "rule"
    if PAGE.fullmatch(plain):
        return "page"
    if len(plain) <= 120 and (FORM.fullmatch(plain) or TABLE.fullmatch(plain)):
        return "form"
    return "notice" if SAID.fullmatch(plain) else ""
