from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Call, ImportRun, Lead, LeadMove, Person, SyncOp
from app.services.leads import do_not_call
from app.services.transaction import write
from tests import builders
from tests.services.devices import Device, statuses

HEAD = ["电话", "账号", "开始时间", "时长秒", "结果", "备注"]
FIRST = ["13800138000", "alice", "2026-03-02 10:35", "95", "有意向", "想了解加盟费"]
SECOND = ["138-0013-8000", "Alice", "2026-03-03 15:00", "0", "未接", ""]


@pytest.fixture
def alice(database, set_clock) -> Person:
    return builders.person("alice", hired_on=date(2026, 1, 5))


@pytest.fixture
def lead(alice) -> Lead:
    return builders.lead(owner=alice, phone="+8613800138000")


def calls() -> list[Call]:
    db.session.expire_all()
    return list(db.session.scalars(select(Call).order_by(Call.started_at)))


def codes(tally) -> list[tuple[int, str]]:
    return [(one.row, one.reason.code) for one in tally.rejected]


def counts(tally) -> tuple[int, ...]:
    return tally.read, tally.created, tally.duplicates, len(tally.rejected)


def test_history_is_brought_in_and_marked_with_its_import(bring, lead):
    assert counts(bring("calls", HEAD, FIRST, SECOND)) == (2, 2, 0, 0)
    first, second = calls()
    assert (first.disposition, first.connected, first.duration_s) == ("interested", True, 95)
    assert (first.note, first.day, first.timed_by) == (FIRST[5], date(2026, 3, 2), "import")
    assert (second.disposition, second.lead_id) == ("no_answer", lead.id)
    assert first.import_id == second.import_id == db.session.scalar(select(ImportRun.id))


def test_a_second_time_nothing_comes(bring, lead):
    bring("calls", HEAD, FIRST, SECOND)
    again = bring("calls", HEAD, SECOND, [*FIRST[:5], "改过的备注"], FIRST)
    assert counts(again) == (3, 0, 3, 0)
    assert len(calls()) == 2


def test_the_same_row_twice_in_a_file_is_one_call(bring, lead):
    assert counts(bring("calls", HEAD, FIRST, FIRST)) == (2, 1, 1, 0)


def test_days_alone_keep_two_calls_of_a_day_apart(bring, lead):
    rows = [
        [*FIRST[:2], "2026-03-02", "95", "有意向", ""],
        [*FIRST[:2], "2026-03-02", "", "未接", ""],
    ]
    assert counts(bring("calls", HEAD, *rows)) == (2, 2, 0, 0)
    assert counts(bring("calls", HEAD, *rows)) == (2, 0, 2, 0)


def test_a_number_of_the_list_is_the_call_and_never_two(bring, lead):
    head = ["编号", *HEAD]
    assert counts(bring("calls", head, ["7", *FIRST], ["8", *FIRST])) == (2, 2, 0, 0)
    again = bring("calls", head, ["7", *FIRST], ["8", *SECOND])
    assert counts(again) == (2, 0, 1, 1)
    assert codes(again) == [(3, "call_id_taken")]


def test_a_call_that_a_device_logged_is_not_doubled_by_its_own_id(bring, lead, alice):
    phone = Device(alice)
    op = phone.call(lead)
    phone.send(op)
    logged = calls()[0].started_at.isoformat()
    row = [op["id"].upper(), "13800138000", "alice", logged, "20", "无人接听", ""]
    assert counts(bring("calls", ["id", *HEAD], row)) == (1, 0, 1, 0)


def test_what_is_not_known_is_rejected_with_number_and_reason(bring, lead):
    stranger = ["13900139000", *FIRST[1:]]
    tally = bring(
        "calls",
        HEAD,
        FIRST,
        stranger,
        [FIRST[0], "zoe", *FIRST[2:]],
        [*FIRST[:2], "上个月", *FIRST[3:]],
        [*FIRST[:4], "打过", ""],
    )
    assert codes(tally) == [
        *((3, "call_number_unknown"), (4, "login_unknown")),
        *((5, "date_unreadable"), (6, "call_outcome_unknown")),
    ]
    assert tally.created == len(calls()) == 1


