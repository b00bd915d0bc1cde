"""What is wrong with a page as it is seen, heard and touched (design: pages)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from e2e.house import House

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COMES_LATER = "[hx-trigger*=load], [hx-trigger*=revealed], [hx-trigger*=every]"
LEAST = 24
SMALL = """(least) => [...document.querySelectorAll('button, summary, select, input:not([type=hidden]), nav a')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((one) => {
        const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
        return Math.max(width, height) > 2 && Math.min(width, height) < least;
    })
    .map((one) => one.outerHTML.slice(0, 120))"""

BROKEN = """() => {
    const found = [], range = document.createRange();
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, box = text.parentElement;
        if (!box.checkVisibility() || box.clientWidth === 1) continue;
        for (const one of text.data.matchAll(/[0-9][0-9,.]{2,}/g)) {
            range.setStart(text, one.index);
            range.setEnd(text, one.index + one[0].length);
            const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
            if (lines.size > 1) found.push(`${one[0]} in ${box.outerHTML.slice(0, 80)}`);
        }
    }
    return found;
}"""
"""Numbers that go on in the next line: nobody reads 5,555.65 from three of them."""


def faults_of(page: Page, url: str) -> list[str]:
    """What is wrong with a page, each in a line."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(url)
    if page.locator(COMES_LATER).count():
        page.wait_for_load_state("networkidle")
    found = [f"status {answer.status}"] if answer and answer.status != 200 else []
    return found + faults_in_sight(page) + said


def faults_in_sight(page: Page) -> list[str]:
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    found = [f"{wide} px too wide"] if wide > 0 else []
    found += [f"small: {one}" for one in page.evaluate(SMALL, LEAST)]
    found += [f"broken: {one}" for one in page.evaluate(BROKEN)]
    for violation in Axe().run(page, options=RULES).response["violations"]:
        found += [f"{violation['id']}: {node['html'][:140]}" for node in violation["nodes"][:3]]
    return found


def faults_at(house: House, page: Page, paths: list[str]) -> list[str]:
    return [f"{path}: {one}" for path in paths for one in faults_of(page, house.server.url + path)]
