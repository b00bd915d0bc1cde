"""Meetings of teams, what is said and raised there, and what stays open."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.meeting_guards import meeting_guard_statements
from app.models.types import UtcDateTime

revision = "0050"
down_revision = "0042"

TABLES = (
    "meeting",
    "meeting_attendance",
    "meeting_turn",
    "meeting_note",
    "meeting_addition",
    "meeting_figure",
    "meeting_item",
    "meeting_carry",
    "meeting_item_step",
)
APPEND_ONLY = (
    "meeting_turn",
    "meeting_note",
    "meeting_addition",
    "meeting_figure",
    "meeting_carry",
    "meeting_item_step",
)
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    make_meeting()
    make_meeting_attendance()
    make_meeting_turn()
    make_meeting_note()
    make_meeting_addition()
    make_meeting_figure()
    make_meeting_item()
    make_meeting_carry()
    make_meeting_item_step()
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in trigger_statements(table, dialect):
            op.execute(statement)
    for statement in meeting_guard_statements(dialect):
        op.execute(statement)


def make_meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("team_id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("minutes", WHOLE, nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("opened_by_id", WHOLE, nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "kind IN ('morning', 'evening', 'weekly', 'monthly')", name=op.f("ck_meeting_kind")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_meeting_closed")
        ),
        sa.CheckConstraint(
            "(opened_at IS NULL) = (opened_by_id IS NULL)", name=op.f("ck_meeting_opened")
        ),
        sa.CheckConstraint(
            "closed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_meeting_opened_first")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_meeting_minutes")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_meeting_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_meeting_opened_by_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_meeting_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("kind", "team_id", "day", name=op.f("uq_meeting_kind_team_id_day")),
    )
    op.create_index(op.f("ix_meeting_team"), "meeting", ["team_id", "day"])


def make_meeting_attendance() -> None:
    op.create_table(
        "meeting_attendance",
        sa.Column("meeting_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("here", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_meeting_attendance_by_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_attendance_person_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_meeting_attendance")),
    )


def make_meeting_turn() -> None:
    op.create_table(
        "meeting_turn",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting_id", WHOLE, nullable=False),
        sa.Column("point", sa.String(40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_meeting_turn_by_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_turn_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_turn")),
    )
    op.create_index(op.f("ix_meeting_turn_meeting_id"), "meeting_turn", ["meeting_id"])


def make_meeting_note() -> None:
    op.create_table(
        "meeting_note",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(60), nullable=False),
        sa.Column("meeting_id", WHOLE, nullable=False),
        sa.Column("point", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_id", WHOLE, nullable=True),
        sa.Column("other_id", WHOLE, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint(
            "other_id IS NULL OR base_id IS NOT NULL", name=op.f("ck_meeting_note_other")
        ),
        sa.ForeignKeyConstraint(
            ["base_id"], ["meeting_note.id"], name=op.f("fk_meeting_note_base_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_meeting_note_by_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_note_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["meeting_note.id"], name=op.f("fk_meeting_note_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_note")),
        sa.UniqueConstraint("uuid", name=op.f("uq_meeting_note_uuid")),
    )
    op.create_index(op.f("ix_meeting_note_meeting"), "meeting_note", ["meeting_id", "point"])


def make_meeting_addition() -> None:
    op.create_table(
        "meeting_addition",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(60), nullable=False),
        sa.Column("meeting_id", WHOLE, nullable=False),
        sa.Column("point", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_meeting_addition_text")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_meeting_addition_by_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_addition_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_addition")),
        sa.UniqueConstraint("uuid", name=op.f("uq_meeting_addition_uuid")),
    )
    op.create_index(op.f("ix_meeting_addition_meeting_id"), "meeting_addition", ["meeting_id"])


def make_meeting_figure() -> None:
    op.create_table(
        "meeting_figure",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting_id", WHOLE, nullable=False),
        sa.Column("point", sa.String(40), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("person_id", WHOLE, nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_figure_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_figure_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_figure")),
    )
    op.create_index(op.f("ix_meeting_figure_meeting_id"), "meeting_figure", ["meeting_id"])


def make_meeting_item() -> None:
    op.create_table(
        "meeting_item",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(60), nullable=False),
        sa.Column("meeting_id", WHOLE, nullable=True),
        sa.Column("team_id", WHOLE, nullable=True),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("owner_id", WHOLE, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_when", sa.String(200), nullable=False),
        sa.Column("parent_id", WHOLE, nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", WHOLE, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("times_below", WHOLE, nullable=False),
        sa.Column("holder_id", WHOLE, nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('open', 'kept')) = (ended_at IS NULL)", name=op.f("ck_meeting_item_ended")
        ),
        sa.CheckConstraint(
            "(type IN ('task', 'question')) = (state <> 'kept')", name=op.f("ck_meeting_item_kept")
        ),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('morning', 'evening', 'weekly', 'monthly')",
            name=op.f("ck_meeting_item_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'kept', 'done', 'answered', 'dropped', 'split')",
            name=op.f("ck_meeting_item_state"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_meeting_item_text")),
        sa.CheckConstraint(
            "type <> 'task' OR (owner_id IS NOT NULL AND holder_id IS NOT NULL AND due_on IS NOT NULL AND done_when <> '')",
            name=op.f("ck_meeting_item_task"),
        ),
        sa.CheckConstraint(
            "type IN ('note', 'decision', 'task', 'question')", name=op.f("ck_meeting_item_type")
        ),
        sa.CheckConstraint(
            "(kind IS NULL) = (meeting_id IS NULL) AND (kind IS NULL) = (team_id IS NULL)",
            name=op.f("ck_meeting_item_meeting"),
        ),
        sa.CheckConstraint(
            "(owner_id IS NULL) = (holder_id IS NULL)", name=op.f("ck_meeting_item_holder")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_meeting_item_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_meeting_item_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_meeting_item_owner_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["meeting_item.id"], name=op.f("fk_meeting_item_parent_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_meeting_item_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint("uuid", name=op.f("uq_meeting_item_uuid")),
    )
    op.create_index(op.f("ix_meeting_item_coming"), "meeting_item", ["team_id", "kind", "state"])
    op.create_index(op.f("ix_meeting_item_holder"), "meeting_item", ["holder_id", "state"])
    op.create_index(op.f("ix_meeting_item_meeting"), "meeting_item", ["meeting_id"])
    op.create_index(op.f("ix_meeting_item_parent_id"), "meeting_item", ["parent_id"])


def make_meeting_carry() -> None:
    op.create_table(
        "meeting_carry",
        sa.Column("meeting_id", WHOLE, nullable=False),
        sa.Column("item_id", WHOLE, nullable=False),
        sa.Column("times", WHOLE, nullable=False),
        sa.Column("nth", WHOLE, nullable=False),
        sa.Column("holder_id", WHOLE, nullable=True),
        sa.CheckConstraint("nth >= 1 AND times >= nth", name=op.f("ck_meeting_carry_nth")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_meeting_carry_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_carry_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_carry_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "item_id", name=op.f("pk_meeting_carry")),
        sa.UniqueConstraint("item_id", "times", name=op.f("uq_meeting_carry_item_id_times")),
    )


def make_meeting_item_step() -> None:
    op.create_table(
        "meeting_item_step",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("item_id", WHOLE, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("said", sa.String(500), nullable=False),
        sa.Column("holder_id", WHOLE, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("what = 'done' OR said <> ''", name=op.f("ck_meeting_item_step_said")),
        sa.CheckConstraint(
            "what IN ('done', 'answered', 'dropped', 'split', 'handed_up')",
            name=op.f("ck_meeting_item_step_what"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_meeting_item_step_by_id")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_meeting_item_step_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_item_step_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item_step")),
    )
    op.create_index(op.f("ix_meeting_item_step_item_id"), "meeting_item_step", ["item_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