def test_names_do_for_logins_where_only_one_has_it_also_of_who_left(bring, lead):
    builders.person("bob1", disabled_at=datetime(2026, 5, 1, tzinfo=UTC))
    with write() as session:
        for person in session.scalars(select(Person)):
            person.name = "李明"
    assert codes(bring("calls", HEAD, [FIRST[0], "李明", *FIRST[2:]])) == [(2, "login_unknown")]
    with write() as session:
        session.scalars(select(Person).filter_by(login="bob1")).one().name = "王芳"
    assert bring("calls", HEAD, [FIRST[0], "王芳", *FIRST[2:]]).created == 1


def test_numbers_that_nobody_may_call_stay_out(bring, lead):
    with write() as session:
        do_not_call.add(session.get_one(Lead, lead.id), None, "asked")
        do_not_call.put("+8613900139000", None, "erased")
    tally = bring("calls", HEAD, FIRST, ["13900139000", *FIRST[1:]])
    assert codes(tally) == [(2, "number_do_not_call"), (3, "number_do_not_call")]


def test_who_asked_not_to_be_called_is_on_the_list_however_old_the_call(bring, lead):
    asked = [*FIRST[:4], "请勿再打", ""]
    assert counts(bring("calls", HEAD, asked)) == (1, 1, 0, 0)
    db.session.expire_all()
    assert (lead.do_not_call, lead.owner_id) == (True, None)
    assert do_not_call.listed(["+8613800138000"]) == {"+8613800138000"}
    assert counts(bring("calls", HEAD, asked)) == (1, 0, 1, 0)


def test_a_list_that_tells_of_the_wish_tells_of_calls_around_it_in_any_order(bring, lead):
    asked = [*FIRST[:4], "请勿再打", ""]
    earlier = [*FIRST[:2], "2026-03-01 11:00", "", "未接", ""]
    assert counts(bring("calls", HEAD, SECOND, asked, earlier)) == (3, 3, 0, 0)
    assert counts(bring("calls", HEAD, asked, earlier, SECOND)) == (3, 0, 3, 0)
    assert len(calls()) == 3


def test_after_the_wish_a_later_list_brings_what_was_before_it_and_no_more(bring, lead):
    asked = [*FIRST[:4], "请勿再打", ""]
    earlier = [*FIRST[:2], "2026-03-01 11:00", "", "未接", ""]
    bring("calls", HEAD, asked)
    tally = bring("calls", HEAD, SECOND, earlier)
    assert (counts(tally), codes(tally)) == ((2, 1, 0, 1), [(2, "number_do_not_call")])


def test_the_customer_learns_little_and_loses_nothing(bring, lead, alice):
    head = [*HEAD, "等级", "下次跟进"]
    old = [*FIRST, "B", "2026-11-25 15:00"]
    bring("calls", head, old, [*SECOND, "", ""], [*FIRST[:2], "2026-03-04", "", "拒绝", "", "", ""])
    db.session.expire_all()
    assert (lead.owner_id, lead.cool_until, lead.stage) == (alice.id, None, "development")
    assert (lead.grade, lead.due_at) == ("B", datetime(2026, 11, 25, 7, 0, tzinfo=UTC))
    assert lead.last_call_at == datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
    assert db.session.scalar(select(func.count()).select_from(LeadMove)) == 0


def test_devices_and_their_receipts_notice_nothing(bring, lead, alice):
    phone = Device(alice)
    phone.send(phone.call(lead))
    before = calls()[0].id, db.session.scalars(select(SyncOp.result)).all()
    bring("calls", HEAD, FIRST, SECOND)
    assert (calls()[-1].id, db.session.scalars(select(SyncOp.result)).all()) == before
    assert statuses(phone.send(phone.call(lead))) == ["applied"]


def test_a_rehearsal_tells_the_same_and_keeps_nothing(bring, lead):
    rows = [HEAD, FIRST, SECOND, FIRST, ["13900139000", *FIRST[1:]]]
    assert counts(bring("calls", *rows, dry=True)) == (4, 2, 1, 1)
    assert calls() == []
    assert counts(bring("calls", *rows)) == (4, 2, 1, 1)


def test_more_than_one_batch_and_minutes_by_the_heading(bring, lead):
    head = [*HEAD[:3], "时长(分钟)", *HEAD[4:]]
    rows = [
        [*FIRST[:2], f"2026-03-02 {9 + n // 60}:{n % 60:02}", "2", "未接", ""] for n in range(300)
    ]
    assert counts(bring("calls", head, *rows)) == (300, 300, 0, 0)
    assert {call.duration_s for call in calls()} == {120}
