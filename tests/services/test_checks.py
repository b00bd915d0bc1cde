"""Each check sees the damage it is for: the data are broken by hand, past triggers and conditions,
in a transaction that is never committed; what works is found whole."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.extensions import db, queue
from app.models import DailyCount, Lead, LeadPhone
from app.models.append_only import APPEND_ONLY
from app.models.own_share import GUARDED
from app.services import jobs
from app.services.checks import (
    database,
    deals,
    do_not_call,
    histories,
    leads,
    ledgers,
    pay,
    rollups,
    rows,
    run,
    sync,
)
from app.services.checks.finding import FIRST
from app.services.demo import build
from app.services.hand_outs import claims
from app.services.leads import do_not_call as stops
from app.services.leads import leaving
from app.services.transaction import write
from tests import builders
from tests.conftest import MONDAY_MORNING
from tests.services.devices import Device, statuses


@pytest.fixture
def house(database, set_clock):
    """A rep with 60 ordinary leads to claim, some claimed and called; everything by services."""
    set_clock(MONDAY_MORNING)
    alice = builders.person("alice", hired_on=date(2026, 1, 5))
    for _ in range(5):
        builders.lead()
    alice.claimed = claims.claim_ordinary(alice.id)
    alice.phone = Device(alice, "phone-of-alice")
    first, second, third = (db.session.get_one(Lead, one) for one in alice.claimed[:3])
    calls = [alice.phone.call(first), alice.phone.call(second, "refused"), alice.phone.call(third)]
    assert statuses(alice.phone.send(*calls)) == ["applied"] * 3
    undone = alice.phone.op("call.undo", third, {"undoes": calls[2]["id"]}, age_ms=None)
    alice.phone.send(undone, alice.phone.op("void", None, {}))
    db.session.rollback()
    return alice


@pytest.fixture
def broken(house):
    """broken("UPDATE …"): done by hand, past whatever the database would say against it."""
    yield by_hand
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA ignore_check_constraints = OFF"))
        db.session.rollback()


def by_hand(*statements: str, **values: object) -> None:
    sqlite = db.engine.dialect.name == "sqlite"
    for statement in unguarded_sqlite() if sqlite else unguarded_postgresql():
        db.session.execute(text(statement))
    for statement in statements:
        db.session.execute(text(statement), values)


def unguarded_sqlite() -> list[str]:
    triggers = db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    settings = ["PRAGMA defer_foreign_keys = ON", "PRAGMA ignore_check_constraints = ON"]
    return [f"DROP TRIGGER {name}" for name in triggers] + settings


def unguarded_postgresql() -> list[str]:
    found = db.session.execute(
        text(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c'"
            " AND connamespace = current_schema()::regnamespace"
        )
    )
    drops = [f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name in found]
    return ["SET LOCAL session_replication_role = replica", *drops]


def told(check) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.code, one.count, one.first) for one in check()]


NOBODY = 987654


def test_what_works_is_whole(house):
    with write():
        stops.add(db.session.get_one(Lead, house.claimed[3]), house.id, "asked")
    bob = builders.person("bob", hired_on=date(2026, 1, 5))
    leaving.depart(house.id, clock.today() - timedelta(days=1), bob.id)
    assert run.run() == []


def test_a_team_of_two_months_is_whole(database, set_clock):
    set_clock(MONDAY_MORNING)
    build.build("correct horse battery", seed=3, to=clock.today())
    assert run.run() == []


def test_a_fork_is_no_hole(house):
    """What had arrived under another device's numbers is not carried out twice."""
    lead = db.session.get_one(Lead, house.claimed[0])
    op = house.phone.call(lead)
    house.phone.send(op)
    copy = Device(house, "copy-of-phone")
    receipt = copy.send({**op, "seq": 1}, {**house.phone.call(lead), "seq": 2})
    assert statuses(receipt) == ["duplicate", "applied"]
    assert sync.devices_have_no_holes() == []


def test_a_record_that_comes_again_under_a_later_number_is_no_hole(house):
    """An outbox that lost its receipts sends what had arrived, in between what had not."""
    lead = db.session.get_one(Lead, house.claimed[0])
    op = house.phone.call(lead)
    house.phone.send(op)
    again = {**op, "seq": next(house.phone.numbers)}
    receipt = house.phone.send(again, house.phone.call(lead))
    assert statuses(receipt) == ["duplicate", "applied"]
    assert run.run() == []


