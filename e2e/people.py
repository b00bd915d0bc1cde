"""People with a session and leads of their own, made straight in the server's database."""

from datetime import date, timedelta

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadPhone, Person, RoleGrant
from app.services import server_state
from app.services.accounts import passwords, sessions
from app.services.sync import envelope, receive
from app.services.transaction import write

PASSWORD = "correct horse battery"


def person(login: str, *roles: str, password: str | None = None) -> int:
    with write() as session:
        made = Person(
            login=login, name=login.title(), hired_on=date(2026, 1, 5), created_at=clock.now()
        )
        made.role_grants = [RoleGrant(role=role, since=made.hired_on) for role in roles or ("rep",)]
        session.add(made)
        if password:
            passwords.set_password(made, password)
        session.flush()
        return made.id


def session_of(person_id: int) -> str:
    with write() as session:
        somebody = session.get_one(Person, person_id)
        return sessions.start(somebody, browser="test", address="127.0.0.1", installed=False)


def lead(number: int, owner_id: int | None = None, **facts: object) -> int:
    now = clock.now()
    with write() as session:
        made = Lead(
            name=facts.pop("name", f"客户{number}"),
            company=f"第{number}火锅店",
            kind=facts.pop("kind", "ordinary"),
            arrived_at=now,
            waiting_since=now,
            stage_since=now,
            created_at=now,
            owner_id=owner_id,
            owned_since=now if owner_id else None,
            **facts,
        )
        made.phones = [LeadPhone(number=f"+86138{number:08}")]
        session.add(made)
        session.flush()
        return made.id


def parked_and_lost(person_id: int, lead_id: int) -> int:
    """A device that sent a call, one that nobody understands, and a hole; the call's number."""
    now = clock.now().isoformat()
    of_lead = {"v": 1, "kind": "call.log", "lead": lead_id, "lead_rev": 1, "at": now, "age_ms": 9}
    logged = {"disposition": "no_answer", "duration_s": 3, "note": "没人接"}
    unheard_of = {"disposition": "sang", "duration_s": 40, "grade": "B", "note": "想要报价单"}
    ops = [
        {**of_lead, "id": f"record-{seq}", "seq": seq, "payload": payload}
        for seq, payload in enumerate((logged, unheard_of), 1)
    ]
    body = {"proto": 1, "device": "device-e2e", "user": person_id, "sent_at": now, "ops": ops}
    sent = envelope.read({**body, "max_seq": 7, "queued": 2})
    return int(receive.receive(sent, person_id, None).results[0]["ref"])


def epoch_and_people(count: int, leads: int) -> list[str]:
    """The epoch, then a line `id,cookie,first lead` for each of `count` people."""
    lines = [server_state.current().epoch]
    for n in range(count):
        person_id = person(f"rep{n}")
        with write():
            ids = [lead(n * leads + i, person_id) for i in range(leads)]
        lines.append(f"{person_id},{session_of(person_id)},{ids[0]}")
    db.session.remove()
    return lines


def calls(lead_id: int, person_id: int, hours_ago: tuple[int, ...]) -> None:
    """Calls out that nobody answered, so many hours ago."""
    with write() as session:
        for hours in hours_ago:
            at = clock.now() - timedelta(hours=hours)
            session.add(
                Call(
                    uuid=f"earlier-{lead_id}-{hours}",
                    lead_id=lead_id,
                    person_id=person_id,
                    started_at=at,
                    day=clock.day_of(at),
                    received_at=at,
                    timed_by="server",
                    disposition="busy",
                    connected=False,
                )
            )
