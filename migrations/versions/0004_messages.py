"""Text messages are texts to say, too."""

from alembic import op

revision = "0004"
down_revision = "0002"

NAME = "ck_script_kind"
BEFORE = "kind IN ('script', 'objection', 'product')"
AFTER = "kind IN ('script', 'objection', 'product', 'message')"


def upgrade() -> None:
    hold_kinds_to(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM script WHERE kind = 'message'")
    hold_kinds_to(BEFORE)


def hold_kinds_to(condition: str) -> None:
    """SQLite's batch mode builds the table anew and does not know of its old condition."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.drop_constraint(op.f(NAME), "script", type_="check")
    with op.batch_alter_table("script", recreate="auto") as table:
        table.create_check_constraint(op.f(NAME), condition)
