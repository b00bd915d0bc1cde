"""The key of a paper: 1.B 2.A · 1-5 BACDA · tables · texts, part by part (rules.md §7)."""

import re
from dataclasses import dataclass

from app.rules.exams.letters import plain as simple

KEY = re.compile(
    r"(?:附[件录]?\s*\d*\s*[::]?\s*)?[^。?!;,:]{0,40}?(?:参考|标准|正确|试题|试卷|题目)?答案(?:部分|页|卷)?"
    r"\s*(?:[及与和、/]\s*(?:答案)?(?:解析|评分标准|评分细则|评分参考|详解))*\s*(?:[(\[【].{0,20}[)\]】])?\s*[::]?"
    r"|(?:answer\s*keys?|answers?|keys?)\s*[::]?",
    re.IGNORECASE,
)
LED = re.compile(
    r"(?:附[件录]?\s*\d*\s*[::]?\s*)?(?:参考|标准|正确|试题|试卷)?答案\s*[::]?\s*|answer\s*keys?\s*[::]?\s*",
    re.IGNORECASE,
)
INNER = re.compile(r"(?<=[\s;;。,,])(?=(?:第?[一二三四五六七八九十]{1,3}\s*(?:[.、]|部分|大题)))")
ITEM = r"(?:[A-Z](?:[、,/\s]{0,2}[A-Z])*|[√×]|正确|错误|对|错|TRUE|FALSE|[TF])"
DASH = r"\s*(?:[-~]+|至|到)\s*"
RANGE = re.compile(rf"\(?第?\s*(\d{{1,3}}){DASH}(\d{{1,3}})\s*\)?\s*题?\s*[::.、)]?\s*")
GROUP = re.compile(r"[A-Z]+|√|×|正确|错误|对|错", re.IGNORECASE)
PAIR = re.compile(
    r"(?<![\dA-Za-z])\(?第?\s*(\d{1,3})\s*题?\s*[.、::)\]-]*\s*[(\[【]?\s*"
    r"([A-Za-z](?:\s*[、,]\s*[A-Za-z]|[A-Za-z])*|[√×]|正确|错误|对|错)\s*[)\]】]?(?![A-Za-z\u4e00-\u9fff])"
    r"(?!\s*[.、][A-Za-z])",
)
BETWEEN = re.compile(r"[\s;;,,。.、|/]*")
NUMBERS = re.compile(
    r"[|\s]*(?:题\s*号|序\s*号|no\.?|question)\s*[|::\s]*((?:\d{1,3}[|\s]*)+)", re.IGNORECASE
)
ANSWERS = re.compile(r"[|\s]*(?:答\s*案|选\s*项|answers?)\s*[|::\s]+(.+)", re.IGNORECASE)
RUN = re.compile(r"[A-Za-z√×对错](?:[A-Za-z√×对错\s,,、|])*")
LONGEST = 60


@dataclass(frozen=True)
class Entry:
    """What a key says about a question by its number; 0 is the next in order."""

    number: int
    said: str


def is_key_heading(plain: str) -> bool:
    return len(plain) <= LONGEST and KEY.fullmatch(plain) is not None and not re.match(r"\d", plain)


def ranges(plain: str) -> list[Entry] | None:
    """1-5 BACDA 6-10 ABCDA, of several letters each 1-3 AB ACD BC; None when it is no such line."""
    heads = list(RANGE.finditer(plain))
    if not heads:
        return None
    before = plain[: heads[0].start()]
    found = (pairs(before) or []) if before.strip(" ;,。[(【") else []
    if before.strip(" ;,。[(【") and not found:
        return None
    ends = [head.start() for head in heads[1:]] + [len(plain)]
    for head, end in zip(heads, ends, strict=True):
        more = of_range(head, plain[head.end() : end])
        if more is None:
            return None
        found += more
    return found


def of_range(head: re.Match[str], said: str) -> list[Entry] | None:
    """The answers of a range, and single ones that follow it: 1-5 BACDA 6 B."""
    first, last = int(head[1]), int(head[2])
    digit = re.search(r"\d", said)
    rest = said[digit.start() :] if digit else ""
    answers = each(said[: digit.start()] if digit else said, last - first + 1)
    single = pairs(rest) if rest else []
    if answers is None or single is None:
        return None
    return [*(Entry(first + at, one) for at, one in enumerate(answers)), *single]


def each(text: str, count: int) -> list[str] | None:
    """`count` answers in a row; None when there are not as many."""
    if GROUP.sub("", text).strip(" 、,;.。|/()[]【】"):
        return None
    groups = GROUP.findall(text)
    if len(groups) == count and count > 0:
        return groups
    single = re.findall(r"正确|错误|[A-Za-z√×对错]", text)
    return single if len(single) == count else None


def pairs(plain: str) -> list[Entry] | None:
    """1.B 2.AC 3.√ and nothing else in the line; None when there is more."""
    found = list(PAIR.finditer(plain))
    if not found or BETWEEN.fullmatch(PAIR.sub("", plain)) is None:
        return None
    return [Entry(int(one[1]), one[2]) for one in found]


def choices(plain: str) -> list[Entry] | None:
    """Any line of a key that is letters or ticks with their numbers."""
    return ranges(plain) or pairs(plain)


def in_order(plain: str) -> list[Entry] | None:
    """Letters or ticks without numbers: BACDA CDABB."""
    if not RUN.fullmatch(plain):
        return None
    return [Entry(0, one) for one in re.findall(r"[A-Za-z]+|[√×对错]", plain)]


def table(numbers: str, answers: str) -> list[Entry] | None:
    """Two rows, numbers above answers; None when they are not."""
    above, below = NUMBERS.fullmatch(numbers), ANSWERS.fullmatch(answers)
    if above is None or below is None:
        return None
    counted = re.findall(r"\d+", above[1], re.ASCII)
    said = [one for one in re.split(r"[|\s]+", below[1]) if one]
    if len(said) != len(counted):
        said = each(below[1], len(counted)) or []
    pairs_found = zip(counted, said, strict=False)
    return [Entry(int(number), one) for number, one in pairs_found] if said else None


TEXT_ENTRY = re.compile(r"(?<![\d.])[(第]?\s*(\d{1,3})\s*(?:[.、::)]|题)\s*")


def texts(text: str, expected: int) -> list[tuple[int, str]]:
    """1.北京 2.上海: what stands behind each number, as long as they go on in order; what stands
    before the first has the number 0."""
    flat = simple(text)
    cuts: list[tuple[int, int, int]] = []
    for match in TEXT_ENTRY.finditer(flat):
        number = int(match[1])
        leads = match.start() == 0 and (number == expected or not flat[match.end() :][:1].isdigit())
        if leads or (number == expected and spaced(flat, match.start())):
            cuts.append((number, match.start(), match.end()))
            expected = number + 1
    if not cuts:
        return [(0, text)]
    ends = [start for _, start, _ in cuts[1:]] + [len(text)]
    head = [(0, text[: cuts[0][1]].strip())] if cuts[0][1] else []
    found = [(n, text[a:b].strip(" ;；")) for (n, _, a), b in zip(cuts, ends, strict=True)]
    return [*(one for one in head if one[1]), *found]


def spaced(flat: str, at: int) -> bool:
    return flat[at - 1] in " ;;,,。\t|"