def test_what_a_device_told_of_and_did_not_send_is_shown_elsewhere(house):
    house.phone.send(max_seq=9, queued=4)
    assert sync.devices_have_no_holes() == []


A_FIRST_CALL = (
    "INSERT INTO first_call (lead_id, call_id, person_id, day, working_s)"
    " SELECT lead_id, id, person_id, day, 0 FROM call WHERE lead_id = :one"
)
A_FOLLOW_UP = (
    "INSERT INTO follow_up (lead_id, call_id, person_id, due_on)"
    " SELECT lead_id, id, person_id, day FROM call WHERE lead_id = :one"
)
A_WASTE = (
    "INSERT INTO wasted_hand_out (hand_out_id, lead_id, person_id, day)"
    " SELECT id, lead_id, person_id, day FROM hand_out WHERE lead_id = :one"
)
A_DEAL = (
    "INSERT INTO deal (id, uuid, lead_id, price_fen, signed_on, counts_at, note, entered_at,"
    " withdrawn_because, rev) VALUES (77, 'D1', :one, 100, '2026-11-20', 'first_receipt', '',"
    " '2026-11-20 01:00:00+00:00', '', 1)"
)
WRONG_FIRST = (
    "INSERT INTO deal_standing (deal_id, lead_id, net_fen, counted_on, leads_first)"
    " VALUES (77, :one, 0, NULL, TRUE)"
)
A_COUNTED_SHARE = (
    "INSERT INTO counted_share (deal_id, person_id, lead_id, day, share_bp, leads_first, once)"
    " SELECT 77, owner_id, id, '2026-11-20', 10000, TRUE, TRUE FROM lead WHERE id = :one"
)
A_SHARE = (
    "INSERT INTO deal_share (id, deal_id, person_id, share_bp)"
    " SELECT 77, 77, owner_id, 10000 FROM lead WHERE id = :one"
)
A_FILE = (
    "INSERT INTO deal_file (id, deal_id, kind, digest, name, bytes, by_id, at, withdrawn_because)"
    " SELECT 1, d.id, 'contract', 'nowhere', 'x.pdf', 1, owner_id, entered_at, ''"
    " FROM deal d JOIN lead ON lead.id = lead_id"
)
A_DEALS_RECORD = (
    'UPDATE sync_op SET kind = \'deal.enter\', result = \'{"status": "applied", "deal": 987654}\''
    " WHERE seq = 1"
)
OWN_WORD = (
    "INSERT INTO receipt (id, deal_id, uuid, kind, day, fen, goods, note, state, entered_at,"
    " decided_by_id, decided_at, decided_because)"
    " SELECT 77, 77, 'R1', 'money', '2026-11-20', 100, '', '', 'confirmed',"
    " '2026-11-20 01:00:00+00:00', owner_id, '2026-11-20 01:00:00+00:00', ''"
    " FROM lead WHERE id = :one"
)

