import os
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app import clock
from app.extensions import db, queue
from app.models import DoNotCall, ExportDownload, Lead, LeadExport, LeadPhone, Person, Source
from app.rules.cells import held
from app.rules.exports.columns import HEADINGS
from app.rules.imports.layout import guess
from app.rules.typed import is_nothing, trimmed
from app.services.backups import backups
from app.services.exports import files, making, rows, shelf, states
from app.services.imports import command
from app.services.leads import do_not_call
from app.services.transaction import write
from tests import builders, hostile
from tests.rules.test_cells import looks_live
from tests.services.exports.conftest import state
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
IGNORED = ("等级", "阶段", "下次跟进", "最近通话")


def test_the_headings_are_those_that_an_import_knows():
    cells = dict.fromkeys(HEADINGS, "") | {"姓名": "王芳", "类型": "普通", "等级": "A"}
    layout = guess("leads", [(1, HEADINGS), (2, list(cells.values()))])
    fields = dict(zip(HEADINGS, layout.fields, strict=True))
    assert [name for name, field in fields.items() if not field] == list(IGNORED)
    wanted = "name company industry region phone wechat qq source kind received_at note owner"
    assert [field for field in layout.fields if field] == wanted.split()


def test_a_row_says_all_of_a_lead(boss, ask, read):
    alice = builders.person("alice")
    builders.lead(
        "王芳",
        company="丽华火锅店",
        industry="餐饮",
        region="成都",
        phone="+862388886666;ext=12",
        wechat="wx1",
        qq="10001",
        source=Source(name="抖音"),
        kind="precise",
        note="想开店",
        owner=alice,
        grade="A",
        stage="quote",
        due_at=clock.now(),
        due_kind="follow_up",
        last_call_at=clock.now() - timedelta(days=1),
    )
    [row] = read(ask(boss), boss)
    assert list(row) == list(HEADINGS)
    said = "王芳,丽华火锅店,餐饮,成都,023-88886666转12,wx1,10001,抖音,精准,2026-11-23 10:40,想开店,Alice"
    assert list(row.values()) == [
        *said.split(","),
        *("A", "报价", "2026-11-23 10:40", "2026-11-22 10:40"),
    ]


def test_two_of_one_name_are_told_by_their_accounts(boss, ask, read):
    for login in ("wang1", "wang2"):
        with write() as session:
            session.get(Person, builders.person(login).id).name = "王伟"
    builders.lead(owner=db.session.scalars(select(Person).filter_by(login="wang2")).one())
    assert read(ask(boss), boss)[0]["归属人"] == "wang2"


def test_who_may_not_be_called_and_what_left_the_pool_never_leaves(boss, ask, read):
    builders.lead("留下")
    gone, listed = builders.lead("空号", gone_because="wrong_number"), builders.lead("勿扰")
    hashed = builders.lead("同号", phone="+8613912345678")
    with write() as session:
        do_not_call.add(session.get(Lead, listed.id), boss.id, "asked_in_call")
        do_not_call.put("+8613912345678", boss.id, "asked")
    assert [row["姓名"] for row in read(ask(boss), boss)] == ["留下"]
    assert db.session.get(Lead, hashed.id).do_not_call is False
    assert db.session.get(Lead, gone.id) is not None
    assert len(db.session.scalars(select(DoNotCall)).all()) == 2


def test_a_supervisor_gets_his_team_and_no_number_anywhere(ask, read):
    team = builders.team()
    eve = builders.person("eve", "supervisor", team=team)
    alice = builders.person("alice", team=team)
    number = "13912345678"
    builders.lead(
        f"李{number}",
        owner=alice,
        phone=f"+86{number}",
        company=f"座机 023-88886666 {number}",
        note=f"另一个 139 1234 5678,QQ {number},13912345678",
        wechat=f"wx{number}",
        qq=number,
        region=number,
        industry=f"a{number}b",
    )
    builders.lead("别队", owner=builders.person("bob", team=builders.team("二队")))
    number_of = ask(eve, reach="team")
    [row] = read(number_of, eve)
    path = shelf.take(number_of, eve.id)[0].read_text()
    for digits in (number[3:], "345678", "88886666", "123456"):
        assert digits not in path.replace(" ", "").replace("-", "")
    assert row["电话"] == "139****5678"
    assert (row["微信"], row["QQ"]) == ("", "")


def test_a_managers_file_holds_the_number(boss, ask, read):
    """The control of the above."""
    builders.lead(phone="+8613912345678")
    assert read(ask(boss), boss)[0]["电话"] == "13912345678"


@pytest.mark.parametrize("form", [files.CSV, files.XLSX])
def test_an_export_is_brought_in_again_as_it_was(boss, second, ask, tmp_path, fresh, form):
    alice = builders.person("alice")
    texts = [one[:150] for one in hostile.texts(1_200, seed=11)[:-4]]
    keep = builders.lead("保留", phone="+862388886666;ext=12", kind="own", owner=alice)
    with write() as session:
        session.add(LeadPhone(lead_id=keep.id, number="+8613700000000"))
    for at in range(0, 1_190, 4):
        name, company, wechat, note = (one.replace("\0", "") for one in texts[at : at + 4])
        builders.lead(name, company=company, wechat=wechat, note=note)
    before = facts()
    number = ask(boss, form=form)
    source, _ = shelf.take(number, boss.id)
    path = tmp_path / f"again.{form}"
    path.write_bytes(source.read_bytes())
    db.session.remove()
    fresh()
    builders.person("alice")
    tally = command.bring_in(path, "leads")
    assert (tally.created, tally.duplicates, tally.rejected) == (len(before), 0, [])
    assert facts() == before


