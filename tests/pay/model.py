"""What a month pays, as the text of rules.md §8 says it, rule by rule, with fractions and no haste.

Rules 1, 3–7, 11 and 13 of the sample plan. Rule 12 has a base of 0 there, so it writes no line; the
group leader's rise (1), cash handed out (5), allowances and hand-written lines (14) need approvals,
which are no facts of a month. readings.py says how the text is read where it leaves a choice.
"""

from datetime import date
from fractions import Fraction
from itertools import groupby

from tests.pay import measures
from tests.pay.contests import champions, pk
from tests.pay.days import Period, days, quarter_ending_in, working_days
from tests.pay.facts import FORMAL, PERSON, PROBATION, SUPERVISOR, TEAM, Facts, Person
from tests.pay.lines import Award, Line, rounded

BASE_FEN = {PROBATION: 3000_00, FORMAL: 3500_00, SUPERVISOR: 5000_00}
QUOTA, FEN_A_UNIT = 120, 10_00
MINIMUM_WAGE_FEN = 2200_00
BONUS_FEN = {
    (PERSON, "month"): 300_00,
    (PERSON, "quarter"): 1000_00,
    (TEAM, "month"): 200_00,
    (TEAM, "quarter"): 500_00,
}
BANDS = (
    (50_000_00, Fraction(5, 100)),  # of the first 50,000 yuan above target
    (None, Fraction(8, 100)),
)
UP_TO_TARGET = Fraction(3, 100)
OF_THE_TEAM = Fraction(5, 1000)


def pay(facts: Facts, month: Period) -> dict[str, list[Line]]:
    """§8.13: "Somebody without a working day in the month has no lines. Lines of 0 fen are not
    written, except what was waived." """
    awards = champions(facts, month) + target_bonuses(facts, month) + pk(facts, month)
    return {
        person.login: written(
            lines_of(
                facts, month, person, [line for login, line in awards if login == person.login]
            )
        )
        for person in facts.people
        if measures.own_working_days(person, month)
    }


def written(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.fen or line.waived_fen]


def lines_of(facts: Facts, month: Period, person: Person, won: list[Line]) -> list[Line]:
    """§8.3: "gross is the sum of the month's lines of rules 1, 4–7 and 11"."""
    earned = [
        *base(person, month),
        *commission(facts, month, person),
        *team_commission(facts, month, person),
        *won,
    ]
    gross = sum(line.fen for line in earned)
    return earned + workload_quota(facts, month, person, gross)


# 1. Base pay


def base(person: Person, month: Period) -> list[Line]:
    """§8.1: "A part month pays base × own working days ÷ the month's working days; a change of grade
    inside a month is two such parts, each its own line"."""
    n, own = len(working_days(month)), measures.own_working_days(person, month)
    return [
        Line("base", rounded(Fraction(BASE_FEN[grade] * len(list(part)), n)))
        for grade, part in groupby(own, person.grade_on)
    ]


# 3. Workload quota


def quota(person: Person, month: Period) -> int:
    """§8.3: "Workload quota 120 a month for formal staff"; "A part month has quota ⌊120 × own formal
    working days ÷ the month's working days⌋"; "Probation has no deduction; supervisors have no
    quota"."""
    formal = [d for d in measures.own_working_days(person, month) if person.grade_on(d) == FORMAL]
    return QUOTA * len(formal) // len(working_days(month))


def counted_workload(facts: Facts, person: Person, month: Period) -> int:
    """§8.3: "Only calls on formal days count towards it"."""

    def on_a_formal_day(who: Person, day: date) -> bool:
        return who == person and who.employed_on(day) and who.grade_on(day) == FORMAL

    return measures.workload(facts, month, on_a_formal_day)


def workload_quota(facts: Facts, month: Period, person: Person, gross: int) -> list[Line]:
    """§8.3: "Short: 10 yuan off for each unit"; "what the guard waives is its own visible line of
    0 fen that names the amount"."""
    short = max(0, quota(person, month) - counted_workload(facts, person, month))
    raw = short * FEN_A_UNIT
    applied = guarded(raw, gross, minimum_wage(person, month))
    return [Line("workload_shortfall", -applied), Line("workload_waived", 0, raw - applied)]


