from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Attempt,
    Call,
    DayGoal,
    DealStanding,
    HandOut,
    Lead,
    LeadMove,
    LeadPhone,
    Meeting,
    MeetingFigure,
    MeetingItem,
    OnboardingPass,
    Paper,
    PayLine,
    PayMonth,
    Person,
    PkRound,
    Receipt,
    RoleGrant,
    Ticket,
)
from app.models.signals import Signal
from app.services import scripts
from app.services.daily_reports import day
from app.services.demo import build, month_end
from app.services.practice import pile
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")
DAY = date(2026, 11, 23)
PASSWORD = "seven green bicycles"


def make(leads: int = 300) -> None:
    build.build(PASSWORD, seed=1, to=DAY, leads=leads)


def test_in_the_made_up_team_the_next_customer_has_room():
    make()
    assert builders.lead().id > 300


def print_of() -> tuple[object, ...]:
    calls = db.session.execute(
        select(Call.uuid, Call.lead_id, Call.started_at, Call.disposition).order_by(Call.id)
    ).all()
    numbers = db.session.scalars(select(LeadPhone.number).order_by(LeadPhone.id)).all()
    return calls, numbers


def test_the_demo_is_a_team_at_work_that_breaks_no_rule():
    make()
    assert db.session.scalar(select(func.count()).select_from(Person)) == 5
    assert db.session.scalar(select(func.count()).where(Call.day == DAY)) > 0
    owned = db.session.scalars(select(Lead).where(Lead.owner_id.is_not(None))).all()
    assert owned
    last = {m.lead_id: m.to_id for m in db.session.scalars(select(LeadMove).order_by(LeadMove.id))}
    given = set(db.session.execute(select(HandOut.lead_id, HandOut.person_id)))
    for lead in owned:
        assert last[lead.id] == lead.owner_id
        assert (lead.id, lead.owner_id) in given
        assert not (lead.do_not_call or lead.gone_because or lead.cool_until)
    for call in db.session.scalars(select(Call)):
        assert call.day == clock.day_of(call.started_at)
        assert call.started_at < clock.now()


def test_calls_of_one_rep_do_not_overlap():
    make()
    rows = db.session.scalars(select(Call).order_by(Call.person_id, Call.started_at)).all()
    for earlier, later in zip(rows, rows[1:], strict=False):
        if earlier.person_id == later.person_id:
            assert (later.started_at - earlier.started_at).total_seconds() >= earlier.duration_s


def test_it_is_refused_where_anybody_is():
    make(50)
    with pytest.raises(RuleBroken, match="demo_not_empty"):
        make(50)


def test_the_same_seed_makes_the_same_team(fresh):
    make(100)
    first = print_of()
    db.session.remove()
    fresh()
    make(100)
    assert print_of() == first


def test_scripts_are_there_in_both_languages_once():
    assert scripts.fill() == 58
    assert scripts.fill() == 0
    chinese, english = scripts.current("zh"), scripts.current("en")
    assert len(chinese) == len(english) == 29
    assert {text.title for text in chinese}.isdisjoint({text.title for text in english})


def test_some_customers_were_won_and_the_latest_wait_for_a_word():
    make()
    standings = db.session.scalars(select(DealStanding)).all()
    waiting = db.session.scalar(select(func.count()).where(Receipt.state == "waiting"))
    paid = [one for one in standings if one.counted_on]
    assert (len(paid) >= 5, waiting, all(one.leads_first for one in paid)) == (True, 2, True)


def test_everybody_sat_a_paper_and_nobody_is_held_up_by_it():
    make(100)
    required = list(db.session.scalars(select(Paper).where(Paper.required)))
    assert len(required) == 3
    assert all(one.is_open for one in required)
    reps = set(db.session.scalars(select(RoleGrant.person_id).where(RoleGrant.role == "rep")))
    assert set(db.session.scalars(select(OnboardingPass.person_id))) == reps
    assert set(db.session.scalars(select(Attempt.person_id))) == reps
    assert any(pile.of(rep).due for rep in reps)
    assert db.session.scalar(select(func.sum(Attempt.unmarked))) == 4


def test_the_last_evening_has_minutes_and_this_morning_is_open(set_clock):
    set_clock(clock.at(DAY, time(9, 12)))
    make(200)
    held, *coming = db.session.scalars(select(Meeting).order_by(Meeting.day, Meeting.starts_at))
    assert (held.kind, held.day, held.closed_at is not None) == (
        "evening",
        DAY - timedelta(3),
        True,
    )
    assert [(one.kind, one.opened_at is not None) for one in coming[:2]] == [
        ("morning", True),
        ("evening", False),
    ]
    figures = db.session.scalars(select(MeetingFigure).filter_by(meeting_id=held.id, code="calls"))
    made = db.session.scalar(select(func.count()).where(Call.day == held.day))
    assert next(one.value for one in figures if one.person_id is None) == str(made)
    said = db.session.execute(select(MeetingItem.type, MeetingItem.state, MeetingItem.due_on))
    assert ("task", "open", DAY) in set(said)


def test_the_reps_had_goals_on_the_last_day_and_one_wrote_no_line(set_clock):
    set_clock(clock.at(DAY, time(9, 12)))
    make(200)
    _, *reports = day.of_day(None, DAY - timedelta(3)).reports
    assert all(one.goals for one in reports)
    assert [bool(one.line.text) for one in reports] == [True, True, True, False]
    asked = select(DayGoal.person_id).filter_by(day=DAY, measure="calls")
    assert len(list(db.session.scalars(asked))) == 4


def test_early_warning_tells_of_somebody_and_the_pool_has_leads_to_claim(set_clock):
    set_clock(clock.at(DAY, time(9, 12)))
    make()
    assert "no_deal" in set(db.session.scalars(select(Signal.code)))
    free = select(func.count()).select_from(Lead).where(Lead.owner_id.is_(None))
    assert db.session.scalar(free.where(Lead.gone_because.is_(None), Lead.kind == "precise")) > 0


def test_its_last_month_is_published_and_waits_for_approval():
    make()
    month_end.settle(DAY, lambda why: {"zh": why.code})
    before = db.session.scalar(select(PayMonth).where(PayMonth.month == date(2026, 10, 1)))
    assert before.published_at is not None
    assert db.session.scalars(select(PayLine).where(PayLine.month_id == before.id)).first()
    assert db.session.scalar(select(func.count()).select_from(PkRound)) == 1
    assert db.session.scalar(select(Ticket.said)) == "一天打了三次,说别再打了"
