"""What a row of a list of people says (design: import headings; rules.md §1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import RuleBroken
from app.rules.days.dates import read_day
from app.rules.imports import words
from app.rules.typed import is_nothing, plain, word

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
BETWEEN_ROLES = re.compile(r"[,、;/|+]+")
LONGEST_NAME = 40


@dataclass(frozen=True)
class PersonRow:
    """A row about one person; None and empty texts where the list says nothing."""

    login: str
    name: str
    roles: tuple[str, ...]
    team: str
    group: str
    hired_on: date | None
    grade: str | None
    formal_on: date | None
    left_on: date | None


def read(record: Mapping[str, str], today: date) -> PersonRow:
    """Reads a row. Raises RuleBroken("login_missing" | "login_bad" | "role_unreadable" |
    "grade_unknown" | "formal_on_missing" | "group_without_team" | "date_unreadable" | …)."""
    said = {name: text for name, text in record.items() if not is_nothing(text)}
    days = {
        name: read_day(said[name], today) if name in said else None
        for name in ("hired_on", "formal_on", "left_on")
    }
    row = PersonRow(
        login=login_in(said),
        name=said.get("name", "")[:LONGEST_NAME],
        roles=roles_in(said.get("roles", "")),
        team=said.get("team", "")[:LONGEST_NAME],
        group=said.get("group", "")[:LONGEST_NAME],
        grade=grade_in(said),
        **days,
    )
    check(row)
    return row


def login_in(said: Mapping[str, str]) -> str:
    """The login of a row. Raises RuleBroken("login_missing" | "login_bad")."""
    login = word(said.get("login", ""))
    if not login:
        raise RuleBroken("login_missing")
    if not LOGIN.fullmatch(login):
        raise RuleBroken("login_bad", text=login)
    return login


def roles_in(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in BETWEEN_ROLES.split(plain(text)) if part.strip()]
    found = [words.code(words.ROLES, part, "role_unreadable") for part in parts]
    return tuple(dict.fromkeys(found))


def grade_in(said: Mapping[str, str]) -> str | None:
    if "grade" not in said:
        return None
    return words.code(words.PAY_GRADES, said["grade"], "grade_unknown")


def check(row: PersonRow) -> None:
    if row.grade == "formal" and row.formal_on is None:
        raise RuleBroken("formal_on_missing")
    if row.group and not row.team:
        raise RuleBroken("group_without_team")
    if row.hired_on and row.left_on and row.left_on < row.hired_on:
        raise RuleBroken("left_before_hired", hired_on=row.hired_on)


def passed_before(row: PersonRow, hired_on: date, today: date) -> bool:
    """Whether somebody is brought in as formal staff or supervisor: that counts as an onboarding
    passed (rules.md §7). Who is on probation until a day to come has not."""
    so_far = [grade for day, grade in pay_grades(row, hired_on) if day <= max(today, hired_on)]
    return bool(so_far) and so_far[-1] != "probation"


def pay_grades(row: PersonRow, hired_on: date) -> list[tuple[date, str]]:
    """The pay grades of a person by the day from which each holds: probation comes before."""
    if row.grade is None:
        return []
    if row.grade == "probation" or row.formal_on is None or row.formal_on <= hired_on:
        return [(hired_on, row.grade)]
    return [(hired_on, "probation"), (row.formal_on, row.grade)]
