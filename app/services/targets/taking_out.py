"""Targets as the rows of a file, under headings that an import knows (design: import headings)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import select

from app.extensions import db
from app.models import Group, Person, Target, Team
from app.rules.measures.targets import RATES
from app.services.customers.within import Who

HEADINGS = ("范围", "对象", "指标", "期间", "目标")
SCOPES = {"team": "团队", "group": "小组", "person": "个人"}
MEASURES = {
    "amount": "业绩额",
    "deals": "单数",
    "workload": "工作量",
    "conversion": "成单率",
    "satisfaction": "客户满意度",
}


def rows(_who: Who) -> Iterator[Sequence[str]]:
    """Headings, then every target by period; people stand by their login. Rates are in percent."""
    yield HEADINGS
    query = (
        select(Target.scope, Target.measure, Target.period, Target.hundredths)
        .add_columns(Team.name.label("team"), Group.name.label("group"), Person.login)
        .outerjoin(Team, Team.id == Target.team_id)
        .outerjoin(Group, Group.id == Target.group_id)
        .outerjoin(Person, Person.id == Target.person_id)
        .order_by(Target.period, Target.id)
    )
    for row in db.session.execute(query):
        owner = row.login or row.group or row.team
        value = f"{Decimal(row.hundredths) / 100:f}" + ("%" if row.measure in RATES else "")
        yield [SCOPES[row.scope], owner, MEASURES[row.measure], row.period, value]
