"""A customer whom the rep found himself: entered in seconds, also without a network (rules.md §2)."""

from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.models import Call, Lead, LeadPhone
from e2e import people, sheet
from e2e.conftest import started

NAME = "[data-slot=lead] [data-field=name]"
NUMBER, E164 = "139 8888 7777", "+8613988887777"


def enter(page, number: str = NUMBER, name: str = "赵铁柱", button: str = "保存,现在打") -> None:
    page.locator("[data-slot=claim] [data-enter]").click()
    dialog = page.locator("#own-lead")
    expect(dialog).to_be_visible()
    dialog.locator("[name=number]").fill(number)
    dialog.locator("[name=name]").fill(name)
    dialog.get_by_role("button", name=button).click()
    expect(dialog).to_be_hidden()


def leads(rep) -> list[Lead]:
    with rep.app.app_context():
        held = select(Lead).join(LeadPhone).where(LeadPhone.number == E164)
        return list(db.session.scalars(held))


def test_entered_and_called_without_a_network_he_arrives_once_with_his_call(rep):
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    rep.page.reload()
    started(rep.page)
    enter(rep.page)
    expect(rep.page.locator(NAME)).to_have_text("赵铁柱")
    expect(rep.page.locator("[data-slot=lead] [data-field=why]")).to_have_text("刚录入的客户")
    rep.page.reload()
    started(rep.page)
    sheet.waits(rep.page, 1)
    expect(rep.page.locator(NAME)).to_have_text("赵铁柱")
    sheet.log(rep.page, "无人接听")
    sheet.waits(rep.page, 2)
    rep.context.set_offline(False)
    sheet.arrive(rep, 2)
    [lead] = leads(rep)
    assert (lead.kind, lead.owner_id, lead.name) == ("own", rep.id, "赵铁柱")
    with rep.app.app_context():
        assert [one.lead_id for one in db.session.scalars(select(Call))] == [lead.id]


def test_while_the_number_is_typed_the_form_says_whose_it_is(rep):
    with rep.app.app_context():
        people.lead(77, people.person("李娜"))
    rep.open_today()
    rep.page.locator("[data-slot=claim] [data-enter]").click()
    rep.page.fill("#own-lead [name=number]", "138 0000 00")
    rep.page.wait_for_timeout(400)
    expect(rep.page.locator("#own-lead #guard")).to_be_empty()
    rep.page.fill("#own-lead [name=number]", "138 0000 0077")
    expect(rep.page.locator("#own-lead #guard")).to_contain_text("李*")
    expect(rep.page.locator("#own-lead #guard")).not_to_contain_text("客户77")
    rep.page.fill("#own-lead [name=number]", NUMBER)
    expect(rep.page.locator("#own-lead #guard")).to_contain_text("可以录入")


def test_who_enters_a_customer_of_a_colleague_is_told_by_a_card_and_loses_nothing(rep):
    with rep.app.app_context():
        people.lead(77, people.person("李娜"))
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    enter(rep.page, "138 0000 0077", "李老板", "只保存")
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    rep.page.click("[data-opens=unsent]")
    card = rep.page.locator("[data-card]")
    expect(card).to_contain_text("李老板 138 0000 0077")
    expect(card).to_contain_text("归李*")
    with rep.app.app_context():
        owner = db.session.scalar(select(Lead.owner_id).where(Lead.name == "客户77"))
        assert owner != rep.id


def test_what_is_typed_stays_when_the_form_is_closed(rep):
    rep.open_today()
    rep.page.locator("[data-slot=claim] [data-enter]").click()
    rep.page.fill("#own-lead [name=number]", NUMBER)
    rep.page.fill("#own-lead [name=name]", "赵")
    rep.page.wait_for_timeout(300)
    rep.page.reload()
    started(rep.page)
    rep.page.locator("[data-slot=claim] [data-enter]").click()
    expect(rep.page.locator("#own-lead [name=name]")).to_have_value("赵")
    expect(rep.page.locator("#own-lead [name=number]")).to_have_value(NUMBER)


def test_the_plain_form_leads_to_the_sheet_with_him_first(rep):
    rep.page.goto(f"{rep.server.url}/own-leads/new")
    rep.page.fill("[name=number]", NUMBER)
    expect(rep.page.locator("#guard")).to_contain_text("可以录入")
    rep.page.fill("[name=name]", "赵铁柱")
    rep.page.click("text=保存,现在打")
    started(rep.page)
    expect(rep.page.locator(NAME)).to_have_text("赵铁柱")
    assert len(leads(rep)) == 1
