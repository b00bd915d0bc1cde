"""A question typed into a form → the question, judged as one from a paper (rules.md §7)."""

from app.errors import RuleBroken
from app.rules.exams import blanks
from app.rules.exams.judging import check_whole, folded, judge
from app.rules.exams.question import FILL_IN, LETTERS, Draft, Question


def question(draft: Draft) -> Question:
    """Of a fill-in each line of the answer is a blank, 北京 / 首都 two texts that count. Raises
    RuleBroken("question_…") with what the question lacks."""
    if draft.kind != FILL_IN:
        return judge(draft)
    check_whole(draft)
    lines = [line for said in draft.said for line in said.splitlines() if line.strip()]
    count = max(blanks.empty_blanks(draft.text), 1)
    if not lines:
        raise RuleBroken("question_answer_missing")
    if len(lines) != count:
        raise RuleBroken("question_blanks", blanks=count, answers=len(lines))
    return Question(
        FILL_IN,
        folded(draft.text),
        answers=tuple(blanks.accepted(line) for line in lines),
        explanation=draft.explanation.strip(),
        module=draft.module,
        tags=draft.tags,
        points=draft.points,
    )


def lettered(texts: list[str], right: set[int]) -> list[tuple[str, str, bool]]:
    """Options as they were typed, with letters; rows left empty are none."""
    typed = [(text.strip(), at in right) for at, text in enumerate(texts) if text.strip()]
    return [(letter, text, yes) for letter, (text, yes) in zip(LETTERS, typed, strict=False)]
