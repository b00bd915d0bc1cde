"""What a table that is taken away may hold in a cell: text that no program takes for a formula
(design: an export writes no formulas). The one place for both directions: `guarded` on the way
out, `typed` on the way in.
"""

import re

LONGEST = 32_767  # what a spreadsheet holds in a cell, in units of UTF-16
GUARD = "'"
# Programs look past quotes, blanks and letters that show nothing; full-width signs count as signs.
SEEN_PAST = (
    r"\s\x1c-\x1f'\"`´‘’‛“”„‟«»‹›＇＂「」『』\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫−"
LIVE = re.compile(rf"[{SEEN_PAST}]*[{SIGNS}]|['\"]*[\t\r\n\v\f]")
# Letters that no XML and no spreadsheet can hold; half letters fit into no file at all.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def is_live(text: str) -> bool:
    """Whether a program might take the text for a formula or a command."""
    return LIVE.match(text) is not None


def held(text: str) -> str:
    """The text as any cell can hold it: without control characters, at most as long as a cell
    with its guard can be."""
    text = UNHELD.sub("", text)
    if len(text) * 2 < LONGEST:
        return text
    units = text.encode("utf-16-le")[: 2 * (LONGEST - len(GUARD))]
    return units.decode("utf-16-le", "ignore")


def guarded(text: str) -> str:
    """The text as it is written: what might be live is led by an apostrophe."""
    text = held(text)
    return GUARD + text if is_live(text) else text


def typed(cell: str) -> str:
    """The text as somebody typed it, of a cell as it was read: undoes `guarded` exactly."""
    rest = cell[1:]
    return rest if cell.startswith(GUARD) and is_live(rest) else cell
