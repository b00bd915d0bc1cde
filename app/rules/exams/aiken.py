"""Questions in Aiken, as Moodle describes it (rules.md §7): a text, options A. or A), ANSWER: B."""

import re

from app.errors import RuleBroken
from app.rules.exams.judging import judge
from app.rules.exams.question import SINGLE, Draft, Reading, Refused, Understood
from app.rules.typed import INVISIBLE
from app.rules.why import Why

ENDS = re.compile(r"\r\n|\r|\n")
OPTION = re.compile(r"([A-Z])[.)](?:[ \t\u3000]+(.*)|$)")
ANSWER = re.compile(r"ANSWER\s*[::]\s*(.*)")
ONE = re.compile(r"[A-Z]")


class Aiken:
    """Takes line after line; a question ends with its answer."""

    def __init__(self) -> None:
        self.understood: list[Understood] = []
        self.refused: list[Refused] = []
        self.draft: Draft | None = None

    def take(self, number: int, line: str) -> None:
        option, answer = OPTION.match(line), ANSWER.match(line)
        if not option and not answer and self.draft and self.draft.options:
            self.end()
        self.draft = self.draft or Draft(number, SINGLE)
        self.draft.lines.append(number)
        if answer:
            self.answer(answer[1].strip())
        elif option:
            self.draft.options.append((option[1], (option[2] or "").strip(), False))
        else:
            self.draft.text = f"{self.draft.text}\n{line}".strip()

    def answer(self, said: str) -> None:
        assert self.draft  # noqa: S101 - made by `take`
        self.draft.said.append(said)
        if said and not ONE.fullmatch(said):
            self.draft.trouble = Why("aiken_answer", {"text": said[:40]})
        self.end()

    def end(self) -> None:
        if self.draft is None:
            return
        draft, self.draft = self.draft, None
        try:
            self.understood.append(Understood(judge(draft), draft.line, tuple(draft.lines)))
        except RuleBroken as no:
            self.refused.append(Refused(draft.line, tuple(draft.lines), Why(no.code, no.params)))


def read(text: str) -> Reading:
    """What an Aiken file says; anything that is not as described is refused with its line."""
    found = Aiken()
    for number, raw in enumerate(ENDS.split(text), 1):
        line = INVISIBLE.sub("", raw.replace("\0", "")).strip()
        if line:
            found.take(number, line)
    found.end()
    return Reading(tuple(found.understood), tuple(found.refused))
