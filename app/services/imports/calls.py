"""Bringing old calls in: history of known customers, marked with its import (rules.md §2, §3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead
from app.rules.calls.dispositions import DO_NOT_CALL
from app.rules.imports.calls import CallRow, Reader
from app.rules.imports.layout import Row
from app.services.calls import grounds
from app.services.imports.call_lookups import leads_of, reps, wishes_of
from app.services.imports.importer import Read, Run, Terms
from app.services.imports.tally import CREATED, KNOWN, Outcome, rejected
from app.services.leads import do_not_call
from app.services.measures import histories

IMPORTED = "import"
NAMES = UUID("5f1d0c9e-6c0a-4d0e-9a53-6d5a4c0b7e21")
Which = tuple[int, int, Any]


@dataclass
class CallImport:
    """Takes rows of calls batch by batch; a call that is there already is never doubled."""

    terms: Terms
    run: Run
    remembers: bool = False
    asked: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        headings = zip(self.terms.layout.headings, self.terms.layout.fields, strict=True)
        of_duration = " ".join(heading for heading, name in headings if name == "duration_s")
        minutes = "分" in of_duration and "秒" not in of_duration
        self.reader = Reader(grounds.today().settings, self.run.now, minutes=minutes)
        self.people = reps()

    def read(self, rows: Sequence[Row]) -> list[Read]:
        return [(row, self.read_one(row)) for row in rows]

    def read_one(self, row: Row) -> CallRow | RuleBroken:
        try:
            said = self.reader.read(self.terms.layout.record(row[1]))
        except RuleBroken as refusal:
            return refusal
        known = said.rep in self.people
        return said if known else RuleBroken("login_unknown", text=said.rep)

    def take(self, read: Sequence[Read]) -> list[Outcome]:
        """Keeps each call with its customer; no device, receipt or record of sync is touched.

        A number that nobody has, or that nobody may call, is rejected; but what happened before he
        asked not to be called, or stands in the list that tells it, happened, in whatever order
        the rows come. What a customer learns: when he was called last, and, where nothing is noted
        yet, the last grade and the follow-up promised by his owner. Who asked not to be called
        goes on the list, however old the call.
        """
        said = [one for _, one in read if isinstance(one, CallRow)]
        numbers = {number for one in said for number in one.numbers}
        leads, listed = leads_of(numbers), do_not_call.listed(numbers)
        batch = Batch(self.run, self.people, leads, listed, self.asked)
        batch.look_up(said)
        outcomes = [batch.take(row, one) for row, one in read]
        if batch.made:
            db.session.flush()
            db.session.execute(insert(Call.__table__), batch.made)
            histories.changed(made["lead_id"] for made in batch.made)
        return outcomes


@dataclass
class Batch:
    """Some rows against what is known of them; later rows know the earlier ones."""

    run: Run
    people: dict[str, int]
    leads: dict[str, Lead]
    listed: set[str]
    asked: set[int]
    wishes: dict[int, datetime] = field(default_factory=dict)
    known: dict[str, Which] = field(default_factory=dict)
    made: list[dict[str, Any]] = field(default_factory=list)

    def look_up(self, said: Collection[CallRow]) -> None:
        pairs = [(one, self.lead_of(one)) for one in said]
        uuids = {uuid for one, lead in pairs if lead for uuid in self.uuids(one, lead)}
        query = select(Call.uuid, Call.lead_id, Call.person_id, Call.started_at)
        found = db.session.execute(query.where(Call.uuid.in_(uuids)))
        self.known = {uuid: (lead, person, at) for uuid, lead, person, at in found}
        self.wishes = wishes_of({lead.id for _, lead in pairs if lead and lead.do_not_call})

    def lead_of(self, said: CallRow) -> Lead | None:
        return next((self.leads[n] for n in said.numbers if n in self.leads), None)

    def uuids(self, said: CallRow, lead: Lead) -> tuple[str, ...]:
        """The ids under which this call may be here: its own, if the list gives one, before the
        one made of who called whom when."""
        natural = natural_uuid(said, lead.id, self.people[said.rep])
        return (own_uuid(said.id), natural) if said.id else (natural,)

    def take(self, row: Row, said: CallRow | RuleBroken) -> Outcome:
        try:
            if isinstance(said, RuleBroken):
                raise said
            return Outcome(row[0], self.take_one(said))
        except RuleBroken as refusal:
            return rejected(row, refusal)

    def take_one(self, said: CallRow) -> str:
        lead = self.lead_of(said)
        if lead is not None and self.is_known(said, lead):
            return KNOWN
        if self.is_barred(said, lead):
            raise RuleBroken("number_do_not_call")
        if lead is None:
            raise RuleBroken("call_number_unknown")
        self.make(said, lead)
        return CREATED

    def is_barred(self, said: CallRow, lead: Lead | None) -> bool:
        if lead is None or not lead.do_not_call:
            return not self.listed.isdisjoint(said.numbers)
        wish = self.wishes.get(lead.id)
        return lead.id not in self.asked and (wish is None or wish < said.started_at)

    def is_known(self, said: CallRow, lead: Lead) -> bool:
        """Raises RuleBroken("call_id_taken") when the list's id is that of another call."""
        met = [self.known[uuid] for uuid in self.uuids(said, lead) if uuid in self.known]
        if met and met[0] != self.which(said, lead):
            raise RuleBroken("call_id_taken", text=said.id[:40])
        return bool(met)

    def which(self, said: CallRow, lead: Lead) -> Which:
        return (lead.id, self.people[said.rep], said.started_at)

    def make(self, said: CallRow, lead: Lead) -> None:
        uuid = self.uuids(said, lead)[0]
        self.known[uuid] = self.which(said, lead)
        person_id = self.people[said.rep]
        self.made.append(values(said, lead, person_id, uuid) | {"import_id": self.run.id})
        if said.disposition.then == DO_NOT_CALL:
            self.asked.add(lead.id)
        learn(lead, said, person_id, self.run)


