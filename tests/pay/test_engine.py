"""The engine pays what the model written from the text pays, for month after month."""

from dataclasses import replace
from random import Random

from hypothesis import given

from app.rules.pay import engine
from tests.pay import bridge, model
from tests.pay.months import a_month, months


@given(months())
def test_the_engine_pays_what_the_text_says(month):
    assert bridge.paid(*month) == bridge.modelled(model.pay(*month))


@given(months(moves=True))
def test_also_where_people_change_group_team_and_grade_inside_the_month(month):
    assert bridge.paid(*month) == bridge.modelled(model.pay(*month))


def test_an_engine_that_forgets_the_quota_is_told_apart(monkeypatch):
    forgetful = replace(bridge.PLAN, quota=replace(bridge.PLAN.quota, units=119))
    monkeypatch.setattr(bridge, "PLAN", forgetful)
    some = [a_month(Random(seed)) for seed in range(60)]
    assert any(bridge.paid(*one) != bridge.modelled(model.pay(*one)) for one in some)


def test_an_engine_without_the_pk_is_told_apart(monkeypatch):
    monkeypatch.setattr(engine.pk, "of", lambda month: [])
    some = [a_month(Random(seed)) for seed in range(60)]
    assert any(bridge.paid(*one) != bridge.modelled(model.pay(*one)) for one in some)
