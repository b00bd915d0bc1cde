"""Whatever somebody has in hand, and whoever is to get it: nothing is lost, nothing is doubled."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Lead
from app.services.hand_outs import giving
from app.services.hand_overs import handing, planning
from app.services.hand_overs.parts import ONLY, Part
from app.services.hand_overs.receivers import Within
from app.services.leads import moves
from app.services.transaction import write
from tests import builders, whole

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TEAM = range(4)


@dataclass(frozen=True)
class Told:
    """A lead in somebody's hands; `before`: colleagues who let go of it."""

    kind: str
    grade: str | None
    due: str | None
    before: frozenset[int]


leads = st.lists(
    st.builds(
        Told,
        st.sampled_from(["precise", "ordinary", "own"]),
        st.sampled_from([None, "A", "B", "C", "D"]),
        st.sampled_from([None, "call_back", "follow_up", "retry"]),
        st.frozensets(st.sampled_from(TEAM), max_size=2),
    ),
    min_size=1,
    max_size=8,
)
takers = st.frozensets(st.sampled_from(TEAM), min_size=1)


class Played:
    """The leads in the giver's hands, and what became of each."""

    def __init__(self, said: list[Told], chosen: frozenset[int], only: str) -> None:
        self.giver = builders.person("giver").id
        self.team = [builders.person(f"p{n}").id for n in TEAM]
        for one in said:
            self.come_by(one)
        self.part, self.within = Part(only), Within(self.giver)
        self.to = [self.team[n] for n in chosen]
        self.plan = planning.plan(self.giver, self.part, self.to, self.within)
        self.done = handing.hand_over(self.giver, self.part, self.to, self.within, "x")
        found = select(Lead.owner_id, Lead.due_kind).order_by(Lead.id)
        self.found = [(*row, one) for row, one in zip(db.session.execute(found), said, strict=True)]
        self.owners = [owner for owner, *_ in self.found]

    def come_by(self, one: Told) -> None:
        lead_id = builders.lead(kind="ordinary" if one.kind == "own" else one.kind).id
        for n in sorted(one.before):
            giving.give(lead_id, self.team[n], self.giver, "test")
            with write():
                moves.release(db.session.get(Lead, lead_id), "returned", {}, None)
        giving.give(lead_id, self.giver, self.giver, "test")
        with write():
            lead = db.session.get(Lead, lead_id)
            lead.kind, lead.grade, lead.due_kind = one.kind, one.grade, one.due
            lead.due_at = clock.now() if one.due else None


def is_meant(one: Told, only: str) -> bool:
    return not ONLY[only] or one.due in ONLY[only]


@given(leads, takers, st.sampled_from(sorted(ONLY)))
@settings(
    max_examples=settings.default.max_examples // 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_each_lead_is_in_one_hand_or_in_the_pool_as_the_plan_told(fresh, said, chosen, only):
    assume(any(is_meant(one, only) for one in said))
    db.session.rollback()
    fresh()
    played = Played(said, chosen, only)
    for owner, due, one in played.found:
        allowed = {played.team[n] for n in chosen - one.before} or {None}
        assert owner in (allowed if is_meant(one, only) else {played.giver})
        assert due == (one.due if owner else None)
    counts = {person: played.owners.count(person) for person in played.to}
    assert {share.receiver.id: share.leads for share in played.plan.shares} == counts
    assert played.done == handing.Done(sum(counts.values()), played.owners.count(None))
    assert played.plan.back == played.done.back
    if not any(one.before for one in said):
        assert max(counts.values()) - min(counts.values()) <= 1
    assert whole.findings() == []
