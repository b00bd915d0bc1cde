from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry, Target
from tests import builders

HEADINGS = ["scope", "owner", "measure", "period", "value"]


def found():
    query = select(Target.scope, Target.measure, Target.period, Target.hundredths, Target.rev)
    return {tuple(one) for one in db.session.execute(query)}


def test_targets_of_a_team_a_group_and_a_person(bring):
    team = builders.team("T1")
    group = builders.group(team, "A")
    builders.person("alice", team=team, group=group)
    rows = [
        ["team", "T1", "amount", "2026-10", "200000"],
        ["小组", "A", "单数", "2026年10月", "12.5"],
    ]
    tally = bring("targets", HEADINGS, *rows, ["个人", "alice", "成单率", "2026-Q4", "15%"])
    assert (tally.read, tally.created) == (3, 3)
    assert found() == {
        ("team", "amount", "2026-10", 20_000_000, 1),
        ("group", "deals", "2026-10", 1_250, 1),
        ("person", "conversion", "2026-Q4", 1_500, 1),
    }


def test_a_target_that_is_known_takes_over_the_new_value_and_the_old_one_stays_on_record(bring):
    builders.person("alice")
    line = ["person", "alice", "amount", "2026-10"]
    assert bring("targets", HEADINGS, [*line, "20000"]).created == 1
    again = bring("targets", HEADINGS, [*line, "20000"], [*line, "30000"])
    assert (again.read, again.created, again.updated, again.duplicates) == (2, 0, 1, 2)
    assert found() == {("person", "amount", "2026-10", 3_000_000, 2)}
    told = db.session.scalars(select(AuditEntry).filter_by(action="target")).all()
    assert told[-1].details["before"] == 2_000_000


def test_what_is_not_understood_is_rejected_with_its_reason(bring):
    for name in ("T1", "T2"):
        builders.group(builders.team(name), "A")
    builders.person("alice")
    tally = bring(
        "targets",
        HEADINGS,
        ["everybody", "T1", "amount", "2026-10", "1"],
        ["team", "T3", "amount", "2026-10", "1"],
        ["group", "A", "amount", "2026-10", "1"],
        ["group", "T2/A", "amount", "2026-10", "1"],
        ["person", "alice", "joy", "2026-10", "1"],
        ["person", "alice", "amount", "2026", "1"],
        ["person", "alice", "amount", "2026-10", "much"],
    )
    assert tally.created == 1
    assert [one.reason.code for one in tally.rejected] == [
        *("target_scope_unknown", "target_owner_unknown", "target_owner_unknown"),
        *("target_measure_unknown", "period_unreadable", "target_value_unreadable"),
    ]
