"""What several do at the same moment happens once (rules.md §9)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Meeting, MeetingCarry, MeetingFigure, MeetingNote
from app.models.visible import ALL
from app.services.meetings import closing, items, notes, opening, preparing
from app.services.meetings.items import Said
from app.services.meetings.notes import Typed
from app.services.meetings.within import Who
from tests import builders
from tests.conftest import MONDAY_MORNING
from tests.services.test_jobs import run_at_once
from tests.test_export_tables import other

__all__ = ["other"]


@pytest.fixture
def team(database, set_clock):
    return builders.team().id


@pytest.fixture
def who(team):
    return Who(builders.person("bob", "manager").id, ALL)


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_meetings_are_made_and_opened_once_and_what_is_open_comes_up_once(other, set_clock):
    """In a database that several connections share."""
    team, who = builders.team().id, Who(builders.person("bob", "manager").id, ALL)
    run_at_once(other, preparing.prepare_meetings)
    kinds = select(Meeting.kind, Meeting.day, func.count()).group_by(Meeting.kind, Meeting.day)
    db.session.rollback()
    assert {n for _, _, n in db.session.execute(kinds)} == {1}
    assert count(Meeting) == 2 * 6 + 1 + 1
    first = opening.hold("weekly", team, who)
    items.raise_item(first, Said("q1", "question", "谁去?"), who)
    closing.close(first, who)
    set_clock(MONDAY_MORNING + timedelta(days=1))
    run_at_once(other, lambda: opening.hold("weekly", team, who))
    assert (count(MeetingCarry), count(Meeting)) == (1, 2 * 6 + 1 + 1 + 2)


def test_it_closes_once_with_its_figures_once(app, team, who):
    builders.person("alice", hired_on=date(2026, 11, 2))
    meeting = opening.hold("morning", team, who)
    run_at_once(app, lambda: closing.close(meeting, who))
    codes = select(MeetingFigure.code, func.count()).group_by(MeetingFigure.code)
    db.session.rollback()
    assert {n for _, n in db.session.execute(codes)} == {1}


def test_a_save_that_is_sent_four_times_at_once_is_kept_once(app, team, who):
    meeting = opening.hold("morning", team, who)
    answers: list[notes.Kept] = []
    save = Typed("n1", "other", "一句")
    run_at_once(app, lambda: answers.append(notes.save(meeting, save, who)))
    assert count(MeetingNote) == 1
    assert {one.id for one in answers} == {1} and {one.state for one in answers} == {"saved"}


def test_four_people_who_write_at_once_are_all_kept(app, team, who):
    meeting = opening.hold("morning", team, who)
    texts = iter("甲乙丙丁")
    run_at_once(app, lambda: notes.save(meeting, Typed(t := next(texts), "other", t), who))
    db.session.rollback()
    assert {one.text for one in notes.heads(meeting)} == set("甲乙丙丁")
