from copy import deepcopy
from datetime import date

import pytest

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.pay import plan
from app.services.pay import replay
from tests import builders
from tests.queries import queries_of
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
HIRED = date(2026, 3, 2)


def other(**base):
    document = deepcopy(SAMPLE_PLAN)
    document["base"] |= base
    return plan.read(document)


def test_each_month_is_paid_by_its_own_plan_and_by_the_draft():
    builders.person("alice", hired_on=HIRED, grade="probation")
    builders.person("bob", hired_on=HIRED, grade="supervisor")
    found = replay.of(other(probation=310_000), replay.months("2026-09", "2026-10"))
    assert [(one.worker.login, one.old_fen, one.new_fen, one.fen) for one in found.people] == [
        ("alice", 600_000, 620_000, 20_000),
        ("bob", 1_000_000, 1_000_000, 0),
    ]
    assert found.people[0].changes == [("base", 20_000)]
    assert (found.whole.old_fen, found.whole.fen) == (1_600_000, 20_000)
    assert [month.month.code for month in found.months] == ["2026-09", "2026-10"]


def test_the_same_plan_changes_nothing():
    builders.person("alice", hired_on=HIRED, grade="formal")
    found = replay.of(other(), replay.months("", ""))
    assert [month.month.code for month in found.months] == ["2026-08", "2026-09", "2026-10"]
    assert found.whole.fen == 0 and not any(one.changes for one in found.people)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-10", "2026-09", "replay_backwards"),
        ("2026-04", "2026-10", "replay_too_many"),
        ("2026-10", "2026-11", "replay_not_over"),
        ("x", "", "period_unreadable"),
        ("2026-Q3", "", "period_unreadable"),
    ],
)
def test_up_to_six_months_that_are_over(first, last, code):
    assert refused(replay.months, first, last) == code
    assert len(replay.months("2026-05", "2026-10")) == 6


def test_a_month_asks_as_much_for_ten_as_for_one():
    builders.person("alice", hired_on=HIRED, grade="formal")
    months = replay.months("2026-10", "2026-10")
    one = queries_of(lambda: replay.of(other(), months))
    for n in range(9):
        builders.person(f"p{n}", hired_on=HIRED, grade="formal")
    assert queries_of(lambda: replay.of(other(), months)) == one
