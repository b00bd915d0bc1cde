"""What a check of the data found: how many rows are not as they must be, and the first of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, cast, func, literal, select, type_coerce

from app.extensions import db

FIRST = 5


@dataclass(frozen=True)
class Finding:
    """`code` names the sentence; `first` are ids or names, the first few of `count`."""

    code: str
    count: int
    first: tuple[str, ...]


def among(code: str, query: Select[*tuple[Any, ...]]) -> list[Finding]:
    """The finding about the rows of a select of ids; none where it has no rows."""
    rows = query.subquery()
    count = db.session.scalar(select(func.count()).select_from(rows)) or 0
    if not count:
        return []
    first = db.session.execute(select(rows).order_by(*rows.c).limit(FIRST))
    return [Finding(code, count, tuple(" ".join(map(str, row)) for row in first))]


def listed(code: str, found: Iterable[object]) -> list[Finding]:
    """The finding about things that were found one by one; none where there are none."""
    names = list(map(str, found))
    return [Finding(code, len(names), tuple(names[:FIRST]))] if names else []


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def is_other_day(instant: Any, day: Any) -> ColumnElement[bool]:
    """Whether an instant does not lie in the company day kept beside it (rules.md, Shanghai)."""
    if is_sqlite():
        of_instant: Any = func.date(instant, "+8 hours", type_=String)
        return of_instant != type_coerce(day, String)
    at_home: Any = func.timezone(literal("Asia/Shanghai"), instant)
    return cast(at_home, Date) != day
