"""The lines of a pasted paper (rules.md §7)."""

import re
from dataclasses import dataclass

from app.rules.exams.letters import WIDTHS, plain
from app.rules.typed import INVISIBLE

ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
DRESS = re.compile(
    r"^(?:#{1,6}\s+|>\s*|[-*•●◆■▪]\s+(?=\(?[A-Za-z]\)?[.、．:::)\s]|\d))|\*\*|__(?=\S[^_]*\S__(?!_))"
)
RUNS = re.compile(r"[ \u00a0\u2002-\u2009\u3000]")


@dataclass(frozen=True)
class Line:
    """One line that holds something. `plain`: the same letters in one width; `gap`: whether an
    empty line stands before it."""

    number: int
    text: str
    plain: str
    gap: bool = False

    def rest(self, start: int) -> "Line":
        """The line from a place on."""
        cut = self.text[start:]
        text = cut.strip()
        return Line(self.number, text, plain(text), self.gap)


def lines_of(text: str) -> list[Line]:
    found, gap = [], True
    for number, raw in enumerate(ENDS.split(text), 1):
        said = dressed_down(raw)
        if said:
            found.append(Line(number, said, plain(said), gap))
        gap = not said
    return found


def dressed_down(raw: str) -> str:
    """Without what shows nothing, and without the signs of a text made for a web page."""
    bare = RUNS.sub(" ", INVISIBLE.sub("", raw.replace("\0", ""))).strip()
    if bare[:1] not in "#>-*•●◆■▪" and "**" not in bare:
        return bare
    found = reversed(list(DRESS.finditer(bare.translate(WIDTHS))))
    for match in found:
        bare = bare[: match.start()] + bare[match.end() :]
    return bare.strip()
