"""A deal entered on a phone arrives once, or its rep is told why not (rules.md §5; sync.md)."""

import pytest
from sqlalchemy import func, select, update

from app import clock
from app.extensions import db
from app.models import Call, Concession, Deal, DealStanding, Lead, Receipt, SyncOp
from app.services.deals import entering, one_deal, products, selling, unentered
from app.services.leads import moves
from app.services.records import settling
from app.services.records.states import Looker
from app.services.transaction import write
from tests import builders
from tests.calls import call
from tests.services.deals.conftest import TODAY
from tests.services.devices import Device, statuses
from tests.services.refusals import refused

TYPED = {"price_fen": 12_000_00, "signed_on": TODAY.isoformat()}


@pytest.fixture
def phone(desk):
    return Device(desk.alice)


def agreed(phone, lead=None) -> dict:
    return phone.call(lead, "deal")


def record(phone, lead, **payload) -> dict:
    return phone.op("deal.enter", lead, {**TYPED, **payload}, age_ms=None)


def deals() -> list[Deal]:
    return list(db.session.scalars(select(Deal).order_by(Deal.id)))


def give(lead, person) -> None:
    with write():
        there = db.session.get_one(Lead, lead.id)
        moves.note(there, person.id if person else None, "by_hand", {}, None)
        there.owner_id = person.id if person else None
        there.owned_since = clock.now() if person else None
        there.waiting_since = clock.now()


def parked_for(phone, op) -> tuple[str, dict]:
    [result] = phone.send(op).results
    assert result["status"] == "parked"
    return result["detail"], result.get("params", {})


def test_it_comes_with_its_call_and_however_often_it_is_sent_it_is_one(desk, phone):
    won = agreed(phone, desk.lead)
    op = record(phone, desk.lead, call=won["id"], received_fen=5_000_00, received_on=str(TODAY))
    assert statuses(phone.send(won, op)) == ["applied", "applied"]
    assert statuses(phone.send(won, op)) == ["duplicate", "duplicate"]
    [deal] = deals()
    assert (deal.uuid, deal.price_fen, deal.signed_on) == (op["id"], 12_000_00, TODAY)
    assert db.session.get(Call, deal.call_id).uuid == won["id"]
    assert [(one.person_id, one.share_bp) for one in deal.shares] == [(desk.alice.id, 10_000)]
    assert db.session.scalars(select(Receipt.fen)).all() == [5_000_00]
    assert db.session.get(Lead, desk.lead.id).stage == "contract"


def test_nothing_of_it_counts_before_somebody_else_confirmed(desk, phone):
    phone.send(record(phone, desk.lead, received_fen=5_000_00, received_on=str(TODAY)))
    standing = db.session.scalars(select(DealStanding)).one()
    assert (standing.net_fen, standing.counted_on) == (0, None)


def test_it_is_shared_with_a_colleague(desk, phone):
    shares = [[desk.alice.id, 6_000], [desk.bob.id, 4_000]]
    phone.send(record(phone, desk.lead, shares=shares))
    assert one_deal.show(deals()[0].id, desk.rep).line.shares == [("Alice", 6000), ("Bob", 4000)]


def test_a_discount_beyond_the_limit_waits_for_a_word(desk, phone):
    product = desk.product(price_fen=20_000_00)
    assert statuses(phone.send(record(phone, desk.lead, product=product))) == ["applied"]
    assert db.session.scalars(select(Concession.fen)).all() == [8_000_00]


def test_a_customer_entered_on_the_phone_has_his_deal(desk, phone):
    entry = phone.op("lead.add", None, {"number": "139 1234 5678", "name": "赵铁柱"})
    won = {**agreed(phone), "lead": entry["id"]}
    op = {**record(phone, None, call=won["id"]), "lead": entry["id"]}
    assert statuses(phone.send(entry, won, op)) == ["applied"] * 3
    assert deals()[0].lead.name == "赵铁柱"
    later = {**record(phone, None, price_fen=1_00), "lead": entry["id"]}
    assert statuses(phone.send(later)) == ["applied"]


