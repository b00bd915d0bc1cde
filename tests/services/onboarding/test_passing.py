"""Passing, being brought in, and exceptions (rules.md §7)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import OnboardingPass, Person
from app.services.onboarding import exceptions, passing, progress
from app.services.onboarding import gate as gates
from app.services.onboarding.exceptions import LONGEST_DAYS, Lifting
from tests import builders
from tests.queries import queries_of
from tests.services.imports.conftest import bring  # noqa: F401
from tests.services.onboarding.conftest import required, sits
from tests.services.refusals import refused

DAY = timedelta(days=1)
HEADINGS = ["登录名", "姓名", "入职日期", "职级", "转正日期"]


def held_up(person: Person) -> bool:
    db.session.rollback()
    return bool(gates.barred([person.id], clock.today()))


def passes() -> list[tuple[int, str]]:
    db.session.rollback()
    rows = db.session.scalars(select(OnboardingPass).order_by(OnboardingPass.person_id))
    return [(row.person_id, row.how) for row in rows]


def test_all_required_papers_that_are_out_have_to_be_passed(gate, alice):
    other = required("工作流程")
    required("草稿", published_at=None)
    required("旧卷", withdrawn_at=clock.now())
    sits(alice, gate)
    sits(alice, other, passes=False)
    assert not passing.note_if_passed(alice.id)
    assert held_up(alice)
    sits(alice, other, nth=2)
    assert passing.note_if_passed(alice.id)
    assert not passing.note_if_passed(alice.id)
    assert (held_up(alice), passes()) == (False, [(alice.id, "done")])


def test_a_pass_stays_when_another_paper_comes_out(gate, alice):
    sits(alice, gate)
    passing.note_if_passed(alice.id)
    required("话术")
    assert not held_up(alice)


def test_the_job_notes_who_passed_by_a_withdrawal(gate, alice):
    other = required("工作流程")
    sits(alice, gate)
    passing.note_passes()
    assert passes() == []
    builders.add(other).withdrawn_at = clock.now()
    db.session.commit()
    passing.note_passes()
    assert passes() == [(alice.id, "done")]


def test_nobody_passes_where_nothing_is_asked(alice):
    assert not passing.note_if_passed(alice.id)


def test_the_first_month_begins_when_precise_leads_can_flow(gate, set_clock):
    hired = {"hired_on": clock.today() - DAY, "precise_from": clock.today() - DAY}
    new, here = (
        builders.person("new", **hired),
        builders.person("here", precise_from=date(2026, 11, 2)),
    )
    for one in (new, here):
        sits(one, gate)
        passing.note_if_passed(one.id)
    db.session.rollback()
    first = [db.session.get(Person, one.id).precise_from for one in (new, here)]
    assert first == [clock.today(), date(2026, 11, 2)]


def test_who_is_brought_in_as_formal_or_supervisor_has_passed(gate, bring):  # noqa: F811
    bring(
        "people",
        HEADINGS,
        ["formal", "甲", "2025-03-01", "正式", "2025-06-01"],
        ["later", "乙", "2026-11-20", "正式", "2026-12-20"],
        ["boss2", "丙", "2026-11-20", "主管", ""],
        ["new", "丁", "2026-11-20", "试用", ""],
    )
    people = {one.login: one for one in db.session.scalars(select(Person).order_by(Person.id))}
    assert passes() == [(people[n].id, "brought_in") for n in ("formal", "boss2")]
    assert [n for n, one in people.items() if held_up(one)] == ["later", "new"]


def test_an_exception_holds_from_its_first_to_its_last_day(gate, alice, boss, set_clock):
    today = clock.today()
    exceptions.lift(alice.id, Lifting(today + DAY, today + 2 * DAY, "人手不够"), boss.id)
    days = [bool(gate_on(alice, today + n * DAY)) for n in range(4)]
    assert days == [True, False, False, True]


def gate_on(person: Person, day: date) -> frozenset[int]:
    return gates.barred([person.id], day)


def test_the_last_exception_holds_and_can_be_taken_back(gate, alice, boss):
    today = clock.today()
    exceptions.lift(alice.id, Lifting(today, today + 9 * DAY, "人手不够"), boss.id)
    assert not held_up(alice)
    exceptions.take_back(alice.id, "人来了", boss.id)
    assert held_up(alice)
    assert refused(exceptions.take_back, alice.id, "再收", boss.id) == "onboarding_nothing_lifted"


@pytest.mark.parametrize(
    ("first", "last", "reason", "code"),
    [
        (0, 1, " ", "reason_needed"),
        (1, 0, "忙", "onboarding_dates"),
        (-1, 1, "忙", "onboarding_past"),
        (0, LONGEST_DAYS, "忙", "onboarding_too_long"),
    ],
)
def test_what_cannot_be_an_exception(gate, alice, boss, first, last, reason, code):
    today = clock.today()
    said = Lifting(today + first * DAY, today + last * DAY, reason)
    assert refused(exceptions.lift, alice.id, said, boss.id) == code


def test_who_has_passed_needs_none(gate, alice, boss):
    sits(alice, gate)
    passing.note_if_passed(alice.id)
    said = Lifting(clock.today(), clock.today(), "忙")
    assert refused(exceptions.lift, alice.id, said, boss.id) == "onboarding_not_needed"


def test_newcomers_are_read_in_as_many_queries_as_one(gate, alice):
    one = queries_of(lambda: progress.newcomers(0, "all"))
    for n in range(5):
        builders.person(f"n{n}")
    assert queries_of(lambda: progress.newcomers(0, "all")) == one
    assert len(progress.newcomers(0, "all")) == 6
