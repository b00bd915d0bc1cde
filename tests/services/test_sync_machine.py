"""Phones of two reps in any order of events: whatever happens, each record is stored once or its rep
is told why not (sync.md, on the wire)."""

import copy
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person, SyncOp
from app.services import server_state
from app.services.accounts import sessions
from app.services.calls.past import Past
from app.services.leads import do_not_call, leaving, moves
from app.services.records import settling
from app.services.records.states import Looker
from app.services.sync import receive
from app.services.sync.batch import Batch
from app.services.sync.envelope import MOST_RECORDS
from app.services.transaction import write
from tests import builders
from tests.conftest import MONDAY_MORNING
from tests.databases import backup
from tests.services.devices import statuses
from tests.services.ledger import STORED, Ledger, Mark, mark
from tests.services.phones import FORK, Named, Phone
from tests.services.refusals import refused

STEPS = 15
OUTCOMES = ("no_answer", "busy", "deal", "not_now", "refused", "do_not_call")
MOST_PHONES, FOREVER = 5, 40
who = st.integers(0, 9)


@dataclass(frozen=True)
class World:
    """Two reps, who owns which lead at first, a supervisor, and how to begin anew with them."""

    alice: Named
    bob: Named
    owners: dict[Named, Named]
    boss: Looker
    begin: Callable[[], None]
    set_clock: Callable[[datetime], None]


@pytest.fixture
def world(database, set_clock):
    alice, bob, boss = (builders.person(*who) for who in (["alice"], ["bob"], ["boss", "manager"]))
    owners = {Named(builders.lead(owner=one).id): Named(one.id) for one in (alice, alice, bob)}
    names = Named(alice.id), Named(bob.id), owners, Looker(boss.id, "all", "all")
    db.session.remove()
    return World(*names, backup(db.engine, db.metadata), set_clock)


