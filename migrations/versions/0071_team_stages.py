"""Stages of a team, early warning, coaching notes, and the texts that go with them."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0071"
down_revision = "0070"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHANGE, FIX, TASK = "team_stage_change", "team_stage_fix", "team_stage_task"
SIGNAL, STEP, NOTE, GUIDE = "signal", "signal_step", "coaching_note", "guide_version"
KEPT = (CHANGE, FIX, TASK, STEP, NOTE, GUIDE)
EVERY_STAGE = "stage IN ('start', 'turbulence', 'stable', 'mature')"
EVERY_CODE = (
    "code IN ('calls_fall', 'no_first_call', 'connect_rate_falls', 'follow_ups_late', 'no_deal')"
)
STANDS = sa.text("ended_at IS NULL")


def number(name: str) -> sa.Column:
    return sa.Column(name, WHOLE, nullable=False)


def text(name: str, length: int, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=nullable)


def day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def check(table: str, name: str, said: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(said, name=op.f(f"ck_{table}_{name}"))


def index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    changes()
    fixes()
    tasks()
    signals()
    steps()
    notes()
    guides()
    for table in KEPT:
        for statement in trigger_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def changes() -> None:
    op.create_table(
        CHANGE,
        *(number("id"), number("team_id"), number("nth"), text("stage", 40), day("since")),
        sa.Column("why", sa.JSON(), nullable=False),
        instant("at"),
        check(CHANGE, "stage", EVERY_STAGE),
        check(CHANGE, "nth", "nth >= 1"),
        refers(CHANGE, "team_id", "team"),
        key(CHANGE, "id"),
        unique(CHANGE, "team_id", "nth"),
    )


def fixes() -> None:
    op.create_table(
        FIX,
        *(number("id"), number("team_id"), text("stage", 40, nullable=True)),
        *(day("since"), day("until", nullable=True), text("reason", 200)),
        *(instant("at"), number("by_id")),
        check(FIX, "stage", f"stage IS NULL OR {EVERY_STAGE}"),
        check(FIX, "until", "(stage IS NULL) = (until IS NULL)"),
        check(FIX, "days", "until IS NULL OR until >= since"),
        check(FIX, "reason", "reason <> ''"),
        refers(FIX, "team_id", "team"),
        refers(FIX, "by_id", "person"),
        key(FIX, "id"),
    )
    index(FIX, "team_id")


def tasks() -> None:
    op.create_table(
        TASK,
        *(number("team_id"), text("key", 40), number("item_id")),
        refers(TASK, "team_id", "team"),
        refers(TASK, "item_id", "meeting_item"),
        key(TASK, "team_id", "key"),
        unique(TASK, "item_id"),
    )


def signals() -> None:
    op.create_table(
        SIGNAL,
        *(number("id"), number("person_id"), text("code", 40), day("raised_on")),
        instant("raised_at"),
        sa.Column("figures", sa.JSON(), nullable=False),
        instant("ended_at", nullable=True),
        check(SIGNAL, "code", EVERY_CODE),
        check(SIGNAL, "ended", "ended_at IS NULL OR ended_at >= raised_at"),
        refers(SIGNAL, "person_id", "person"),
        key(SIGNAL, "id"),
    )
    index(SIGNAL, "person_id")
    op.create_index(
        "uq_signal_stands",
        SIGNAL,
        ["person_id", "code"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def steps() -> None:
    op.create_table(
        STEP,
        *(number("id"), text("uuid", 60), number("signal_id"), text("what", 40)),
        *(text("said", 500), day("until", nullable=True), instant("at"), number("by_id")),
        check(STEP, "what", "what IN ('done', 'snoozed')"),
        check(STEP, "until", "(what = 'snoozed') = (until IS NOT NULL)"),
        check(STEP, "said", "said <> ''"),
        refers(STEP, "signal_id", SIGNAL),
        refers(STEP, "by_id", "person"),
        key(STEP, "id"),
        unique(STEP, "uuid"),
    )
    index(STEP, "signal_id")


def notes() -> None:
    op.create_table(
        NOTE,
        *(number("id"), text("uuid", 60), number("person_id"), day("day")),
        sa.Column("said", sa.Text(), nullable=False),
        *(text("agreed", 500), day("next_on", nullable=True), instant("at"), number("by_id")),
        check(NOTE, "pair", "person_id <> by_id"),
        check(NOTE, "said", "said <> ''"),
        refers(NOTE, "person_id", "person"),
        refers(NOTE, "by_id", "person"),
        key(NOTE, "id"),
        unique(NOTE, "uuid"),
    )
    index(NOTE, "person_id")
    index(NOTE, "by_id")


def guides() -> None:
    op.create_table(
        GUIDE,
        *(number("id"), text("key", 40), text("language", 40), number("version")),
        text("title", 200),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        *(instant("at"), number("by_id")),
        check(GUIDE, "version", "version >= 1"),
        check(GUIDE, "title", "title <> ''"),
        refers(GUIDE, "by_id", "person"),
        key(GUIDE, "id"),
        unique(GUIDE, "key", "language", "version"),
    )


def downgrade() -> None:
    for table in (GUIDE, NOTE, STEP, SIGNAL, TASK, FIX, CHANGE):
        op.drop_table(table)
