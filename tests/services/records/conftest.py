import pytest

from app.services.records.states import Looker
from tests import builders
from tests.services.devices import Device


@pytest.fixture
def team(database, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def phone(alice):
    return Device(alice)


@pytest.fixture
def lead(alice):
    return builders.lead(owner=alice)


@pytest.fixture
def boss(team):
    """The supervisor of alice's team, as one who looks at records."""
    return Looker(builders.person("boss", "supervisor", team=team).id, "team", "team")


@pytest.fixture
def stranger(database):
    there = builders.person("eve", "supervisor", team=builders.team("二队"))
    return Looker(there.id, "team", "team")
