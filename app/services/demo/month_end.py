"""What the made-up team has before it as a month ends: statements, a contest, a complaint."""

from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Call, Group, Lead, Person
from app.models.visible import ALL
from app.rules.measures import periods
from app.services.complaints import recording
from app.services.customers.within import Who
from app.services.demo import names
from app.services.pay import closing, proposing, rounds
from app.services.pay.proposing import Teller


def settle(to: date, tell: Teller) -> None:
    """The month before is proposed and published, and waits for approvals (rules.md §8)."""
    leader = db.session.scalars(select(Person.id).where(Person.login == names.PEOPLE[0][0])).one()
    first = periods.containing(periods.MONTH, to).before().first
    proposing.propose(first, tell, leader)
    closing.publish(first, leader)
    compete(clock.today(), rounds.Who(leader, ALL))
    complain(Who(leader, ALL))


def compete(first: date, who: rounds.Who) -> None:
    """The two groups, for a week from today on (rules.md §8.7)."""
    terms = rounds.Terms(first, first + timedelta(days=6), "奶茶", 0, 60)
    rounds.open_round(terms, db.session.scalars(select(Group.id)).all(), [], who)


def complain(who: Who) -> None:
    """A customer who was called of late and did not like it (rules.md §12)."""
    called = select(Lead.id).join(Call, Call.lead_id == Lead.id).where(Lead.owner_id.is_not(None))
    lead = db.session.scalars(called.order_by(Call.started_at.desc(), Call.id)).first()
    if lead is not None:
        recording.record(lead, recording.Said("demo:1", "一天打了三次,说别再打了"), who)
