"""The report's charts are drawn under the real policy, in both themes, and on paper."""

import pytest
from playwright.sync_api import Page

from e2e.faults import faults_of
from e2e.house import House

DRAWN = """() => [...document.querySelectorAll('table-chart canvas')].map((one) => {
    const { width, height } = one;
    const bytes = one.getContext('2d').getImageData(0, 0, width, height).data;
    return new Set(new Uint32Array(bytes.buffer)).size > 4;
})"""
COLOUR = """() => {
    const one = document.querySelectorAll('table-chart canvas')[1];
    const bytes = one.getContext('2d').getImageData(0, 0, one.width, one.height).data;
    const counts = new Map();
    for (const pixel of new Uint32Array(bytes.buffer)) counts.set(pixel, 1 + (counts.get(pixel) ?? 0));
    counts.delete(0);
    return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}"""


def report(house: House, browser, theme: str) -> Page:
    page = house.visitor(browser, "manager", 360, "zh", theme)
    assert faults_of(page, f"{house.server.url}/reports?first=calls") == []
    page.wait_for_selector("table-chart canvas")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_drawn_without_a_fault(house, browser, theme):
    page = report(house, browser, theme)
    assert page.evaluate(DRAWN) == [True] * 3
    assert page.locator("table-chart details[open]").count() == 0
    page.click("table-chart summary >> nth=0")
    assert page.locator("table-chart details[open] tbody tr").count() == 12
    page.context.close()


def test_another_theme_is_drawn_in_its_own_colours(house, browser):
    page = report(house, browser, "light")
    light = page.evaluate(COLOUR)
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark' }")
    page.wait_for_function(f"() => ({COLOUR})() !== {light}")
    page.context.close()


def test_on_paper_the_chart_is_light_and_its_table_open(house, browser):
    page = report(house, browser, "light")
    light = page.evaluate(COLOUR)
    page.context.close()
    page = report(house, browser, "dark")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.wait_for_selector("table-chart details[open]")
    assert page.evaluate(COLOUR) == light
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator("table-chart details[open]").count() == 0
    assert page.evaluate(COLOUR) != light
    page.context.close()


def test_without_a_script_the_tables_remain(house, browser):
    context = browser.new_context(
        java_script_enabled=False,
        storage_state=house.visitor(browser, "manager", 360).context.storage_state(),
    )
    page = context.new_page()
    page.goto(f"{house.server.url}/reports?first=calls")
    assert page.locator("table-chart table").first.is_visible()
    assert not page.locator(".chart__keys").first.is_visible()
    context.close()
