from datetime import UTC, date, datetime

import pytest

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead
from app.services.hand_outs import planning
from app.services.leads import moves
from app.services.recycling import drops, extending
from app.services.transaction import write
from tests import builders
from tests.calls import call

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def monday(set_clock):
    set_clock(datetime(2026, 3, 2, 2, tzinfo=UTC))


@pytest.fixture
def alice():
    return builders.person("alice", hired_on=date(2026, 2, 2))


def refused(*arguments) -> str:
    with pytest.raises(RuleBroken) as refusal:
        extending.extend(*arguments)
    return refusal.value.code


def dropped(day: int) -> list[int]:
    return [one.lead_id for one in drops.look(planning.at_morning(date(2026, 3, day))).dropped]


def test_five_working_days_more_once_for_each_time(alice):
    lead = builders.lead(owner=alice)
    shown = extending.dropping(lead.id, alice.id)
    assert (shown.now, shown.then) == (date(2026, 3, 12), date(2026, 3, 19))
    extending.extend(lead.id, alice.id, "约了下周面谈")
    assert (dropped(18), dropped(19)) == ([], [lead.id])
    assert refused(lead.id, alice.id, "再来") == "extend_twice"
    assert extending.dropping(lead.id, alice.id).then is None


def test_a_call_afterwards_starts_the_clock_anew_without_it(alice, set_clock):
    lead = builders.lead(owner=alice)
    extending.extend(lead.id, alice.id, "约了下周面谈")
    set_clock(datetime(2026, 3, 4, 2, tzinfo=UTC))
    call(lead, alice)
    assert dropped(16) == [lead.id]


def test_who_gets_it_next_may_extend_it_too(alice, set_clock):
    lead = builders.lead(owner=alice)
    extending.extend(lead.id, alice.id, "约了")
    with write():
        moves.release(db.session.get(Lead, lead.id), "leaver", {}, None)
    set_clock(datetime(2026, 3, 3, 2, tzinfo=UTC))
    bob = builders.person("bob", hired_on=date(2026, 2, 2))
    with write():
        found = db.session.get(Lead, lead.id)
        found.owner_id, found.owned_since = bob.id, clock.now()
    extending.extend(lead.id, bob.id, "我也约了")
    assert dropped(19) == []


def test_a_precise_lead_nobody_called_cannot_be_kept_so(alice):
    lead = builders.lead(kind="precise", owner=alice)
    assert refused(lead.id, alice.id, "忙") == "extend_uncalled"
    call(lead, alice)
    extending.extend(lead.id, alice.id, "约了")


def test_only_the_owner_with_a_reason(alice):
    lead = builders.lead(owner=alice)
    assert refused(lead.id, builders.person("bob").id, "想要") == "missing"
    assert refused(lead.id, alice.id, "") == "reason_needed"
    assert refused(999, alice.id, "想要") == "missing"
