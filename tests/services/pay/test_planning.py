import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import partial

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, PayPlan
from app.rules.defaults.plan import SAMPLE_PLAN
from app.services.pay import approving, planning, plans, proposing, versions
from app.services.pay.planning import Said
from app.services.transaction import write
from tests import builders
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
DECEMBER, NOVEMBER = date(2026, 12, 1), date(2026, 11, 1)


@pytest.fixture
def boss():
    return builders.person("boss", "manager").id


@pytest.fixture
def dora():
    return builders.person("dora", "owner").id


def said(starts_on=DECEMBER, formal=400_000, **facts):
    document = deepcopy(SAMPLE_PLAN)
    document["base"]["formal"] = formal
    return Said(
        **{"name": "新方案", "starts_on": starts_on, "note": "旺季", "document": document} | facts
    )


def formal(day):
    return plans.in_force(day).plan.base["formal"]


def actions():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_draft_holds_nowhere_until_it_is_approved(boss, dora):
    plan_id = planning.draft(said(), boss)
    assert formal(DECEMBER) == 350_000
    approving.approve(plan_id, 1, "", dora)
    assert (formal(date(2026, 11, 30)), formal(DECEMBER), formal(date(2027, 5, 9))) == (
        350_000,
        400_000,
        400_000,
    )
    assert actions() == ["pay_plan_drafted", "pay_plan_approved"]


def test_a_version_of_this_month_applies_to_all_of_it(boss, dora):
    """rules.md §8: approved on the 23rd, effective from the 1st."""
    approving.approve(planning.draft(said(NOVEMBER), boss), 1, "", dora)
    assert formal(NOVEMBER) == 400_000


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"starts_on": date(2026, 10, 1)}, "plan_start_past"),
        ({"starts_on": date(2072, 1, 1)}, "plan_start_far"),
        ({"starts_on": date(2026, 12, 2)}, "plan_start_not_first"),
        ({"document": {}}, "plan_lacks"),
        ({"document": None}, "plan_unreadable"),
        ({"name": " "}, "plan_nameless"),
    ],
)
def test_what_cannot_be_is_never_kept(boss, facts, code):
    assert refused(planning.draft, said(**facts), boss) == code
    plan_id = planning.draft(said(), boss)
    assert refused(planning.change, plan_id, said(**facts), 1, boss) == code
    assert versions.one(plan_id).document == said().document


def test_nobody_approves_his_own_words_while_there_is_somebody_else(boss, dora):
    plan_id = planning.draft(said(), boss)
    assert refused(approving.approve, plan_id, 1, "", boss) == "plan_own"


def test_who_changes_a_draft_makes_it_his(boss, dora):
    second = builders.person("sue", "manager").id
    plan_id = planning.draft(said(), boss)
    planning.change(plan_id, said(formal=410_000), 1, second)
    assert refused(approving.approve, plan_id, 2, "", second) == "plan_own"
    approving.approve(plan_id, 2, "", boss)
    assert versions.one(plan_id).drafted_by == "Sue"


def test_who_is_alone_approves_with_a_reason_and_is_marked(boss):
    builders.person("gone", "owner", left_on=date(2026, 11, 20))
    plan_id = planning.draft(said(), boss)
    assert refused(approving.approve, plan_id, 1, " ", boss) == "plan_alone_why"
    approving.approve(plan_id, 1, "只有我", boss)
    one = versions.one(plan_id)
    assert (one.alone, one.approval_note, one.approved_by) == (True, "只有我", "Boss")


def test_what_is_approved_stays_as_it_is(boss, dora):
    plan_id = planning.draft(said(), boss)
    approving.approve(plan_id, 1, "", dora)
    assert refused(planning.change, plan_id, said(formal=1), 1, boss) == "plan_approved"
    assert refused(planning.discard, plan_id, 1, boss) == "plan_approved"
    assert refused(approving.approve, plan_id, 1, "", dora) == "plan_approved"
    for statement in (update(PayPlan).values(name="x"), delete(PayPlan)):
        with pytest.raises(DBAPIError), write() as session:
            session.execute(statement)
    assert formal(DECEMBER) == 400_000


def test_a_draft_that_was_changed_since_is_neither_kept_nor_discarded_nor_approved(boss, dora):
    plan_id = planning.draft(said(), boss)
    planning.change(plan_id, said(formal=410_000), 1, boss)
    for work in (
        lambda: planning.change(plan_id, said(formal=1), 1, boss),
        lambda: planning.discard(plan_id, 1, boss),
        lambda: approving.approve(plan_id, 1, "", dora),
    ):
        assert refused(work) == "plan_changed"
    assert planning.rev_of(plan_id) == 2
    planning.discard(plan_id, 2, boss)
    assert refused(planning.discard, plan_id, 2, boss) == "missing"
    assert refused(approving.approve, plan_id, 2, "", dora) == "missing"


