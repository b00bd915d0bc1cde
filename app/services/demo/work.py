"""Two months of calls: what each rep was handed out, and what came of it (design: doors)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app import clock
from app.rules.calls.dispositions import Disposition, disposition
from app.rules.calls.effects import Effect, Facts, effect
from app.rules.days.working_days import WorkingDays
from app.services.calls.grounds import Grounds
from app.services.demo import names

OUTCOMES = (
    *("no_answer", "busy", "hung_up", "switched_off", "refused", "not_now", "interested"),
    *("call_back", "friendly_not_coming", "agreed_to_attend", "wrong_number", "do_not_call"),
)
WEIGHTS = (38, 7, 5, 4, 10, 14, 9, 6, 3, 1, 2, 1)
WINDOWS = ((10 * 60 + 30, 90), (15 * 60 + 30, 120))
ASKING = ("interested", "call_back")


@dataclass
class Card:
    """A lead as it goes through the two months."""

    row: dict[str, Any]
    tries: list[date] = field(default_factory=list)
    moves: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)

    @property
    def free(self) -> bool:
        row = self.row
        return row["owner_id"] is None and not (
            row["do_not_call"] or row["gone_because"] or row["cool_until"]
        )

    @property
    def is_new_precise(self) -> bool:
        return self.row["kind"] == "precise" and self.row["last_call_at"] is None

    def hand(self, to_id: int | None, at: datetime, rule: str) -> None:
        facts = {"from_id": self.row["owner_id"], "to_id": to_id, "at": at, "rule": rule}
        self.moves.append({**facts, "why": {}, "actor_id": to_id or self.row["owner_id"]})
        self.row["owner_id"], self.row["owned_since"] = to_id, at if to_id else None
        if to_id is None:
            self.row.update(waiting_since=at, due_at=None, due_kind=None)
        self.tries = []


def times(random: Random, day: date, calls: int, until: datetime) -> list[datetime]:
    """When a rep dials on a day: within the windows, minutes apart, none of it still to come."""
    minutes = sorted(
        start + offset
        for start, length in WINDOWS
        for offset in random.sample(range(0, length - 3, 4), min(calls // 2, length // 4 - 1))
    )
    midnight = clock.bounds(day)[0]
    dialled = (midnight + timedelta(minutes=m, seconds=random.randrange(50)) for m in minutes)
    return [at for at in dialled if at < until]


def call(card: Card, at: datetime, random: Random, grounds: Grounds) -> None:
    """One call and its effect by the rule itself, so that the demo is what the house would do."""
    [code] = random.choices(OUTCOMES, WEIGHTS)
    said = disposition(code, grounds.settings)
    card.tries = [] if said.connected else [*card.tries, clock.day_of(at)]
    promised = promise(at, random, grounds.calendar) if code in ASKING else None
    grade = random.choice("AABBB") if code in ASKING else None
    facts = Facts(at=at, grade=grade, follow_up_at=promised, attempts=tuple(card.tries))
    happens = effect(said, facts, grounds.calendar, grounds.settings)
    card.calls.append(call_row(card, at, said, random))
    card.calls[-1].update(
        grade=happens.grade if said.connected else None,
        follow_up_at=promised,
        later=list(happens.later),
    )
    take_effect(card, at, happens)


def call_row(card: Card, at: datetime, said: Disposition, random: Random) -> dict[str, Any]:
    seconds = random.randrange(25, 180) if said.connected else random.randrange(8, 35)
    return {
        "person_id": card.row["owner_id"],
        "started_at": at,
        "day": clock.day_of(at),
        "duration_s": seconds,
        "disposition": said.code,
        "connected": said.connected,
        "wechat": "added" if said.code == "interested" and random.random() < 0.5 else None,
        "note": random.choice(names.NOTES) if said.connected and random.random() < 0.6 else "",
        "received_at": at + timedelta(seconds=seconds + 5),
    }


def take_effect(card: Card, at: datetime, happens: Effect) -> None:
    row = card.row
    row.update(last_call_at=at, grade=happens.grade or row["grade"])
    row["due_at"] = happens.due.at if happens.due else None
    row["due_kind"] = happens.due.kind if happens.due else None
    row["wechat_state"] = card.calls[-1]["wechat"] or row["wechat_state"]
    if happens.leaves_because:
        card.hand(None, at, happens.leaves_because)
    row["cool_until"] = happens.cool_until or row["cool_until"]
    row["gone_because"] = happens.gone_because or row["gone_because"]
    row["do_not_call"] = happens.do_not_call or row["do_not_call"]


def promise(at: datetime, random: Random, calendar: WorkingDays) -> datetime:
    day = calendar.add(clock.day_of(at), random.randint(1, 4))
    return clock.bounds(day)[0] + timedelta(hours=random.choice((10, 11, 15, 16)), minutes=30)
