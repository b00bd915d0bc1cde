"""A closed month as a workbook for who keeps the accounts (rules.md §8; design: safety)."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from app.extensions import db
from app.models import AuditEntry, PayEntry
from app.services.pay.deciding import Word
from tests.services.pay.conftest import House

pytestmark = pytest.mark.usefixtures("set_clock")
MONTH = {"month": "2026-10"}


@pytest.fixture
def house(client, prepared):
    return prepared(House, House)


def pages(answer) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_entry_and_everybodys_sum_are_there_as_numbers_in_yuan(client, house):
    house.through()
    answer = client.sign_in(house.finance).post("/payments/sheets", data=MONTH)
    found = pages(answer)
    entries = db.session.scalar(select(func.count()).select_from(PayEntry))
    total = db.session.scalar(select(func.sum(PayEntry.fen)))
    assert len(found["明细"]) == entries + 1
    assert round(sum(row[4] for row in found["明细"][1:]) * 100) == total
    people, last = found["汇总"][1:-1], found["汇总"][-1]
    assert [row[1] for row in people] == ["alice", "bob", "sue", "boss"]
    assert round(last[-1] * 100) == total
    assert all(round(sum(row[3:-1]) * 100) == round(row[-1] * 100) for row in people)
    assert answer.headers["Cache-Control"] == "no-store"


def test_each_time_is_on_record(client, house):
    house.through()
    client.sign_in(house.finance).post("/payments/sheets", data=MONTH)
    note = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "pay_exported")).one()
    assert (note.actor_id, note.subject) == (house.finance.id, "pay:2026-10")


def test_nothing_in_it_is_a_formula(client, house):
    house.propose()
    live = Word(True, '=HYPERLINK("http://evil.example")')
    house.decide(house.owner, house.lines()["alice", "champion_amount"].id, word=live)
    house.close()
    raw = client.sign_in(house.owner).post("/payments/sheets", data=MONTH)
    cells = [cell for rows in pages(raw).values() for row in rows for cell in row]
    assert "'" + live.because in cells
    assert not any(isinstance(cell, str) and cell.startswith("=") for cell in cells)


def test_a_month_that_is_not_closed_has_none(client, house):
    house.propose()
    client.sign_in(house.finance)
    assert client.post("/payments/sheets", data=MONTH).status_code == 409
    assert client.post("/payments/sheets", data={"month": "2026-09"}).status_code == 409
    assert client.post("/payments/sheets", data={"month": "x"}).status_code == 409


@pytest.mark.parametrize("who", ["alice", "sue"])
def test_who_does_not_see_all_pay_takes_none_away(client, house, who):
    house.through()
    client.sign_in(getattr(house, who))
    assert client.post("/payments/sheets", data=MONTH).status_code == 403
