"""A text that several questions share: there is no place for it yet (rules.md §7)."""

import re
from dataclasses import dataclass, field

from app.rules.exams.question import Refused
from app.rules.papers.lines import Line
from app.rules.why import Why

MATERIAL = re.compile(
    r"(?:根据|阅读|结合|依据).{0,30}(?:材料|资料|案例|对话|短文|内容|情景).{0,20}(?:回答|完成|作答|选择)"
)
RANGE = re.compile(r"(\d{1,3})\s*(?:-+|~|至|到|—)\s*(\d{1,3})\s*[题小]")
NO_PLACE = Why("question_material", {})


@dataclass
class Material:
    """The lines of such texts, and which questions they are for."""

    found: list[list[Line]] = field(default_factory=list)
    is_open: bool = False
    first: int = 0
    last: int = 0

    def takes(self, line: Line) -> bool:
        """Whether a line begins such a text, or goes on with it."""
        if MATERIAL.match(line.plain) and (numbers := RANGE.search(line.plain)):
            self.first, self.last, self.is_open = int(numbers[1]), int(numbers[2]), True
            self.found.append([])
        if self.is_open:
            self.found[-1].append(line)
        return self.is_open

    def ends(self, number: int) -> Why | None:
        """A question begins: why it cannot be kept, when the text is for it."""
        self.is_open = False
        return NO_PLACE if self.first <= number <= self.last and number else None

    @property
    def refused(self) -> list[Refused]:
        numbers = [tuple(line.number for line in lines) for lines in self.found]
        return [Refused(lines[0], lines, NO_PLACE) for lines in numbers]
