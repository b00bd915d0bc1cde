"""The longest menu of the house, on a small laptop and on a phone."""

from playwright.sync_api import Page, expect

from e2e.faults import faults_in_sight

TALLER = "(nav) => nav.scrollHeight - nav.clientHeight"


def scrolls(page: Page) -> bool:
    return page.locator(".nav").evaluate(TALLER) > 0


def test_on_a_small_laptop_everything_is_reached_without_scrolling(house, browser):
    page = house.visitor(browser, "manager", 1280)
    page.goto(f"{house.server.url}/board")
    groups = page.locator(".nav__group")
    assert not scrolls(page)
    for group in groups.all():
        group.locator("summary").press("Enter")
        expect(page.locator(".nav__group[open]")).to_have_count(1)
        expect(group.get_by_role("link").last).to_be_in_viewport()
        assert not scrolls(page)
    assert faults_in_sight(page) == []
    page.context.close()


def test_a_page_finds_its_own_group_open(house, browser):
    page = house.visitor(browser, "manager", 1280)
    page.goto(f"{house.server.url}/questions")
    opened = page.locator(".nav__group[open]")
    expect(opened.get_by_role("link", name="题库")).to_have_attribute("aria-current", "page")
    page.context.close()


def test_on_a_phone_the_rest_is_one_tap_away(house, browser):
    page = house.visitor(browser, "manager", 360)
    page.goto(f"{house.server.url}/tasks")
    bar = page.get_by_role("navigation", name="主菜单")
    expect(bar.get_by_role("link")).to_have_count(3)
    bar.get_by_text("更多").click()
    last = bar.get_by_role("link", name="我的")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert faults_in_sight(page) == []
    page.locator("h1").click(position={"x": 1, "y": 1}, force=True)
    expect(last).to_be_hidden()
    page.context.close()
