"""Wrong models: in each one rule of rules.md §8 is broken."""

from datetime import UTC
from fractions import Fraction
from math import floor

from tests.pay import contests, measures, model
from tests.pay.days import working_days
from tests.pay.facts import CONNECTED
from tests.pay.lines import rounded
from tests.pay.variants import Variant


def takes_from_the_earliest(receipts, fen):
    if fen == 0:
        return receipts
    (day, first), *later = receipts
    taken = min(fen, first)
    return [(day, first - taken), *takes_from_the_earliest(later, fen - taken)]


def all_receipts_earn(facts, person, period):
    credits = measures.credits(facts)
    return sum(fen for who, day, fen in credits if who == person and day in period)


def leavers_are_lost_to_the_team(facts, team, period):
    return sum(
        fen
        for who, day, fen in measures.credits(facts)
        if day in period and who.team_on(day) == team and not who.has_left(day)
    )


def refunded_deals_count(facts, person, period):
    return sum(
        Fraction(dict(deal.shares).get(person.login, 0), 100)
        for deal in facts.deals
        if measures.first_receipt(deal) in period
        and not person.has_left(measures.first_receipt(deal))
    )


def more_than_half(facts, person, days, period):
    return 2 * measures.presence(facts, person, days) > len(working_days(period))


def half_days_are_whole(facts, person, days):
    return sum(facts.presence.get((person.login, day), 1) > 0 for day in days)


def all_calls_of_the_month(facts, person, month):
    return measures.workload(facts, month, lambda who, day: who == person)


def quota_of_all_own_days(person, month):
    own = measures.own_working_days(person, month)
    return 120 * len(own) // len(working_days(month)) if is_formal_on_one(person, own) else 0


def is_formal_on_one(person, days):
    return any(person.grade_on(day) == "formal" for day in days)


def quota_rounded(person, month):
    own = measures.own_working_days(person, month)
    formal = [day for day in own if person.grade_on(day) == "formal"]
    return rounded(Fraction(120 * len(formal), len(working_days(month))))


def supervisors_compete(facts, month):
    return [p for p in facts.people if p.employed_on(working_days(month)[-1])]


def leavers_compete(facts, month):
    return [p for p in facts.people if p.grade_on(month.last) != "supervisor"]


def prorated_team_commission(facts, month, person):
    own, all_days = measures.own_working_days(person, month), working_days(month)
    return [
        line._replace(fen=rounded(Fraction(line.fen * len(own), len(all_days))))
        for line in RIGHT_TEAM_COMMISSION(facts, month, person)
    ]


RIGHT_TEAM_COMMISSION, RIGHT_STANDING = model.team_commission, contests.standing

MUTANTS = (
    Variant(
        "a refund takes the earliest first", measures, "without_latest", takes_from_the_earliest
    ),
    Variant("receipts after the last day earn", measures, "amount", all_receipts_earn),
    Variant("and are lost to the team", measures, "team_amount", leavers_are_lost_to_the_team),
    Variant("refunded deals count", measures, "deals", refunded_deals_count),
    Variant("spare fen go by number alone", measures, "seniority", lambda person: person.number),
    Variant("days are UTC", measures, "day_of", lambda instant: instant.astimezone(UTC).date()),
    Variant(
        "incoming calls are workload",
        measures,
        "is_workload",
        lambda call: call.disposition in CONNECTED,
    ),
    Variant("half is more than half", measures, "present_at_least_half", more_than_half),
    Variant("half days are whole", measures, "presence", half_days_are_whole),
    Variant(
        "every deal converts",
        measures,
        "first_deals",
        lambda facts: [deal for deal in facts.deals if measures.net_fen(deal) > 0],
    ),
    Variant(
        "months are counted by name",
        contests,
        "whole_months",
        lambda a, d: 12 * (d.year - a.year) + d.month - a.month,
    ),
    Variant("PK by workload for ever", contests, "weight_of_conversion", lambda *_: Fraction(0)),
    Variant(
        "PK by halves from the start", contests, "weight_of_conversion", lambda *_: Fraction(1, 2)
    ),
    Variant("supervisors are champions", contests, "competitors", supervisors_compete),
    Variant("leavers are champions", contests, "competitors", leavers_compete),
    Variant(
        "workload breaks no tie",
        contests,
        "standing",
        lambda *whose: (*RIGHT_STANDING(*whose)[:2], 0),
    ),
    Variant(
        "probation days count for the quota", model, "counted_workload", all_calls_of_the_month
    ),
    Variant("quota for probation days", model, "quota", quota_of_all_own_days),
    Variant("quota rounded", model, "quota", quota_rounded),
    Variant(
        "20 % rounded up",
        model,
        "guarded",
        lambda raw, gross, minimum: max(0, min(raw, -(-gross * 20 // 100), gross - minimum)),
    ),
    Variant("minimum wage in full", model, "minimum_wage", lambda person, month: 2200_00),
    Variant("everybody qualifies", model, "qualified", lambda *_: True),
    Variant("rounded down", model, "rounded", floor),
    Variant(
        "targets must be passed",
        model,
        "reaches",
        lambda amount, target: amount > (target or amount),
    ),
    Variant(
        "employed on the last day",
        model,
        "employed_at_the_end",
        lambda person, period: person.employed_on(period.last),
    ),
    Variant("team commission by days", model, "team_commission", prorated_team_commission),
)

NO_MINIMUM_WAGE = Variant(
    "no minimum wage", model, "guarded", lambda raw, gross, minimum: min(raw, gross * 20 // 100)
)
