"""Text as people type it into cells and fields (design: import headings)."""

import re
import unicodedata

NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "/",
        "\\",
        "无",
        "没有",
        "暂无",
        "空",
        "未知",
        "不详",
        "none",
        "null",
        "nan",
        "n/a",
    )
)
LONGEST_NOTHING = 8  # with what is trimmed
YES = frozenset(["1", "是", "y", "yes", "true", "t", "对", "√", "✓", "✔", "☑"])
NO = frozenset(["0", "否", "n", "no", "false", "f", "不", "×", "✗", "✘", "x"])
# Format characters (Unicode category Cf), variation selectors and letters that show nothing.
INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    "\u115f\u1160\u3164\uffa0\ufe0e\ufe0f\u2800]"
)
SPACES = re.compile(r"\s+")


class Simple(dict[int, str]):
    """Each letter in its simple form, found once: decimal digits in ASCII, every dash a hyphen."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isdecimal():
            letter = str(unicodedata.decimal(letter))
        elif unicodedata.category(letter) == "Pd" or letter == "\u2212":
            letter = "-"
        self[code] = letter
        return letter


SIMPLE = Simple()


def trimmed(text: str) -> str:
    """The text as it is meant to be kept: nothing invisible, white space folded to one space."""
    if text.isascii() and text.isalnum():
        return text
    return SPACES.sub(" ", INVISIBLE.sub("", text)).strip()


def plain(text: str) -> str:
    """The text for deciding: also in one width, with ASCII digits and one kind of dash."""
    if text.isascii():
        return text
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(SIMPLE)


def word(text: str) -> str:
    """The text for looking up in a list of words: plain, folded, lower case."""
    return SPACES.sub(" ", plain(text)).strip().lower()


def is_nothing(text: str) -> bool:
    """Whether the cell is empty or says in words that there is nothing."""
    return len(text) <= LONGEST_NOTHING and word(text) in NOTHING


def truth(text: str) -> bool | None:
    """Yes or no; None when the cell says neither."""
    said = word(text)
    return True if said in YES else False if said in NO else None
