"""A day that writes itself, and good news that goes to the chat group with one tap (rules.md §9)."""

import re

from playwright.sync_api import expect

from app import clock
from app.services.customers.within import Who
from app.services.daily_reports import writing
from app.services.deals import confirming, entering, receiving
from app.services.deals.entering import Said
from app.services.deals.receiving import Came
from e2e import people
from e2e.conftest import Rep
from e2e.faults import faults_in_sight

PASTED = "() => navigator.clipboard.readText()"
NEWS = "【喜报】恭喜Wang成单\n一单,到账 ¥9,800"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
SELECTED = "() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); }"


def sold(rep: Rep) -> str:
    """The address of a deal that counts."""
    with rep.app.app_context():
        boss, today = Who(people.person("boss", "manager"), "all"), clock.today()
        deal = Said("d1", rep.leads[0], ((rep.id, 10_000),), 9_800_00, today)
        number = entering.enter(deal, boss)
        came = Came(uuid="r1", kind="money", day=today, fen=9_800_00)
        confirming.decide("receipt", receiving.note(number, came, boss), boss.id, yes=True)
    return f"{rep.server.url}/deals/{number}"


def test_good_news_is_copied_with_one_tap_on_a_phone(rep):
    address = sold(rep)
    rep.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rep.page.goto(address)
    news = rep.page.locator("#good-news")
    news.get_by_role("button", name="复制").first.tap()
    expect(news.locator("[data-state]").first).to_have_text("已复制,去群里粘贴")
    assert rep.page.evaluate(PASTED) == NEWS
    assert faults_in_sight(rep.page) == []


def test_where_there_is_no_clipboard_the_text_is_selected(rep):
    address = sold(rep)
    rep.page.add_init_script(NO_CLIPBOARD)
    rep.page.goto(address)
    rep.page.locator("#good-news [data-copy]").first.tap()
    expect(rep.page.locator("#good-news [data-state]").first).not_to_be_empty()
    assert rep.page.evaluate(SELECTED) == NEWS


def test_the_line_saves_itself_and_stands_in_the_text(rep):
    rep.page.goto(f"{rep.server.url}/daily-reports")
    rep.page.locator("daily-line textarea").fill("约了两家")
    expect(rep.page.locator("daily-line [data-state]")).to_have_text("已保存")
    expect(rep.page.locator("chat-text [data-language=zh]")).to_have_value(
        re.compile("一句话:约了两家")
    )
    with rep.app.app_context():
        assert writing.of_day([rep.id], clock.today())[rep.id].text == "约了两家"
