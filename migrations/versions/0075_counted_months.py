"""The sums of counted days by month, so that a year is twelve rows of each and not 365."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MONTHS = "monthly_count"
KEYS = {"scope": sa.String(40), "within_id": WHOLE, "month": sa.Date(), "key_id": WHOLE}
NUMBERS = ["calls", "connected", "came_in"] + [
    f"{of}_in_{kind}"
    for of in ("called", "reached", "interested", "added")
    for kind in ("month", "quarter", "year")
]
FIRST_DAY = {
    "sqlite": "date(day, 'start of month')",
    "postgresql": "CAST(date_trunc('month', day) AS date)",
}
FILLED = """
INSERT INTO monthly_count (scope, within_id, month, key_id, {names})
SELECT scope, within_id, {first}, key_id, {sums} FROM daily_count
GROUP BY scope, within_id, {first}, key_id
"""


def upgrade() -> None:
    op.create_table(
        MONTHS,
        *(sa.Column(name, kind, nullable=False) for name, kind in KEYS.items()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.PrimaryKeyConstraint(*KEYS, name=op.f(f"pk_{MONTHS}")),
    )
    op.create_index("ix_monthly_count_month", MONTHS, ["month"])
    sums = ", ".join(f"sum({name})" for name in NUMBERS)
    first = FIRST_DAY[op.get_bind().dialect.name]
    op.execute(FILLED.format(names=", ".join(NUMBERS), first=first, sums=sums))


def downgrade() -> None:
    op.drop_table(MONTHS)
