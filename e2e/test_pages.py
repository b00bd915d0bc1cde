"""Every page of the house, as people with and without good eyes meet it: axe finds nothing, nothing
sticks out at 360 px, nothing is logged as an error, and a thumb hits every control."""

import json

import pytest

from app.services.records.states import STATES
from e2e.faults import faults_at, faults_in_sight, faults_of

DECIDING = (
    "today.show",
    "board.show",
    "leads.show",
    "imports.edit",
    "people.index",
    "start.show",
    "hand_outs.index",
    "meetings.show",
    "pay_months.show",
)
OF_THE_OWNER = (
    *("extensions.new", "lead_returns.new", "pay_lines.show", "quotes.new"),
    *("practice_answers.show", "exams.index", "attempts.show", "hand_ins.new"),
)
OF_A_REP = (
    *("today.show", "board.show", "leads.index", "leads.show", "calls.index", "account.show"),
    *("coaching.index", "drops.index", "onboarding.show", "practice.show", *OF_THE_OWNER),
    *("daily_reports.index", "period_reports.show"),
)
OF_FINANCE = ("payments.index",)
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_well_made_at_360_px(house, browser, part):
    page = house.visitor(browser, "manager", 360)
    own = house.addresses(*OF_THE_OWNER, *OF_FINANCE)
    paths = [path for path in house.addresses() if path not in own]
    faults = faults_at(house, page, paths[part::PARTS])
    page.context.close()
    page = house.visitor(browser, "rep", 360)
    mine = [*house.addresses(*OF_A_REP), f"/attempts/{house.ended}"]
    faults += faults_at(house, page, mine[part::PARTS])
    page.context.close()
    page = house.visitor(browser, "finance", 360)
    faults += faults_at(house, page, house.addresses(*OF_FINANCE)[part::PARTS])
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_records_that_need_a_look_are_well_shown_in_every_state(house, browser, language):
    page = house.visitor(browser, "manager", 360, language, "dark")
    paths = [f"/records?state={state}" for state in STATES]
    assert faults_at(house, page, [*paths, "/calls?which=flagged", "/calls?which=void"]) == []
    page.context.close()


@pytest.mark.parametrize(
    ("width", "language", "theme"),
    [(320, "zh", "dark"), (320, "en", "light"), (1280, "zh", "light"), (1280, "en", "dark")],
)
def test_the_pages_that_decide_are_well_made_in_every_light(house, browser, width, language, theme):
    faults = []
    for who, pages in (("manager", DECIDING), ("rep", ("today.show",))):
        page = house.visitor(browser, who, width, language, theme)
        faults += faults_at(house, page, house.addresses(*pages))
        page.context.close()
    assert faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_what_opens_over_the_sheet_is_well_made(house, browser, width, language):
    page = house.visitor(browser, "rep", width, language, "dark" if language == "en" else "light")
    faults = faults_at(house, page, ["/today"])
    for opener, opened in (("[data-message]", "#messages"), ("[data-ring]", "#incoming")):
        page.click(opener)
        page.wait_for_selector(f"{opened}[open]")
        faults += [f"{opened}: {one}" for one in faults_in_sight(page)]
        page.keyboard.press("Escape")
    page.click("[data-ring]")
    page.fill("[data-digits]", "99999999")
    page.wait_for_selector("#incoming [data-field=none]:not(:empty)")
    faults += [f"nobody: {one}" for one in faults_in_sight(page)]
    page.fill("[data-digits]", "")
    page.locator(".caller").first.click()
    faults += [f"ringing: {one}" for one in faults_in_sight(page)]
    page.context.close()
    assert faults == []


PLANTED = {
    "button-name": ("button", "", "width: 3rem; height: 3rem"),
    "color-contrast": ("p", "没有人看得清", "color: #ccc; background: #fff"),
    "px too wide": ("div", "太宽", "width: 3000px"),
    "small": ("button", "小", "width: 9px; height: 9px; min-height: 0; padding: 0"),
}
PLANT = """addEventListener('load', () => {
    const [name, text, style] = %s;
    const planted = Object.assign(document.createElement(name), { textContent: text });
    planted.style.cssText = style;
    document.querySelector('main').append(planted);
});"""


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(house, browser, fault):
    page = house.visitor(browser, "rep", 360)
    page.add_init_script(PLANT % json.dumps(PLANTED[fault]))
    [found] = faults_of(page, f"{house.server.url}/me")
    assert fault in found
    page.context.close()
