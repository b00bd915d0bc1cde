"""A quarter of a team of five through the real services, held each evening to checks of its own."""

import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person, Presence, Source
from app.models.visible import ALL
from app.rules.leads.allocation import HandOut, Rep, Run, Waiting
from app.rules.why import Why
from app.services import morning
from app.services.calls import sheet
from app.services.checks import run as checks
from app.services.hand_outs import claims, planning, runs, surplus
from app.services.leads import leaving, returns
from app.services.leads.returns import Judge
from app.services.people import working_days
from app.services.recycling import drops, extending
from app.services.transaction import write
from bench import quarter_checks, quarter_picture
from e2e.server import ROOT, Server
from tests import builders
from tests.services.devices import Device

FIRST, DAYS = date(2026, 3, 2), 63
ORDINARY, SOURCES = 1_500, ("百度", "抖音", "展会", "转介绍")
ENDS = {
    "no_answer": 44,
    "busy": 5,
    "hung_up": 8,
    "interested": 10,
    "call_back": 8,
    "not_now": 8,
    "refused": 8,
    "wrong_number": 4,
    "friendly_not_coming": 4,
    "do_not_call": 1,
}
PROMISED = ("interested", "call_back", "not_now")
# login: hired, last day, calls a day, how likely he calls a precise lead that is next
STAFF = {
    "anna": (date(2026, 2, 23), None, 36, 1.0),
    "ben": (date(2026, 2, 23), None, 36, 1.0),
    "chen": (date(2026, 2, 2), None, 30, 0.8),
    "dora": (date(2026, 1, 5), date(2026, 5, 8), 24, 0.5),
    "emil": (date(2026, 4, 8), None, 30, 0.9),
}


