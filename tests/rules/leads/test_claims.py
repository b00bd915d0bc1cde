from dataclasses import replace
from datetime import date

import pytest

from app.rules.defaults import DEFAULTS
from app.rules.leads.claims import Standing, ordinary_offer, precise_offer, refusal
from app.rules.leads.quota import Quota
from app.rules.why import Why

MONDAY = date(2026, 3, 9)
FIVE = Quota(5, Why("quota_after_first_month", {"month": 2}))
wang = Standing(FIVE, next_working_day=MONDAY, taken=2, waiting=40)


def test_the_button_offers_what_is_left_of_the_quota_and_says_why():
    offer = precise_offer(wang)
    quota_why = {"code": "quota_after_first_month", "params": {"month": 2}}
    assert offer.count == 3
    assert offer.refusal is None
    assert offer.why == Why("claim_offer", {"count": 3, "taken": 2, "quota_why": quota_why})


def test_it_never_offers_more_than_is_waiting():
    assert precise_offer(replace(wang, waiting=1)).count == 1


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"active": False}, Why("claim_inactive", {})),
        ({"working_day": False}, Why("claim_free_day", {"next": MONDAY})),
        ({"half_days": 0}, Why("claim_absent", {"next": MONDAY})),
        ({"onboarding_passed": False}, Why("claim_onboarding", {})),
        ({"taken": 5}, Why("claim_quota_taken", {"taken": 5, "quota": 5, "next": MONDAY})),
        ({"uncalled": 5}, Why("claim_uncalled", {"uncalled": 5, "quota": 5, "to_call": 1})),
        ({"uncalled": 7}, Why("claim_uncalled", {"uncalled": 7, "quota": 5, "to_call": 3})),
        ({"waiting": 0}, Why("claim_nothing_waiting", {})),
    ],
)
def test_a_refusal_says_why_and_what_to_do(facts, why):
    offer = precise_offer(replace(wang, **facts))
    assert offer.count == 0
    assert offer.refusal == why


def test_a_spent_quota_is_named_before_uncalled_leads_since_calling_would_not_help():
    assert refusal(replace(wang, taken=5, uncalled=5)).code == "claim_quota_taken"


def test_a_credit_opens_the_button_again():
    assert precise_offer(replace(wang, taken=5, credits=1)).count == 1


def test_ordinary_leads_come_in_batches_of_ten():
    assert ordinary_offer(held=0, waiting=900, half_days=2, settings=DEFAULTS).count == 10


def test_the_last_batch_stops_at_the_holding_cap():
    assert ordinary_offer(held=55, waiting=900, half_days=2, settings=DEFAULTS).count == 5


@pytest.mark.parametrize(
    ("held", "waiting", "half_days", "code"),
    [
        (60, 900, 2, "claim_holding_cap"),
        (75, 900, 2, "claim_holding_cap"),
        (0, 0, 2, "claim_no_ordinary"),
        (0, 900, 0, "claim_absent_ordinary"),
    ],
)
def test_ordinary_leads_are_refused_with_a_reason(held, waiting, half_days, code):
    offer = ordinary_offer(held, waiting, half_days, DEFAULTS)
    assert (offer.count, offer.refusal.code) == (0, code)
