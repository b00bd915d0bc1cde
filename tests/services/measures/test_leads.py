"""What becomes of leads, counted out of histories made by hand (rules.md §6, §2.3)."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from app import clock
from app.models import Membership, Source
from app.rules.measures import periods
from app.rules.measures.dictionary import MEASURES, value
from app.services import calendar, settings
from app.services.checks import histories as checks
from app.services.customers import noting
from app.services.customers.within import Who
from app.services.deals import confirming
from app.services.hand_outs import runs
from app.services.measures import behind, counting, histories
from app.services.measures.cutting import Cut
from app.services.measures.opened import Opened
from app.services.merging import merge
from app.services.merging.merge import Seen
from app.services.recycling import drops
from app.services.transaction import write
from tests import builders
from tests.calls import call
from tests.services.deals.conftest import desk  # noqa: F401 (a fixture)

pytestmark = pytest.mark.usefixtures("database", "set_clock")
MONTH = periods.containing("month", date(2026, 11, 23))


def at(day, hour=10, minute=0, second=0):
    return datetime(2026, 11, day, hour, minute, second, tzinfo=clock.SHANGHAI)


def work_out(*leads):
    with write():
        histories.changed([lead.id for lead in leads])


def of(code, by="company", key=0, period=MONTH, within=None):
    return value(MEASURES[code], counting.counts(period, Cut(by, within)).get(key, {}))


def rows(code, by="company", key=0, period=MONTH):
    found, total = behind.page(Opened(code, period, Cut(by), key), 1)
    assert len(found) == total
    return [(row.lead, row.person, row.counted) for row in found]


@pytest.fixture
def team():
    return builders.team("一队")


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def bob(team):
    return builders.person("bob", team=team)


def precise(arrived=None, **facts):
    return builders.lead(kind="precise", arrived_at=arrived or at(16), **facts)


class TestSpeed:
    def test_an_odd_number_has_a_middle_an_even_one_the_mean_of_two(self, alice, bob):
        leads = [precise() for _ in range(4)]
        waits = (2, 5, 60, 481)
        for lead, minutes in zip(leads, waits, strict=True):
            who = bob if minutes == 60 else alice
            call(lead, who, at=at(16) + timedelta(minutes=minutes))
        work_out(*leads)
        assert of("speed_to_lead") == Fraction(65, 2)
        assert of("speed_to_lead", "person", alice.id) == 5
        assert of("speed_to_lead", "person", bob.id) == 60

    def test_a_median_of_both_is_of_their_leads_and_not_of_their_medians(self, alice, bob, team):
        leads = [precise() for _ in range(4)]
        for lead, who, minutes in zip(
            leads, (alice, alice, alice, bob), (1, 2, 3, 90), strict=True
        ):
            call(lead, who, at=at(16) + timedelta(minutes=minutes))
        work_out(*leads)
        assert of("speed_to_lead", "team", team.id) == Fraction(5, 2)

    def test_the_first_call_counts_out_unvoided_and_by_whoever_made_it(self, alice, bob):
        lead = precise(owner=alice)
        call(lead, alice, at=at(16, 10, 1), void=True)
        call(lead, alice, at=at(16, 10, 2), direction="in")
        call(lead, bob, at=at(16, 10, 30), connected=False, disposition="no_answer")
        call(lead, alice, at=at(16, 10, 40))
        work_out(lead)
        assert rows("speed_to_lead") == [("王秀英", "Bob", 30 * 60)]

    def test_it_counts_on_the_day_of_the_call_in_the_team_of_then(self, alice, team):
        other = builders.team("二队")
        builders.add(Membership(person_id=alice.id, since=date(2026, 11, 17), team_id=other.id))
        lead = precise(at(13, 17, 30))
        call(lead, alice, at=at(16, 9, 10))
        work_out(lead)
        assert of("speed_to_lead", "team", team.id) == 40
        assert of("speed_to_lead", "team", other.id) is None
        assert of("speed_to_lead", period=periods.containing("day", date(2026, 11, 13))) is None

    def test_ordinary_leads_are_not_waited_for(self, alice):
        lead = builders.lead(owner=alice)
        call(lead, alice)
        work_out(lead)
        assert of("speed_to_lead") is None

    def test_a_day_off_or_other_hours_change_what_was_waited(self, alice):
        lead = precise(at(13, 17, 30))
        call(lead, alice, at=at(17, 9, 10))
        work_out(lead)
        assert of("speed_to_lead") == 40 + 9 * 60
        boss = builders.person("boss", "manager").id
        calendar.except_day(date(2026, 11, 16), "free", "团建", boss)
        assert of("speed_to_lead") == 40
        calendar.except_day(date(2026, 11, 16), None, "", boss)
        assert of("speed_to_lead") == 40 + 9 * 60
        settings.put(histories.HOURS, ["09:00", "10:00"], since=date(2026, 11, 16), actor_id=None)
        histories.rebuild()
        assert of("speed_to_lead") == 30 + 60 + 10

    def test_beside_it_stands_what_nobody_called(self, alice, bob):
        called, held, waits = precise(), precise(owner=bob), precise()
        for out in ({"gone_because": "wrong_number"}, {"do_not_call": True}):
            precise(**out)
        precise(at(16) - timedelta(days=30))
        builders.lead(arrived_at=at(16))
        call(called, alice, at=at(16, 11))
        call(held, bob, at=at(16, 11), direction="in")
        work_out(called, held, waits)
        assert of("uncalled") == 2
        assert rows("uncalled", "person", bob.id) == [("王秀英", "Bob", 1)]
        assert rows("uncalled", "person", None) == [("王秀英", None, 1)]


class TestFollowUps:
    def promised(self, lead, who, day, due, **facts):
        return call(lead, who, at=at(day), follow_up_at=at(due), **facts)

    def test_done_by_its_day_late_and_not_at_all(self, alice, bob):
        leads = [builders.lead(owner=alice) for _ in range(3)]
        for lead in leads:
            self.promised(lead, alice, 16, 18)
        call(leads[0], alice, at=at(18, 17), connected=False, disposition="no_answer")
        call(leads[1], alice, at=at(19))
        call(leads[2], bob, at=at(18))
        work_out(*leads)
        assert of("follow_up_on_time") == of("follow_up_on_time", "person", alice.id)
        assert of("follow_up_on_time") == Fraction(1, 3)
        assert of("follow_up_on_time", "person", bob.id) is None
        assert [counted for _, _, counted in rows("follow_up_on_time")] == [0, 0, 1]

    def test_a_day_that_is_not_over_is_not_due(self, alice, set_clock):
        lead = builders.lead(owner=alice)
        self.promised(lead, alice, 20, 23)
        work_out(lead)
        assert of("follow_up_on_time") is None
        set_clock(at(24, 0, 0))
        assert of("follow_up_on_time") == 0

    def test_a_void_call_sets_none_and_does_none(self, alice):
        one, other = builders.lead(owner=alice), builders.lead(owner=alice)
        self.promised(one, alice, 16, 18, void=True)
        self.promised(other, alice, 16, 18)
        call(other, alice, at=at(17), void=True)
        work_out(one, other)
        assert of("follow_up_on_time") == 0

    def test_an_answered_touch_does_it_as_a_call_would(self, alice, set_clock):
        lead, other = builders.lead(owner=alice), builders.lead(owner=alice)
        for one in (lead, other):
            self.promised(one, alice, 16, 18)
        work_out(lead, other)
        set_clock(at(18, 15))
        noting.touch(lead.id, Who(alice.id, "own"), "wechat", "", answered=True)
        noting.touch(other.id, Who(alice.id, "own"), "wechat", "", answered=False)
        set_clock(at(23))
        assert of("follow_up_on_time") == Fraction(1, 2)


class TestWastage:
    def test_of_what_was_handed_out_what_was_recycled_uncalled(self, alice, set_clock):
        set_clock(at(16, 9))
        leads = [precise(at(16, 8)) for _ in range(3)]
        runs.hand_out("morning", None, clock.now())
        call(leads[0], alice, at=at(16, 11))
        set_clock(at(18, 9))
        drops.recycle()
        assert of("wastage") == of("wastage", "person", alice.id) == Fraction(2, 3)
        assert sorted(counted for _, _, counted in rows("wastage")) == [0, 1, 1]
        set_clock(at(30, 9))
        drops.recycle()
        assert of("wastage") == Fraction(2, 3)

    def test_nothing_handed_out_is_no_rate(self, alice):
        assert of("wastage") is None


class TestCohorts:
    def test_leads_with_a_deal_of_those_received_by_source(self, desk):  # noqa: F811
        ads, list_ = builders.add(Source(name="广告")), builders.add(Source(name="名单"))
        october = datetime(2026, 10, 20, 10, tzinfo=clock.SHANGHAI)
        leads = [
            builders.lead(source_id=source.id, arrived_at=arrived, owner=desk.alice)
            for source, arrived in ((ads, october), (ads, october), (list_, october), (ads, at(2)))
        ]
        deal = desk.deal(uuid="1", lead_id=leads[0].id, signed_on=date(2026, 11, 2))
        number = desk.came(deal, 1_000_00, uuid="2", day=date(2026, 11, 2))
        assert of("cohort_conversion", period=MONTH.before()) == 0
        confirming.decide("receipt", number, desk.finance.id, yes=True)
        cohort = MONTH.before()
        assert of("cohort_conversion", "source", ads.id, cohort) == Fraction(1, 2)
        assert of("cohort_conversion", "source", list_.id, cohort) == 0
        assert of("cohort_conversion", period=cohort) == Fraction(1, 3)
        assert of("cohort_conversion", "source", ads.id) == 0
        assert [won for _, _, won in rows("cohort_conversion", "source", ads.id, cohort)] == [1, 0]

    def test_it_tells_of_the_supply_and_of_nobody_alone(self, alice, team):
        precise(owner=alice)
        assert of("cohort_conversion") == 0
        assert of("cohort_conversion", "person", alice.id) is None
        assert of("cohort_conversion", within=("team", team.id)) is None
        assert rows("cohort_conversion", "person", alice.id) == []


class TestWhatALeadKeeps:
    """Of what is worked out of its calls and deals, so that leads without are found at once."""

    def test_when_it_was_first_called_until_that_call_is_void(self, alice):
        lead = precise(owner=alice)
        first = call(lead, alice, at=at(17, 11))
        call(lead, alice, at=at(18, 11))
        work_out(lead)
        assert lead.first_called_on == date(2026, 11, 17)
        with write():
            first.voided_at, first.voided_because = clock.now(), "test"
            histories.changed([lead.id])
        assert lead.first_called_on == date(2026, 11, 18)
        assert checks.first_days_and_deals_are_kept() == []

    def test_when_it_became_a_customer_and_a_merged_one_gives_that_over(self, desk):  # noqa: F811
        kept, other = (builders.lead(owner=desk.alice) for _ in range(2))
        deal = desk.deal(uuid="1", lead_id=other.id, signed_on=date(2026, 11, 2))
        number = desk.came(deal, 1_000_00, uuid="2", day=date(2026, 11, 2))
        assert other.won_on is None
        confirming.decide("receipt", number, desk.finance.id, yes=True)
        assert other.won_on == date(2026, 11, 2)
        merge.merge(
            Seen(kept.id, other.id, kept.rev, other.rev), Who(desk.boss.id, "all"), "同一家"
        )
        assert (kept.won_on, other.won_on) == (date(2026, 11, 2), None)
        assert checks.first_days_and_deals_are_kept() == []