class Quarter:
    """The team, its phones and chance."""

    def __init__(self) -> None:
        self.chance = random.Random(20260302)
        with at(FIRST - timedelta(days=1), 12):
            working_days.fill()
            team = builders.team("一队")
            self.boss = builders.person("boss", "manager", hired_on=date(2026, 1, 2)).id
            people = {
                login: builders.person(login, hired_on=hired, team=team)
                for login, (hired, *_) in STAFF.items()
            }
            self.people = {login: one.id for login, one in people.items()}
            self.phones = {login: Device(one, f"phone-of-{login}") for login, one in people.items()}
            self.sources = [builders.add(Source(name=name)).id for name in SOURCES]
            with write() as session:
                session.add_all(self.made("ordinary", clock.now()) for _ in range(ORDINARY))

    def made(self, kind: str, arrived: datetime) -> Lead:
        lead = Lead(name="客户", kind=kind, arrived_at=arrived, created_at=arrived)
        lead.waiting_since = lead.stage_since = arrived
        if kind == "precise":
            lead.source_id = self.chance.choice(self.sources)
            lead.cost_fen = self.chance.randint(2_000, 9_000)
        lead.phones = [builders.LeadPhone(number=f"+86{next(builders.numbers)}")]
        return lead

    def day(self, day: date, number: int) -> None:
        """From the leads of the night to the supervisor's evening."""
        daily = self.chance.randint(10, 20) if number < 21 else self.chance.randint(30, 40)
        late = daily * 3 // 10
        with at(day, 8):
            with write() as session:
                hours = [self.chance.random() * 14 for _ in range(daily - late)]
                session.add_all(
                    self.made("precise", clock.now() - timedelta(hours=h)) for h in hours
                )
            self.presence(day)
        with at(day, 9):
            morning.hand_out_morning()
        for half, hour in enumerate((10, 15)):
            for login in self.here(day):
                self.call_down(login, day, hour, half)
            for n in range(late // 2):
                self.arrival(day, hour + 1, n)
        self.evening(day, number)

    def presence(self, day: date) -> None:
        for login in ("chen", "dora", "emil"):
            if self.chance.random() < 0.08:
                half_days = self.chance.choice([0, 0, 1])
                builders.add(Presence(person_id=self.people[login], day=day, half_days=half_days))

    def here(self, day: date) -> list[str]:
        away = select(Presence.person_id).where(Presence.day == day, Presence.half_days == 0)
        gone = set(db.session.scalars(away))
        return [
            login
            for login, (hired, last, *_) in STAFF.items()
            if hired <= day and (last is None or day <= last) and self.people[login] not in gone
        ]

    def arrival(self, day: date, hour: int, minute: int) -> None:
        with at(day, hour, minute):
            with write() as session:
                session.add(lead := self.made("precise", clock.now()))
            runs.hand_out("arrival", None, only=[lead.id])

    def call_down(self, login: str, day: date, hour: int, half: int) -> None:
        """Half a day down the sheet in its order, filled up with ordinary leads."""
        person, (_, _, calls, diligence) = self.people[login], STAFF[login]
        with at(day, hour):
            tried(lambda: claims.claim_ordinary(person))
            todo = [one.holding.lead for one in sheet.of(person).leads]
        for n in range(calls // 2):
            while todo and todo[0].kind == "precise" and self.chance.random() > diligence:
                todo.pop(0)
            if not todo:
                return
            with at(day, hour, n * 4):
                self.call(login, db.session.get_one(Lead, todo.pop(0).id))

    def call(self, login: str, lead: Lead) -> None:
        end = self.chance.choices(list(ENDS), ENDS.values())[0]
        promise = clock.now() + timedelta(days=self.chance.choice([1, 2, 3, 5, 9, 20]))
        more = {"follow_up_at": promise.isoformat()} if end in PROMISED else {}
        phone, now = self.phones[login], clock.now().isoformat()
        receipt = phone.send(phone.call(lead, end, at=now, age_ms=0, **more))
        if [one["status"] for one in receipt.results] not in (["applied"], ["conflict"]):
            raise SystemExit(f"a call was not stored: {receipt.results}")

    def evening(self, day: date, number: int) -> None:
        with at(day, 18):
            for login in self.here(day):
                self.give_up(self.people[login])
            for one in returns.waiting(Judge(self.boss, ALL)):
                credit = self.chance.random() < 0.8 and one.person not in ("Anna", "Ben")
                returns.settle(one.id, Judge(self.boss, ALL), credit=credit, note="听过")
            if number % 5 == 2 and surplus.of_today().leads > 20:
                people = [self.people[login] for login in self.here(day)]
                tried(lambda: surplus.hand_out_extra(2, people, self.boss, "存量太多"))
        with at(day, 21):
            leaving.switch_off_due()

    def give_up(self, person: int) -> None:
        """Now and then he returns one, and keeps longer what he would lose tomorrow."""
        for one in drops.near(person):
            if one.may_extend and self.chance.random() < 0.3:
                extending.extend(one.lead_id, person, "约了见面")
        if self.chance.random() < 0.4:
            held = db.session.scalars(select(Lead.id).where(Lead.owner_id == person)).all()
            if held:
                reason = self.chance.choice(["other", "other_trade", "wrong_number", "duplicate"])
                returns.give_back(self.chance.choice(held), person, reason, "打不下去")


def at(day: date, hour: int, minute: int = 0):
    instant = clock.bounds(day)[0] + timedelta(hours=hour, minutes=minute)
    return patch.object(clock, "now", lambda: instant)


def tried(work: Callable[[], object]) -> None:
    try:
        work()
    except RuleBroken:
        db.session.rollback()


def run() -> None:
    on_a_fresh_database(lambda: play(DAYS))
    for name, wrong in {"greedy": greedy, "unfair": unfair}.items():
        with patch.object(planning.allocation, "run", wrong):
            caught(name, lambda: on_a_fresh_database(lambda: play(5, told=False)))


def on_a_fresh_database(work: Callable[[], None]) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:
        server = Server(Path(folder))
        server.flask("db", "upgrade")
        with server.app().app_context():
            work()
            db.session.remove()
            db.engine.dispose()


def caught(name: str, work: Callable[[], None]) -> None:
    try:
        work()
    except SystemExit as found:
        print(f"control: the {name} hand-out is caught: {found}")
        return
    raise SystemExit(f"the {name} hand-out was not caught")


def greedy(waiting: Sequence[Waiting], reps: Sequence[Rep], most: int | None = None) -> Run:
    """All for the first, whatever his quota."""
    why = Why("hand_out", {})
    given = [HandOut(one.lead, reps[0].number, one.source, why) for one in waiting]
    return Run(tuple(given), {rep.number: rep.carry for rep in reps}, 0)


def unfair(waiting: Sequence[Waiting], reps: Sequence[Rep], most: int | None = None) -> Run:
    """Within the quotas, but the first before all others."""
    places = [rep.number for rep in reps for _ in range(rep.entitlement)]
    why, pairs = Why("hand_out", {}), list(zip(waiting, places, strict=False))
    given = [HandOut(one.lead, number, one.source, why) for one, number in pairs]
    return Run(tuple(given), {rep.number: rep.carry for rep in reps}, len(waiting) - len(given))


def play(days: int, *, told: bool = True) -> None:
    quarter = Quarter()
    with at(FIRST, 0):
        calendar = working_days.around(FIRST)
        with write() as session:
            session.get_one(Person, quarter.people["dora"]).left_on = STAFF["dora"][1]
    twins = quarter.people["anna"], quarter.people["ben"]
    day, evenings = FIRST, []
    for number in range(days):
        quarter.day(day, number)
        with at(day, 22):
            evenings.append(quarter_checks.evening(day, twins))
        day = calendar.next(day)
    with at(day, 8):
        if found := checks.run():
            raise SystemExit(f"the data are not whole: {found}")
        quarter_checks.of_the_quarter(STAFF, quarter.people)
        if told:
            quarter_checks.table(quarter.people)
            quarter_picture.draw(evenings)
