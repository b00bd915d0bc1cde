"""Under which words a lead is found: pairs of letters, ends of words and numbers, initials.

One table of them serves both databases (design: search).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.rules import phones
from app.rules.typed import word

HAN = "㐀-䶿一-鿿豈-﫿"
RUN = re.compile(r"[^\W_]+")
PLAIN = re.compile(rf"[^\W_{HAN}]+")
IS_HAN = re.compile(rf"[{HAN}]")
NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\d\s().+-]*\d)?(?!\w)")
LONGEST, FEWEST_DIGITS, MOST_ASKED, PLACE = 20, 3, 8, 2
CHINA = re.compile(r"(?:\+|00)?86(?=0?\d{10})")
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Asked:
    """One condition of a search: a term is `least`, or lies from `least` up to before `beyond`."""

    least: str
    beyond: str = ""


def terms(name: str, company: str, wechat: str, numbers: Iterable[str]) -> frozenset[str]:
    """All terms of a lead. `numbers` in E.164 (design: search)."""
    found = {*of_text(name), *of_text(company), *ends(word(wechat))}
    found.update(initials(name), initials_of_company(company))
    for number in numbers:
        digits, extension = phones.national(number)
        found.update(ends(digits + extension, FEWEST_DIGITS))
    return frozenset(found)


def asked(text: str) -> list[Asked]:
    """What somebody types, as conditions that all have to hold; none for an empty text, more than
    eight words are left out. Digits with spaces or dashes between them are one number, with or
    without the country's code (design: search)."""
    found: list[Asked] = []
    said = word(text)
    for number in NUMBER.findall(said):
        found.append(beginning(CHINA.sub("", re.sub(r"[^\d+]", "", number)).lstrip("+")))
    for run in RUN.findall(NUMBER.sub(" ", said)):
        is_word = IS_HAN.search(run) and len(run) > 1
        found += map(Asked, pairs(run)[:-1]) if is_word else [beginning(run)]
    return list(dict.fromkeys(found))[:MOST_ASKED]


def beginning(start: str) -> Asked:
    start = start[:LONGEST]
    return Asked(start, start + LAST)


def of_text(text: str) -> Iterator[str]:
    """Pairs of letters where some are Chinese, with the last one alone; the ends of other words."""
    said = word(text)
    for run in RUN.findall(said):
        if IS_HAN.search(run):
            yield from pairs(run)
    for plain in PLAIN.findall(said):
        yield from ends(plain, 1)


def pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run))]


def ends(run: str, fewest: int = 2) -> Iterator[str]:
    """Every part of a word is the beginning of one of its ends."""
    return (run[n : n + LONGEST] for n in range(max(len(run) - fewest + 1, bool(run) and 1)))


def initials(name: str) -> Iterator[str]:
    """王秀英 is found by wxy, xy; a surname that is read in several ways, by each of them."""
    letters = han(name)
    rest = "".join(first_letters(letter)[0] for letter in letters[1:])
    for first in first_letters(letters[0]) if rest else ():
        yield (first + rest)[:LONGEST]
    yield from ends(rest)


def initials_of_company(company: str) -> Iterator[str]:
    """重庆丽华火锅 is found by cqlhhg, and by lhhg: many begin with a place of two letters."""
    said = as_read("".join(han(company))[: LONGEST + PLACE])
    for whole in (said[:LONGEST], said[PLACE:]):
        if len(whole) > 1:
            yield whole


def as_read(letters: str) -> str:
    """The first letters of a text; which reading it is, the letters beside it tell."""
    return "".join(
        beside(letters[max(n - 1, 0) : n + 2], min(n, 1))
        if len(first_letters(letter)) > 1
        else first_letters(letter)[0]
        for n, letter in enumerate(letters)
    )


@lru_cache(maxsize=20_000)
def beside(letters: str, place: int) -> str:
    return read(letters)[place][0]


def han(text: str) -> list[str]:
    return [letter for letter in word(text) if IS_HAN.match(letter)]


@lru_cache(maxsize=20_000)
def first_letters(letter: str) -> tuple[str, ...]:
    """The first letters of all readings of a Chinese letter, the usual one first."""
    usual = read(letter)[0][0]
    others = read(letter, heteronym=True)[0]
    return tuple(dict.fromkeys([usual, *others]))


def read(letters: str, *, heteronym: bool = False) -> list[list[str]]:
    """The dictionary takes long to load: whoever needs it first waits for it, not each start."""
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return pinyin(letters, style=Style.FIRST_LETTER, heteronym=heteronym)