def facts():
    def kept(text: str) -> str:
        text = trimmed(held(text))
        return "" if is_nothing(text) else text

    db.session.expire_all()
    return {
        tuple(sorted(phone.number for phone in one.phones)): (
            *(kept(text) for text in (one.name, one.company, one.wechat, one.note)),
            (one.kind, one.owner.login if one.owner else None, one.arrived_at.replace(second=0)),
        )
        for one in db.session.scalars(select(Lead))
    }


def test_masked_numbers_are_no_leads_when_they_are_brought_in(ask, tmp_path):
    team = builders.team()
    eve = builders.person("eve", "supervisor", team=team)
    builders.lead("王芳", owner=builders.person("alice", team=team))
    path = tmp_path / "a.csv"
    path.write_bytes(shelf.take(ask(eve, reach="team"), eve.id)[0].read_bytes())
    tally = command.bring_in(path, "leads")
    assert (tally.read, tally.created, len(tally.rejected)) == (1, 0, 1)


def test_many_are_read_in_pieces_and_none_twice(boss, ask, read, monkeypatch):
    monkeypatch.setattr(rows, "CHUNK", 7)
    for n in range(40):
        builders.lead(f"客户{n}", grade="A" if n % 2 else "B")
    number = ask(boss, grade="A")
    assert [row["姓名"] for row in read(number, boss)] == [f"客户{n}" for n in range(1, 40, 2)]
    assert states.get(number).rows_made == 20


def test_what_a_killed_process_left_begins_anew(boss, ask, monkeypatch):
    builders.lead()
    monkeypatch.setattr(queue, "send", lambda *_: None)
    number = ask(boss)
    states.move(number, ("approved",), "making", rows_made=77)
    sent = []
    monkeypatch.setattr(queue, "send", lambda work, *given: sent.append((work, given)))
    making.carry_on_all()
    assert sent == [(making.make, (number,))]
    making.make(number)
    assert state(number) == "made"
    assert states.get(number).rows_made == 1
    making.make(number)
    assert len(list(making.folder().iterdir())) == 1


def test_a_fault_leaves_no_half_file_and_says_so(boss, ask, monkeypatch):
    builders.lead()
    monkeypatch.setattr(queue, "send", lambda *_: None)
    number = ask(boss)

    def fail(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr(rows, "rows", fail)
    with pytest.raises(OSError):
        making.make(number)
    assert state(number) == "failed"
    assert states.get(number).error["code"] == "export_broken"
    assert list(making.folder().iterdir()) == []


def test_the_file_lies_under_a_name_nobody_guesses_and_opens_to_nobody_else(boss, ask):
    builders.lead()
    names = {states.get(ask(boss)).file for _ in range(2)}
    assert len(names) == 2 and all(len(name) > 40 for name in names)
    assert oct(making.folder().stat().st_mode)[-3:] == "700"
    for path in making.folder().iterdir():
        assert oct(path.stat().st_mode)[-3:] == "600"


def test_it_is_in_no_backup(boss, ask, monkeypatch, tmp_path):
    builders.lead()
    number = ask(boss)
    monkeypatch.setattr(backups.databases, "save", lambda folder: None)
    packed = []
    pack = backups.archive.pack

    def look(folder, *rest):
        packed.extend(path.name for path in folder.rglob("*"))
        return pack(folder, *rest)

    monkeypatch.setattr(backups.archive, "pack", look)
    backups.make(tmp_path / "backup.tar.gz")
    assert "keys" in packed
    assert states.get(number).file not in packed and "exports" not in packed


def test_after_its_days_the_file_goes_and_the_record_stays(boss, ask, set_clock):
    builders.lead()
    number = ask(boss)
    file = making.folder() / states.get(number).file
    start = clock.now()
    set_clock(start + timedelta(days=7))
    shelf.clear_exports()
    assert file.exists() and state(number) == "made"
    set_clock(start + timedelta(days=7, seconds=1))
    shelf.clear_exports()
    assert not file.exists() and state(number) == "gone"
    assert refused(shelf.take, number, boss.id) == "export_gone"
    assert "clear_exports" in queue.jobs


def test_what_a_killed_process_left_on_disk_goes_after_a_day(set_clock):
    stray, new = making.folder() / "x.csv.part", making.folder() / "y.csv.part"
    for path, days in ((stray, 2), (new, 0)):
        path.touch()
        at = (clock.now() - timedelta(days=days)).timestamp()
        os.utime(path, (at, at))
    shelf.clear_exports()
    assert not stray.exists() and new.exists()


def test_a_file_that_is_lost_is_said_to_be_gone(boss, ask):
    builders.lead()
    number = ask(boss)
    (making.folder() / states.get(number).file).unlink()
    assert refused(shelf.take, number, boss.id) == "export_gone"


def test_each_time_it_is_taken_is_a_row_that_nothing_changes(boss, ask):
    builders.lead()
    number = ask(boss)
    for _ in range(2):
        shelf.take(number, boss.id)
    assert len(db.session.scalars(select(ExportDownload)).all()) == 2
    for change in ("DELETE FROM export_download", "UPDATE export_download SET person_id = 1"):
        with pytest.raises(DatabaseError), write() as session:
            session.execute(text(change))


def test_what_does_not_exist_is_missing(boss):
    for number in (7, 10**12):
        assert refused(states.get, number) == "missing"


def test_no_text_of_a_hostile_house_is_live(boss, second, ask, read):
    for one in hostile.texts(400, seed=3):
        builders.lead(one.replace("\0", "")[:200], company=one.replace("\0", "")[-200:])
    number = ask(boss)
    assert state(number) == "made"
    found = read(number, boss)
    assert len(found) == 400
    assert not [cell for row in found for cell in row.values() if looks_live(cell)]
    assert db.session.scalars(select(LeadExport)).one().rows_made == 400
