"""Every way in which a precise lead gets an owner stops at the gate, and none does without it
(rules.md §2.2, §7)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Clash, Lead
from app.models.visible import ALL
from app.services import morning, settings
from app.services.arrivals import receiving, source_tokens
from app.services.clashes import ruling
from app.services.customers.within import Who
from app.services.hand_outs import claims, giving, ledger, runs, surplus
from app.services.hand_overs import chosen, handing
from app.services.hand_overs.parts import Part
from app.services.hand_overs.receivers import Within
from app.services.imports import command
from app.services.leads import moves
from app.services.merging import merge
from app.services.merging.merge import Seen
from app.services.onboarding.gate import GATE
from app.services.transaction import write
from tests import builders

BEFORE = timedelta(days=4)


def waits(**facts: object) -> Lead:
    return builders.lead(kind="precise", **facts)


def by_page(alice, boss, client, app, tmp_path) -> None:
    waits()
    client.sign_in(alice)
    client.post("/claims", data={"kind": "precise", "count": "1"})


def by_claim(alice, boss, client, app, tmp_path) -> None:
    waits()
    claims.claim_precise(alice.id)


def by_command(alice, boss, client, app, tmp_path) -> None:
    waits()
    app.test_cli_runner().invoke(args=["leads", "allocate"])


def by_job(alice, boss, client, app, tmp_path) -> None:
    waits()
    morning.hand_out_morning()


def by_interface(alice, boss, client, app, tmp_path) -> None:
    token = source_tokens.make("抖音", "巨量引擎", boss.id)[1]
    receiving.receive(source_tokens.holder(token), {"id": "1", "phone": "138 0013 8000"})


def by_interface_page(alice, boss, client, app, tmp_path) -> None:
    token = source_tokens.make("抖音", "巨量引擎", boss.id)[1]
    sent = {"id": "1", "phone": "138 0013 8000"}
    client.post("/api/leads", json=sent, headers={"Authorization": f"Bearer {token}"})


def by_extra(alice, boss, client, app, tmp_path) -> None:
    waits(arrived_at=clock.now() - BEFORE)
    surplus.hand_out_extra(5, [alice.id], boss.id, "加量")


def by_giving(alice, boss, client, app, tmp_path) -> None:
    giving.give(waits().id, alice.id, boss.id, "点名")


def by_hand_over(alice, boss, client, app, tmp_path) -> None:
    bob = builders.person("bob")
    waits(owner=bob)
    handing.hand_over(bob.id, Part(), [alice.id], Within(boss.id), "休假")


def by_picking(alice, boss, client, app, tmp_path) -> None:
    lead = waits(owner=builders.person("bob"))
    chosen.hand_over([lead.id], [alice.id], Within(boss.id), "休假")


def by_ruling(alice, boss, client, app, tmp_path) -> None:
    lead = waits(owner=builders.person("bob"))
    asked = {"lead_id": lead.id, "raised_by_id": alice.id, "raised_at": clock.now()}
    clash = builders.add(Clash(kind="asked", number="138****8000", **asked))
    ruling.rule(clash.id, Who(boss.id, ALL), "passes", "先联系的")


def by_merging(alice, boss, client, app, tmp_path) -> None:
    kept, other = waits(), builders.lead(owner=alice)
    merge.merge(Seen(kept.id, other.id, kept.rev, other.rev), Who(boss.id, ALL), "同一个人")


def by_return_to_pool(alice, boss, client, app, tmp_path) -> None:
    lead = waits(owner=builders.person("bob"))
    with write():
        moves.release(db.session.get(Lead, lead.id), "leaver", {}, boss.id)
    runs.hand_out("by_hand", boss.id)
    if db.session.get(Lead, lead.id).owner_id != alice.id:
        claims.claim_precise(alice.id)


def by_ledger(alice, boss, client, app, tmp_path) -> None:
    lead = waits()
    with write():
        ledger.take([lead.id], alice.id, clock.today(), clock.now())


WAYS = [
    *(by_page, by_claim, by_command, by_job, by_interface, by_interface_page, by_extra),
    *(by_giving, by_hand_over, by_picking, by_ruling, by_merging, by_return_to_pool, by_ledger),
]


def precise_of(person) -> int:
    db.session.rollback()
    his = (Lead.kind == "precise", Lead.owner_id == person.id)
    return db.session.scalar(select(func.count()).where(*his)) or 0


def walk(way, *arguments) -> None:
    try:
        way(*arguments)
    except RuleBroken as refusal:
        assert "onboarding" in refusal.code or refusal.code in ("extra_nobody", "hand_over_nobody")


@pytest.mark.parametrize("way", WAYS)
def test_who_has_not_passed_gets_none(way, gate, alice, boss, client, app, tmp_path):
    walk(way, alice, boss, client, app, tmp_path)
    assert precise_of(alice) == 0


@pytest.mark.parametrize("way", WAYS)
def test_without_the_gate_each_way_leads_to_him(way, gate, alice, boss, client, app, tmp_path):
    settings.put(GATE, "off", since=date(2020, 1, 1), actor_id=None)
    way(alice, boss, client, app, tmp_path)
    assert precise_of(alice) == 1


def test_a_list_with_owners_leaves_precise_leads_to_the_pool(gate, alice, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,phone,owner\n王芳,13800138001,alice\n", encoding="utf-8")
    command.bring_in(path, "leads", lead_kind="precise", source="老名单")
    lead = db.session.scalars(select(Lead)).one()
    assert (lead.kind, lead.owner_id) == ("precise", None)


def test_a_newcomer_works_ordinary_leads(gate, alice, boss):
    for _ in range(3):
        builders.lead()
    assert len(claims.claim_ordinary(alice.id)) == 3
    giving.give(builders.lead().id, alice.id, boss.id, "练手")
    with write():
        moves.pass_on(builders.lead(owner=boss), alice.id, "hand_over", {}, boss.id)