class Phones(RuleBasedStateMachine):
    """Each rule is something that happens; after each request the ledger says whether all holds."""

    def __init__(self, world: World) -> None:
        super().__init__()
        db.session.remove()
        world.begin()
        self.set_clock, self.boss = world.set_clock, world.boss
        self.set_clock(MONDAY_MORNING)
        self.leads, self.reps = [*world.owners], [world.alice, world.bob]
        self.knows = {(rep.id, lead.id) for lead, rep in world.owners.items()}
        self.phones = [Phone(rep) for rep in (world.alice, world.alice, world.bob)]
        self.ledger = Ledger()
        self.saved: dict[Mark, dict] = {}
        self.plain: dict[Mark, tuple[int, int]] = {}
        self.vanished: set[tuple[str, int]] = set()
        self.tokens: dict[Named, str] = {}
        self.kept: tuple | None = None
        self.texts = 0
        for phone, lead in zip(self.phones, self.leads, strict=True):
            self.call(phone, lead, "no_answer")
            self.call(phone, lead, "busy")

    # What reps do.

    @rule(phone=who, lead=who, outcomes=st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=3))
    def calls(self, phone, lead, outcomes):
        for number, outcome in enumerate(outcomes):
            self.call(of(self.phones, phone), of(self.leads, lead + number), outcome)

    @rule(phone=who, lead=who, outcome=st.sampled_from(OUTCOMES), answered=st.booleans())
    def a_call_that_is_sent_at_once(self, phone, lead, outcome, answered):
        self.call(of(self.phones, phone), of(self.leads, lead), outcome)
        self.exchange(of(self.phones, phone), FOREVER, answered)

    @rule(phone=who, lead=who, odd=st.sampled_from(["nonsense", "unheard of", "too large"]))
    def a_record_that_nobody_understands(self, phone, lead, odd):
        phone, lead = of(self.phones, phone), of(self.leads, lead)
        payload = {"disposition": "sang" if odd == "nonsense" else "busy"}
        payload |= {"more": "x" * 20_000} if odd == "too large" else {}
        self.save(phone, "call.sing" if odd == "unheard of" else "call.log", lead, payload)

    @precondition(lambda self: self.logged())
    @rule(which=who)
    def a_correction(self, which):
        phone, op = of(self.logged(), which)
        payload = {"amends": op["id"], "disposition": "not_now"}
        self.save(phone, "call.amend", Named(op["lead"]), payload)

    @precondition(lambda self: self.logged())
    @rule(which=who)
    def an_undo(self, which):
        phone, op = of(self.logged(), which)
        self.keep(phone.save("call.undo", Named(op["lead"]), {"undoes": op["id"]}))

    @precondition(lambda self: self.waiting())
    @rule(phone=who)
    def what_waits_is_discarded(self, phone):
        phone = of(self.waiting(), phone)
        for op in phone.discard():
            self.saved.pop(mark(op), None)
        for row in phone.outbox:
            self.keep(row.op)

    # What goes over the air.

    @precondition(lambda self: self.waiting())
    @rule(phone=who, most=st.integers(1, 6), answered=st.booleans())
    def a_phone_sends(self, phone, most, answered):
        self.exchange(of(self.waiting(), phone), most, answered)

    @precondition(lambda self: self.waiting())
    @rule(phone=who, picks=st.lists(who, min_size=1, max_size=5))
    def a_phone_gone_mad_sends_anything_in_any_order_twice(self, phone, picks):
        phone = of(self.waiting(), phone)
        rows = sent_by(phone) + phone.outbox
        self.tell(phone, [of(rows, pick) for pick in picks])

    @rule(phone=who)
    def somebody_else_sends_what_is_on_the_phone(self, phone):
        phone = of(self.phones, phone)
        (other,) = (rep for rep in self.reps if rep != phone.person)
        assert refused(phone.send, *phone.waiting(), user=other.id) == "sync_other_user"

    @rule(phone=who)
    def somebody_else_counts_as_this_phone(self, phone):
        phone = of(self.phones, phone)
        (other,) = (rep for rep in self.reps if rep != phone.person)
        if phone.id in self.ledger.heard and phone.outbox and self.may_enter(other):
            thief = replace(phone, person=other, epoch="")
            assert set(statuses(thief.send(*phone.waiting()))) == {FORK}

    # What becomes of phones.

    @precondition(lambda self: len(self.phones) < MOST_PHONES)
    @rule(phone=who)
    def a_phone_is_cloned(self, phone):
        self.clone(of(self.phones, phone))

    @precondition(lambda self: self.waiting())
    @rule(phone=who, which=who)
    def a_record_vanishes_from_a_phone(self, phone, which):
        phone = of(self.waiting(), phone)
        if phone.alone:
            row = of(phone.outbox, which)
            phone.outbox.remove(row)
            phone.whole = False
            self.saved.pop(mark(row.op), None)
            self.vanished.add((phone.id, row.op["seq"]))

    @rule(phone=who, hours=st.integers(-3, 3))
    def a_clock_is_put_wrong(self, phone, hours):
        of(self.phones, phone).ahead = timedelta(hours=hours)

    @rule(phone=who)
    def a_page_is_reloaded(self, phone):
        of(self.phones, phone).reload()

    # What happens meanwhile.

    @rule(minutes=st.sampled_from([1, 20, 300]))
    def time_passes(self, minutes):
        self.set_clock(clock.now() + timedelta(minutes=minutes))

    @rule(lead=who, how=st.sampled_from(["recycled", "do_not_call", "reassigned"]), to=who)
    def a_lead_goes(self, lead, how, to):
        lead, to = of(self.leads, lead), of(self.reps, to)
        with write() as session:
            row = session.get_one(Lead, lead.id)
            if how == "do_not_call":
                do_not_call.add(row, None, "asked")
            elif how == "recycled":
                moves.release(row, "no_contact", {}, None)
            elif row.owner_id != to.id and not row.do_not_call:
                moves.note(row, to.id, "by_hand", {}, None)
                row.owner_id, row.owned_since, row.rev = to.id, clock.now(), row.rev + 1
                self.knows.add((to.id, lead.id))

    @rule(rep=who)
    def a_rep_leaves_or_comes_back(self, rep):
        rep = of(self.reps, rep)
        if is_active(rep):
            leaving.depart(rep.id, clock.today(), None)
            assert not sessions.find(self.tokens.get(rep, "")), "a session outlives the account"
        else:
            leaving.come_back(rep.id, clock.today(), None)

    @rule(which=who)
    def a_supervisor_tries_a_parked_record_again(self, which):
        parked = [op["id"] for op, status in self.ledger.answers() if status == "parked"]
        if parked:
            op_id = of(parked, which)
            with suppress(RuleBroken):
                settling.retry(op_id, self.boss)
                self.ledger.tried.add(op_id)
            self.ledger.check()

    @precondition(lambda self: not self.kept)
    @rule()
    def a_backup_is_made(self):
        db.session.remove()
        told = copy.deepcopy((self.ledger, self.knows))
        self.kept = backup(db.engine, db.metadata), told

    @precondition(lambda self: self.kept)
    @rule()
    def the_backup_is_put_back(self):
        (put_back, told), self.kept = self.kept, None
        db.session.remove()
        put_back()
        self.ledger, self.knows = told
        with write():
            server_state.renew(server_state.EPOCH)
        self.ledger.check()

    # What must hold.

    def teardown(self):
        """Everybody comes back and sends, a clone among them; two more calls of each, the last one
        too early, bring a loss to light. What arrived is sent once more."""
        self.clone(self.phones[0])
        for rep in self.reps:
            if not is_active(rep):
                leaving.come_back(rep.id, clock.today(), None)
        for phone in self.phones:
            self.call(phone, of(self.leads, 0), "busy")
            self.call(phone, of(self.leads, 1), "deal")
            self.tell(phone, phone.waiting()[-1:])
            self.drain(phone)
            self.tell(phone, sent_by(phone))
        assert self.saved.keys() <= self.ledger.told.keys(), "a record is lost"
        rows = db.session.execute(select(SyncOp.device_id, SyncOp.seq))
        assert self.vanished <= {tuple(row) for row in rows}, "nobody was told of a loss"

    def clone(self, phone):
        if phone.whole:
            phone.alone = False
            self.phones.append(copy.deepcopy(phone))

    def drain(self, phone):
        for _ in range(FOREVER):
            if not phone.outbox:
                return
            self.exchange(phone, FOREVER)
        raise AssertionError("something waits for ever")

    def waiting(self):
        return [phone for phone in self.phones if phone.outbox]

    def logged(self):
        """Every call that a phone knows of, with the phone; the latest first."""
        found = [(phone, row.op) for phone in self.phones for row in phone.rows()]
        return [one for one in reversed(found) if one[1]["kind"] == "call.log"]

    def exchange(self, phone, most, answered=True):
        receipt = self.tell(phone, phone.waiting()[:most])
        if receipt and answered:
            phone.settle(receipt)

    def tell(self, phone, rows):
        """One request of a phone, if its rep may enter; None where it was refused whole."""
        if not self.may_enter(phone.person):
            return None
        ops = [row.op for row in rows]
        news = {mark(op) for op in ops} - self.ledger.told.keys()
        before = leads() if len(ops) == 1 and news & self.plain.keys() else None
        try:
            receipt = phone.send(*rows)
        except RuleBroken as refusal:
            assert refusal.code == "sync_new_epoch" and phone.epoch
            return phone.begin(refusal.params["epoch"])
        self.ledger.hear(phone, ops, receipt)
        assert FORK not in statuses(receipt) or not phone.alone, "nobody else counts as this phone"
        for op in ops:
            self.a_plain_call_counts(op, news)
        if before:
            self.a_lead_that_went_is_left_alone(ops[0], receipt.results[0], before)
        self.ledger.check()
        return receipt

    def a_plain_call_counts(self, op, news):
        contents = [key for key in self.ledger.sent if key[0] == op["id"]]
        if mark(op) in news & self.ledger.told.keys() and len(contents) == 1:
            known = self.plain.get(mark(op)) in self.knows
            assert not known or self.ledger.told[mark(op)][0] in STORED, "a call that counts not"

    def a_lead_that_went_is_left_alone(self, op, result, before):
        if result["status"] not in STORED:
            return
        person_id, lead = self.plain[mark(op)][0], before[op["lead"]]
        gone = "reassigned" if lead.owner_id else "recycled"
        code = "do_not_call" if lead.do_not_call else gone if lead.owner_id != person_id else None
        assert result.get("code") in ([code] if code else [None, "newer"])
        if code and op["payload"]["disposition"] != "do_not_call":
            assert leads()[op["lead"]] == lead, "a call changed another's lead"

    def may_enter(self, rep):
        """As the door has it; somebody whose session is over signs in once more."""
        if sessions.find(self.tokens.get(rep, "")):
            return True
        if is_active(rep):
            with write() as session:
                person = session.get_one(Person, rep.id)
                self.tokens[rep] = sessions.start(person, browser="", address="", installed=False)
        return is_active(rep)

    def call(self, phone, lead, outcome):
        op = self.save(phone, "call.log", lead, {"disposition": outcome, "grade": "B"})
        self.plain[mark(op)] = (phone.person.id, lead.id)

    def save(self, phone, kind, lead, payload):
        self.texts += 1
        note = f"text {self.texts}"
        return self.keep(phone.save(kind, lead, {**payload, "note": note}))

    def keep(self, op):
        self.saved[mark(op)] = op
        return op


