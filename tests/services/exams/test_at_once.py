"""A whole class at the same paper at the same moment (rules.md §7)."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from app.extensions import db
from app.models import AnswerEvent, Attempt, AttemptScore
from app.services.exams import answering, ending, starting
from app.services.exams.answering import Given
from tests import builders, exams

PRESSES = 2


def all_at_once(app, work, items, fingers):
    def one(item):
        with app.app_context():
            try:
                return work(*item)
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(fingers) as pool:
        return list(pool.map(one, items))


def count(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def all_sit(app, people, fingers):
    """Everybody starts twice, says the same twice and hands in twice."""
    exams.bank_of(3)
    paper = exams.open_paper(("single", 2)).id
    reps = [builders.person(f"rep{n}").id for n in range(people)]
    presses = [(person, nth) for nth in range(PRESSES) for person in reps]

    def start(person, nth):
        return person, starting.start(paper, person, f"{person}-{nth}")

    def hand_in(person, attempt):
        answering.answer(attempt, person, Given(1, "phone", 1, ("A",)))
        ending.hand_in(attempt, person)

    begun = all_at_once(app, start, presses, fingers)
    assert len(set(begun)) == count(Attempt) == people
    all_at_once(app, hand_in, begun, fingers)
    assert count(AnswerEvent) == count(AttemptScore) == people
    ended = db.session.scalars(select(Attempt)).all()
    assert {(one.ended_how, one.score) for one in ended} == {("handed_in", "100")}


def test_all_at_once_are_one_attempt_each_that_ends_once(app, database, set_clock):
    """In memory there is one connection: two hundred on files are in test_file_database.py."""
    all_sit(app, *((20, 1) if db.engine.dialect.name == "sqlite" else (200, 16)))