A_DAY = "INSERT INTO daily_count SELECT {}".format(
    ", ".join(
        {"scope": "'company'", "day": "'2026-11-20'"}.get(column.name, "0")
        for column in DailyCount.c
    )
)
BREAKS = [
    (
        leads.owners_are_here,
        "check_lead_owner_gone",
        4,
        ["UPDATE person SET disabled_at = '2026-11-20 01:00:00+00:00'"],
    ),
    (
        leads.owners_are_here,
        "check_lead_owner_gone",
        4,
        ["UPDATE person SET left_on = '2026-11-22'"],
    ),
    (
        leads.owners_are_as_last_moved,
        "check_lead_owner_moved",
        1,
        ["UPDATE lead SET owner_id = NULL, owned_since = NULL WHERE id = :one"],
    ),
    (
        leads.owners_are_as_last_moved,
        "check_lead_owner_moved",
        1,
        ["DELETE FROM lead_move WHERE lead_id = :one"],
    ),
    (
        leads.owners_since_when,
        "check_lead_owner_state",
        1,
        ["UPDATE lead SET owned_since = NULL WHERE id = :one"],
    ),
    (
        leads.owners_since_when,
        "check_lead_owner_state",
        1,
        ["UPDATE lead SET do_not_call = TRUE WHERE id = :one"],
    ),
    (leads.words_are_known, "check_lead_stage", 1, ["UPDATE lead SET stage = 'x' WHERE id = :one"]),
    (leads.words_are_known, "check_lead_grade", 1, ["UPDATE lead SET grade = 'E' WHERE id = :one"]),
    (
        leads.words_are_known,
        "check_lead_wechat",
        1,
        ["UPDATE lead SET wechat_state = 'x' WHERE id = :one"],
    ),
    (
        leads.words_are_known,
        "check_lead_due_kind",
        1,
        ["UPDATE lead SET due_kind = 'x' WHERE id = :one"],
    ),
    (
        leads.words_are_known,
        "check_call_stage",
        1,
        ["UPDATE call SET stage = 'x' WHERE lead_id = :one"],
    ),
    (
        leads.words_are_known,
        "check_call_grade",
        1,
        ["UPDATE call SET grade = 'E' WHERE lead_id = :one"],
    ),
    (
        leads.words_are_known,
        "check_call_wechat",
        1,
        ["UPDATE call SET wechat = 'x' WHERE lead_id = :one"],
    ),
    (
        leads.every_lead_has_a_number,
        "check_lead_no_number",
        1,
        ["DELETE FROM lead_phone WHERE lead_id = :one"],
    ),
    (
        leads.merged_leads_are_empty,
        "check_lead_merged",
        1,
        [
            "UPDATE lead SET owner_id = NULL, owned_since = NULL, gone_because = 'merged',"
            " merged_into_id = :two WHERE id = :one"
        ],
    ),
    (
        leads.calls_are_on_their_day,
        "check_call_day",
        1,
        ["UPDATE call SET started_at = '2026-11-22 15:59:59+00:00' WHERE lead_id = :one"],
    ),
    (
        leads.calls_are_on_their_day,
        "check_call_day",
        1,
        ["UPDATE call SET day = '2026-11-24' WHERE lead_id = :one"],
    ),
    (
        ledgers.numbers_have_no_holes,
        "check_ledger_holes",
        1,
        ["DELETE FROM hand_out WHERE number = 2"],
    ),
    (
        ledgers.numbers_have_no_holes,
        "check_ledger_holes",
        1,
        ["DELETE FROM hand_out WHERE number = 1"],
    ),
    (
        ledgers.entries_are_on_their_day,
        "check_ledger_day",
        5,
        ["UPDATE hand_out SET day = '2026-11-22'"],
    ),
    (
        ledgers.every_entry_moved_its_lead,
        "check_ledger_without_move",
        1,
        ["DELETE FROM lead_move WHERE lead_id = :one"],
    ),
    (
        ledgers.every_entry_moved_its_lead,
        "check_ledger_without_move",
        1,
        ["UPDATE hand_out SET person_id = :nobody WHERE lead_id = :one"],
    ),
    (
        ledgers.every_claim_is_in_the_ledger,
        "check_move_without_ledger",
        1,
        ["DELETE FROM hand_out WHERE lead_id = :one"],
    ),
    (
        ledgers.hands_follow_each_other,
        "check_moves_broken",
        1,
        ["DELETE FROM lead_move WHERE lead_id = :two AND to_id IS NOT NULL"],
    ),
    (
        ledgers.hands_follow_each_other,
        "check_moves_broken",
        1,
        ["UPDATE lead_move SET from_id = :nobody WHERE lead_id = :one"],
    ),
    (
        ledgers.holdings_are_the_sum_of_moves,
        "check_holding_sum",
        1,
        ["UPDATE lead SET owner_id = NULL WHERE id = :one"],
    ),
    (
        sync.logged_calls_are_there,
        "check_sync_call_missing",
        1,
        ["DELETE FROM call WHERE lead_id = :one"],
    ),
    (
        sync.logged_calls_are_there,
        "check_sync_call_missing",
        1,
        ["UPDATE call SET person_id = :nobody WHERE lead_id = :one"],
    ),
    (
        sync.answers_name_calls_that_are_there,
        "check_sync_ref",
        1,
        ["UPDATE call SET id = :nobody WHERE lead_id = :one"],
    ),
    (
        sync.answers_name_calls_that_are_there,
        "check_sync_ref",
        1,
        ["UPDATE sync_op SET result = '{\"ref\": 5555}' WHERE kind = 'call.undo'"],
    ),
    (
        sync.records_tried_again_are_there,
        "check_sync_retried",
        1,
        [
            "INSERT INTO sync_settlement (op_id, person_id, how, reason, by_id, at) SELECT id, person_id,"
            " 'retried', '', person_id, received_at FROM sync_op WHERE seq = 1"
        ],
    ),
    (sync.devices_have_no_holes, "check_sync_hole", 1, ["DELETE FROM sync_op WHERE seq = 2"]),
    (sync.devices_have_no_holes, "check_sync_hole", 1, ["DELETE FROM sync_op WHERE seq = 1"]),
    (sync.devices_have_no_holes, "check_sync_hole", 1, ["DELETE FROM sync_op WHERE seq = 5"]),
    (sync.devices_have_no_holes, "check_sync_hole", 1, ["DELETE FROM sync_op"]),
    (
        sync.devices_know_how_far_they_are,
        "check_sync_behind",
        1,
        ["UPDATE device SET last_seq = 4"],
    ),
    (
        sync.statuses_are_known,
        "check_sync_status",
        1,
        ["UPDATE sync_op SET status = 'lost' WHERE seq = 1"],
    ),
    (
        leads.words_are_those_of_the_leads,
        "check_lead_terms",
        1,
        ["UPDATE lead SET name = '改名' WHERE id = :one"],
    ),
    (
        leads.words_are_those_of_the_leads,
        "check_lead_terms",
        1,
        ["INSERT INTO lead_term (term, lead_id) VALUES ('x', :nobody)"],
    ),
    (
        do_not_call.marked_leads_are_on_the_list,
        "check_stop_not_listed",
        1,
        ["UPDATE lead SET do_not_call = TRUE WHERE id = :one"],
    ),
    (
        do_not_call.listed_numbers_are_of_marked_leads,
        "check_stop_not_marked",
        1,
        [
            "INSERT INTO do_not_call (number_hash, at, reason, lifted_because)"
            " VALUES (:hash, '2026-11-20 01:00:00+00:00', '', '')"
        ],
    ),
    (
        rows.parents_are_there,
        "check_foreign_keys",
        1,
        ["UPDATE call SET lead_id = :nobody WHERE lead_id = :one"],
    ),
    (histories.first_calls_are_first, "check_first_calls", 1, [A_FIRST_CALL]),
    (
        histories.first_days_and_deals_are_kept,
        "check_lead_days",
        1,
        ["UPDATE lead SET first_called_on = '2026-11-20' WHERE id = :one"],
    ),
    (
        histories.first_days_and_deals_are_kept,
        "check_lead_days",
        1,
        ["UPDATE lead SET won_on = '2026-11-20' WHERE id = :one"],
    ),
    (histories.waste_is_noted, "check_wasted", 1, [A_WASTE]),
    (histories.follow_ups_are_as_they_went, "check_follow_ups", 1, [A_FOLLOW_UP]),
    (
        histories.who_complained_rests,
        "check_complaint_rest",
        1,
        ["UPDATE lead SET cool_until = '9999-12-31' WHERE id = :one"],
    ),
    (deals.shares_are_the_whole, "check_deal_shares", 1, [A_DEAL]),
    (deals.standings_are_what_came_in, "check_deal_standing", 1, [A_DEAL]),
    (deals.standings_are_what_came_in, "check_deal_standing", 1, [A_DEAL, WRONG_FIRST]),
    (deals.shares_are_counted, "check_counted_shares", 1, [A_DEAL, A_COUNTED_SHARE]),
    (deals.files_are_on_the_shelf, "check_deal_file", 1, [A_DEAL, A_FILE]),
    (sync.deals_are_there, "check_sync_deal_missing", 1, [A_DEALS_RECORD]),
    (deals.nobody_decided_about_his_own, "check_deal_own_word", 1, [A_DEAL, A_SHARE, OWN_WORD]),
    (rollups.days_are_as_counted, "check_daily_counts", 1, [A_DAY]),
    (rollups.months_are_as_summed, "check_monthly_counts", 1, [A_DAY]),
    (rows.conditions_hold, "check_rows", 1, ["UPDATE lead SET grade = 'E' WHERE id = :one"]),
    (
        rows.conditions_hold,
        "check_rows",
        1,
        ["UPDATE call SET duration_s = -1 WHERE lead_id = :one"],
    ),
]


