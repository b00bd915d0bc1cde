"""The made-up customers, hand-outs and calls on their way into the tables."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app import clock
from app.extensions import db
from app.models import Call, DoNotCall, HandOut, Lead, LeadMove, LeadPhone
from app.services.demo.work import Card
from app.services.imports import lead_store
from app.services.leads import keys, terms
from app.services.leads.do_not_call import number_hash
from app.services.measures import histories


def store(cards: Sequence[Card], ledger: Sequence[dict[str, Any]], random: Random) -> None:
    """Everything in a few statements, in the order of what refers to what."""
    numbered = zip(lead_store.new_ids(len(cards)), cards, strict=True)
    rows = [{**one.row, "id": number} for number, one in numbered]
    db.session.execute(insert(Lead), rows)
    ids = {id(one): row["id"] for one, row in zip(cards, rows, strict=True)}
    phones = random.sample(range(10**8), len(rows))
    numbers = {row["id"]: f"+86138{phone:08}" for row, phone in zip(rows, phones, strict=True)}
    db.session.execute(insert(LeadPhone), [{"lead_id": i, "number": n} for i, n in numbers.items()])
    moves = [{**move, "lead_id": ids[id(one)]} for one in cards for move in one.moves]
    terms.renew(list(numbers))
    keys.renew(list(numbers))
    db.session.execute(insert(LeadMove), moves)
    db.session.execute(insert(HandOut), [ledger_row(entry, ids) for entry in ledger])
    db.session.execute(insert(Call), list(call_rows(cards, ids, random)))
    histories.changed(numbers)
    listed = [numbers[row["id"]] for row in rows if row["do_not_call"]]
    stops = [
        {"number_hash": number_hash(n), "at": clock.now(), "reason": "", "lifted_because": ""}
        for n in listed
    ]
    if stops:
        db.session.execute(insert(DoNotCall), stops)


def ledger_row(entry: dict[str, Any], ids: dict[int, int]) -> dict[str, Any]:
    person_id, day, kind = entry["place"]
    facts = {"person_id": person_id, "day": day, "kind": kind, "number": entry["number"]}
    made = {"lead_id": ids[id(entry["card"])], "at": entry["at"], "how": "claim", "counts": True}
    return {**facts, **made, "why": {}}


def call_rows(
    cards: Sequence[Card], ids: dict[int, int], random: Random
) -> Iterator[dict[str, Any]]:
    same = {"direction": "out", "device_at": "", "timed_by": "age", "flags": []}
    for one in cards:
        for call in one.calls:
            uuid = str(UUID(int=random.getrandbits(128), version=4))
            yield {**call, **same, "lead_id": ids[id(one)], "uuid": uuid}
