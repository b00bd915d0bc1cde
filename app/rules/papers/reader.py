"""The questions of one part of a paper, line by line (rules.md §7)."""

from collections.abc import Sequence

from app.rules.exams import blanks
from app.rules.exams.letters import joined
from app.rules.exams.question import FILL_IN, SHORT, TRUE_FALSE, Draft, PassedOver
from app.rules.papers import facts, keys, marks, noise, options, starts
from app.rules.papers.headings import Heading, kind_named
from app.rules.papers.lines import Line
from app.rules.papers.material import Material
from app.rules.papers.numbering import Numbered, numbered
from app.rules.papers.state import State

STEM, OPTION = marks.TEXT, "option"


class Reader(State):
    """Reads the lines of a part one after another; what it has found stands in `drafts`,
    `passed_over` and `entries`, a key that stands within the part."""

    def __init__(self, heading: Heading, lines: Sequence[Line]) -> None:
        numbers = [numbered(line.plain) for line in lines]
        super().__init__(heading, lines, numbers, starts.is_numbered(heading, lines, numbers))
        self.passed_over: list[PassedOver] = []
        self.entries: list[tuple[Line, list[keys.Entry]]] = []
        self.material = Material()

    def read(self) -> "Reader":
        for at, line in enumerate(self.lines):
            self.take(at, line)
        return self

    def take(self, at: int, line: Line) -> None:
        if code := self.around(line):
            self.passed_over.append(PassedOver(line.number, code))
        elif entries := self.key_line(line):
            self.entries.append((line, entries))
            self.passed_over.append(PassedOver(line.number, "key"))
        elif (number := self.numbers[at]) and starts.begins(self, at, number):
            self.begin(line, number)
        elif not self.is_numbered and starts.begins_bare(self, at):
            self.begin(line, None)
        elif not self.material.takes(line):
            self.go_on(at, line)

    def around(self, line: Line) -> str:
        """Why a line is passed over; a line to write on is the blank of a fill-in without one."""
        code = noise.around(line.plain)
        if code == "rule" and self.draft and self.where == STEM and blanks.has_lines(line.plain):
            wants = self.heading.kind == FILL_IN and not blanks.empty_blanks(self.draft.text)
            return "" if wants else code
        return code

    def key_line(self, line: Line) -> list[keys.Entry] | None:
        """Answers of many questions, with or without the word before them."""
        parts = marks.segments(line.text)
        said = parts[0].text if len(parts) == 1 and parts[0].what == marks.ANSWER else line.text
        found = keys.choices(marks.simple(said))
        return found if found and (len(found) > 1 or said != line.text) else None

    def begin(self, line: Line, number: Numbered | None) -> None:
        draft = Draft(
            line.number, self.heading.kind, points=self.heading.points, lines=[line.number]
        )
        self.drafts.append(draft)
        self.where, self.option_style, self.listing = STEM, "", 0
        rest = line.rest(starts.text_at(line.plain, number))
        draft.trouble = self.material.ends(number.number if number else 0)
        draft.options = true_letters(self.heading)
        if number:
            draft.kind = kind_named(number.kind) or draft.kind
            self.style = self.style or number.style
            draft.number = number.number
            if number.answer and number.answer.strip():
                draft.said.append(number.answer.strip())
        text = facts.at_start(draft, rest.text)
        for one in marks.segments(text):
            self.feed(one)

    def go_on(self, at: int, line: Line) -> None:
        if self.draft is None:
            self.passed_over.append(PassedOver(line.number, "before"))
            return
        self.draft.lines.append(line.number)
        self.look_ahead(at, line)
        for one in marks.segments(line.text):
            self.feed(one)

    def look_ahead(self, at: int, line: Line) -> None:
        """Options by letters alone, A 北京, are options only when B follows."""
        if self.option_style or self.where == marks.EXPLANATION:
            return
        self.option_style = starts.option_style(line.plain, self.below(at))

    def feed(self, one: marks.Segment) -> None:
        assert self.draft  # noqa: S101 - only called with one begun
        if one.what == marks.TEXT:
            self.feed_text(one.text)
        elif one.what == marks.ANSWER:
            self.where = marks.ANSWER
            self.draft.said.append(one.text)
            self.listing = starts.list_next(one.text, 0)
        elif one.what == marks.EXPLANATION:
            self.where = marks.EXPLANATION
            self.draft.explanation = joined(self.draft.explanation, one.text)
        else:
            facts.take(self.draft, one.name, one.text)

    def feed_text(self, text: str) -> None:
        if self.takes_options(text):
            return
        draft = self.drafts[-1]
        if self.where == STEM:
            draft.text = joined(draft.text, facts.scored(draft, text))
        elif self.where == OPTION:
            letter, said, ticked = draft.options[-1]
            draft.options[-1] = (letter, joined(said, text), ticked)
        elif self.where == marks.ANSWER and not draft.options and self.heading.kind != TRUE_FALSE:
            draft.said[-1] = joined(draft.said[-1], text)
            self.listing = starts.list_next(text, self.listing)
        else:
            draft.explanation = joined(draft.explanation, text)
            self.where = marks.EXPLANATION

    def takes_options(self, text: str) -> bool:
        """The options of a text, if it holds any; what stands before them goes on the question."""
        draft = self.drafts[-1]
        if self.heading.kind == SHORT or self.where == marks.EXPLANATION and draft.options:
            return False
        flat = marks.simple(text)
        found, style = starts.options_in(flat, self.option_style, draft, self.where == STEM)
        if not found:
            return False
        self.option_style = style
        head = text[: found[0].at].strip()
        if head:
            draft.text = joined(draft.text, facts.scored(draft, head))
        for one in found:
            said, ticked = options.unticked(text[one.start : one.end], flat[one.start : one.end])
            draft.options.append((one.letter, said, ticked or one.ticked))
        self.where = OPTION
        return True


def true_letters(heading: Heading) -> list[tuple[str, str, bool]]:
    """Under a heading that says which letter means right, each question has these two options."""
    if heading.kind != TRUE_FALSE or not heading.letters:
        return []
    words = dict(zip(heading.letters, ("对", "错"), strict=True))
    return [(letter, words[letter], False) for letter in sorted(words)]
