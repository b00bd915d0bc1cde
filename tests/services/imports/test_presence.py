from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import Presence
from tests import builders


def noted():
    db.session.expire_all()
    return {(one.day.isoformat(), one.half_days) for one in db.session.scalars(select(Presence))}


def test_presence_in_numbers_and_in_words(bring):
    builders.person("alice", hired_on=date(2026, 1, 5))
    rows = [["账号", "日期", "出勤"], ["alice", "2026-03-02", "1"], ["Alice", "2026/3/3", "半天"]]
    tally = bring("presence", *rows, ["alice", "46085", "0"], ["alice", "3月5日", "请假"])
    assert (tally.read, tally.created) == (4, 4)
    assert noted() == {("2026-03-02", 2), ("2026-03-03", 1), ("2026-03-04", 0), ("2026-03-05", 0)}


def test_a_day_that_is_known_takes_over_what_the_list_says_now(bring):
    builders.person("alice", hired_on=date(2026, 1, 5))
    rows = [
        ["login", "date", "present"],
        ["alice", "2026-03-02", "1"],
        ["alice", "2026-03-02", 0.5],
    ]
    tally = bring("presence", *rows)
    assert (tally.read, tally.created, tally.updated, tally.duplicates) == (2, 1, 1, 1)
    assert noted() == {("2026-03-02", 1)}
    again = bring("presence", *rows[::2])
    assert (again.updated, again.duplicates) == (0, 1)


def test_what_is_not_understood_is_rejected_with_its_reason(bring):
    builders.person("alice")
    rows = [["login", "date", "present"], ["bob", "2026-03-02", "1"], ["alice", "", "1"]]
    tally = bring("presence", *rows, ["alice", "2026-03-02", "也许"], ["", "2026-03-02", "1"])
    assert [one.reason.code for one in tally.rejected] == [
        *("login_unknown", "date_unreadable", "presence_unreadable", "login_missing")
    ]
    assert bring("presence", *rows, dry=True).read == 2
    assert noted() == set()
