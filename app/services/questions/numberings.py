"""The numbers that Word counts by itself and does not write into the text (rules.md §7, import)."""

from collections import defaultdict
from dataclasses import dataclass, field

HAN = "一二三四五六七八九"
CHINESE: tuple[str, ...] = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
)
CHINESE += ("chineseLegalSimplified", "taiwaneseCounting", "koreanDigital")
CIRCLED: tuple[str, ...] = (
    "decimalEnclosedCircle",
    "decimalEnclosedCircleChinese",
    "decimalEnclosedFullstop",
)
LEVELS = 9


@dataclass
class Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numberings:
    """`levels` of each list by its number; `styles`: the list and level of a paragraph's style."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, list_id: str, at: int) -> str:
        """The number of the next paragraph of a list, as it is shown; "" for a bullet."""
        form = self.lists.get(list_id)
        known = self.levels.get(form or "", {})
        level = known.get(at)
        if level is None or not 0 <= at < LEVELS:
            return ""
        counts = self.counts[list_id]
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""
        return self.shown(level, known, counts)

    def shown(self, level: Level, known: dict[int, Level], counts: dict[int, int]) -> str:
        text = level.text
        for n in range(LEVELS):
            of = known.get(n, Level())
            text = text.replace(f"%{n + 1}", written(counts.get(n, of.start), of.form))
        return text


def written(number: int, form: str) -> str:
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in CHINESE:
        return han(number)
    if form in CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("upperRoman", "lowerRoman"):
        return roman(number) if form == "upperRoman" else roman(number).lower()
    return str(number)


def han(number: int) -> str:
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    high = ("" if tens == 1 else HAN[tens - 1]) + "十" if tens else ""
    return high + (HAN[ones - 1] if ones else "")


def roman(number: int) -> str:
    made = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value and len(made) < 20:
            made, number = made + sign, number - value
    return made