def guarded(raw: int, gross: int, minimum: int) -> int:
    """§8.3: "max(0, min(raw, 20 % of the month's gross rounded down, gross − minimum wage))"."""
    return max(0, min(raw, gross * 20 // 100, gross - minimum))


def minimum_wage(person: Person, month: Period) -> int:
    """§8.3: "2,200 yuan sample, in a part month × own working days ÷ the month's, rounded"."""
    own = len(measures.own_working_days(person, month))
    return rounded(Fraction(MINIMUM_WAGE_FEN * own, len(working_days(month))))


# 4. Commission


def commission(facts: Facts, month: Period, person: Person) -> list[Line]:
    """§8.4: "3 % up to the personal target; above it … marginal bands. Who is not qualified, or has
    no target, gets 3 % on all of it. Each band is a line"."""
    amount = measures.amount(facts, person, month)
    target = target_fen(facts, PERSON, person.login, month)
    if target is None or not qualified(facts, month, person):
        return [Line("commission", rounded(amount * UP_TO_TARGET))]
    return in_bands(amount, target)


def in_bands(amount: int, target: int) -> list[Line]:
    """§8.4: "the first 50,000 above target 5 %, beyond that 8 %"."""
    lines, left = [Line("commission", rounded(min(amount, target) * UP_TO_TARGET))], amount - target
    for width, rate in BANDS:
        within = max(0, left if width is None else min(left, width))
        lines.append(Line("commission", rounded(within * rate)))
        left -= within
    return lines


def qualified(facts: Facts, month: Period, person: Person) -> bool:
    """§8.4: "formal staff (formal on their last day employed in the month) who met the workload
    quota, and supervisors"; §8.3: supervisors "count as having met it"."""
    grade = person.grade_on(last_day_employed(person, month))
    met = counted_workload(facts, person, month) >= quota(person, month)
    return grade == SUPERVISOR or (grade == FORMAL and met)


def last_day_employed(person: Person, month: Period) -> date:
    return [day for day in days(month.first, month.last) if person.employed_on(day)][-1]


def target_fen(facts: Facts, scope: str, owner: str, period: Period) -> int | None:
    """§8.6: "a target of 0 is none"."""
    wanted = (scope, owner, "amount", period.name)
    found = [t for t in facts.targets if (t.scope, t.owner, t.measure, t.period) == wanted]
    return (found[0].hundredths or None) if found else None


# 6. Target bonus


def target_bonuses(facts: Facts, month: Period) -> list[Award]:
    """§8.6: "month and quarter, team and person"; "a quarter's bonus needs the quarter's own target
    and is posted in its last month"."""
    quarter = quarter_ending_in(month)
    periods = [("month", month)] + ([("quarter", quarter)] if quarter else [])
    return [
        (person.login, Line("target_bonus", BONUS_FEN[scope, length]))
        for length, period in periods
        for person in facts.people
        if employed_at_the_end(person, period)
        for scope in (PERSON, TEAM)
        if earns_bonus(facts, period, person, scope)
    ]


def employed_at_the_end(person: Person, period: Period) -> bool:
    """§8.6: "only for those employed on the period's last working day"."""
    return person.employed_on(working_days(period)[-1])


def earns_bonus(facts: Facts, period: Period, person: Person, scope: str) -> bool:
    """§8.6: "when the amount target is met"; of a team's "a head is a member present on at least
    half of the period's working days"."""
    if scope == PERSON:
        amount = measures.amount(facts, person, period)
        return reaches(amount, target_fen(facts, PERSON, person.login, period))
    team = person.team_on(working_days(period)[-1])
    amount = measures.team_amount(facts, team, period)
    return reaches(amount, target_fen(facts, TEAM, team, period)) and is_head(facts, person, period)


def reaches(amount: int, target: int | None) -> bool:
    return target is not None and amount >= target


def is_head(facts: Facts, person: Person, period: Period) -> bool:
    own = measures.own_working_days(person, period)
    team = person.team_on(working_days(period)[-1])
    days_in_team = [day for day in own if person.team_on(day) == team]
    return measures.present_at_least_half(facts, person, days_in_team, period)


# 11. Team commission


def team_commission(facts: Facts, month: Period, person: Person) -> list[Line]:
    """§8.11: "each supervisor gets 0.5 % of the amount of the whole team, his own deals included,
    not prorated, a line of its own"."""
    last = last_day_employed(person, month)
    if person.grade_on(last) != SUPERVISOR:
        return []
    amount = measures.team_amount(facts, person.team_on(last), month)
    return [Line("team_commission", rounded(amount * OF_THE_TEAM))]
