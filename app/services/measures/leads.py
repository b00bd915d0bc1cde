"""What becomes of leads: whether they are called, followed up, wasted, won, and complained about
(rules.md §6, §2.3). Each count reads the rows of its period alone, through an index."""

from sqlalchemy import ColumnElement, and_, func, literal, literal_column, select

from app import clock
from app.models import FollowUp, HandOut, Lead, Ticket, WastedHandOut
from app.models.tickets import COMPLAINT
from app.rules.measures import dictionary as of
from app.rules.measures.periods import ONE_DAY, Period
from app.services.measures.cutting import COMPANY, SOURCE, Cut, Rows, keyed
from app.services.measures.questions import Question, of_each, within
from app.services.measures.stretches import Stretch

PRECISE = "precise"

FOLLOWED_UP = Rows(FollowUp.person_id, FollowUp.due_on, FollowUp.lead_id, FollowUp)
HANDED_OUT = Rows(HandOut.person_id, HandOut.day, HandOut.lead_id, HandOut)
WASTED = Rows(WastedHandOut.person_id, WastedHandOut.day, WastedHandOut.lead_id, WastedHandOut)
COMPLAINED = Rows(Ticket.person_id, Ticket.day, Ticket.lead_id, Ticket)


def held() -> Rows:
    """Leads, for who has them now, in his group and team of today."""
    return Rows(Lead.owner_id, literal(clock.today()), Lead.id, Lead)


def uncalled(stretch: Stretch, cut: Cut) -> Question:
    """Precise leads that arrived in the period, may be called and never were, for who has them now:
    they stand beside the speed, which knows only those that were called (rules.md §6)."""
    query, key = keyed(held(), cut)
    return Question(of_each(stretch, query, key, [func.count()], waits_since), (of.UNCALLED,))


def waits_since(days: Period) -> ColumnElement[bool]:
    never = and_(Lead.kind == literal_column("'precise'"), Lead.first_called_on.is_(None))
    good = and_(Lead.do_not_call.is_(False), Lead.gone_because.is_(None))
    return and_(arrived_in(days), never, good)


def arrived_in(days: Period) -> ColumnElement[bool]:
    begins, ends = clock.bounds(days.first)[0], clock.bounds(days.last)[1]
    return and_(Lead.arrived_at >= begins, Lead.arrived_at < ends)


def follow_ups(stretch: Stretch, cut: Cut) -> Question:
    """Follow-ups due in the period on days that are over, and those done by then, for who had to do
    them (`rules.measures.follow_ups`)."""
    query, key = keyed(FOLLOWED_UP, cut)
    counts = [func.count(), func.count(FollowUp.done_on)]
    return Question(of_each(stretch, query, key, counts, due_in), (of.DUE, of.IN_TIME))


def due_in(days: Period) -> ColumnElement[bool]:
    """A day that is not over is not due (rules.md §6)."""
    return FollowUp.due_on.between(days.first, min(days.last, clock.today() - ONE_DAY))


def handed_out(stretch: Stretch, cut: Cut) -> Question:
    """Precise leads handed out in the period, for who was to call them."""
    query, key = keyed(HANDED_OUT, cut)
    return Question(of_each(stretch, query, key, [func.count()], handed_in), (of.HANDED,))


def wasted(stretch: Stretch, cut: Cut) -> Question:
    """Those of them since recycled uncalled, whenever that was (rules.md §2.3, wastage)."""
    query, key = keyed(WASTED, cut)
    selects = of_each(stretch, query, key, [func.count()], within(WastedHandOut.day))
    return Question(selects, (of.WASTED,))


def handed_in(days: Period) -> ColumnElement[bool]:
    return and_(HandOut.kind == PRECISE, HandOut.day.between(days.first, days.last))


def is_wasted() -> ColumnElement[bool]:
    return HandOut.id.in_(select(WastedHandOut.hand_out_id))


def received(stretch: Stretch, cut: Cut) -> Question:
    """Leads that arrived in the period, and those of them with a deal that counts, whenever that
    was (rules.md §6, cohort conversion). By source and of all together: it tells of the supply, and
    a lead that went from hand to hand is nobody's own success or failure."""
    query, key = keyed(held(), cut)
    counts = [func.count(), func.count(Lead.won_on)]
    selects = of_each(stretch, query, key, counts, received_in) if tells_of_supply(cut) else []
    return Question(selects, (of.RECEIVED, of.WON))


def tells_of_supply(cut: Cut) -> bool:
    return cut.by in (SOURCE, COMPANY) and cut.within is None


def received_in(days: Period) -> ColumnElement[bool]:
    """One that was merged into another was received once."""
    return and_(arrived_in(days), Lead.merged_into_id.is_(None))


def is_won() -> ColumnElement[bool]:
    return Lead.won_on.is_not(None)


def complaints(stretch: Stretch, cut: Cut) -> Question:
    """Complaints of the period, for whom they are about (rules.md §6, complaint rate)."""
    query, key = keyed(COMPLAINED, cut)
    return Question(of_each(stretch, query, key, [func.count()], complained_in), (of.COMPLAINTS,))


def complained_in(days: Period) -> ColumnElement[bool]:
    return and_(Ticket.kind == COMPLAINT, Ticket.day.between(days.first, days.last))
