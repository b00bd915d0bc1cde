"""Meetings in a browser: two people at one note, one of them without a network; a morning and an
evening meeting on a phone in a few taps (rules.md §9)."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.http.access import COOKIE
from app.models import DayGoal, Meeting, MeetingItem, MeetingNote, Membership, Team
from app.services.meetings import opening
from app.services.meetings.within import Who
from app.services.transaction import write
from e2e import people
from e2e.conftest import PHONE
from e2e.server import Server

THREE_MINUTES = 180


@pytest.fixture
def team(server: Server) -> Iterator[dict[str, int]]:
    """Bob runs the meetings of alice and himself."""
    with server.app().app_context():
        with write() as session:
            team = Team(name="一队")
            session.add(team)
            session.flush()
            team_id = team.id
        found = {"team": team_id}
        for name, role in (("bob", "supervisor"), ("alice", "rep")):
            found[name] = people.person(name, role)
            with write() as session:
                since = clock.today().replace(day=1)
                session.add(Membership(person_id=found[name], since=since, team_id=team_id))
        yield found


@pytest.fixture
def meeting(team: dict[str, int]) -> int:
    return opening.hold("morning", team["team"], Who(team["bob"], "all"))


@pytest.fixture
def visit(server: Server, browser: Browser) -> Iterator[Callable[[int], Page]]:
    contexts = []

    def open_for(person_id: int) -> Page:
        context = browser.new_context(**PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
        cookie = people.session_of(person_id)
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
        contexts.append(context)
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()


def note_of(page: Page):
    return page.locator("meeting-note[data-point=other]")


def says(page: Page, text: str) -> None:
    expect(note_of(page).locator("[data-state]")).to_have_text(text, timeout=15_000)


def test_two_write_one_note_at_once_and_one_of_them_has_no_network(server, team, meeting, visit):
    bob, alice = visit(team["bob"]), visit(team["alice"])
    for page in (bob, alice):
        page.goto(f"{server.url}/meetings/{meeting}")
    alice.context.set_offline(True)
    note_of(alice).locator("textarea").fill("alice 在路上写的")
    note_of(bob).locator("textarea").fill("bob 在会上写的")
    says(bob, "已保存")
    says(alice, "没有送到服务器,已存本机,会自动再试。")
    alice.context.set_offline(False)
    says(alice, "已保存")
    expect(note_of(alice).locator("[data-others]")).to_contain_text("bob 在会上写的")
    expect(note_of(alice).locator("textarea")).to_have_value("alice 在路上写的")
    note_of(alice).locator("[data-join]").click()
    expect(note_of(alice).locator("[data-other]")).to_have_count(0)
    bob.reload()
    expect(note_of(bob).locator("textarea")).to_have_value("alice 在路上写的\nbob 在会上写的")
    db.session.rollback()
    kept = db.session.scalars(select(MeetingNote.text)).all()
    assert {"bob 在会上写的", "alice 在路上写的"} <= set(kept)


def test_what_was_typed_survives_closing_the_page_without_a_network(server, team, meeting, visit):
    page = visit(team["alice"])
    page.goto(f"{server.url}/meetings/{meeting}")
    page.context.set_offline(True)
    note_of(page).locator("textarea").fill("还没送到的一句")
    says(page, "没有送到服务器,已存本机,会自动再试。")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(f"{server.url}/meetings/{meeting}")
    expect(note_of(again).locator("textarea")).to_have_value("还没送到的一句")
    says(again, "已保存")
    db.session.rollback()
    assert db.session.scalars(select(MeetingNote.text)).all() == ["还没送到的一句"]


def test_a_morning_and_an_evening_meeting_on_a_phone(server, team, visit):
    page = visit(team["bob"])
    began = time.monotonic()
    hold(server, page, "早会")
    page.get_by_role("button", name="Alice").click()
    expect(page.get_by_role("button", name="Alice")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Alice").click()
    page.get_by_role("button", name="就这样定").click()
    expect(page.get_by_text("今天的目标已定")).to_be_visible()
    page.get_by_role("textbox", name="写一条").fill("@Alice 明天前 整理异议表 标准:十条都有答法")
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.locator("#items")).to_contain_text("整理异议表")
    page.get_by_role("button", name="结束会议").click()
    expect(page.get_by_text("已定稿,不能再改")).to_be_visible()
    assert time.monotonic() - began < THREE_MINUTES
    began = time.monotonic()
    hold(server, page, "夕会")
    expect(page.locator("#figures")).to_contain_text("/ 30")
    page.get_by_role("button", name="到“经验分享”").press("Enter")
    expect(page.locator("#agenda [aria-current=step]")).to_contain_text("经验分享")
    expect(page.locator("#agenda [aria-current=step] a")).to_be_focused()
    page.get_by_role("button", name="结束会议").click()
    expect(page.get_by_text("已定稿,不能再改")).to_be_visible()
    assert time.monotonic() - began < THREE_MINUTES
    db.session.rollback()
    assert db.session.scalars(select(DayGoal.person_id)).all() == [team["alice"]]
    assert len(db.session.scalars(select(Meeting).where(Meeting.closed_at.is_not(None))).all()) == 2
    assert db.session.scalars(select(MeetingItem.holder_id)).all() == [team["alice"]]


def hold(server: Server, page: Page, kind: str) -> None:
    page.goto(f"{server.url}/meetings")
    page.get_by_text("现在另开一个会").click()
    page.locator("select[name=kind]").select_option(label=kind)
    page.get_by_role("button", name="开会", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(kind)
