"""A month's end on phones: computed, approved, objected to, answered, closed, paid; a refund of the
next month is an adjustment that explains itself (rules.md §8, how money moves)."""

import io
import time
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from app.http.access import COOKIE
from e2e import people
from e2e.conftest import PHONE
from e2e.pay_house import PayHouse


class Phone:
    """Somebody of the house with his own phone."""

    def __init__(self, house: PayHouse, browser: Browser, name: str) -> None:
        self.context = browser.new_context(**PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
        self.house, self.name, self.url = house, name, house.server.url
        self.sign_in()
        self.page: Page = self.context.new_page()

    def sign_in(self) -> None:
        kept = {"name": COOKIE, "value": self.house.cookie(self.name), "url": self.url}
        self.context.add_cookies([{**kept, "expires": time.time() + 7 * 24 * 3600}])

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.url}{path}")
        wide = "() => document.documentElement.scrollWidth <= window.innerWidth"
        assert self.page.evaluate(wide), path
        return self.page

    def press(self, button: str, *, confirmed: bool = True) -> None:
        """Presses a button; where the password is asked for first, gives it and presses again."""
        self.page.get_by_role("button", name=button, exact=True).first.click()
        if "/me/confirmation" in self.page.url:
            self.page.locator("input[type=password]").fill(people.PASSWORD)
            self.page.locator("main form button[type=submit]").click()
            self.page.wait_for_url("**/awards*" if "payments" not in self.url else "**")
            if confirmed:
                self.page.get_by_role("button", name=button, exact=True).first.click()


@pytest.fixture
def house(empty):
    made = PayHouse(empty())
    made.server.start(app="e2e.later:app")
    return made


@pytest.fixture
def phone(house, browser):
    made: list[Phone] = []

    def of(name: str) -> Phone:
        made.append(Phone(house, browser, name))
        return made[-1]

    yield of
    for one in made:
        one.context.close()


def statement(one: Phone) -> str:
    """What the month says, but for the list of months below it."""
    sections = one.open("/pay?month=2026-10").locator("main section").all()
    return "".join(section.inner_html() for section in sections)


def approve_most(owner: Phone) -> None:
    """All but one, which is rejected by itself; what was taken out stays out over the password."""
    page = owner.open("/awards")
    cards = page.locator(".award:not(.award--barred)")
    one = cards.filter(has_text="单数冠军")
    one.locator("input[type=checkbox]").uncheck()
    n = cards.count()
    owner.press("批准选中的", confirmed=False)
    expect(one.locator("input[type=checkbox]")).not_to_be_checked()
    page.get_by_role("button", name="批准选中的").click()
    expect(page.locator("#flash")).to_contain_text(f"已批准 {n - 1} 项")
    one.locator("summary").click()
    one.locator("input.input").fill("已经当场发了现金")
    one.get_by_role("button", name="这一项不通过").click()
    expect(page.locator("#flash")).to_contain_text("1 项不通过")


def objected_and_answered(alice: Phone, boss: Phone) -> None:
    page = alice.open("/pay")
    line = page.locator(".pay-line").filter(has_text="提成").first
    line.locator("summary").click()
    line.locator("input.input").fill("少了一单")
    line.get_by_role("button", name="申诉").click()
    expect(page.get_by_text("你的申诉:少了一单")).to_be_attached()
    page = boss.open("/awards")
    objection = page.locator("article").filter(has_text="少了一单")
    objection.locator("input.input").fill("那一单是十一月到账的")
    objection.get_by_role("button", name="答复").click()
    expect(page.get_by_text("少了一单")).to_have_count(0)
    page = alice.open("/pay")
    expect(page.get_by_text("答复:那一单是十一月到账的")).to_be_attached()
    page.get_by_role("button", name="本人确认").click()
    expect(page.get_by_text("你已在")).to_be_visible()


def later(house: PayHouse, day: tuple[int, int, int], *who: Phone) -> None:
    """On another morning everybody signs in again."""
    house.clock.set(*day, 2)
    for one in who:
        one.sign_in()


def test_a_months_end_on_phones(house, phone):
    boss, owner, alice, finance = everybody = [
        phone(name) for name in ("boss", "owner", "alice", "finance")
    ]
    boss.open("/awards")
    boss.press("提交审批")
    house.clock.set(2026, 11, 2, 6)
    approve_most(owner)
    boss.open("/awards")
    boss.press("发出明细")
    objected_and_answered(alice, boss)
    expect(boss.open("/awards").get_by_text("之前可以申诉")).to_be_visible()
    later(house, (2026, 11, 6), *everybody)
    boss.open("/awards")
    boss.press("月结锁定")
    expect(boss.page.locator("#flash")).to_contain_text("已月结")
    was = statement(alice)
    taken_and_paid(finance)
    assert statement(alice).replace("已发放", "已月结") == was
    a_refund_next_month(house, (boss, owner, alice))
    assert statement(alice).replace("已发放", "已月结") == was


def taken_and_paid(finance: Phone) -> None:
    page = finance.open("/payments")
    finance.page.get_by_role("button", name="下载表格").click()
    if "/me/confirmation" in page.url:
        page.locator("input[type=password]").fill(people.PASSWORD)
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/payments*")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载表格").click()
    file = io.BytesIO(taken.value.path().read_bytes())
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_name("汇总").to_python()
    assert rows[-1][-1] == sum(row[-1] for row in rows[1:-1])
    page.get_by_role("button", name="记为已发放").click()
    expect(page.locator("main")).to_contain_text("已发放")


def a_refund_next_month(house: PayHouse, who: tuple[Phone, Phone, Phone]) -> None:
    boss, owner, alice = who
    house.clock.set(2026, 11, 20, 2)
    with house.here():
        house.house.refund(20_000_00, date(2026, 11, 20))
    later(house, (2026, 12, 1), *who)
    boss.open("/awards")
    boss.press("提交审批")
    page = owner.open("/awards")
    expect(page.get_by_text("月结时是 600 元").first).to_be_visible()
    owner.press("批准选中的")
    boss.open("/awards")
    boss.press("发出明细")
    page = alice.open("/pay?month=2026-11")
    line = page.locator(".pay-line").filter(has_text="补发/补扣").filter(has_text="600").first
    line.locator("summary").click()
    expect(line).to_contain_text("2026年10月")
    line.get_by_role("link", name="看背后的记录").click()
    expect(page.get_by_role("heading", name="月结以后确认的")).to_be_visible()
    expect(page.locator("main")).to_contain_text("−¥20,000")
