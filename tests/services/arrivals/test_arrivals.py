from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from app import clock
from app.extensions import db
from app.models import AllocationRun, Arrival, HandOut, Lead, LeadPhone, Source, SourceToken
from app.models.allocation import ARRIVAL
from app.services import settings
from app.services.arrivals import news, receiving, source_tokens
from app.services.arrivals.receiving import Answer
from app.services.hand_outs import claims
from app.services.leads import do_not_call, moves
from app.services.transaction import write
from tests import builders
from tests.queries import queries_of
from tests.services.devices import Device
from tests.services.refusals import refused
from tests.services.test_jobs import run_at_once

pytestmark = pytest.mark.usefixtures("database", "set_clock")
WANG = {"id": "A-1", "phone": "138 0013 8000", "name": "王秀英", "note": "问费用"}


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def token(boss) -> str:
    return source_tokens.make("抖音", "巨量引擎", boss.id)[1]


def send(token: str, **changes: object) -> Answer:
    return receiving.receive(source_tokens.holder(token), {**WANG, **changes})


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def lead() -> Lead:
    db.session.expire_all()
    return db.session.scalars(select(Lead)).one()


def test_it_is_stored_as_precise_with_its_source_and_goes_out_at_once(token, alice):
    assert send(token) == Answer("A-1", "handed_out", again=False)
    assert (lead().kind, lead().source.name, lead().note) == ("precise", "抖音", "问费用")
    assert (lead().owner_id, lead().owned_since) == (alice.id, clock.now())
    [entry] = db.session.scalars(select(HandOut))
    assert (entry.how, entry.counts, entry.why["code"]) == (ARRIVAL, True, "hand_out")
    [row] = db.session.scalars(select(Arrival))
    assert (row.platform_id, row.state, row.lead_id) == ("A-1", "handed_out", lead().id)


def test_the_same_thing_again_has_the_same_answer_and_makes_nothing(token, alice):
    send(token)
    assert send(token) == Answer("A-1", "handed_out", again=True)
    assert send(token, phone="+86 13800138000", other=1) == Answer("A-1", "handed_out", again=True)
    assert (count(Lead), count(HandOut), count(Arrival), count(AllocationRun)) == (1, 1, 1, 1)


def test_other_content_under_the_same_number_is_refused(token, alice):
    send(token)
    assert refused(send, token, name="别人") == "platform_id_taken"
    assert lead().name == "王秀英"


def test_two_sources_may_use_the_same_number(token, alice, boss):
    other = source_tokens.make("百度", "", boss.id)[1]
    send(token)
    assert send(other, phone="13800138001").state == "handed_out"
    assert count(Lead) == 2


def test_a_new_token_of_the_source_knows_what_the_old_one_brought(token, alice, boss):
    send(token)
    assert send(source_tokens.make("抖音", "", boss.id)[1]).again


@pytest.mark.parametrize("sources", [1, 4])
def test_four_at_once_make_one_lead_with_one_owner(app, alice, boss, sources):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory; tests/test_file_database.py does it on a file")
    assert four_at_once(app, sources, boss.id) == (1, 1, 1, sources)