def of(things, number):
    return things[number % len(things)]


def sent_by(phone):
    return [row for row in phone.receipts if row.device == phone.id][-MOST_RECORDS:]


def is_active(rep):
    return db.session.get_one(Person, rep.id).is_active


def leads():
    db.session.rollback()
    columns = (Lead.id, Lead.owner_id, Lead.do_not_call, Lead.grade, Lead.due_at, Lead.rev)
    return {row.id: row for row in db.session.execute(select(*columns))}


def play(world, **more):
    chosen = settings(stateful_step_count=STEPS, **more)
    run_state_machine_as_test(lambda: Phones(world), settings=chosen)


def test_whatever_happens_each_record_is_stored_once_or_its_rep_is_told_why_not(world):
    """A few examples; `HYPOTHESIS_PROFILE=search` looks for more."""
    play(world, max_examples=max(8, settings.default.max_examples // 12))


take, store = receive.receive, Past.store
judge, out_of_order = Batch.judge, Batch.out_of_order


def stores_again_what_comes_again(sent, person_id, browser):
    taken = take(sent, person_id, browser)
    known = zip(sent.ops, taken.results, strict=True)
    anew = [op for op, result in known if result.get("first") in STORED and op.kind == "call.log"]
    ops = [replace(op, id=str(uuid4()), seq=n) for n, op in enumerate(anew, 1)]
    take(replace(sent, device=str(uuid4()), ops=ops), person_id, browser)
    return taken


@contextmanager
def forgets_what_it_answered():
    with suppress(EOFError), write():
        yield
        raise EOFError


def passes_over_holes(batch, op, known):
    if op.seq < batch.device.last_seq:
        return out_of_order(batch, op, known)
    return batch.remember(op, batch.carry_out(op))


def takes_a_clone_for_the_same_phone(batch, op):
    here = batch.by_seq.get(op.seq)
    if here is None or batch.device.person_id != batch.person_id:
        return judge(batch, op)
    return {**here.result, "status": "duplicate", "first": here.status}


def stores_backwards(past):
    past.new.reverse()
    store(past)


CONTROLS = [
    ("stored twice", receive, "receive", stores_again_what_comes_again),
    ("told .*, but it is not|not all are remembered", receive, "write", forgets_what_it_answered),
    ("a number passed over", Batch, "out_of_order", passes_over_holes),
    ("a duplicate of nothing", Batch, "judge", takes_a_clone_for_the_same_phone),
    ("out of order", Past, "store", stores_backwards),
]


@pytest.mark.parametrize(("found", "where", "name", "broken"), CONTROLS)
def test_a_broken_receiver_is_caught(world, monkeypatch, found, where, name, broken):
    monkeypatch.setattr(where, name, broken)
    with pytest.raises(AssertionError, match=found):
        play(world, phases=[Phase.generate])
