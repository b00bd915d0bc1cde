"""The menu: short for who calls, folded by subject for who leads (design: pages)."""

import re

import pytest

from app.http.menu import SHORT
from app.rules.people.permissions import ROLES
from tests import builders, exams

pytestmark = pytest.mark.usefixtures("set_clock")
ANYBODY = "/tasks"


def menu_of(client, path=ANYBODY):
    return client.get(path).text.split('<nav class="nav"')[1].split("</nav>")[0]


def side(menu):
    return menu.split('<div class="nav__side')[1]


def phone(menu):
    return menu.split('<div class="nav__side')[0]


def links(part):
    return re.findall(r'class="nav__place" href="([^"]+)"', part)


def open_groups(menu):
    return re.findall(r'name="nav" open>\s*<summary[^>]*><span class="nav__label">([^<]+)', menu)


@pytest.fixture
def as_role(client):
    return lambda *roles: client.sign_in(builders.person("dave", *roles))


@pytest.mark.parametrize("role", ROLES)
def test_a_phone_reaches_what_a_wide_screen_reaches_each_place_once(client, as_role, role):
    as_role(role)
    menu = menu_of(client)
    wide, narrow = links(side(menu)), links(phone(menu))
    assert sorted(wide) == sorted(narrow)
    assert len(wide) == len(set(wide))
    assert "/me" in wide


def test_a_rep_has_a_short_menu_with_his_sheet_first_and_nothing_folded(client, as_role):
    as_role("rep")
    menu = menu_of(client)
    assert links(phone(menu))[:3] == ["/today", "/leads", "/tasks"]
    assert len(links(side(menu))) <= SHORT
    assert "nav__group" not in menu


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("manager", ["/board", "/tasks", "/awards"]),
        ("supervisor", ["/board", "/tasks", "/meetings"]),
        ("finance", ["/tasks", "/payments", "/deals"]),
        ("trainer", ["/tasks", "/papers", "/meetings"]),
    ],
)
def test_under_the_thumb_is_what_each_opens_most(client, as_role, role, first):
    as_role(role)
    assert links(phone(menu_of(client)))[:3] == first


def test_the_group_of_the_page_is_open_and_the_others_are_not(client, as_role):
    as_role("manager")
    assert open_groups(menu_of(client, "/board")) == []
    assert open_groups(menu_of(client, "/people")) == ["团队"]
    assert open_groups(menu_of(client, "/questions/new")) == ["培训考试"]


def test_one_place_is_the_current_one_wide_and_on_a_phone(client, as_role):
    as_role("manager")
    menu = menu_of(client, "/questions")
    for part in (side(menu), phone(menu)):
        assert re.findall(r'href="([^"]+)" aria-current="page"', part) == ["/questions"]
        assert part.count('aria-current="true"') == 1


@pytest.mark.parametrize(("role", "place"), [("rep", "/me"), ("manager", "/signals")])
def test_a_page_of_several_belongs_to_a_place_that_its_reader_has(client, as_role, role, place):
    as_role(role)
    [current] = re.findall(
        r'href="([^"]+)" aria-current="page"', side(menu_of(client, "/coaching"))
    )
    assert current == place


def test_a_closed_group_and_the_rest_of_a_phone_say_what_waits_in_them(client, as_role):
    exams.bank_of(1, "short")
    exams.taken(builders.person("alice"), exams.open_paper(("short", 1)), "先问候")
    as_role("manager")
    menu = menu_of(client, "/board")
    [training] = re.findall(r'培训考试</span><span class="nav__badge">(\d+)<', menu)
    [more] = re.findall(r'更多</span><span class="nav__badge">(\d+)<', menu)
    assert (training, more) == ("1", "1")
