from datetime import date, timedelta

from app.rules.settings import timeline
from app.rules.settings.timeline import Said

KEY, OTHER = "quota.first_month", "ordinary.batch"
MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)
DAY = timedelta(days=1)


def company(value: object, since: date = MONDAY, key: str = KEY) -> Said:
    return Said(key, "company", since, value)


def of_team(value: object, since: date = MONDAY) -> Said:
    return Said(KEY, "team:1", since, value)


def holds(said: list[Said], day: date, *order: str) -> object:
    return timeline.first(timeline.held(said, day), KEY, order)


def test_a_value_holds_from_its_day_on():
    said = [company(8), company(6, FRIDAY)]
    days = (MONDAY - DAY, MONDAY, FRIDAY - DAY, FRIDAY)
    assert [holds(said, day) for day in days] == [10, 8, 8, 6]


def test_the_narrowest_scope_with_a_word_speaks():
    said = [company(8), of_team(7)]
    assert holds(said, MONDAY, "person:1", "team:1") == 7
    assert holds(said, MONDAY, "person:1", "team:2") == 8


def test_a_word_taken_back_lets_the_next_one_speak():
    said = [company(8), of_team(7), of_team(None, FRIDAY), company(None, FRIDAY + DAY)]
    days = (MONDAY, FRIDAY, FRIDAY + DAY)
    assert [holds(said, day, "team:1") for day in days] == [7, 8, 10]


def test_nought_is_a_word():
    assert holds([company(0)], MONDAY) == 0


def test_a_word_of_the_same_day_and_scope_replaces_the_other():
    said = [company(8), of_team(7), company(6, FRIDAY)]
    changed = timeline.with_word(said, company(9))
    assert [one.value for one in changed] == [7, 9, 6]
    assert [one.since for one in changed] == [MONDAY, MONDAY, FRIDAY]
    assert timeline.without_word(said, company(6, FRIDAY)) == said[:2]


def test_what_changes_nothing_is_no_news():
    said = [company(8), company(6, FRIDAY)]
    assert not timeline.is_news(said, company(8, MONDAY + DAY))
    assert timeline.is_news(said, company(8, FRIDAY + DAY))
    assert timeline.is_news(said, company(8, MONDAY))
    assert not timeline.is_news([], company(10))
    assert not timeline.is_news([], company(None))
    assert timeline.is_news(said, company(None, FRIDAY + DAY))
    assert not timeline.is_news(said, of_team(None))
    assert timeline.is_news([], of_team(10))


def test_a_clash_is_found_on_whatever_later_day_it_comes():
    keys = (OTHER, "ordinary.holding_cap")
    said = [company(20, key=keys[1]), company(60, FRIDAY, keys[1]), company(50, FRIDAY, OTHER)]
    assert timeline.first_clash(said, keys, "company", MONDAY) is None
    lower = timeline.with_word(said, company(40, FRIDAY + DAY, keys[1]))
    day, why = timeline.first_clash(lower, keys, "company", MONDAY)
    assert (day, why.code) == (FRIDAY + DAY, "setting_above")
    assert why.params == {"setting": OTHER, "limit": keys[1], "low": 50, "high": 40}


def test_what_lies_before_a_change_is_not_its_clash():
    keys = (OTHER, "ordinary.holding_cap")
    said = [company(100, key=OTHER), company(200, FRIDAY, keys[1])]
    assert timeline.first_clash(said, keys, "company", FRIDAY) is None


def test_a_change_begins_today_at_the_earliest_and_not_in_years():
    latest = MONDAY + timedelta(days=366)
    whys = [
        timeline.refused_since(day, MONDAY, latest)
        for day in (MONDAY - DAY, MONDAY, latest, latest + DAY)
    ]
    assert [why and why.code for why in whys] == [
        "setting_in_the_past",
        None,
        None,
        "setting_too_far",
    ]