GARBLED = [
    ({"price_fen": None}, "price_fen"),
    ({"price_fen": "12000"}, "price_fen"),
    ({"price_fen": True}, "price_fen"),
    ({"price_fen": 1.5}, "price_fen"),
    ({"price_fen": 10**14}, "price_fen"),
    ({"signed_on": "gestern"}, "signed_on"),
    ({"signed_on": 20261123}, "signed_on"),
    ({"product": "x"}, "product"),
    ({"received_fen": 1}, "received_on"),
    ({"received_fen": -1}, "received_fen"),
    ({"shares": {"1": 2}}, "shares"),
    ({"shares": [[1]]}, "shares"),
    ({"shares": [[1, "60"]]}, "shares"),
    ({"shares": [[1, 1]] * 5}, "shares"),
    ({"note": "\0"}, "note"),
    ({"note": "长" * 1_001}, "note"),
    ({"call": 7}, "call"),
]


@pytest.mark.parametrize(("payload", "field"), GARBLED)
def test_what_cannot_be_read_is_kept_for_the_supervisor_whole(desk, phone, payload, field):
    op = record(phone, desk.lead, **payload)
    assert parked_for(phone, op) == ("deal_record_garbled", {"field": field})
    assert db.session.get(SyncOp, op["id"]).raw["payload"] == {**TYPED, **payload}
    assert statuses(phone.send(record(phone, desk.lead))) == ["applied"]


def test_what_the_house_does_not_allow_waits_for_the_supervisor(desk, phone):
    product = desk.product()
    products.keep(product, "软件", 10_000_00, 0, sold=False, by_id=desk.boss.id)
    gone = builders.person("gone", left_on=TODAY.replace(day=1))
    for payload, code in (
        ({"product": product}, "deal_product_retired"),
        ({"product": 999}, "deal_product_unknown"),
        ({"shares": [[desk.alice.id, 5_000], [gone.id, 5_000]]}, "deal_person_unknown"),
        ({"shares": [[desk.alice.id, 5_000]]}, "shares_sum"),
        ({"signed_on": "2026-11-24"}, "deal_in_future"),
    ):
        assert parked_for(phone, record(phone, desk.lead, **payload))[0] == code
    assert deals() == []


def test_a_product_that_is_sold_again_lets_the_supervisor_try_again(desk, phone):
    product = desk.product()
    products.keep(product, "软件", 10_000_00, 0, sold=False, by_id=desk.boss.id)
    op = record(phone, desk.lead, product=product)
    parked_for(phone, op)
    looker = Looker(desk.boss.id, "all")
    assert refused(settling.retry, op["id"], looker) == "deal_product_retired"
    products.keep(product, "软件", 10_000_00, 0, sold=True, by_id=desk.boss.id)
    for _ in range(2):
        assert settling.retry(op["id"], looker).result["status"] == "applied"
    [deal] = deals()
    assert (deal.uuid, deal.entered_by_id) == (op["id"], desk.alice.id)


def test_entered_by_hand_under_its_number_it_is_not_entered_again(desk, phone):
    op = record(phone, desk.lead, product=999)
    parked_for(phone, op)
    said = desk.said.__class__(op["id"], desk.lead.id, desk.said.shares, 12_000_00, TODAY)
    by_hand = entering.enter(said, desk.manager)
    done = settling.retry(op["id"], Looker(desk.boss.id, "all"))
    assert (done.result["status"], done.result["deal"]) == ("applied", by_hand)
    assert len(deals()) == 1


def test_nobody_enters_under_the_number_of_a_foreign_deal(desk, phone):
    theirs = entering.enter(desk.said, desk.rep)
    bobs = Device(desk.bob)
    mine = builders.lead(owner=desk.bob)
    op = {**record(bobs, mine), "id": "uuid-of-alice"}
    db.session.execute(update(Deal).where(Deal.id == theirs).values(uuid=op["id"]))
    db.session.commit()
    assert parked_for(bobs, op)[0] == "deal_uuid_taken"


@pytest.mark.parametrize("to", ["bob", None])
def test_who_agreed_and_went_to_another_stays_as_he_is_and_the_deal_is_kept(desk, phone, to):
    won = agreed(phone, desk.lead)
    phone.send(won)
    give(desk.lead, desk.bob if to else None)
    [result] = phone.send(record(phone, desk.lead, call=won["id"])).results
    assert (result["status"], result["code"]) == ("conflict", "deal_moved")
    assert (result["owner"], result["not_applied"]) == ("Bob" if to else None, ["stage"])
    assert [deal.entered_by_id for deal in deals()] == [desk.alice.id]
    assert db.session.get(Lead, desk.lead.id).stage == "quote"


