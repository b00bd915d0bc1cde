from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AuditEntry, Setting
from app.rules.settings.timeline import Said
from app.services import server_state, settings
from app.services.hand_outs import standings
from app.services.people import working_days
from app.services.settings_page import changing, overview, preview, scopes
from tests import builders
from tests.queries import queries_of
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database")
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
FIRST, OWN = "quota.first_month", "quota.own_number"


@pytest.fixture(autouse=True)
def clock_is_set(set_clock):
    return set_clock


@pytest.fixture
def boss():
    return builders.person("boss", "manager").id


@pytest.fixture
def team():
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


def change(name: str, value: object, scope: str = "company", since: date = TODAY + DAY) -> None:
    changing.change(name, value, scope=scope, since=since, note="旺季", by_id=None)


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(Setting))


def quotas(proposed: Said | None) -> dict[str, tuple[int, int]]:
    found = preview.of(proposed)
    return {line.name: (line.now.number, line.then.number) for line in found.lines}


def shown(name: str) -> overview.Shown:
    return overview.show(name)[0]


def test_a_change_holds_from_its_day_on_and_is_told_with_its_reason(boss):
    changing.change(FIRST, 12, scope="company", since=TODAY + DAY, note="旺季", by_id=boss)
    assert [settings.value(FIRST, TODAY + n * DAY) for n in (0, 1, 2)] == [10, 12, 12]
    [later] = shown(FIRST).later
    assert (later.value, later.note, later.by) == (12, "旺季", "Boss")
    audit = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "setting"))
    assert (audit.actor_id, audit.subject) == (boss, f"setting:{FIRST}")
    assert audit.details == {
        "scope": "company",
        "since": "2026-11-24",
        "value": 12,
        "note": "旺季",
    }


def test_what_was_kept_of_the_rules_is_old_after_a_change():
    before = server_state.current().rules
    change("calls.per_day", 40, since=TODAY)
    assert server_state.current().rules != before


def test_the_same_day_said_again_keeps_the_later_and_audits_both():
    change(FIRST, 12)
    change(FIRST, 14)
    assert (rows(), settings.value(FIRST, TODAY + DAY)) == (1, 14)
    query = select(AuditEntry.details).where(AuditEntry.action == "setting")
    told = db.session.scalars(query.order_by(AuditEntry.id)).all()
    assert [(one["value"], one.get("before")) for one in told] == [(12, None), (14, 12)]


