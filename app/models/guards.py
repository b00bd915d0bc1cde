"""What the database itself refuses, whoever asks, where a condition tells (design: safety)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """Before `verb` on a row of `table` it is refused where `when` holds. `part`: of which part of
    the house the guard is."""

    part: str
    table: str
    verb: str
    name: str
    when: str

    @property
    def trigger(self) -> str:
        return f"{self.table}_{self.part}_guard_{self.name}"

    @property
    def refusal(self) -> str:
        return f"{self.part} guard: {self.table} {self.name}"


def statements_of(guards: Iterable[Guard], dialect: str) -> list[str]:
    """The statements that make the guards on `sqlite` or `postgresql`."""
    one = on_postgresql if dialect == "postgresql" else on_sqlite
    return [statement for guard in guards for statement in one(guard)]


def on_sqlite(guard: Guard) -> list[str]:
    return [
        f"CREATE TRIGGER {guard.trigger} BEFORE {guard.verb} ON {guard.table} WHEN {guard.when}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END"
    ]


def on_postgresql(guard: Guard) -> list[str]:
    row = "OLD" if guard.verb == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.trigger}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF {guard.when} THEN RAISE EXCEPTION '{guard.refusal}'; END IF;"
        f" RETURN {row}; END $$",
        f"CREATE TRIGGER {guard.trigger} BEFORE {guard.verb} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.trigger}()",
    ]