def four_at_once(app, sources: int, boss_id: int) -> tuple[int, ...]:
    """One customer four times at the same moment: leads, numbers, ledger and arrivals there are."""
    tokens = [source_tokens.make(f"来源{n}", "", boss_id)[1] for n in range(sources)]
    turns, answers = iter(tokens * (4 // sources)), []
    run_at_once(app, lambda: answers.append(send(next(turns))))
    assert [answer.state for answer in answers].count("handed_out") == (4 if sources == 1 else 1)
    assert [answer.again for answer in answers].count(False) == sources
    return count(Lead), count(LeadPhone), count(HandOut), count(Arrival)


def test_a_known_number_is_a_duplicate_that_adds_what_is_new(token, alice):
    bob = builders.person("bob")
    known = builders.lead("王姐", owner=bob, phone="+8613800138000", note="老客户")
    assert send(token, company="丽华火锅店") == Answer("A-1", "duplicate", again=False)
    assert (lead().owner_id, lead().name, lead().company) == (bob.id, "王姐", "丽华火锅店")
    assert (lead().note, lead().kind) == ("老客户\n问费用", "ordinary")
    assert (count(HandOut), count(AllocationRun)) == (0, 0)
    assert db.session.scalar(select(Arrival.lead_id)) == known.id


def test_a_number_on_the_do_not_call_list_makes_no_lead(token, alice):
    with write():
        do_not_call.put("+8613800138000", None, "asked")
    assert send(token).state == "do_not_call"
    assert send(token) == Answer("A-1", "do_not_call", again=True)
    assert (count(Lead), count(HandOut)) == (0, 0)


def test_a_second_number_on_the_list_is_enough(token, alice):
    with write():
        do_not_call.put("+8613800138001", None, "asked")
    assert send(token, phone="13800138000、13800138001").state == "do_not_call"


def test_a_wrong_number_keeps_nothing(token, alice):
    assert refused(send, token, phone="12345") == "platform_lead_unusable"
    assert (count(Lead), count(Arrival)) == (0, 0)


@pytest.mark.parametrize("hours", [-2, 7, 24 * 5])
def test_outside_the_hours_for_it_a_lead_waits(token, alice, set_clock, hours):
    """Before nine, after half past five, on a Saturday."""
    set_clock(clock.now() + timedelta(hours=hours))
    assert send(token).state == "waiting"
    assert lead().owner_id is None
    assert count(AllocationRun) == 0


def test_what_waited_goes_out_with_the_next_run_and_the_answer_stays(token, alice, set_clock):
    morning = clock.now()
    set_clock(morning - timedelta(hours=2))
    send(token)
    set_clock(morning)
    claims.claim_precise(alice.id)
    assert send(token) == Answer("A-1", "waiting", again=True)


def test_never_over_quota_of_anybody(token, alice):
    builders.person("bob")
    settings.put("quota.first_month", 2, since=date(2020, 1, 1), actor_id=None)
    states = [send(token, id=f"{n}", phone=f"1380013800{n}").state for n in range(6)]
    assert states == ["handed_out"] * 4 + ["waiting"] * 2
    got = db.session.execute(select(HandOut.person_id, func.count()).group_by(HandOut.person_id))
    assert {n for _, n in got} == {2}


def test_nobody_there_is_no_fault(token):
    assert send(token).state == "waiting"


def test_what_waits_already_is_left_to_its_run(token, alice):
    builders.lead(kind="precise")
    send(token)
    assert count(HandOut) == 1


def test_a_revoked_token_brings_in_nothing_more(token, alice, boss):
    held = source_tokens.holder(token)
    source_tokens.revoke(held.id, boss.id)
    assert refused(source_tokens.holder, token) == "source_token_unknown"
    assert refused(receiving.receive, held, WANG) == "source_token_unknown"
    assert count(Lead) == 0


def test_a_token_is_kept_as_its_hash_alone(token):
    row = db.session.scalars(select(SourceToken)).one()
    assert token not in str(vars(row))
    assert len(row.token_hash) == 64


def test_the_list_says_who_made_it_for_what_and_whether_it_works(token, alice, boss):
    source_tokens.revoke(source_tokens.make("百度", "", boss.id)[0], boss.id)
    send(token)
    first, second = source_tokens.listed()
    assert (first.source, first.platform, first.made_by, first.leads) == (
        *("抖音", "巨量引擎"),
        *("Boss", 1),
    )
    assert (first.last_used_at, first.revoked_at) == (clock.now(), None)
    assert (second.source, second.revoked_by) == ("百度", "Boss")


def test_revoking_twice_keeps_the_first_and_nothing_is_no_token(token, boss, set_clock):
    then = clock.now()
    token_id = source_tokens.holder(token).id
    source_tokens.revoke(token_id, boss.id)
    set_clock(then + timedelta(hours=1))
    source_tokens.revoke(token_id, boss.id)
    assert source_tokens.one(token_id).revoked_at == then
    assert refused(source_tokens.revoke, 999, boss.id) == "missing"
    assert refused(source_tokens.make, "", "", boss.id) == "source_missing"


def test_the_one_who_got_it_is_told_and_nobody_else(token, alice, boss):
    send(token)
    [told] = news.of(alice.id, 0)
    assert (told.lead, told.name, told.source) == (lead().id, "王秀英", "抖音")
    assert news.of(alice.id, told.id) == []
    assert news.of(builders.person("bob").id, 0) == []


def test_he_is_not_told_of_what_he_has_called_given_back_or_claimed(token, alice):
    send(token)
    phone = Device(alice)
    phone.send(phone.call(lead(), age_ms=0))
    assert news.of(alice.id, 0) == []
    send(token, id="2", phone="13800138001")
    [told] = news.of(alice.id, 0)
    with write():
        moves.release(db.session.get(Lead, told.lead), "returned", {}, alice.id)
    assert news.of(alice.id, 0) == []
    builders.lead(kind="precise")
    claims.claim_precise(alice.id)
    assert news.of(alice.id, 0) == []


def test_nor_of_yesterday(token, alice, set_clock):
    send(token)
    set_clock(clock.now() + timedelta(days=1))
    assert news.of(alice.id, 0) == []


def test_asking_for_news_is_one_query(token, alice):
    send(token)
    number = alice.id
    begin = db.engine.dialect.name == "sqlite"
    assert queries_of(lambda: news.of(number, 0)) == 1 + begin


def test_an_arrival_is_never_changed_or_deleted(token, alice):
    send(token)
    for statement in ("UPDATE arrival SET state = 'waiting'", "DELETE FROM arrival"):
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(db.text(statement))
        db.session.rollback()


FAULTY = [{"state": "lost"}, {"lead_id": None}, {"platform_id": ""}, {"source_id": 99}]


@pytest.mark.parametrize("fault", FAULTY)
def test_the_database_itself_refuses_what_cannot_be(token, alice, fault):
    send(token)
    held, source = source_tokens.holder(token), db.session.scalars(select(Source)).one()
    whole = {
        "token_id": held.id,
        "source_id": source.id,
        "platform_id": "A-2",
        "lead_id": lead().id,
    }
    whole |= {"content_hash": "", "state": "waiting", "received_at": clock.now()}
    with pytest.raises(IntegrityError):
        builders.add(Arrival(**whole | fault))