@pytest.mark.parametrize(
    ("name", "value", "scope", "since", "code"),
    [
        ("stage.needs.days", 3, "company", TODAY, "missing"),
        ("nothing", 3, "company", TODAY, "missing"),
        (FIRST, 12, "company", TODAY - DAY, "setting_in_the_past"),
        (FIRST, 12, "company", TODAY + 367 * DAY, "setting_too_far"),
        (FIRST, 101, "company", TODAY, "setting_range"),
        (FIRST, 10, "company", TODAY, "setting_no_news"),
        (FIRST, None, "company", TODAY, "setting_no_news"),
        (FIRST, 12, "team:99999", TODAY, "setting_scope"),
        (FIRST, 12, "person:99999", TODAY, "setting_scope"),
        (OWN, 12, "company", TODAY, "setting_scope"),
        ("calls.per_day", 12, "person:1", TODAY, "setting_scope"),
        ("calls.windows", [["08:00", "09:00"]], "company", TODAY, "setting_clash"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(name, value, scope, since, code):
    assert refused(change, name, value, scope, since) == code
    assert rows() == 0


def test_somebody_who_sells_nothing_cannot_have_a_quota_of_his_own(boss, alice):
    assert refused(change, OWN, 3, f"person:{boss}") == "setting_scope"
    change(OWN, 3, f"person:{alice.id}")


def test_a_team_has_its_own_until_it_is_taken_back(alice, team):
    scope = f"team:{team.id}"
    change(FIRST, 7, scope, TODAY)
    assert quotas(None) == {"Alice": (7, 7)}
    assert [(one.whose, one.value) for one in shown(FIRST).own] == [("一队", 7)]
    change(FIRST, None, scope, TODAY + DAY)
    assert quotas(None) == {"Alice": (10, 10)}
    assert settings.value(FIRST, TODAY, [scope]) == 7


def test_the_shipped_value_comes_back_and_the_past_stays():
    change(FIRST, 12, since=TODAY)
    change(FIRST, None)
    assert [settings.value(FIRST, TODAY + n * DAY) for n in (0, 1)] == [12, 10]
    setting = shown(FIRST)
    assert (setting.value, [one.value for one in setting.later]) == (12, [None])


def test_a_change_that_clashes_only_later_is_refused_with_that_day():
    change("calls.hours", ["10:00", "18:00"], since=TODAY + 7 * DAY)
    assert refused(change, "calls.windows", [["09:30", "11:00"]]) == "setting_clash"
    change("calls.windows", [["10:00", "11:00"]])


def test_what_has_not_begun_can_be_removed(boss):
    change(FIRST, 12)
    [later] = shown(FIRST).later
    changing.remove(FIRST, later.id, boss)
    assert rows() == 0
    audit = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "setting_removed"))
    assert (audit.actor_id, audit.details["value"]) == (boss, 12)


def test_what_has_begun_or_is_of_another_setting_cannot(set_clock):
    change(FIRST, 12)
    [later] = shown(FIRST).later
    assert refused(changing.remove, OWN, later.id, None) == "missing"
    assert refused(changing.remove, FIRST, later.id + 1, None) == "missing"
    set_clock(clock.now() + DAY)
    assert refused(changing.remove, FIRST, later.id, None) == "setting_begun"


def test_what_something_else_rests_on_cannot_be_removed():
    change("calls.hours", ["08:00", "20:00"])
    change("calls.windows", [["09:00", "11:00"], ["15:30", "17:30"]])
    change("allocation.run_at", "08:00")
    change("calls.windows", [["08:30", "12:00"]], since=TODAY + 3 * DAY)
    [hours] = shown("calls.hours").later
    assert refused(changing.remove, "calls.hours", hours.id, None) == "setting_clash"
    assert settings.value("calls.hours", TODAY + DAY) == ["08:00", "20:00"]


def test_the_index_says_what_holds_who_said_so_and_what_is_due(boss, alice):
    change("calls.per_day", 40, since=TODAY)
    change("calls.per_day", 50, since=TODAY + 7 * DAY)
    found = {one.item.key: one for ones in overview.index().values() for one in ones}
    per_day = found["calls.per_day"]
    assert (per_day.value, per_day.said.note) == (40, "旺季")
    assert [one.value for one in per_day.later] == [50]
    assert (found[FIRST].value, found[FIRST].said) == (10, None)


def test_everything_ever_said_is_shown_the_latest_first(alice):
    change(FIRST, 12, since=TODAY)
    change(FIRST, 7, f"person:{alice.id}")
    _, past = overview.show(FIRST)
    assert [(one.value, one.whose) for one in past] == [(7, "Alice"), (12, "")]


def test_who_left_can_still_be_taken_off_the_list(alice):
    change(OWN, 3, f"person:{alice.id}", TODAY)
    alice.disabled_at = clock.now()
    builders.add(alice)
    assert scopes.of(overview.item_of(OWN)) == [(f"person:{alice.id}", "Alice")]
    change(OWN, None, f"person:{alice.id}")


def test_the_look_at_the_next_day_writes_nothing(alice):
    builders.person("bob", hired_on=date(2026, 9, 1))
    proposed = Said(FIRST, "company", TODAY + DAY, 12)
    assert quotas(proposed) == {"Alice": (10, 12), "Bob": (5, 5)}
    assert (rows(), not db.session.dirty, not db.session.new) == (0, True, True)


def test_the_look_says_what_the_day_then_gives(alice):
    """What is shown before is what the day itself says after the change was made."""
    change(FIRST, 8, since=TODAY)
    proposed = Said("quota.first_step_months", "company", TODAY + DAY, 0)
    [line] = preview.of(proposed).lines
    assert (line.now.number, line.then.number) == (8, 5)
    change("quota.first_step_months", 0)
    assert standings.of_each([alice], TODAY + DAY)[alice.id].quota == line.then


def test_the_look_is_at_a_working_day_on_which_the_change_holds(alice):
    friday, saturday, next_monday = (TODAY + n * DAY for n in (4, 5, 7))
    assert preview.of(None).day == TODAY + DAY
    for since, day in ((TODAY, TODAY + DAY), (friday, friday), (saturday, next_monday)):
        assert preview.of(Said(FIRST, "company", since, 12)).day == day


def test_the_look_counts_what_waits():
    builders.lead(kind="precise")
    builders.lead(kind="ordinary")
    assert preview.of(None).waiting == 1


def test_the_look_refuses_what_a_change_would_refuse(alice):
    def look(value: object, scope: str = "company", since: date = TODAY) -> str:
        return refused(preview.of, Said(FIRST, scope, since, value))

    assert look(-1) == "setting_range"
    assert look(9, "team:99999") == "setting_scope"
    assert look(9, since=TODAY - DAY) == "setting_in_the_past"


def test_the_queries_do_not_grow_with_people_and_words(alice):
    def asked() -> list[int]:
        working_days.kept.clear()
        look = Said(FIRST, "company", TODAY, 12)
        return [queries_of(overview.index), queries_of(lambda: preview.of(look))]

    change(OWN, 3, f"person:{alice.id}", TODAY)
    few = asked()
    for n in range(9):
        made = builders.person(f"rep{n}")
        change(OWN, n, f"person:{made.id}", TODAY)
    assert asked() == few
