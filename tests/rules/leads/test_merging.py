"""What the kept one of two leads becomes (rules.md §2, identity), whatever the two are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.leads import clashes
from app.rules.leads.merging import FILLED, becomes

START = datetime(2026, 11, 2, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 20).map(lambda days: START + timedelta(days=days))
TEXTS = st.sampled_from(["", "丽华", "火锅"])


@st.composite
def leads(draw):
    facts = {name: draw(TEXTS) for name in (*FILLED, "note")}
    out = draw(st.booleans())
    facts["owner_id"] = None if out else draw(st.sampled_from([None, 1, 2]))
    facts["do_not_call"] = out and draw(st.booleans())
    gone = out and not facts["do_not_call"]
    facts["gone_because"] = "wrong_number" if gone else None
    facts["cool_until"] = draw(st.none() | INSTANTS)
    facts["last_call_at"] = draw(st.none() | INSTANTS)
    facts["waiting_since"] = draw(INSTANTS)
    due = draw(st.none() | INSTANTS) if facts["owner_id"] else None
    return facts | {"due_at": due, "due_kind": "follow_up" if due else None}


@given(leads(), leads(), st.sampled_from([None, 1, 2]))
def test_nothing_that_stands_is_lost_and_gaps_are_filled(kept, other, chosen):
    after = becomes(kept, other, chosen)
    for name in FILLED:
        assert after.values[name] == (kept[name] or other[name])
    assert kept["note"] in after.values["note"] and other["note"] in after.values["note"]


@given(leads(), leads(), st.sampled_from([None, 1, 2]))
def test_nobody_has_who_may_not_be_called(kept, other, chosen):
    after = becomes(kept, other, chosen)
    stopped = kept["do_not_call"] or other["do_not_call"]
    assert after.values["do_not_call"] == stopped
    if stopped or after.values["gone_because"]:
        assert after.owner_id is None
    assert after.owner_id in {None, kept["owner_id"], other["owner_id"]}
    if not stopped and (kept["owner_id"] or other["owner_id"]):
        assert after.owner_id is not None  # whoever works on him goes on
    assert (after.values["due_at"] is None) == (after.values["due_kind"] is None)
    assert after.owner_id is not None or after.values["due_at"] is None


@given(leads(), leads())
def test_a_longer_rest_holds(kept, other):
    both = [one["cool_until"] for one in (kept, other) if one["cool_until"]]
    assert becomes(kept, other).values["cool_until"] == max(both, default=None)


@given(st.text(max_size=30))
def test_a_key_is_the_same_for_the_same_name_written_otherwise(name):
    key = clashes.company_key(name)
    assert clashes.company_key(f" {name.upper()} ") in {key, clashes.company_key(name.upper())}
    assert clashes.company_key(key) in {key, ""} or len(clashes.company_key(key)) >= clashes.FEWEST
    assert len(key) <= 200


def test_endings_do_not_part_two_ways_of_writing_one_firm():
    same = ["丽华餐饮管理有限公司", "丽华餐饮管理 股份有限公司", "丽华餐饮管理", "丽华餐饮管理公司"]
    assert len({clashes.company_key(one) for one in same}) == 1
    assert clashes.company_key("丽华餐饮管理分公司") != clashes.company_key("丽华餐饮管理")
