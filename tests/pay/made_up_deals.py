"""Deals of made-up months (months.py)."""

from datetime import date
from random import Random

from tests.pay.days import Period
from tests.pay.facts import Deal, Movement, Person
from tests.pay.made_up_people import A_DAY, inside, months_back

SPLITS = ((100,), (100,), (100,), (50, 50), (33, 67), (1, 99), (33, 33, 34))
FENS = (1, 3_333_33, 9_999_99, 10_000_00, 10_000_00, 16_666_67, 25_000_00, 60_000_05, 120_000_00)
LEADS = tuple(f"1391000{n:04d}" for n in range(6))
People = tuple[Person, ...]


def deals(chance: Random, people: People, period: Period, level: bool) -> tuple[Deal, ...]:
    if level:
        received = Movement(chance.choice([period.first, period.last]), chance.choice(FENS))
        phones = chance.choice([LEADS, LEADS[:1]])
        return tuple(level_deal(who, phones, received) for who in people)
    return tuple(deal(chance, n, people, period) for n in range(1, chance.randint(0, 9) + 1))


def level_deal(who: Person, phones: tuple[str, ...], received: Movement) -> Deal:
    phone = phones[who.number % len(phones)]
    return Deal(f"D{who.number}", who.number, phone, ((who.login, 100),), (received,))


def deal(chance: Random, number: int, people: People, period: Period) -> Deal:
    split = chance.choice([split for split in SPLITS if len(split) <= len(people)])
    sharers = chance.sample(people, len(split))
    return Deal(
        id=f"D{number}",
        entered=number,
        phone=chance.choice(LEADS),
        shares=tuple((who.login, percent) for who, percent in zip(sharers, split, strict=True)),
        movements=tuple(movements(chance, receipt_days(period, sharers))),
    )


def receipt_days(period: Period, sharers: list[Person]) -> list[date]:
    """In the month, before and after it, and after a sharer left; once all of them had come."""
    came = max(person.hired_on for person in sharers)
    before = [months_back(period.first, 2), months_back(period.first, 1), period.first - A_DAY]
    leaving = [who.left_on + A_DAY for who in sharers if who.left_on] * 5
    after = [period.last + A_DAY] * 4
    possible = [*before, *inside(period) * 3, *after, *leaving]
    return [day for day in possible if day >= came]


def movements(chance: Random, possible: list[date]) -> list[Movement]:
    """Receipts and refunds in the order of days; no refund of more than was received by then.

    A refund takes all that is held, a third of it (rounded up), or one fen.
    """
    found: list[Movement] = []
    steps = [
        (chance.choice(possible), chance.randrange(3) == 2) for _ in range(chance.randint(1, 4))
    ]
    for day, refund in sorted(steps):
        held = sum(-done.fen if done.refund else done.fen for done in found)
        refund = refund and held > 0
        fen = chance.choice([held, held, -(-held // 3), 1] if refund else FENS)
        found.append(Movement(day, fen, refund))
    return found
