"""Where the reading of a part stands (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.rules.exams.question import Draft
from app.rules.papers import marks
from app.rules.papers.headings import Heading
from app.rules.papers.lines import Line
from app.rules.papers.numbering import Numbered


@dataclass
class State:
    """`style`: how the questions are numbered; `where`: what a line without a mark goes on;
    `option_style`: how the options of this question are written; `listing`: the next number of a
    list within its answer, 0 without one."""

    heading: Heading
    lines: Sequence[Line]
    numbers: Sequence[Numbered | None]
    is_numbered: bool
    drafts: list[Draft] = field(default_factory=list)
    style: str = ""
    where: str = marks.TEXT
    option_style: str = ""
    listing: int = 0

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def below(self, at: int) -> str:
        return self.lines[at + 1].plain if at + 1 < len(self.lines) else ""
