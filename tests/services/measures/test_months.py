"""The pay months, brought in as files, give what plain Python makes of the same files."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Deal, Group, Person, Receipt, Target, Team
from app.rules.measures import periods
from app.rules.measures.dictionary import MEASURES, value
from app.services.deals import standing
from app.services.imports import command
from app.services.measures import counting, hours
from app.services.measures.cutting import Cut
from app.services.measures.stretches import Stretch
from tests.services.measures import plain

CASES = Path(__file__).parents[2] / "cases"
FOLDERS = sorted(CASES.glob("pay-*"))
ORDER = ("people", "targets", "presence", "leads", "calls", "deals")
KEYS = {
    "person": (Person, lambda row: row["login"]),
    "group": (Group, lambda row: f"{row['team']}/{row['group']}" if row["group"] else None),
    "team": (Team, lambda row: row["team"]),
    "company": (None, lambda row: 0),
}

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request, tmp_path, database, set_clock, prepared):
    prepared(request.param, lambda: bring_in(request.param, tmp_path))
    return request.param


def bring_in(folder: Path, desk: Path) -> None:
    for kind in ORDER:
        shutil.copy(folder / f"{kind}.csv", desk)
        tally = command.bring_in(desk / f"{kind}.csv", kind)
        assert tally.rejected == [] and tally.created == tally.read


def named(by):
    if by == "person":
        return dict(db.session.execute(select(Person.id, Person.login)).all())
    if by == "team":
        return dict(db.session.execute(select(Team.id, Team.name)).all())
    if by == "group":
        query = select(Group.id, Team.name + "/" + Group.name).join(Team)
        return dict(db.session.execute(query).all())
    return {0: 0}


def counted(by, period):
    names = {None: None, **named(by)}
    found = counting.counts(periods.read(period), Cut(by))
    return {names[key]: counts for key, counts in found.items()}


def values(counts, codes):
    return {code: value(MEASURES[code], counts) for code in codes}


def test_persons_groups_and_teams_agree_with_plain_python(folder):
    month = folder.name[4:]
    for by, (_, key) in KEYS.items():
        for prefix in (month, month[:4]):
            expected = plain.month(folder, prefix, key)
            found = counted(by, prefix)
            for name, sums in expected.items():
                assert values(found[name], sums.values()) == sums.values(), (by, name)
            some = {name for name, counts in found.items() if any(counts.values())}
            assert some <= {None, *expected}  # nobody has what nobody called yet


def test_one_person_and_one_team_alone_agree_with_all_together(folder):
    period = periods.read(folder.name[4:])
    for by in ("person", "team"):
        for key, counts in counting.counts(period, Cut(by)).items():
            alone = counting.counts(period, Cut("company", within=(by, key)))
            assert alone[0] == counts
    together = counting.counts(period, Cut("company"))[0]
    together.pop("dial_goal")  # nobody is asked for calls of one source
    assert list(counting.counts(period, Cut("source")).values()) == [together]


def test_periods_counted_at_once_and_sums_of_lines_are_what_each_alone_is(folder):
    month = periods.read(folder.name[4:])
    both = Stretch.of(month, month.after())
    for by in ("person", "group", "team", "source"):
        cut = Cut(by)
        lines, whole = counting.with_whole(both, cut)
        assert lines == counting.each(both, cut)
        assert lines == [counting.counts(one, cut) for one in both.periods]
        assert whole == [counting.counts(one, Cut("company"))[0] for one in both.periods]


def test_the_targets_are_there(folder):
    rows = plain.table(folder, "targets")
    found = db.session.scalar(select(func.sum(Target.hundredths)))
    assert found == sum(round(float(row["value"]) * 100) for row in rows)


def test_what_counts_of_deals_can_be_thrown_away_and_made_again(folder):
    before = {by: counted(by, folder.name[4:]) for by in KEYS}
    standing.rebuild()
    assert {by: counted(by, folder.name[4:]) for by in KEYS} == before


def test_the_same_file_again_adds_nothing(folder, tmp_path):
    deals = db.session.scalar(select(func.count()).select_from(Deal))
    receipts = db.session.scalar(select(func.count()).select_from(Receipt))
    for kind in ("deals", "targets"):
        shutil.copy(folder / f"{kind}.csv", tmp_path)
        again = command.bring_in(tmp_path / f"{kind}.csv", kind)
        assert (again.created, again.updated, again.duplicates) == (0, 0, again.read)
    assert db.session.scalar(select(func.count()).select_from(Deal)) == deals
    assert db.session.scalar(select(func.count()).select_from(Receipt)) == receipts


def test_the_hours_and_the_funnel_of_the_months_agree_with_their_files(folder):
    period = periods.read(folder.name[4:])
    rows = plain.table(folder, "calls")
    cells = hours.of(period, None)
    inside = [row for row in rows if plain.day(row["started_at"]).startswith(period.code)]
    outward = [row for row in inside if row.get("direction", "out") != "in"]
    assert sum(cell.calls for cell in cells.values()) == len(outward)
    assert hours.funnel(period, None).called == len({row["phone"] for row in outward})
