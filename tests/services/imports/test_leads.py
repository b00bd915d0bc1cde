import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import ImportRun, Lead, LeadMove, LeadPhone, RejectedRow, Source
from app.services.imports import command
from app.services.leads import do_not_call
from app.services.transaction import write
from tests import builders

HEADINGS = ["name", "company", "phone", "wechat", "source", "received_at", "note"]
CASES = Path(__file__).parents[2] / "cases"


def row(phone, name="王秀英", company="", wechat="", source="", received_at="", note=""):
    return [name, company, phone, wechat, source, received_at, note]


def leads():
    db.session.expire_all()
    return db.session.scalars(select(Lead).order_by(Lead.id)).all()


def numbers(lead):
    return [phone.number for phone in lead.phones]


def counts(tally):
    return (tally.read, tally.created, tally.updated, tally.duplicates, len(tally.rejected))


def reasons(tally):
    return {one.row: one.reason.code for one in tally.rejected}


@pytest.mark.parametrize("bring_in", [command.rehearse, command.bring_in])
def test_the_old_list_gives_exactly_what_is_known_of_it(database, bring_in):
    wanted = json.loads((CASES / "leads-1500.json").read_text())
    tally = bring_in(CASES / "leads-1500.xlsx", "leads")
    assert (
        tally.read == wanted["data_rows"] == tally.created + tally.duplicates + wanted["rejected"]
    )
    assert (tally.created, tally.duplicates) == (wanted["created"], wanted["duplicates"])
    assert [one.row for one in tally.rejected] == wanted["rejected_rows"]


def test_a_rehearsal_says_the_same_and_keeps_nothing(database):
    dry = command.rehearse(CASES / "leads-1500.xlsx", "leads")
    for kept in (Lead, LeadPhone, Source, ImportRun, RejectedRow):
        assert db.session.scalar(select(func.count()).select_from(kept)) == 0
    assert counts(dry) == counts(command.bring_in(CASES / "leads-1500.xlsx", "leads"))


def test_a_new_lead_waits_since_it_arrived_with_all_that_the_row_says(bring):
    rows = [
        row(
            "138 0013 8000/0755-40641493转12",
            "王芳",
            "丽华",
            "wf",
            "百度",
            "2026/3/1 9:30",
            "想开店",
        )
    ]
    bring("leads", HEADINGS, *rows, lead_kind="precise")
    [lead] = leads()
    assert (lead.name, lead.company, lead.wechat, lead.note) == ("王芳", "丽华", "wf", "想开店")
    assert numbers(lead) == ["+8613800138000", "+8675540641493;ext=12"]
    assert (lead.kind, lead.source.name, lead.owner_id) == ("precise", "百度", None)
    assert lead.arrived_at == lead.waiting_since == datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
    assert lead.import_id == db.session.scalar(select(ImportRun.id))


def test_without_a_time_it_arrives_now_and_a_date_nobody_can_read_is_kept_as_a_note(bring):
    bring("leads", HEADINGS, row("13800138000", received_at="去年夏天", note="想开店"))
    [lead] = leads()
    assert lead.arrived_at == clock.now()
    assert lead.note == "想开店 去年夏天"


def test_source_and_kind_are_what_was_chosen_where_the_row_says_nothing(bring):
    rows = [
        ["phone", "source", "kind"],
        ["13800138000", "", ""],
        ["13800138001", "展会", "precise"],
    ]
    bring("leads", *rows, lead_kind="ordinary", source="老库")
    assert [(lead.source.name, lead.kind) for lead in leads()] == [
        ("老库", "ordinary"),
        ("展会", "precise"),
    ]


def test_a_known_number_adds_what_is_new_and_overwrites_nothing(bring):
    bring("leads", HEADINGS, row("13800138000", "王芳", "", "wf", note="想开店"))
    before = leads()[0].rev
    again = row("13800138000/13900139000", "王小芳", "丽华", "other", "百度", note="问费用")
    tally = bring("leads", HEADINGS, again)
    assert counts(tally) == (1, 0, 1, 1, 0)
    [lead] = leads()
    assert (lead.name, lead.company, lead.wechat) == ("王芳", "丽华", "wf")
    assert (lead.source.name, lead.note) == ("百度", "想开店\n问费用")
    assert numbers(lead) == ["+8613800138000", "+8613900139000"]
    assert lead.rev == before + 1


def test_a_known_number_with_nothing_new_is_a_duplicate_and_no_more(bring):
    rows = [HEADINGS, row("13800138000", note="想开店"), row("1380013 8000", "", note="想开店")]
    assert counts(bring("leads", *rows)) == (2, 1, 0, 1, 0)
    assert counts(bring("leads", *rows)) == (2, 0, 0, 2, 0)
    assert leads()[0].rev == 1


def test_later_rows_know_the_earlier_ones(bring):
    rows = [row("13800138000"), row("13900139000/13800138000"), row("13900139000", company="丽华")]
    assert counts(bring("leads", HEADINGS, *rows, dry=True)) == (3, 1, 2, 2, 0)
    assert counts(bring("leads", HEADINGS, *rows)) == (3, 1, 2, 2, 0)
    assert [(lead.company, numbers(lead)) for lead in leads()] == [
        ("丽华", ["+8613800138000", "+8613900139000"])
    ]