@pytest.mark.parametrize(
    ("check", "code", "count", "damage"), BREAKS, ids=[f"{b[1]}-{n}" for n, b in enumerate(BREAKS)]
)
def test_damage_is_seen_and_its_place_told(house, broken, check, code, count, damage):
    assert check() == []
    number = db.session.scalar(
        db.select(LeadPhone.number).where(LeadPhone.lead_id == house.claimed[0])
    )
    places = {"one": house.claimed[0], "two": house.claimed[1], "nobody": NOBODY}
    places["hash"] = stops.number_hash(number)
    wanted = {name: value for name, value in places.items() if f":{name}" in " ".join(damage)}
    by_hand(*damage, **wanted)
    found = check()
    assert [(one.code, one.count) for one in found] == [(code, count)]
    assert 0 < len(found[0].first) <= 5 and all(found[0].first)


def test_the_first_few_are_named(house, broken):
    broken("UPDATE lead SET stage = 'x'")
    (found,) = leads.words_are_known()
    assert (found.count, len(found.first)) == (5, 5)
    assert found.first == tuple(str(one) for one in sorted(house.claimed))


def test_every_check_has_been_seen_to_fail():
    apart = {
        *(database.migrations_are_done, database.tables_are_as_the_models_say),
        *(database.conditions_stand, database.conditions_bind_old_rows_too),
        *(database.own_share_triggers_stand, database.marking_triggers_stand),
        *(database.append_only_triggers_stand, sync.numbers_are_used_once, rows.file_is_sound),
        *(database.other_triggers_stand, *pay.CHECKS),  # tests/services/pay/test_checks.py
    }
    assert {one[0] for one in BREAKS} | apart == set(run.ALL)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_ledger_without_its_trigger_is_seen(broken, table):
    assert database.append_only_triggers_stand() == []
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text(f"DROP TRIGGER {table}_no_delete"))
    else:
        db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only"))
    assert told(database.append_only_triggers_stand) == [("check_triggers", 1, (table,))]


