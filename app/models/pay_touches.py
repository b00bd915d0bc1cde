"""Which facts a month's pay rests on, and which closed months a change of one concerns: the
database itself notes it, so that only those are computed once more (rules.md §8, what arrives late).
"""

from collections.abc import Callable
from dataclasses import dataclass

SQLITE, POSTGRESQL = "sqlite", "postgresql"
INSERT, UPDATE, DELETE = VERBS = ("INSERT", "UPDATE", "DELETE")
CLOSED = "m.state IN ('closed', 'paid')"
ALL = "m.month IS NOT NULL"
CODE = "substr(CAST(m.month AS TEXT), 1, 7)"
QUARTER = (
    "substr(CAST(m.month AS TEXT), 1, 4) || '-Q' || CAST((CAST(substr(CAST(m.month AS TEXT), 6, 2)"
    " AS INTEGER) + 2) / 3 AS TEXT)"
)
Months = Callable[[str, str], str]
"""A condition on `pay_month m`, for the row OLD or NEW, in a dialect."""


def first(day: str, dialect: str, months: int = 0) -> str:
    """The first day of the month of a day, or of so many months later."""
    if dialect == SQLITE:
        return f"date({day}, 'start of month', '+{months} months')"
    return f"CAST(date_trunc('month', {day}) + interval '{months} months' AS date)"


def within(column: str) -> Months:
    return lambda row, dialect: f"m.month = {first(f'{row}.{column}', dialect)}"


def to_end_of_quarter(column: str) -> Months:
    return lambda row, dialect: (
        f"m.month BETWEEN {first(f'{row}.{column}', dialect)}"
        f" AND {first(f'{row}.{column}', dialect, 2)}"
    )


def since(*columns: str) -> Months:
    return lambda row, dialect: " OR ".join(
        f"m.month >= {first(f'{row}.{column}', dialect)}" for column in columns
    )


def every(row: str, dialect: str) -> str:
    return ALL


def of_deal(row: str, dialect: str) -> str:
    """Where a share in a deal counts, and where its customer's answer does."""
    counts, answers = first("s.counted_on", dialect), first("v.answered_on", dialect)
    return (
        f"m.month IN (SELECT {counts} FROM deal_standing s WHERE s.deal_id = {row}.deal_id)"
        f" OR m.month IN (SELECT {answers} FROM survey v WHERE v.deal_id = {row}.deal_id)"
    )


def of_place(row: str, dialect: str) -> str:
    """The first place holds for what was before it, too; and whoever was hired first of all that were
    ever in a team makes its start."""
    others = f"o.id <> {row}.id"
    earlier = (
        f"EXISTS (SELECT 1 FROM membership o WHERE o.person_id = {row}.person_id"
        f" AND {others} AND o.since < {row}.since)"
    )
    hired = f"(SELECT p.hired_on FROM person p WHERE p.id = {row}.person_id)"
    as_early = (
        "EXISTS (SELECT 1 FROM membership o JOIN person p ON p.id = o.person_id"
        f" WHERE o.team_id = {row}.team_id AND {others} AND p.hired_on <= {hired})"
    )
    return (
        f"m.month >= {first(f'{row}.since', dialect)}"
        f" OR (NOT {earlier} AND m.month >= {first(hired, dialect)})"
        f" OR ({row}.team_id IS NOT NULL AND NOT {as_early} AND m.month >= {first(hired, dialect)})"
    )


def of_target(row: str, dialect: str) -> str:
    return f"{CODE} = {row}.period OR {QUARTER} = {row}.period"


def of_year(row: str, dialect: str) -> str:
    return f"substr(CAST(m.month AS TEXT), 1, 4) = CAST({row}.year AS TEXT)"


@dataclass(frozen=True)
class Watch:
    """A change of a row of `table` touches the closed months of a condition. `columns`: only an
    update of these."""

    table: str
    months: Months
    verbs: tuple[str, ...] = VERBS
    columns: tuple[str, ...] = ()

    def names(self) -> list[str]:
        return [f"{self.table}_pay_touch_{verb.lower()}" for verb in self.verbs]


WATCHES = (
    Watch("call", within("day")),
    Watch("deal_credit", to_end_of_quarter("day")),
    Watch("deal_standing", within("counted_on")),
    Watch("deal_share", of_deal),
    Watch("survey", within("answered_on")),
    Watch("presence", to_end_of_quarter("day")),
    Watch("target", of_target),
    Watch("pay_grade", since("since")),
    Watch("membership", of_place),
    Watch("person", since("hired_on"), (INSERT,)),
    Watch("person", every, (UPDATE,), ("hired_on", "left_on")),
    Watch("role_grant", since("since", "until")),
    Watch("team", every, (UPDATE,), ("started_on",)),
    Watch("sales_group", every, (UPDATE,), ("name",)),
    Watch("setting", since("since")),
    Watch("calendar_day", to_end_of_quarter("day")),
    Watch("calendar_year", of_year),
    Watch("pay_by_hand", within("month"), (INSERT,)),
    Watch("pay_change", since("starts_on", "ends_on"), (INSERT, UPDATE)),
)


def touch_statements(dialect: str) -> list[str]:
    """The statements that make the watches on `sqlite` or `postgresql`."""
    one = on_postgresql if dialect == POSTGRESQL else on_sqlite
    return [
        statement
        for watch in WATCHES
        for name, verb in zip(watch.names(), watch.verbs, strict=True)
        for statement in one(watch, name, verb)
    ]


def touching(watch: Watch, verb: str, dialect: str) -> str:
    rows = {INSERT: ("NEW",), UPDATE: ("OLD", "NEW"), DELETE: ("OLD",)}[verb]
    found = " OR ".join(watch.months(row, dialect) for row in rows)
    return f"INSERT INTO pay_touch (month) SELECT m.month FROM pay_month m WHERE {CLOSED} AND ({found})"


def event(watch: Watch, verb: str) -> str:
    of = f" OF {', '.join(watch.columns)}" if watch.columns and verb == UPDATE else ""
    return f"AFTER {verb}{of} ON {watch.table}"


def on_sqlite(watch: Watch, name: str, verb: str) -> list[str]:
    does = touching(watch, verb, SQLITE)
    return [f"CREATE TRIGGER {name} {event(watch, verb)} BEGIN {does}; END"]


def on_postgresql(watch: Watch, name: str, verb: str) -> list[str]:
    does = touching(watch, verb, POSTGRESQL)
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {does}; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} {event(watch, verb)} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