def test_an_extension_is_another_line(bring):
    rows = [row("0755-40641493"), row("0755-40641493转12"), row("075540641493#13")]
    assert counts(bring("leads", HEADINGS, *rows))[:2] == (3, 3)


def test_a_number_of_another_lead_stays_with_that_lead(bring):
    bring("leads", HEADINGS, row("13800138000"), row("13900139000"))
    bring("leads", HEADINGS, row("13800138000/13900139000/13700137000"))
    assert [len(numbers(lead)) for lead in leads()] == [2, 1]


def test_a_number_nobody_may_call_is_rejected_and_never_made_again(bring):
    gone, known = builders.lead(phone="+8613800138000"), builders.lead(phone="+8613900139000")
    with write() as session:
        do_not_call.add(session.merge(known), None, "asked")
        do_not_call.add(session.merge(gone), None, "asked")
        session.delete(session.get(Lead, gone.id))
    tally = bring("leads", HEADINGS, row("13800138000/13700137000"), row("13900139000"))
    assert reasons(tally) == {2: "number_do_not_call", 3: "number_do_not_call"}
    assert [lead.id for lead in leads()] == [known.id]
    assert db.session.scalars(select(RejectedRow.raw)).all() == ["王秀英"] * 2


def test_nor_is_such_a_number_kept_where_something_else_is_wrong_with_its_row(bring):
    known = builders.lead(phone="+8613900139000")
    with write() as session:
        do_not_call.add(session.merge(known), None, "asked")
    headings = ["name", "phone", "kind"]
    wrong = [["王秀英", "139 0013 9000", "贵宾"], ["李涛", "13800138000", "贵宾"]]
    torn = ["赵敏", "店主", "普通", "13900139000"]
    tally = bring("leads", headings, *wrong, torn, ["孙丽", "13800138002", "普通"])
    assert reasons(tally) == {2: "kind_unknown", 3: "kind_unknown", 4: "row_longer"}
    assert tally.rejected[2].reason.params == {"text": ""}
    kept = db.session.scalars(select(RejectedRow.raw).order_by(RejectedRow.row)).all()
    assert kept == ["王秀英\t\t贵宾", "李涛\t13800138000\t贵宾", "赵敏\t店主\t普通"]


def test_cool_down_owner_and_grade_survive_a_re_import(bring):
    alice = builders.person("alice")
    facts = {"cool_until": date(2026, 12, 23), "grade": "D", "owner": alice}
    builders.lead("王芳", phone="+8613800138000", **facts)
    bring("leads", HEADINGS, row("13800138000", note="再来"), lead_kind="precise")
    [lead] = leads()
    assert (lead.cool_until, lead.grade, lead.owner_id) == (date(2026, 12, 23), "D", alice.id)
    assert (lead.kind, lead.note) == ("ordinary", "再来")


def test_an_own_lead_belongs_to_its_owner_from_its_arrival(bring):
    alice = builders.person("alice")
    rows = [["phone", "kind", "owner", "received_at"]]
    rows += [["13800138000", "own", "Alice", "2026-11-02"], ["13900139000", "自拓", "alice", ""]]
    assert counts(bring("leads", *rows))[:2] == (2, 2)
    assert [lead.owner_id for lead in leads()] == [alice.id] * 2
    assert leads()[0].owned_since == datetime(2026, 11, 1, 16, tzinfo=UTC)
    move = db.session.scalar(select(LeadMove).where(LeadMove.lead_id == leads()[0].id))
    assert (move.to_id, move.rule) == (alice.id, "import")


def test_an_own_lead_needs_an_owner_who_is_there(bring):
    builders.person("alice", disabled_at=clock.now())
    rows = [["phone", "kind", "owner"], ["13800138000", "own", ""], ["13800138001", "own", "alice"]]
    assert reasons(bring("leads", *rows)) == {2: "owner_missing", 3: "owner_unknown"}
    assert reasons(bring("leads", ["phone"], ["13800138002"], lead_kind="own")) == {
        2: "owner_missing"
    }


def test_bad_rows_never_stop_good_ones_and_are_kept_for_the_report(bring):
    rows = [["姓名", "电话", "类型"], ["王芳", "无", "普通"], ["李涛", "1380013", "普通"]]
    rows += [["赵平", "13800138000", "普通"], ["何芳", "13800138001", "贵宾"], ["合计", "4", ""]]
    tally = bring("leads", *rows)
    assert reasons(tally) == {2: "phone_missing", 3: "phone_unusable", 5: "kind_unknown"}
    assert counts(tally) == (4, 1, 0, 0, 3)
    kept = db.session.scalars(select(RejectedRow).order_by(RejectedRow.row)).all()
    assert [one.raw for one in kept][:2] == ["王芳\t无\t普通", "李涛\t1380013\t普通"]


def test_texts_longer_than_their_place_are_cut(bring):
    bring("leads", HEADINGS, row("13800138000", "王" * 300, note="记" * 9_000))
    assert (len(leads()[0].name), len(leads()[0].note)) == (200, 4_000)


def test_a_file_without_a_column_of_numbers_is_refused_as_a_whole(bring):
    with pytest.raises(RuleBroken, match="column_missing"):
        bring("leads", ["姓名", "备注"], ["王芳", "想开店"])