@pytest.mark.parametrize("table", [*GUARDED, "deal_share"])
def test_a_guard_that_is_gone_is_seen(broken, table):
    assert database.own_share_triggers_stand() == []
    name, on_postgresql = f"{table}_own_share_update", f"{table}_own_share"
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text(f"DROP TRIGGER {name}"))
    else:
        name = on_postgresql
        db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {name}"))
    assert told(database.own_share_triggers_stand) == [("check_guards", 1, (name,))]


@pytest.mark.parametrize("table", ["call", "lead", "membership"])
def test_a_change_that_would_leave_no_mark_is_seen(broken, table):
    assert database.marking_triggers_stand() == []
    if db.engine.dialect.name == "sqlite":
        name = f"{table}_stale_update"
        db.session.execute(text(f"DROP TRIGGER {name}"))
    else:
        name = "membership_stale" if table == "membership" else f"{table}_stale_update"
        db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {name}"))
    assert told(database.marking_triggers_stand) == [("check_marks", 1, (name,))]


def test_a_trigger_that_does_nothing_is_seen(broken):
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DROP TRIGGER hand_out_no_delete"))
        empty = "CREATE TRIGGER hand_out_no_delete BEFORE DELETE ON hand_out BEGIN SELECT 1; END"
        db.session.execute(text(empty))
        lost = ("hand_out",)
    else:
        empty = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        db.session.execute(text(f"{empty} $$ BEGIN RETURN OLD; END $$"))
        lost = tuple(sorted(APPEND_ONLY))
    found = [("check_triggers", len(lost), lost[:FIRST])]
    assert told(database.append_only_triggers_stand) == found


