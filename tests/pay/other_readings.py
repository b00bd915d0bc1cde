"""Models that read the text otherwise where it leaves a choice (readings.py)."""

from fractions import Fraction

from tests.pay import contests, measures, model
from tests.pay.contests import Group
from tests.pay.days import working_days
from tests.pay.facts import FORMAL, PERSON, SUPERVISOR, TEAM
from tests.pay.lines import Line, rounded


def zero_is_a_target(facts, month, person):
    zero = any(
        (t.scope, t.owner, t.measure, t.period, t.hundredths)
        == (PERSON, person.login, "amount", month.name, 0)
        for t in facts.targets
    )
    if zero and model.qualified(facts, month, person):
        return model.in_bands(measures.amount(facts, person, month), 0)
    return COMMISSION(facts, month, person)


def not_after_he_left(group, person, day):
    return COUNTS(group, person, day) and not person.has_left(day)


def without_supervisors(group, person):
    return [day for day in DAYS_IN(group, person) if person.grade_on(day) != SUPERVISOR]


def still_there(group):
    last = working_days(group.month)[-1]
    return [who for who in ELIGIBLE(group) if group.facts.person(who).employed_on(last)]


def up_to_his_last_day(facts, month, person):
    last = model.last_day_employed(person, month)
    if person.grade_on(last) != SUPERVISOR:
        return []
    team = person.team_on(last)
    amount = sum(
        fen
        for who, day, fen in measures.credits(facts)
        if day in month and who.team_on(day) == team and not person.has_left(day)
    )
    return [Line("team_commission", rounded(amount * model.OF_THE_TEAM))]


def from_later_receipts_too(deal):
    receipts = sorted((m.day, m.fen) for m in deal.movements if not m.refund)
    refunded = sum(m.fen for m in deal.movements if m.refund)
    return measures.without_latest(receipts, refunded)


def first_that_is_left(deal):
    return min((day for day, fen in measures.net_receipts(deal) if fen), default=FIRST(deal))


def net_within_the_period(facts, person, period):
    return sum(
        (
            Fraction(dict(deal.shares).get(person.login, 0), 100)
            for deal in facts.deals
            if measures.first_receipt(deal) in period
            and sum(fen for day, fen in measures.net_receipts(deal) if day in period) > 0
            and not person.has_left(measures.first_receipt(deal))
        ),
        Fraction(0),
    )


def deals_after_he_left(facts, person, period):
    with_all = [
        Fraction(dict(deal.shares).get(person.login, 0), 100)
        for deal in facts.deals
        if measures.first_receipt(deal) in period and measures.net_fen(deal) > 0
    ]
    return sum(with_all, Fraction(0))


def a_quota_of_nothing_is_not_met(facts, month, person):
    grade = person.grade_on(model.last_day_employed(person, month))
    nothing = grade == FORMAL and model.quota(person, month) == 0
    return not nothing and QUALIFIED(facts, month, person)


def on_formal_working_days(facts, person, month):
    formal = [d for d in measures.own_working_days(person, month) if person.grade_on(d) == FORMAL]
    return measures.workload(facts, month, lambda who, day: who == person and day in formal)


def start_of_those_who_are_there(facts, month, team):
    there = [p for p in facts.people if measures.own_working_days(p, month)]
    start = min(p.hired_on for p in there if p.places[0][1][0] == team)
    return Fraction(0) if contests.whole_months(start, month.first) < 2 else Fraction(1, 2)


def supervisors_are_no_heads(facts, period, person, scope):
    last = working_days(period)[-1]
    no_head = scope == TEAM and person.grade_on(last) == SUPERVISOR
    return not no_head and EARNS_BONUS(facts, period, person, scope)


def noted_free_days_too(group, person):
    noted = [day for login, day in group.facts.presence if login == person.login]
    free = [day for day in noted if day in group.month and day not in working_days(group.month)]
    return DAYS_IN(group, person) + [day for day in free if person.place_on(day) == group.place]


COMMISSION, QUALIFIED, EARNS_BONUS = model.commission, model.qualified, model.earns_bonus
FIRST = measures.first_receipt
COUNTS, DAYS_IN, ELIGIBLE = Group.counts, Group.days_in, Group.eligible
