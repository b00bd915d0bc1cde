"""The key put to the questions it is for (rules.md §7)."""

from dataclasses import dataclass, field

from app.rules.exams.letters import joined
from app.rules.exams.question import FILL_IN, SHORT, Draft, PassedOver, Refused
from app.rules.papers import keys, marks, noise
from app.rules.papers.headings import Heading
from app.rules.papers.keys import Entry
from app.rules.papers.lines import Line
from app.rules.papers.parts import Part, key_heading, unfolded
from app.rules.why import Why


@dataclass
class Asked:
    """A part of the paper with its questions."""

    heading: Heading
    drafts: list[Draft]
    keyed: int = 0

    @property
    def lacks(self) -> bool:
        """Whether no answer was put to some of its questions."""
        return any(not one.said for one in self.drafts)

    def numbered(self, number: int) -> Draft | None:
        return next((one for one in self.drafts if one.number == number), None)

    def next(self) -> Draft | None:
        at = self.keyed
        return self.drafts[at] if at < len(self.drafts) else None


@dataclass
class Key:
    """Reads the lines of a key; `at`: the part of the paper that they are for."""

    asked: list[Asked]
    passed_over: list[PassedOver] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    at: int = 0
    last: Draft | None = None
    last_number: int = 0
    explains: bool = False

    def start(self, at: int) -> None:
        """With a part of the paper, from its first question."""
        self.at, self.last, self.last_number, self.explains = at, None, 0, False

    def read(self, part: Part) -> None:
        lines, skip = [piece for line in part.lines for piece in unfolded(line)], -1
        for at, line in enumerate(lines):
            if at == skip:
                continue
            below = lines[at + 1].plain if at + 1 < len(lines) else ""
            rows = keys.table(line.plain, below)
            if rows:
                skip = at + 1
                self.pass_over(lines[skip])
                self.settle(line, rows)
            else:
                self.take(line)

    def pass_over(self, line: Line, code: str = "key") -> None:
        self.passed_over.append(PassedOver(line.number, code))

    def take(self, line: Line) -> None:
        head = key_heading(line)
        if code := noise.around(line.plain):
            self.pass_over(line, code)
        elif head:
            self.turn(head[0])
            if head[1]:
                self.answers(head[1])
            else:
                self.pass_over(line)
        else:
            self.answers(line)

    def turn(self, heading: Heading) -> None:
        """To the part that a heading of the key means: by its number, else by its kind."""
        by_label = [
            n
            for n, one in enumerate(self.asked)
            if heading.label and one.heading.label == heading.label
        ]
        by_kind = [
            n
            for n, one in enumerate(self.asked)
            if heading.kind and one.heading.kind == heading.kind
        ]
        both = [n for n in by_label if n in by_kind]
        found = both or by_kind or by_label
        fresh = [n for n in found if not self.asked[n].keyed]
        self.start((fresh or found or [self.at])[0])

    def answers(self, line: Line) -> None:
        kind = self.asked[self.at].heading.kind if self.at < len(self.asked) else ""
        found = None if kind in (FILL_IN, SHORT) else self.choices(line)
        if found:
            self.settle(line, found)
        else:
            self.texts(line)

    def choices(self, line: Line) -> list[Entry] | None:
        bare = marks.segments(line.text)
        plain = (
            marks.simple(bare[0].text)
            if len(bare) == 1 and bare[0].what == marks.ANSWER
            else line.plain
        )
        found = keys.choices(plain) or keys.in_order(plain)
        if found and not found[0].number:
            return self.as_many(plain, found)
        return found

    def as_many(self, plain: str, found: list[Entry]) -> list[Entry] | None:
        """Letters without numbers: as many as there are questions, in groups or one by one."""
        count = len(self.asked[self.at].drafts) - self.asked[self.at].keyed
        if len(found) == count:
            return found
        each = keys.each(plain, count)
        return [Entry(0, one) for one in each] if each else None

    def settle(self, line: Line, entries: list[Entry]) -> None:
        missing = [one.number for one in entries if not self.put(one.number, one.said)]
        if missing:
            said = ", ".join(map(str, missing[:5]))
            why = Why("question_key_alone", {"numbers": said})
            self.refused.append(Refused(line.number, (line.number,), why))
        else:
            self.pass_over(line)

    def put(self, number: int, said: str) -> bool:
        """An answer by its number; a number that begins anew means the next part."""
        draft = self.find(number)
        if draft is None:
            return False
        draft.said.append(said)
        self.last, self.last_number, self.explains = draft, number, False
        return True

    def find(self, number: int) -> Draft | None:
        if not self.asked:
            return None
        if number and number <= self.last_number and self.at + 1 < len(self.asked):
            self.at += 1
        here = self.asked[self.at]
        draft = here.numbered(number) if number else here.next()
        if draft is None and number:
            places = [n for n, one in enumerate(self.asked) if one.numbered(number)]
            if len(places) == 1:
                self.at = places[0]
                draft = self.asked[self.at].numbered(number)
        if draft is not None:
            self.asked[self.at].keyed += 1
        return draft

    def texts(self, line: Line) -> None:
        """Answers in words, each behind its number; a line without one goes on the last."""
        missing = []
        for number, text in keys.texts(line.text, self.last_number + 1):
            parts = marks.segments(text) or [marks.Segment(marks.TEXT, "")]
            if number and not self.put(number, "") or self.last is None:
                missing.append(number)
            else:
                self.add(parts)
        if missing:
            why = Why("question_key_alone", {"numbers": ", ".join(map(str, missing[:5]))})
            self.refused.append(Refused(line.number, (line.number,), why))
        else:
            self.pass_over(line)

    def add(self, parts: list[marks.Segment]) -> None:
        assert self.last  # noqa: S101 - told apart by `texts`
        for one in parts:
            self.explains = (
                one.what == marks.EXPLANATION or self.explains and one.what == marks.TEXT
            )
            if self.explains:
                self.last.explanation = joined(self.last.explanation, one.text)
            else:
                self.last.said[-1] = joined(self.last.said[-1], one.text)
