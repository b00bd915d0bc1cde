"""After 20 attempts a question has facility and discrimination (rules.md §7)."""

from fractions import Fraction
from random import Random

import pytest

from app import clock
from app.models import QuestionVoiding
from app.rules.exams.question import Question
from app.services.exams import statistics
from app.services.transaction import write
from tests import builders, exams

pytestmark = pytest.mark.usefixtures("database", "set_clock")
WORTH = exams.WORTH


@pytest.fixture
def paper(database, set_clock):
    return exams.paper()


@pytest.fixture
def versions(paper):
    asked = [Question("true_false", f"第{n}题", answers=(("true",),)) for n in range(3)]
    return [exams.question(one) for one in asked]


def sat(paper, versions, rows):
    """So many people at a paper, each with what he earned for each question."""
    with write():
        for nth, earned in enumerate(rows):
            person = builders.person(f"rep{nth}")
            attempt = exams.attempt(person, paper, *versions, ended_at=clock.now())
            exams.score(attempt, *(None if one is None else str(one) for one in earned))


def drawn(count):
    lots = Random(7)  # noqa: S311
    return [[Fraction(lots.randint(0, 6) * WORTH, 6) for _ in range(3)] for _ in range(count)]


def found(paper, least=20):
    return {one.version_id: one for one in statistics.of(paper.id, least)}


def independently(rows, at):
    """Of the 27 in 100 who earned most elsewhere, less the 27 in 100 who earned least."""
    of_it = [row[at] / WORTH for row in rows]
    rest = [(sum(row) - row[at]) / (2 * WORTH) for row in rows]
    size = Fraction(27 * len(rows), 100)

    def part(own, sign):
        ahead = sum(sign * other > sign * own for other in rest)
        return min(max((size - ahead) / rest.count(own), 0), 1)

    gaps = [part(own, 1) - part(own, -1) for own in rest]
    return sum(of_it) / len(rows), sum(
        gap * one for gap, one in zip(gaps, of_it, strict=True)
    ) / size


def test_the_figures_are_exact(paper, versions):
    rows = drawn(20)
    sat(paper, versions, rows)
    for at, version in enumerate(versions):
        figures = found(paper)[version.id].figures
        assert (figures.facility, figures.discrimination) == independently(rows, at)


def test_before_that_there_are_none(paper, versions):
    sat(paper, versions, drawn(19))
    assert [(one.attempts, one.figures) for one in found(paper).values()] == [(19, None)] * 3


def test_what_waits_or_is_void_does_not_count(paper, versions):
    rows = [[None, *row[1:]] for row in drawn(20)]
    sat(paper, versions, rows)
    by = builders.person("tina", "trainer").id
    void = QuestionVoiding(version_id=versions[0].id, at=clock.now(), by_id=by, reason="过时")
    builders.add(void)
    of_it = found(paper)[versions[0].id]
    assert (of_it.attempts, of_it.figures, of_it.is_void) == (0, None, True)
    assert found(paper)[versions[1].id].attempts == 20


def test_the_last_score_of_an_attempt_is_the_one_that_counts(paper, versions):
    attempt = exams.attempt(builders.person("alice"), paper, *versions, ended_at=clock.now())
    exams.score(attempt, 0, 0, 0)
    exams.score(attempt, 100, 0, 0, nth=2)
    assert found(paper, least=1)[versions[0].id].figures.facility == 1