def test_a_condition_that_is_gone_is_seen(broken):
    assert database.conditions_stand() == []
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DROP TABLE rejected_row"))
        db.session.execute(text("ALTER TABLE job_run RENAME TO old"))
        db.session.execute(text("CREATE TABLE job_run AS SELECT * FROM old"))
    else:
        db.session.execute(text("ALTER TABLE job_run DROP CONSTRAINT ck_job_run_state"))
    assert told(database.conditions_stand) == [("check_conditions", 1, ("ck_job_run_state",))]


def test_a_condition_that_old_rows_need_not_fulfil_is_seen(broken):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no such conditions")
    assert database.conditions_bind_old_rows_too() == []
    db.session.execute(text("ALTER TABLE lead DROP CONSTRAINT ck_lead_grade"))
    db.session.execute(
        text("ALTER TABLE lead ADD CONSTRAINT ck_lead_grade CHECK (grade <> 'E') NOT VALID")
    )
    assert [one.first for one in database.conditions_bind_old_rows_too()] == [("ck_lead_grade",)]


def test_tables_other_than_the_models_are_seen(broken):
    assert database.tables_are_as_the_models_say() == []
    db.session.execute(text("ALTER TABLE job_run DROP COLUMN result"))
    db.session.execute(text("DROP INDEX ix_call_day"))
    (found,) = database.tables_are_as_the_models_say()
    assert found.count == 2
    assert "ix_call_day" in found.first[0] + found.first[1]
    assert "job_run result" in " ".join(found.first)


def test_a_database_that_is_a_migration_behind_is_seen(broken):
    assert database.migrations_are_done() == []
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert [one.code for one in database.migrations_are_done()] == ["check_migration"]


def test_a_number_used_twice_is_seen(broken):
    """With its index gone: else the database would not let it be."""
    assert sync.numbers_are_used_once() == []
    columns = "device_id, seq, person_id, kind, hash, status, result, received_at"
    if db.engine.dialect.name == "sqlite":
        by_hand("ALTER TABLE sync_op RENAME TO old", "CREATE TABLE sync_op AS SELECT * FROM old")
    else:
        by_hand("ALTER TABLE sync_op DROP CONSTRAINT uq_sync_op_device_id_seq")
    by_hand(
        f"INSERT INTO sync_op (id, {columns}) SELECT 'again', {columns} FROM sync_op WHERE seq = 2"
    )
    assert told(sync.numbers_are_used_once) == [("check_sync_twice", 1, ("phone-of-alice 2",))]


def test_a_file_that_is_not_sound_is_seen(broken):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its own files")
    assert rows.file_is_sound() == []
    for statement in (
        "CREATE TABLE odd (a)",
        "INSERT INTO odd VALUES (NULL)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE odd (a NOT NULL)' WHERE name = 'odd'",
        "PRAGMA writable_schema = RESET",
    ):
        db.session.execute(text(statement))
    assert told(rows.file_is_sound) == [("check_file", 1, ("NULL value in odd.a",))]


def test_a_check_that_cannot_be_made_is_told_and_stops_no_other(house, monkeypatch):
    def fails():
        db.session.execute(text("SELECT * FROM nowhere"))

    monkeypatch.setattr(run, "OF_DATA", (fails, leads.every_lead_has_a_number))
    with write() as session:
        session.execute(text(f"DELETE FROM lead_phone WHERE lead_id = {house.claimed[0]}"))
    found = run.run()
    assert [one.code for one in found] == ["check_failed", "check_lead_no_number"]
    assert found[0].first[0].startswith("fails: ")


def test_the_job_of_the_day_keeps_what_it_found(house):
    assert jobs.keep(queue.jobs["check_data"])
    with write() as session:
        session.execute(text("UPDATE lead SET stage = 'x'"))
    assert [one.result for one in jobs.listed() if one.name == "check_data"] == [{}]
    jobs.run_now("check_data", again=True)
    assert [one.result for one in jobs.listed() if one.name == "check_data"] == [
        {"check_lead_stage": 5}
    ]


def test_a_check_changes_nothing(house):
    before = db.session.scalars(text("SELECT rev FROM lead ORDER BY id")).all()
    run.run()
    assert db.session.scalars(text("SELECT rev FROM lead ORDER BY id")).all() == before
