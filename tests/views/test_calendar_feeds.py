from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import CalendarFeed, Person
from app.services import settings
from app.services.meetings import items, preparing
from app.services.meetings.items import Said
from app.services.transaction import write
from tests import builders
from tests.conftest import MONDAY_MORNING

TOMORROW = date(2026, 11, 24)


@pytest.fixture
def alice(client, set_clock):
    alice = builders.person("alice", team=builders.team())
    client.sign_in(alice)
    return alice


@pytest.fixture
def address(client, alice):
    """A private address, as the page shows it once."""
    page = client.post("/calendar-feeds").text
    return page.split('value="http://localhost')[1].split('"')[0]


def taken(app, address):
    """What a calendar gets, which is not signed in."""
    return app.test_client().get(address)


def events(app, address):
    found = icalendar.Calendar.from_ical(taken(app, address).data)
    return {str(one["uid"]): one for one in found.walk("VEVENT")}


def test_call_backs_tasks_and_meetings_stand_in_it(app, client, alice, address):
    at = MONDAY_MORNING + timedelta(hours=3)
    lead = builders.lead("王秀英", owner=alice, due_at=at, due_kind="call_back")
    task = items.give(Said("t1", "task", "整理异议表", alice.id, TOMORROW, "十条"), alice.id)
    preparing.prepare_meetings()
    found = events(app, address)
    call = found[f"lead-{lead.id}@lianxian"]
    assert (call["summary"], call["dtstart"].dt) == ("约好再打:王…", at)
    assert call.walk("VALARM")[0]["trigger"].dt == timedelta(minutes=-5)
    assert found[f"task-{task}@lianxian"]["dtstart"].dt == TOMORROW
    kinds = {str(one["summary"]) for uid, one in found.items() if uid.startswith("meeting")}
    assert kinds == {"早会", "夕会", "周会", "月会"}


def test_no_number_and_no_whole_name_leaves_the_house(app, alice, address):
    lead = builders.lead("王秀英", owner=alice, due_at=MONDAY_MORNING, due_kind="call_back")
    text = taken(app, address).text
    assert lead.phones[0].number[-8:] not in text and "王秀英" not in text


def test_it_speaks_the_language_of_its_owner(app, client, address):
    client.post("/me", data={"language": "en", "theme": "auto"})
    preparing.prepare_meetings()
    assert "Morning meeting" in taken(app, address).text


def test_a_revoked_address_is_as_a_wrong_one(app, client, address):
    assert taken(app, address).status_code == 200
    (number,) = db.session.scalars(select(CalendarFeed.id))
    client.post(f"/calendar-feeds/{number}/revocation")
    assert taken(app, address).status_code == taken(app, "/c/nothing.ics").status_code == 404
    assert taken(app, address).data == taken(app, "/c/nothing.ics").data


def test_the_secret_is_shown_once_and_kept_as_a_hash(client, address):
    kept = db.session.scalars(select(CalendarFeed.token_hash)).one()
    assert kept not in address and address.split("/")[-1] not in client.get("/calendar-feeds").text


def test_nobody_revokes_somebody_elses(app, client, address):
    client.sign_in(builders.person("bob"))
    (number,) = db.session.scalars(select(CalendarFeed.id))
    assert client.post(f"/calendar-feeds/{number}/revocation").status_code == 404
    assert taken(app, address).status_code == 200


def test_who_left_is_served_no_more(app, alice, address):
    with write() as session:
        session.get_one(Person, alice.id).left_on = date(2026, 11, 20)
    assert taken(app, address).status_code == 404


def test_an_hour_has_so_many_fetches(app, address, set_clock):
    settings.put("feeds.per_hour", 4, since=date(2026, 11, 1), actor_id=None)
    assert [taken(app, address).status_code for _ in range(5)] == [200] * 4 + [429]
    set_clock(datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
    assert taken(app, address).status_code == 200


def test_at_most_five_at_a_time(client, alice):
    for _ in range(5):
        assert client.post("/calendar-feeds").status_code == 200
    refused = client.post("/calendar-feeds")
    assert refused.status_code == 409 and "先作废一个" in refused.text
