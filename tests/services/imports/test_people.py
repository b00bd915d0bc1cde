from datetime import date, time

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Group, Lead, LeadMove, Membership, PayGrade, Person, Team, UserSession
from app.services.accounts import sessions
from app.services.leads import leaving
from app.services.transaction import write
from tests import builders

HEADINGS = ["login", "name", "roles", "team", "group", "hired_on", "grade", "formal_on", "left_on"]
TODAY = date(2026, 11, 23)


def row(login, name="", roles="", team="", group="", hired="", grade="", formal="", left=""):
    return [login, name, roles, team, group, hired, grade, formal, left]


WANG = row("Wang", "王芳", "rep,组长", "一队", "A组", "2026-02-10", "转正", "2026/4/24")


def person(login="wang"):
    db.session.expire_all()
    return db.session.scalar(select(Person).where(Person.login == login))


def grades(login="wang"):
    query = select(PayGrade).where(PayGrade.person_id == person(login).id).order_by(PayGrade.since)
    return [(one.since.isoformat(), one.grade) for one in db.session.scalars(query)]


def places(login="wang"):
    query = select(Membership, Team.name, Group.name).outerjoin(Team, Team.id == Membership.team_id)
    query = query.outerjoin(Group, Group.id == Membership.group_id).order_by(Membership.since)
    rows = db.session.execute(query.where(Membership.person_id == person(login).id))
    return [(one.since.isoformat(), team, group) for one, team, group in rows]


def counts(tally):
    return (tally.read, tally.created, tally.updated, tally.duplicates, len(tally.rejected))


def reasons(tally):
    return {one.row: one.reason.code for one in tally.rejected}


def test_a_new_person_has_an_account_without_a_password_and_facts_from_the_hire_date(bring):
    assert counts(bring("people", HEADINGS, WANG)) == (1, 1, 0, 0, 0)
    wang = person()
    assert (wang.name, wang.password_hash, wang.is_active) == ("王芳", None, True)
    assert set(wang.roles) == {"rep", "group_leader"}
    assert wang.hired_on == wang.precise_from == date(2026, 2, 10)
    assert {grant.since for grant in wang.role_grants} == {wang.hired_on}
    assert places() == [("2026-02-10", "一队", "A组")]
    assert grades() == [("2026-02-10", "probation"), ("2026-04-24", "formal")]


def test_chinese_headings_and_words_mean_the_same(bring):
    chinese = ["账号", "姓名", "角色", "团队", "小组", "入职日期", "级别", "转正日期", "离职日期"]
    rows = [
        ["2026年人员名单"],
        chinese,
        row("li", "李娜", "销售主管、培训师", "一队", "", "2026.3.2", "主管"),
    ]
    assert counts(bring("people", *rows)) == (1, 1, 0, 0, 0)
    assert set(person("li").roles) == {"supervisor", "trainer"}
    assert grades("li") == [("2026-03-02", "supervisor")]


def test_without_a_role_somebody_is_a_rep(bring):
    bring("people", HEADINGS, row("li", "李娜", hired="2026-03-02"))
    assert person("li").roles == ("rep",)


def test_the_same_list_again_changes_nothing(bring):
    bring("people", HEADINGS, WANG)
    assert counts(bring("people", HEADINGS, WANG)) == (1, 0, 0, 1, 0)
    assert counts(bring("people", HEADINGS, row("wang"))) == (1, 0, 0, 1, 0)


def test_a_known_login_takes_over_what_is_different_from_today_on(bring):
    bring("people", HEADINGS, WANG)
    changed = row("wang", "王小芳", "主管", "一队", "B组")
    assert counts(bring("people", HEADINGS, changed)) == (1, 0, 1, 1, 0)
    wang = person()
    assert (wang.name, wang.roles) == ("王小芳", ("supervisor",))
    assert {(g.role, g.since, g.until) for g in wang.role_grants} == {
        ("rep", date(2026, 2, 10), TODAY),
        ("group_leader", date(2026, 2, 10), TODAY),
        ("supervisor", TODAY, None),
    }
    assert places() == [("2026-02-10", "一队", "A组"), ("2026-11-23", "一队", "B组")]
    assert len(grades()) == 2


def test_who_gets_other_roles_has_to_sign_in_again(bring):
    alice = builders.person("alice")
    with write():
        sessions.start(alice, browser="", address="", installed=False)
    bring("people", HEADINGS, row("alice", roles="rep,主管"))
    assert db.session.scalar(select(UserSession)).revoked_at == clock.now()


def test_a_leaver_is_switched_off_at_once_and_his_leads_wait_again(bring):
    bring("people", HEADINGS, WANG)
    lead_id = builders.lead(owner=person(), grade="B").id
    left = row("wang", left="2026-11-20")
    assert counts(bring("people", HEADINGS, left)) == (1, 0, 1, 1, 0)
    wang, lead = person(), db.session.get(Lead, lead_id)
    assert (wang.left_on, wang.disabled_at) == (date(2026, 11, 20), clock.now())
    assert (lead.owner_id, lead.grade, lead.waiting_since) == (None, "B", clock.now())
    move = db.session.scalar(select(LeadMove))
    assert (move.from_id, move.to_id, move.rule) == (wang.id, None, "leaver")
    assert counts(bring("people", HEADINGS, left)) == (1, 0, 0, 1, 0)


def test_who_leaves_later_works_until_then(bring, set_clock):
    bring("people", HEADINGS, WANG, row("li", "李娜", hired="2026-03-02", left="2026-11-30"))
    assert person("li").is_active
    leaving.switch_off_due()
    assert person("li").is_active
    set_clock(clock.at(date(2026, 11, 30), time(20)))
    leaving.switch_off_due()
    assert not person("li").is_active


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (row("", "王芳"), "login_missing"),
        (row("王芳", "王芳"), "login_bad"),
        (row("w", "王芳"), "login_bad"),
        (row("li", "李娜"), "hired_on_missing"),
        (row("li", hired="2026-03-02"), "name_missing"),
        (row("li", "李娜", "皇帝", hired="2026-03-02"), "role_unreadable"),
        (row("li", "李娜", hired="2026-03-02", grade="高级"), "grade_unknown"),
        (row("li", "李娜", hired="2026-03-02", grade="formal"), "formal_on_missing"),
        (row("li", "李娜", hired="2026-03-02", group="A组"), "group_without_team"),
        (row("li", "李娜", hired="去年"), "date_unreadable"),
        (row("li", "李娜", hired="2026-03-02", left="2026-03-01"), "left_before_hired"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_stops_nobody(bring, wrong, code):
    tally = bring("people", HEADINGS, wrong, WANG)
    assert reasons(tally) == {2: code}
    assert tally.created == 1
    assert person("li") is None


def test_a_list_cannot_leave_the_house_without_a_manager(bring):
    builders.person("alice", "manager")
    rows = [row("alice", roles="rep"), row("alice", left="2026-11-20"), row("alice", "王丽")]
    tally = bring("people", HEADINGS, *rows)
    assert reasons(tally) == {2: "last_manager", 3: "last_manager"}
    assert (person("alice").roles, person("alice").left_on) == (("manager",), None)
    assert person("alice").name == "王丽"


def test_a_rehearsal_says_the_same_and_keeps_nothing(bring):
    rows = [HEADINGS, WANG, row("wang", "王小芳"), row("li")]
    dry = bring("people", *rows, dry=True)
    assert counts(dry) == (3, 1, 1, 1, 1)
    assert person() is None
    assert counts(bring("people", *rows)) == counts(dry)
