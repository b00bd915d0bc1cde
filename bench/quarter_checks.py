"""What must hold in the quarter, asked of the tables by statements of its own; and its table."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import text

from app.extensions import db
from app.services.recycling import wastage
from tests.services.hand_outs.model import Somebody

EIGHT = "'+8 hours'"


@dataclass(frozen=True)
class Evening:
    """Of a day, of precise leads: handed out, still waiting, wasted so far, neglected in hand, and
    how far apart two people are this month who are entitled to the same each day."""

    day: date
    handed_out: int
    waiting: int
    wasted: int
    neglected: int
    apart: int


def ask(statement: str, **params: object) -> list[tuple]:
    return [tuple(row) for row in db.session.execute(text(statement), params)]


def must(holds: bool, words: str) -> None:
    if not holds:
        raise SystemExit(f"does not hold: {words}")


def evening(day: date, twins: tuple[int, int]) -> Evening:
    """Each lead is in one place, and its history tells how it came there."""
    db.session.rollback()
    chain: dict[int, int | None] = {}
    for lead, giver, taker in ask("SELECT lead_id, from_id, to_id FROM lead_move ORDER BY id"):
        must(chain.get(lead) == giver, f"lead {lead} was taken from who did not have it")
        chain[lead] = taker
    for lead, owner, gone, stop, cool in ask(
        "SELECT id, owner_id, gone_because, do_not_call, cool_until FROM lead"
    ):
        must(chain.get(lead) == owner, f"the history of lead {lead} ends elsewhere")
        must(owner is None or not (gone or stop), f"lead {lead} is owned and must not be called")
        must(not cool or owner is None or cool <= day.isoformat(), f"lead {lead} is cooling")
    [(handed,)] = ask("SELECT count(*) FROM hand_out WHERE kind='precise' AND day=:d", d=day)
    [(waiting,)] = ask(
        "SELECT count(*) FROM lead WHERE kind='precise' AND owner_id IS NULL"
        " AND gone_because IS NULL AND NOT do_not_call"
        " AND (cool_until IS NULL OR cool_until <= :d)",
        d=day,
    )
    [(wasted,)] = ask("SELECT count(*) FROM lead_move WHERE rule='recycle_uncalled'")
    return Evening(day, handed, waiting, wasted, neglected(day), apart(day, *twins))


def neglected(day: date) -> int:
    """In hand for more than a week, with fewer than three tries and no conversation (rules.md §2.3)."""
    [(found,)] = ask(
        "SELECT count(*) FROM lead l WHERE kind='precise' AND owner_id IS NOT NULL"
        " AND owned_since < :since AND 3 > (SELECT count(*) FROM call c WHERE c.lead_id=l.id"
        " AND c.person_id=l.owner_id AND c.started_at>=l.owned_since)"
        " AND NOT EXISTS (SELECT 1 FROM call c WHERE c.lead_id=l.id AND c.person_id=l.owner_id"
        " AND c.started_at>=l.owned_since AND c.connected)",
        since=day - timedelta(days=7),
    )
    return found


def apart(day: date, one: int, other: int) -> int:
    had = dict(
        ask(
            "SELECT person_id, count(*) FROM hand_out WHERE kind='precise'"
            " AND day BETWEEN :first AND :day AND person_id IN (:a, :b) GROUP BY 1",
            **{"first": day.replace(day=1), "day": day, "a": one, "b": other},
        )
    )
    return abs(had.get(one, 0) - had.get(other, 0))


def of_the_quarter(staff: dict, people: dict[str, int]) -> None:
    quotas_hold(staff, people)
    nobody_gets_it_back_too_soon()
    promises_hold()
    the_twins_are_level(people["anna"], people["ben"])


def quotas_hold(staff: dict, people: dict[str, int]) -> None:
    begun = min(hired for hired, *_ in staff.values())
    for login, number in people.items():
        hired, last, *_ = staff[login]
        one = Somebody(number, hired, begun, last_day=last)
        for day, half_days in ask(
            "SELECT day, half_days FROM presence WHERE person_id=:p", p=number
        ):
            one.presence[date.fromisoformat(day)] = Fraction(half_days, 2)
        back = dict(
            ask(
                "SELECT settled_on, count(*) FROM lead_return WHERE person_id=:p"
                " AND state='credited' AND hand_out_id IS NOT NULL GROUP BY settled_on",
                p=number,
            )
        )
        for day, n in ask(
            "SELECT day, count(*) FROM hand_out WHERE person_id=:p AND kind='precise' AND counts"
            " GROUP BY day",
            p=number,
        ):
            quota = one.quota(date.fromisoformat(day)) + back.get(day, 0)
            must(n <= quota, f"{login} had {n} of {quota} on {day}")


def nobody_gets_it_back_too_soon() -> None:
    rows = ask(
        f"SELECT h.lead_id, h.day, date(m.at, {EIGHT}) FROM hand_out h JOIN lead_move m"
        " ON m.lead_id=h.lead_id AND m.from_id=h.person_id AND m.at<=h.at"
    )
    for lead, got, left in rows:
        days = date.fromisoformat(got) - date.fromisoformat(left)
        must(days >= timedelta(days=30), f"lead {lead} came back after {days.days} days")


def promises_hold() -> None:
    rows = ask(
        f"SELECT m.lead_id, date(m.at, {EIGHT}), date(c.follow_up_at, {EIGHT}), c.day"
        " FROM lead_move m JOIN call c ON c.id=(SELECT id FROM call WHERE lead_id=m.lead_id"
        " AND person_id=m.from_id AND started_at<=m.at AND voided_at IS NULL"
        " ORDER BY started_at DESC LIMIT 1)"
        " WHERE m.rule LIKE 'recycle%' AND c.follow_up_at IS NOT NULL"
    )
    for lead, dropped, promised, called in rows:
        near = date.fromisoformat(promised) <= date.fromisoformat(called) + timedelta(days=10)
        must(not near or dropped > promised, f"lead {lead} dropped before {promised}")


def the_twins_are_level(one: int, other: int) -> None:
    """Hired together, never away, calling all they get, nothing credited to either: in no month
    more than one apart."""
    had: dict[str, dict[int, int]] = defaultdict(lambda: {one: 0, other: 0})
    for month, person, n in ask(
        "SELECT strftime('%Y-%m', day), person_id, count(*) FROM hand_out"
        " WHERE kind='precise' AND person_id IN (:a, :b) GROUP BY 1, 2",
        a=one,
        b=other,
    ):
        had[month][person] = n
    for month, of in sorted(had.items()):
        print(f"{month}  the twins had {of[one]} and {of[other]} leads")
    for month, of in had.items():
        must(abs(of[one] - of[other]) <= 1, f"{of[one]} and {of[other]} leads in {month}")


def table(people: dict[str, int]) -> None:
    print("month    rep   precise wasted calls/lead in earnest given up  extra")
    names = {number: login for login, number in people.items()}
    for first, last in (("03-01", "03-31"), ("04-01", "04-30"), ("05-01", "05-31")):
        extra = dict(
            ask(
                "SELECT person_id, count(*) FROM hand_out WHERE how='extra'"
                " AND day BETWEEN :a AND :b GROUP BY 1",
                a=f"2026-{first}",
                b=f"2026-{last}",
            )
        )
        begin, end = (date.fromisoformat(f"2026-{day}") for day in (first, last))
        for one in wastage.of_period(begin, end):
            n = one.handed_out or 1
            print(
                f"2026-{first[:2]}  {names[one.person_id]:5} {one.handed_out:7} {one.wasted / n:6.1%}"
                f" {one.attempts / n:10.1f} {one.worked / n:10.1%} {one.given_up / n:8.1%}"
                f" {extra.get(one.person_id, 0):6}"
            )