def test_a_month_gets_one_plan(boss, dora):
    first, second = planning.draft(said(), boss), planning.draft(said(formal=1), boss)
    approving.approve(first, 1, "", dora)
    assert refused(approving.approve, second, 1, "", dora) == "plan_start_taken"


def test_a_draft_whose_month_went_by_is_approved_no_more(boss, dora, set_clock):
    plan_id = planning.draft(said(), boss)
    set_clock(datetime(2027, 1, 1, 2, tzinfo=UTC))
    assert refused(approving.approve, plan_id, 1, "", dora) == "plan_start_past"


def pressed(app, work, argument):
    """What came of it, pressed by another finger."""
    with app.app_context():
        try:
            work(argument)
        except RuleBroken as refusal:
            return refusal.code
        finally:
            db.session.remove()
    return "done"


def at_once(app, work, *arguments):
    db.session.remove()
    with ThreadPoolExecutor(len(arguments)) as fingers:
        return sorted(fingers.map(partial(pressed, app, work), arguments))


@pytest.fixture
def slow(monkeypatch):
    """Two wait for each other in the middle; on SQLite the second waits at the door."""
    both, alone = threading.Barrier(2, timeout=0.3), approving.is_alone

    def slowly(*said_):
        with suppress(threading.BrokenBarrierError):
            both.wait()
        return alone(*said_)

    monkeypatch.setattr(approving, "is_alone", slowly)


def test_two_who_approve_the_same_at_once_approve_once(app, boss, dora, slow):
    second = builders.person("sue", "manager").id
    plan_id = planning.draft(said(), boss)
    found = at_once(app, lambda who: approving.approve(plan_id, 1, "", who), dora, second)
    assert found == ["done", "plan_approved"]
    assert actions().count("pay_plan_approved") == 1


def test_of_two_plans_for_one_month_approved_at_once_one_stays_a_draft(app, boss, dora, slow):
    drafts = [planning.draft(said(), boss), planning.draft(said(formal=1), boss)]
    found = at_once(app, lambda plan_id: approving.approve(plan_id, 1, "", dora), *drafts)
    assert found == ["done", "plan_start_taken"]
    assert sum(one.is_draft for one in versions.all_()) == 1


def test_versions_say_from_when_until_when(boss, dora):
    for start in (date(2027, 3, 1), NOVEMBER):
        approving.approve(planning.draft(said(start), boss), 1, "", dora)
    draft = planning.draft(said(date(2027, 4, 1)), boss)
    found = versions.all_()
    assert [(one.starts_on, one.until) for one in found if not one.is_draft] == [
        (date(2027, 3, 1), None),
        (NOVEMBER, date(2027, 2, 28)),
        (None, date(2026, 10, 31)),
    ]
    assert [one.state(NOVEMBER) for one in found] == ["draft", "later", "holds", "past"]
    assert versions.before(versions.one(draft)).starts_on == date(2027, 3, 1)
    assert versions.in_force().starts_on == NOVEMBER
    assert refused(versions.one, 999_999) == "missing"


def test_a_month_that_is_proposed_keeps_its_plan(boss, dora):
    """What was shown for approval was computed by the plan that held then."""
    waits = planning.draft(said(NOVEMBER), boss)
    proposing.propose(NOVEMBER, lambda why: {"zh": why.code, "en": why.code}, None)
    assert refused(planning.draft, said(NOVEMBER), boss) == "plan_start_begun"
    assert refused(approving.approve, waits, 1, "", dora) == "plan_start_begun"
    word = {"approved_by_id": dora, "approved_at": clock.now()}
    with pytest.raises(DBAPIError, match="begun"), write() as session:
        session.execute(update(PayPlan).where(PayPlan.id == waits).values(word))
    assert planning.draft(said(DECEMBER), boss)


def test_drafts_of_others_wait_for_a_second_person(boss, dora):
    planning.draft(said(DECEMBER), boss)
    assert (approving.count_for(boss), approving.count_for(dora)) == (0, 1)


def test_a_plan_approved_while_its_month_is_proposed_comes_too_late(boss, dora, app, monkeypatch):
    """The month keeps the plan by which it was proposed, so no other may say that it holds in it."""
    plan_id = planning.draft(said(NOVEMBER), boss)
    before, said_so = plans.in_force, []
    approve = partial(pressed, app, lambda who: approving.approve(plan_id, 1, "", who), dora)

    with ThreadPoolExecutor(1) as finger:

        def read(day):
            found = before(day)
            said_so.append(finger.submit(approve))
            with suppress(TimeoutError):
                said_so[0].result(timeout=0.3)
            return found

        monkeypatch.setattr(plans, "in_force", read)
        proposing.propose(NOVEMBER, lambda why: {}, boss)
        assert said_so[0].result() == "plan_start_begun"
