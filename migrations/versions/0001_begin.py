"""The tables that the house begins with."""

import secrets

import sqlalchemy as sa
from alembic import op

from app.models.append_only import REFUSE_ON_POSTGRESQL, trigger_statements
from app.models.types import UtcDateTime

revision = "0001"
down_revision = None

APPEND_ONLY = ("audit_entry", "hand_out", "lead_move", "sync_op")


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("exception", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "exception IS NULL OR exception IN ('free', 'work')",
            name=op.f("ck_calendar_day_exception"),
        ),
        sa.CheckConstraint(
            "published IS NULL OR published IN ('holiday', 'make_up')",
            name=op.f("ck_calendar_day_published"),
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "calendar_year",
        sa.Column(
            "year",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("filled_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("hired_on", sa.Date(), nullable=False),
        sa.Column("precise_from", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("login = lower(login)", name=op.f("ck_person_login_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "script",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('script', 'objection', 'product')", name=op.f("ck_script_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script")),
        sa.UniqueConstraint(
            "key", "language", "version", name=op.f("uq_script_key_language_version")
        ),
    )
    server_state = op.create_table(
        "server_state",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_server_state")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_failure_address"), ["address"], unique=False)
        batch_op.create_index("ix_sign_in_failure_login_at", ["login", "at"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_audit_entry_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "device",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("browser_hash", sa.String(length=64), nullable=True),
        sa.Column("last_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("max_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("queued", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client", sa.String(length=200), nullable=False),
        sa.Column("skew_s", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_contact_at", UtcDateTime(), nullable=False),
        sa.Column("last_call_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_device_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_browser_hash"), ["browser_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_person_id"), ["person_id"], unique=False)

    op.create_table(
        "do_not_call",
        sa.Column("number_hash", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column(
            "lifted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("lifted_because", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_do_not_call_by_id")),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["person.id"], name=op.f("fk_do_not_call_lifted_by_id")
        ),
        sa.PrimaryKeyConstraint("number_hash", name=op.f("pk_do_not_call")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column(
            "rows_total", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("last_row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("read", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("updated", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "duplicates", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("rejected", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('uploaded', 'waiting', 'running', 'done', 'failed')",
            name=op.f("ck_import_run_state"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_import_run_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_one_time_link_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_one_time_link_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pay_grade",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "grade IN ('probation', 'formal', 'supervisor')", name=op.f("ck_pay_grade_grade")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pay_grade_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_grade")),
        sa.UniqueConstraint("person_id", "since", name=op.f("uq_pay_grade_person_id_since")),
    )
    op.create_table(
        "presence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "half_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column(
            "noted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("half_days BETWEEN 0 AND 2", name=op.f("ck_presence_half_days")),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["person.id"], name=op.f("fk_presence_noted_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_presence_person_id_day")),
    )
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presence_day"), ["day"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "person_id", "role", "since", name=op.f("uq_role_grant_person_id_role_since")
        ),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sales_group",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_sales_group_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_group")),
        sa.UniqueConstraint("team_id", "name", name=op.f("uq_sales_group_team_id_name")),
    )
    with op.batch_alter_table("sales_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sales_group_team_id"), ["team_id"], unique=False)

    op.create_table(
        "setting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("set_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_setting_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", "scope", "since", name=op.f("uq_setting_key_scope_since")),
    )
    op.create_table(
        "user_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("installed", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_user_session_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "lead",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("industry", sa.String(length=200), nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False),
        sa.Column("wechat", sa.String(length=200), nullable=False),
        sa.Column("qq", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=False),
        sa.Column("cost_fen", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owned_since", UtcDateTime(), nullable=True),
        sa.Column("waiting_since", UtcDateTime(), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=True),
        sa.Column("attitude", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("stage_since", UtcDateTime(), nullable=False),
        sa.Column("wechat_state", sa.String(length=40), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("due_kind", sa.String(length=40), nullable=True),
        sa.Column("last_call_at", UtcDateTime(), nullable=True),
        sa.Column("cool_until", sa.Date(), nullable=True),
        sa.Column("do_not_call", sa.Boolean(), nullable=False),
        sa.Column("gone_because", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "grade IS NULL OR grade IN ('A', 'B', 'C', 'D')", name=op.f("ck_lead_grade")
        ),
        sa.CheckConstraint("kind IN ('precise', 'ordinary', 'own')", name=op.f("ck_lead_kind")),
        sa.CheckConstraint("(due_at IS NULL) = (due_kind IS NULL)", name=op.f("ck_lead_due")),
        sa.CheckConstraint(
            "(owner_id IS NULL) = (owned_since IS NULL)", name=op.f("ck_lead_owned_since")
        ),
        sa.CheckConstraint(
            "owner_id IS NULL OR (NOT do_not_call AND gone_because IS NULL)",
            name=op.f("ck_lead_owner_callable"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_lead_created_by_id")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import_run.id"], name=op.f("fk_lead_import_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_lead_owner_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_lead_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
    )
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_lead_owner", ["owner_id", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_source_id"), ["source_id"], unique=False)
        batch_op.create_index(
            "ix_lead_waiting",
            ["kind", "waiting_since", "id"],
            unique=False,
            sqlite_where=sa.text("owner_id IS NULL"),
            postgresql_where=sa.text("owner_id IS NULL"),
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["sales_group.id"], name=op.f("fk_membership_group_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_membership_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_id", "since", name=op.f("uq_membership_person_id_since")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_team_id"), ["team_id"], unique=False)

    op.create_table(
        "rejected_row",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name=op.f("fk_rejected_row_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_row")),
        sa.UniqueConstraint("import_id", "row", name=op.f("uq_rejected_row_import_id_row")),
    )
    op.create_table(
        "sync_op",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("device_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_sync_op_device_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sync_op_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_op")),
        sa.UniqueConstraint("device_id", "seq", name=op.f("uq_sync_op_device_id_seq")),
    )
    with op.batch_alter_table("sync_op", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_op_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sync_op_status"), ["status"], unique=False)

    op.create_table(
        "call",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uuid", sa.String(length=64), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "duration_s", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("disposition", sa.String(length=40), nullable=False),
        sa.Column("connected", sa.Boolean(), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("attitude", sa.String(length=40), nullable=True),
        sa.Column("wechat", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("follow_up_at", UtcDateTime(), nullable=True),
        sa.Column("script_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confirmed_by", sa.String(length=40), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("later", sa.JSON(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("device_at", sa.String(length=200), nullable=False),
        sa.Column("timed_by", sa.String(length=40), nullable=False),
        sa.Column("skew_s", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.Column(
            "voided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("voided_because", sa.String(length=200), nullable=True),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_call_direction")),
        sa.CheckConstraint(
            "grade IS NULL OR grade IN ('A', 'B', 'C', 'D')", name=op.f("ck_call_grade")
        ),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (voided_because IS NULL)", name=op.f("ck_call_voided")
        ),
        sa.CheckConstraint("duration_s >= 0", name=op.f("ck_call_duration")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_call_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_person_id")),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name=op.f("fk_call_script_id")),
        sa.ForeignKeyConstraint(["voided_by_id"], ["person.id"], name=op.f("fk_call_voided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("uuid", name=op.f("uq_call_uuid")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index("ix_call_day", ["day"], unique=False)
        batch_op.create_index("ix_call_lead_started", ["lead_id", "started_at"], unique=False)
        batch_op.create_index(
            "ix_call_person_day", ["person_id", "day", "started_at"], unique=False
        )

    op.create_table(
        "hand_out",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind IN ('precise', 'ordinary')", name=op.f("ck_hand_out_kind")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_hand_out_number")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_hand_out_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hand_out_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_out")),
        sa.UniqueConstraint(
            "person_id", "day", "kind", "number", name=op.f("uq_hand_out_person_id_day_kind_number")
        ),
    )
    with op.batch_alter_table("hand_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_out_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_out_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "lead_move",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_lead_move_actor_id")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_lead_move_from_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_move_lead_id")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_lead_move_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_move")),
    )
    with op.batch_alter_table("lead_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_move_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "lead_phone",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_phone_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_phone")),
        sa.UniqueConstraint("number", name=op.f("uq_lead_phone_number")),
    )
    with op.batch_alter_table("lead_phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_phone_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "call_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("call_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_call_change_by_id")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_change_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_change")),
    )
    with op.batch_alter_table("call_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_change_call_id"), ["call_id"], unique=False)

    op.bulk_insert(server_state, [{"key": "epoch", "value": secrets.token_urlsafe(9)}])
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(REFUSE_ON_POSTGRESQL)
    for table in APPEND_ONLY:
        for statement in trigger_statements(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("call_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_change_call_id"))

    op.drop_table("call_change")
    with op.batch_alter_table("lead_phone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lead_phone_lead_id"))

    op.drop_table("lead_phone")
    with op.batch_alter_table("lead_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lead_move_lead_id"))

    op.drop_table("lead_move")
    with op.batch_alter_table("hand_out", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_out_lead_id"))
        batch_op.drop_index(batch_op.f("ix_hand_out_day"))

    op.drop_table("hand_out")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index("ix_call_person_day")
        batch_op.drop_index("ix_call_lead_started")
        batch_op.drop_index("ix_call_day")

    op.drop_table("call")
    with op.batch_alter_table("sync_op", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_op_status"))
        batch_op.drop_index(batch_op.f("ix_sync_op_person_id"))

    op.drop_table("sync_op")
    op.drop_table("rejected_row")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_team_id"))
        batch_op.drop_index(batch_op.f("ix_membership_group_id"))

    op.drop_table("membership")
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_lead_waiting",
            sqlite_where=sa.text("owner_id IS NULL"),
            postgresql_where=sa.text("owner_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_lead_source_id"))
        batch_op.drop_index("ix_lead_owner")
        batch_op.drop_index(batch_op.f("ix_lead_import_id"))

    op.drop_table("lead")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_session_person_id"))

    op.drop_table("user_session")
    op.drop_table("setting")
    with op.batch_alter_table("sales_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sales_group_team_id"))

    op.drop_table("sales_group")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presence_day"))

    op.drop_table("presence")
    op.drop_table("pay_grade")
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_link_person_id"))

    op.drop_table("one_time_link")
    op.drop_table("import_run")
    op.drop_table("do_not_call")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_person_id"))
        batch_op.drop_index(batch_op.f("ix_device_browser_hash"))

    op.drop_table("device")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))

    op.drop_table("audit_entry")
    op.drop_table("team")
    op.drop_table("source")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_failure_login_at")
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_address"))

    op.drop_table("sign_in_failure")
    op.drop_table("server_state")
    op.drop_table("script")
    op.drop_table("person")
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")

    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