def learn(lead: Lead, said: CallRow, person_id: int, run: Run) -> None:
    if said.disposition.then == DO_NOT_CALL and not lead.do_not_call:
        do_not_call.add(lead, run.by_id, "asked_in_call")
    if lead.last_call_at is not None and lead.last_call_at >= said.started_at:
        return
    lead.last_call_at = said.started_at
    lead.grade = lead.grade or said.grade
    lead.rev += 1
    is_promise = said.follow_up_at is not None and said.follow_up_at > run.now
    if is_promise and lead.owner_id == person_id and lead.due_at is None:
        lead.due_at, lead.due_kind = said.follow_up_at, "follow_up"


def values(said: CallRow, lead: Lead, person_id: int, uuid: str) -> dict[str, Any]:
    made = {"uuid": uuid, "lead_id": lead.id, "person_id": person_id, "direction": said.direction}
    when = {"started_at": said.started_at, "day": clock.day_of(said.started_at)}
    what = {"disposition": said.disposition.code, "connected": said.disposition.connected}
    told = {"grade": said.grade, "note": said.note, "follow_up_at": said.follow_up_at}
    how = {"received_at": clock.now(), "device_at": "", "timed_by": IMPORTED}
    rest: dict[str, Any] = {"duration_s": said.duration_s, "flags": [], "later": []}
    return made | when | what | told | how | rest


def own_uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid5(NAMES, f"id {text}"))


def natural_uuid(said: CallRow, lead_id: int, person_id: int) -> str:
    """Of who called whom when; where the list has days alone, also of what came of it."""
    facts = [lead_id, person_id, said.started_at.isoformat(), said.direction]
    if not said.timed:
        facts += [said.disposition.code, said.duration_s, said.note]
    return str(uuid5(NAMES, "\n".join(map(str, facts))))