def test_with_somebody_elses_customer_nobody_makes_a_deal(desk, phone):
    theirs = builders.lead(owner=desk.bob)
    call(theirs, desk.alice, disposition="interested")
    assert parked_for(phone, record(phone, theirs))[0] == "call_lead_unknown"
    assert parked_for(phone, {**record(phone, None), "lead": 999_999})[0] == "call_lead_unknown"
    assert parked_for(phone, record(phone, None))[0] == "call_lead_unknown"


def test_two_phones_with_the_same_deal_make_one(desk, phone):
    other = Device(desk.alice)
    assert statuses(phone.send(record(phone, desk.lead))) == ["applied"]
    [result] = other.send(record(other, desk.lead)).results
    assert (result["status"], result["code"]) == ("conflict", "deal_known")
    assert (len(deals()), result["deal"]) == (1, deals()[0].id)
    assert statuses(other.send(record(other, desk.lead, price_fen=1_00))) == ["applied"]


def test_one_entered_on_the_page_meanwhile_is_not_entered_again(desk, phone):
    desk.deal(price_fen=12_000_00)
    assert phone.send(record(phone, desk.lead)).results[0]["code"] == "deal_known"
    assert len(deals()) == 1


def undo(phone, op) -> dict:
    return phone.op("deal.undo", None, {"undoes": op["id"]})


def test_taken_back_it_is_withdrawn_once(desk, phone):
    op = record(phone, desk.lead)
    assert statuses(phone.send(op, undo(phone, op), undo(phone, op))) == ["applied"] * 3
    [deal] = deals()
    assert (deal.withdrawn_because, deal.withdrawn_by_id) == ("undone", desk.alice.id)
    assert statuses(phone.send(record(phone, desk.lead))) == ["applied"]


def test_only_ones_own_deal_is_taken_back(desk, phone):
    op = record(phone, desk.lead)
    phone.send(op)
    bobs = Device(desk.bob)
    assert parked_for(bobs, undo(bobs, op))[0] == "deal_unknown"
    assert deals()[0].withdrawn_at is None


def test_an_older_server_keeps_what_it_does_not_know(desk, phone):
    [result] = phone.send({**record(phone, desk.lead), "v": 2}).results
    assert (result["status"], result["code"]) == ("parked", "unknown_version")


def names(person) -> list[str]:
    return [one.name for one in unentered.of(person.id)]


def test_who_agreed_is_to_be_entered_until_he_is(desk, phone):
    won = agreed(phone, desk.lead)
    phone.send(won)
    assert [(one.name, one.call) for one in selling.of(desk.alice.id).unentered] == [
        ("王秀英", won["id"])
    ]
    assert names(desk.bob) == []
    op = record(phone, desk.lead)
    phone.send(op)
    assert names(desk.alice) == []
    phone.send(undo(phone, op))
    assert names(desk.alice) == ["王秀英"]


def test_what_waits_for_the_supervisor_is_no_reminder_until_it_is_settled(desk, phone):
    phone.send(agreed(phone, desk.lead))
    op = record(phone, desk.lead, product=999)
    parked_for(phone, op)
    assert names(desk.alice) == []
    settling.settle(op["id"], Looker(desk.boss.id, "all"), "记错了")
    assert names(desk.alice) == ["王秀英"]


def test_a_customer_entered_on_the_phone_whose_deal_waits_is_no_reminder(desk, phone):
    entry = phone.op("lead.add", None, {"number": "139 1234 5678", "name": "赵铁柱"})
    won = {**agreed(phone), "lead": entry["id"]}
    op = {**record(phone, None, product=999), "lead": entry["id"]}
    assert statuses(phone.send(entry, won, op)) == ["applied", "applied", "parked"]
    assert names(desk.alice) == []


def test_a_customer_who_went_away_or_a_call_that_is_void_is_no_reminder(desk, phone):
    phone.send(agreed(phone, desk.lead))
    give(desk.lead, desk.bob)
    assert names(desk.alice) == []
    call(builders.lead(owner=desk.alice), desk.alice, disposition="deal", void=True)
    assert names(desk.alice) == []


def test_colleagues_to_share_with_are_the_others_who_sell(desk):
    offered = selling.of(desk.alice.id)
    assert [name for _key, name in offered.partners] == ["Bob", "Boss"]
    assert db.session.scalar(select(func.count()).select_from(Deal)) == 0
