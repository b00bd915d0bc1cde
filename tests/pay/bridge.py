"""Made-up months as the engine takes them. Amounts and deals by the model's own account: how money
is divided and taken back is held elsewhere; here it is what a month pays for it."""

from collections import Counter
from datetime import date

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.pay import engine
from app.rules.pay.facts import Credit, Facts, Sold, Worker
from app.rules.pay.month import Month
from app.rules.pay.plan import read
from tests.pay import days, measures
from tests.pay import facts as plain
from tests.pay.facts import CONNECTED
from tests.pay.lines import Line
from tests.pay.statements import as_line

PLAN = read(SAMPLE_PLAN)
MINIMUM_WAGE_FEN = 2200_00


def paid(known: plain.Facts, period: days.Period) -> dict[str, list[Line]]:
    """What the engine pays, in the model's terms; people without a line are left out."""
    month = Month(facts(known, period), PLAN)
    found = {}
    for one in engine.computed(month):
        shown = [
            as_line({"kind": line.kind, "fen": line.fen, "waived_fen": line.waived_fen})
            for line in one.lines
        ]
        found[one.worker.login] = sorted(shown)
    return {login: lines for login, lines in found.items() if lines}


class Numbers:
    """Numbers for teams and groups, which plain facts know by name."""

    def __init__(self, known: plain.Facts) -> None:
        places = {place for one in known.people for _, place in one.places}
        self.teams = {name: n for n, name in enumerate(sorted({team for team, _ in places}), 1)}
        self.groups = {place: n for n, place in enumerate(sorted(places), 1)}

    def of(self, place: tuple[str, str]) -> tuple[int | None, int | None]:
        return self.teams.get(place[0]) if place[0] else None, self.groups[place] if place[
            1
        ] else None


def facts(known: plain.Facts, period: days.Period) -> Facts:
    month = periods.read(period.name)
    quarter = periods.containing("quarter", month.first)
    numbers = Numbers(known)
    person = {one.login: one.number for one in known.people}
    return Facts(
        month=month,
        quarter=quarter,
        working=days.working_days(days.Period("", quarter.first, quarter.last)),
        workers=[worker(one, numbers) for one in known.people],
        credits=[
            Credit(who.number, day, fen, n, n)
            for n, (who, day, fen) in enumerate(measures.credits(known))
        ],
        deals=list(sold(known, person)),
        half_days={(person[login], day): int(2 * n) for (login, day), n in known.presence.items()},
        units=units(known, person),
        reached=reached(known, period, numbers),
        team_starts=starts(known, numbers),
        names={("group", n): group for (_, group), n in numbers.groups.items()},
        targets=targets(known, person, numbers),
        minimum_wage_fen=MINIMUM_WAGE_FEN,
    )


def worker(one: plain.Person, numbers: Numbers) -> Worker:
    places = [(since, *numbers.of(place)) for since, place in one.places]
    return Worker(one.number, one.login, one.login, one.hired_on, one.left_on, one.grades, places)


def sold(known: plain.Facts, person: dict[str, int]):
    firsts = {deal.id for deal in measures.first_deals(known)}
    for deal in known.deals:
        if measures.net_fen(deal) > 0:
            for login, percent in deal.shares:
                day = measures.first_receipt(deal)
                yield Sold(person[login], day, percent * 100, deal.entered, deal.id in firsts)


def units(known: plain.Facts, person: dict[str, int]) -> dict[tuple[int, date], int]:
    counted = (one for one in known.calls if measures.is_workload(one))
    return Counter((person[one.login], days.day_of(one.at)) for one in counted)


def reached(known: plain.Facts, period: days.Period, numbers: Numbers) -> dict[int, int]:
    found: dict[int, set[str]] = {}
    for one in known.calls:
        day = days.day_of(one.at)
        who = known.person(one.login)
        own, group = measures.own_working_days(who, period), numbers.of(who.place_on(day))[1]
        takes_part = group in {numbers.of(who.place_on(each))[1] for each in own}
        if one.disposition in CONNECTED and day in period and group and takes_part:
            found.setdefault(group, set()).add(one.phone)
    return {group: len(phones) for group, phones in found.items()}


def starts(known: plain.Facts, numbers: Numbers) -> dict[int, date]:
    found: dict[int, date] = {}
    for one in known.people:
        for _, (team, _group) in one.places:
            if team:
                number = numbers.teams[team]
                found[number] = min(found.get(number, one.hired_on), one.hired_on)
    return found


def targets(known: plain.Facts, person: dict[str, int], numbers: Numbers):
    owners = {"person": person, "team": numbers.teams}
    return {
        (one.scope, owners[one.scope].get(one.owner, 0), one.measure, one.period): one.hundredths
        for one in known.targets
    }


def modelled(lines: dict[str, list[Line]]) -> dict[str, list[Line]]:
    return {login: sorted(found) for login, found in lines.items() if found}
