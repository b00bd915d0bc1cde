"""What holds of every month that the text pays."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pay import folders, measures, statements
from tests.pay.contests import champions, pk
from tests.pay.days import month
from tests.pay.facts import Deal, Facts, Movement
from tests.pay.lines import rounded
from tests.pay.model import minimum_wage, pay
from tests.pay.months import months

few = settings(max_examples=15)


def total(lines):
    return sum(line.fen for line in lines)


def by_kind(lines):
    return {kind: total(x for x in lines if x.kind == kind) for kind in {x.kind for x in lines}}


def sums(awards, kind):
    return sum(line.fen for _, line in awards if line.kind == kind)


def with_deals(facts, deals):
    return replace(facts, deals=tuple(deals))


@few
@given(months(moves=True))
def test_a_championship_is_paid_whole_or_not_at_all(made_up):
    awards = champions(*made_up)
    assert {sums(awards, kind) for kind in ("champion_amount", "champion_deals")} <= {0, 500_00}


@few
@given(months())
def test_a_team_never_gives_more_than_its_pot(made_up):
    facts, period = made_up
    for team in ("T1", "T2"):
        won = [
            award for award in pk(facts, period) if facts.person(award[0]).places[0][1][0] == team
        ]
        assert 0 <= sums(won, "pk") <= 600_00


@few
@given(months(moves=True))
def test_credits_add_up_to_what_was_received_less_what_was_refunded(made_up):
    facts, _ = made_up
    moved = [(-m.fen if m.refund else m.fen) for deal in facts.deals for m in deal.movements]
    assert sum(fen for _, _, fen in measures.credits(facts)) == sum(moved)
    assert all(fen >= 0 for _, _, fen in measures.credits(facts))


@few
@given(months(moves=True), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_changes_nothing(made_up, chance):
    facts, period = made_up
    mixed = {
        name: mix(chance, vars(facts)[name]) for name in ("people", "deals", "calls", "targets")
    }
    mixed["presence"] = dict(mix(chance, facts.presence.items()))
    paid, paid_mixed = pay(facts, period), pay(replace(facts, **mixed), period)
    assert {who: sorted(lines) for who, lines in paid.items()} == {
        who: sorted(lines) for who, lines in paid_mixed.items()
    }


def mix(chance, rows):
    rows = list(rows)
    chance.shuffle(rows)
    return tuple(rows)


@settings(max_examples=25)
@given(months(), st.integers(1, 60_000_00), st.sampled_from(["new", "13910000000"]), st.data())
def test_one_more_deal_of_ones_own_never_pays_less(made_up, fen, phone, data):
    """A deal of one's own, received while employed. Every line but the deduction stays or grows,
    and the deduction grows by less than the rest. Only without moves between groups: a deal can
    carry the group one is in past the group in which one was present, and would have won."""
    facts, period = made_up
    earning = [(p, d) for p in facts.people for d in measures.own_working_days(p, period)]
    if not earning:
        return
    person, day = data.draw(st.sampled_from(earning))
    more = Deal("more", 99, phone, ((person.login, 100),), (Movement(day, fen),))
    before = pay(facts, period)[person.login]
    after = pay(with_deals(facts, [*facts.deals, more]), period)[person.login]
    kinds = by_kind(after)
    assert total(after) >= total(before)
    assert all(
        kinds.get(kind, 0) >= fen
        for kind, fen in by_kind(before).items()
        if kind != "workload_shortfall"
    )


@few
@given(months(moves=True), st.data())
def test_two_part_refunds_pay_like_one_whole(made_up, data):
    facts, period = made_up
    refunds = [(d, m) for d in facts.deals for m in d.movements if m.refund and m.fen > 1]
    if not refunds:
        return
    deal, whole = data.draw(st.sampled_from(refunds))
    part = data.draw(st.integers(1, whole.fen - 1))
    parts = (replace(whole, fen=part), replace(whole, fen=whole.fen - part))
    place = deal.movements.index(whole)
    split = replace(deal, movements=(*deal.movements[:place], *parts, *deal.movements[place + 1 :]))
    deals = [split if one is deal else one for one in facts.deals]
    assert pay(with_deals(facts, deals), period) == pay(facts, period)


@few
@given(months(moves=True))
def test_a_deal_refunded_to_the_last_fen_pays_as_if_it_never_was(made_up):
    facts, period = made_up
    kept = [deal for deal in facts.deals if measures.net_fen(deal) > 0]
    assert pay(with_deals(facts, kept), period) == pay(facts, period)


@few
@given(months(moves=True))
def test_a_deduction_takes_a_fifth_at_most_and_leaves_the_minimum_wage(made_up):
    facts, period = made_up
    for login, lines in pay(facts, period).items():
        taken = -by_kind(lines).get("workload_shortfall", 0)
        gross = total(lines) + taken
        assert 0 <= 5 * taken <= gross
        assert total(lines) >= min(gross, minimum_wage(facts.person(login), period))


@few
@given(months(moves=True))
def test_no_line_says_nothing(made_up):
    for lines in pay(*made_up).values():
        assert all(line.fen or (line.kind, line.waived_fen > 0) == WAIVED for line in lines)


WAIVED = ("workload_waived", True)


@settings(max_examples=10)
@given(months())
def test_a_month_survives_its_files(tmp_path_factory, made_up):
    facts, period = made_up
    folder, paid = tmp_path_factory.mktemp("month"), pay(facts, period)
    folders.write(facts, folder)
    statements.write(paid, period.name, folder)
    assert folders.read(folder) == facts
    assert statements.expected(folder) == statements.of(paid, period.name)


def test_halves_are_rounded_away_from_zero():
    halves = [Fraction(n, 2) for n in (-3, -1, 1, 3)]
    assert [rounded(half) for half in halves] == [-2, -1, 1, 2]


def test_a_month_without_people_pays_nothing():
    assert pay(Facts(), month("2026-05")) == {}
