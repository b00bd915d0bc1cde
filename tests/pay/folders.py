"""Folders of CSV files with a month's facts, as people import them (design: import headings)."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.pay.facts import (
    FORMAL,
    PROBATION,
    Call,
    Deal,
    Facts,
    Movement,
    Person,
    Target,
)

Row = dict[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(folder: Path) -> Facts:
    return Facts(
        people=tuple(person(number, row) for number, row in enumerate(rows(folder, "people"), 1)),
        deals=deals(rows(folder, "deals")),
        calls=tuple(call(row) for row in rows(folder, "calls")),
        targets=tuple(target(row) for row in rows(folder, "targets")),
        presence={
            (row["login"], date.fromisoformat(row["date"])): Fraction(row["present"])
            for row in rows(folder, "presence")
        },
    )


def person(number: int, row: Row) -> Person:
    hired_on = date.fromisoformat(row["hired_on"])
    return Person(
        login=row["login"],
        number=number,
        hired_on=hired_on,
        grades=grades(hired_on, row["grade"], row["formal_on"]),
        places=((hired_on, (row["team"], row["group"])),),
        left_on=date.fromisoformat(row["left_on"]) if row["left_on"] else None,
    )


def grades(hired_on: date, grade: str, formal_on: str) -> tuple[tuple[date, str], ...]:
    """On probation from the first day to the day before `formal_on`."""
    since = date.fromisoformat(formal_on) if formal_on else hired_on
    if grade == FORMAL and since > hired_on:
        return (hired_on, PROBATION), (since, FORMAL)
    return ((hired_on, grade),)


def deals(rows: list[Row]) -> tuple[Deal, ...]:
    """A row for each receipt or refund; a deal is entered with its first row."""
    ids = list(dict.fromkeys(row["id"] for row in rows))
    return tuple(
        deal(entered, [row for row in rows if row["id"] == id_])
        for entered, id_ in enumerate(ids, 1)
    )


def deal(entered: int, rows: list[Row]) -> Deal:
    shares = [share.split(":") for share in rows[0]["shares"].split(";")]
    return Deal(
        id=rows[0]["id"],
        entered=entered,
        phone=rows[0]["phone"],
        shares=tuple((login, int(percent)) for login, percent in shares),
        movements=tuple(movement(row) for row in rows),
    )


def movement(row: Row) -> Movement:
    day = date.fromisoformat(row["received_on"])
    return Movement(day, hundredths(row["amount_yuan"]), row["refund"] == "1")


def hundredths(text: str) -> int:
    return int(Decimal(text) * 100)


def call(row: Row) -> Call:
    at = datetime.fromisoformat(row["started_at"])
    return Call(row["login"], row["phone"], at, row["disposition"], row["direction"])


def target(row: Row) -> Target:
    return Target(
        row["scope"], row["owner"], row["measure"], row["period"], hundredths(row["value"])
    )


def write(facts: Facts, folder: Path) -> None:
    """The person's number is his place in the list; `facts` hold no move and no later grade."""
    phones = dict.fromkeys(row.phone for row in [*facts.calls, *facts.deals])
    keep(folder, "people", map(person_row, sorted(facts.people, key=lambda p: p.number)))
    keep(folder, "targets", map(target_row, facts.targets))
    keep(folder, "presence", [presence_row(*one) for one in sorted(facts.presence.items())])
    keep(folder, "leads", [lead_row(n, phone) for n, phone in enumerate(phones)])
    keep(folder, "calls", [call_row(n, call) for n, call in enumerate(facts.calls, 1)])
    deals = sorted(facts.deals, key=lambda deal: deal.entered)
    keep(folder, "deals", [movement_row(deal, m) for deal in deals for m in deal.movements])


HEADINGS = {
    "people": "login,name,roles,team,group,hired_on,grade,formal_on,left_on",
    "targets": "scope,owner,measure,period,value",
    "presence": "login,date,present",
    "leads": "name,company,industry,region,phone,wechat,qq,source,kind,received_at,note",
    "calls": "id,phone,login,started_at,duration_s,disposition,grade,note,follow_up_at,direction",
    "deals": "id,phone,shares,product,signed_on,received_on,amount_yuan,refund",
}


def keep(folder: Path, name: str, rows: Iterable[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS[name].split(","), restval="")
        writer.writeheader()
        writer.writerows(rows)


def person_row(person: Person) -> Row:
    since, grade = person.grades[-1]
    ((_, (team, group)),) = person.places
    return {
        "login": person.login,
        "name": person.login.title(),
        "roles": "rep",
        "team": team,
        "group": group,
        "hired_on": person.hired_on.isoformat(),
        "grade": grade,
        "formal_on": "" if grade == PROBATION else since.isoformat(),
        "left_on": person.left_on.isoformat() if person.left_on else "",
    }


def target_row(target: Target) -> Row:
    row = {"scope": target.scope, "owner": target.owner, "measure": target.measure}
    return row | {"period": target.period, "value": yuan(target.hundredths)}


def presence_row(who_when: tuple[str, date], present: Fraction) -> Row:
    login, day = who_when
    return {"login": login, "date": day.isoformat(), "present": f"{Decimal(int(2 * present)) / 2}"}


def lead_row(n: int, phone: str) -> Row:
    said = {"name": f"客户{n}", "phone": phone, "source": "老库", "kind": "ordinary"}
    return said | {"received_at": "2020-01-02T09:00:00+08:00"}


def call_row(n: int, call: Call) -> Row:
    row = {"id": f"00000000-0000-7000-8000-{n:012d}", "phone": call.phone, "login": call.login}
    row |= {"started_at": call.at.isoformat(), "duration_s": "60"}
    return row | {"disposition": call.disposition, "direction": call.direction}


def movement_row(deal: Deal, movement: Movement) -> Row:
    row = {"id": deal.id, "phone": deal.phone, "product": "package"}
    row |= {"shares": ";".join(f"{login}:{percent}" for login, percent in deal.shares)}
    row |= {"signed_on": min(m.day for m in deal.movements).isoformat()}
    row |= {"received_on": movement.day.isoformat(), "refund": "1" if movement.refund else ""}
    return row | {"amount_yuan": yuan(movement.fen)}


def yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}"
