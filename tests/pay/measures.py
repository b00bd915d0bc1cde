"""Receipts, amounts, deals and workload as rules.md §5, §6 and §8.13 say it, with no haste."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor

from tests.pay.days import Period, day_of, working_days
from tests.pay.facts import CONNECTED, OUT, Call, Deal, Facts, Person

Belongs = Callable[[Person, date], bool]


def divide(fen: int, weights: dict[str, int], facts: Facts) -> dict[str, int]:
    """§8: "Shares of a pot: largest remainder; equal remainders go to the earlier hire date, then
    the lower person number." """
    exact = {login: Fraction(fen * w, sum(weights.values())) for login, w in weights.items()}
    got = {login: floor(share) for login, share in exact.items()}
    order = sorted(got, key=lambda who: (got[who] - exact[who], seniority(facts.person(who))))
    for login in order[: fen - sum(got.values())]:
        got[login] += 1
    return got


def seniority(person: Person) -> tuple[date, int]:
    return person.hired_on, person.number


def net_receipts(deal: Deal) -> list[tuple[date, int]]:
    """§5: "A refund takes back the deal's latest receipts first (same day: entered last), in the
    months they were received in"."""
    kept: list[tuple[date, int]] = []
    for movement in sorted(deal.movements, key=lambda movement: movement.day):
        if movement.refund:
            kept = without_latest(kept, movement.fen)
        else:
            kept.append((movement.day, movement.fen))
    return kept


def without_latest(receipts: list[tuple[date, int]], fen: int) -> list[tuple[date, int]]:
    """`receipts` stand oldest first. §5: "more than was received is refused"."""
    if fen == 0:
        return receipts
    *earlier, (day, last) = receipts
    taken = min(fen, last)
    return without_latest(earlier, fen - taken) + [(day, last - taken)]


def net_fen(deal: Deal) -> int:
    return sum(fen for _, fen in net_receipts(deal))


def first_receipt(deal: Deal) -> date:
    """§5: "A deal is counted at its first receipt"."""
    return min(movement.day for movement in deal.movements if not movement.refund)


def credits(facts: Facts) -> list[tuple[Person, date, int]]:
    """§6, amount: "receipts … less what was refunded of them; each receipt's net amount is divided
    by share (largest remainder to the fen)"."""
    return [
        (facts.person(login), day, part)
        for deal in facts.deals
        for day, fen in net_receipts(deal)
        for login, part in divide(fen, dict(deal.shares), facts).items()
    ]


def amount(facts: Facts, person: Person, period: Period) -> int:
    """§8.13: "receipts after the last day employed earn the leaver nothing"."""
    return sum(
        fen
        for who, day, fen in credits(facts)
        if who.login == person.login and day in period and not person.has_left(day)
    )


def team_amount(facts: Facts, team: str, period: Period) -> int:
    """§8.13: "… and count for the team"."""
    return sum(
        fen for who, day, fen in credits(facts) if day in period and who.team_on(day) == team
    )


def deals(facts: Facts, person: Person, period: Period) -> Fraction:
    """§6, deals: "whose first receipt lies in the period and whose net amount is above zero, by
    share (an exact fraction)"."""
    return sum(
        (
            Fraction(dict(deal.shares).get(person.login, 0), 100)
            for deal in facts.deals
            if first_receipt(deal) in period
            and net_fen(deal) > 0
            and not person.has_left(first_receipt(deal))
        ),
        Fraction(0),
    )


def is_workload(call: Call) -> bool:
    """§6, workload: "connected call 1, everything else 0"; §3: "incoming calls are no dials and no
    workload"."""
    return call.disposition in CONNECTED and call.direction == OUT


def workload(facts: Facts, period: Period, belongs: Belongs) -> int:
    """Units of those, and on those days, that belong."""
    return sum(
        is_workload(call)
        and day_of(call.at) in period
        and belongs(facts.person(call.login), day_of(call.at))
        for call in facts.calls
    )


def first_deals(facts: Facts) -> list[Deal]:
    """§6, conversion: "of a lead's deals with net above zero the one with the earliest first
    receipt; tie: entered first"."""
    counted = sorted(
        (deal for deal in facts.deals if net_fen(deal) > 0),
        key=lambda deal: (first_receipt(deal), deal.entered),
    )
    return list({deal.phone: deal for deal in reversed(counted)}.values())


def conversion(facts: Facts, period: Period, belongs: Belongs) -> Fraction | None:
    """§6: "Σ shares of leads' first deals counted in the period … ÷ distinct leads connected in the
    period (of a group: its members together)"; "leads connected count both directions"."""
    won = sum(
        Fraction(percent, 100)
        for deal in first_deals(facts)
        if first_receipt(deal) in period
        for login, percent in deal.shares
        if belongs(facts.person(login), first_receipt(deal))
    )
    connected = {
        call.phone
        for call in facts.calls
        if call.disposition in CONNECTED
        and day_of(call.at) in period
        and belongs(facts.person(call.login), day_of(call.at))
    }
    return won / Fraction(len(connected)) if connected else None


def own_working_days(person: Person, period: Period) -> list[date]:
    return [day for day in working_days(period) if person.employed_on(day)]


def presence(facts: Facts, person: Person, days: list[date]) -> Fraction:
    """§8.7: "Presence without a record means present on every working day of employment; a half day
    counts half"."""
    return sum((facts.presence.get((person.login, day), Fraction(1)) for day in days), Fraction(0))


def present_at_least_half(facts: Facts, person: Person, days: list[date], period: Period) -> bool:
    """§8.7: " "at least half" is of the period's working days, for joiners too"."""
    return 2 * presence(facts, person, days) >= len(working_days(period))
