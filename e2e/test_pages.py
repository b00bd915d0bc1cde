"""Every page of the house, as people with and without good eyes meet it: axe finds nothing, nothing
sticks out at 360 px, nothing is logged as an error, and a thumb hits every control."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.http.access import COOKIE
from app.http.telling import in_each_language
from app.models import (
    Attempt,
    AttemptQuestion,
    Group,
    ImportRun,
    Lead,
    Paper,
    PaperDraw,
    PayLine,
    Person,
    Question,
    Ticket,
)
from app.models.allocation import BY_HAND
from app.models.signals import Signal
from app.models.visible import ALL, OWN
from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.rules.pay.plan import CLIFF
from app.services import settings
from app.services.accounts import links, preferences
from app.services.arrivals import source_tokens
from app.services.coaching import notes as coaching
from app.services.complaints import recording
from app.services.customers.within import Who
from app.services.deals import entering, files, products, quotes, shelf
from app.services.deals.entering import Said
from app.services.deals.files import Subject
from app.services.deals.quotes import Offer
from app.services.deals.receiving import Came
from app.services.exams import answering as sitting
from app.services.exams import starting
from app.services.exports import asking
from app.services.exports.rows import Asked
from app.services.hand_outs import planning, runs
from app.services.imports import desk
from app.services.leads import do_not_call, leaving
from app.services.leads.finding import Wanted
from app.services.meetings import items, notes, opening
from app.services.meetings.items import Said as Raised
from app.services.meetings.notes import Typed
from app.services.meetings.within import Who as Meets
from app.services.pay import closing, proposing, rounds
from app.services.pay import planning as planning_pay
from app.services.pay.planning import Said as Plan
from app.services.people import working_days
from app.services.practice import answering, pile
from app.services.practice.answering import Answer
from app.services.questions import desk as papers
from app.services.questions.bringing import Terms
from app.services.records.states import STATES
from app.services.settings_page import changing
from app.services.signals import acting
from app.services.surveys import asking as surveys
from app.services.team_stages import noting as team_stages
from app.services.transaction import write
from e2e import people
from e2e.server import ROOT, Server

NO_PAGES = {
    *("assets.show", "health.show", "import_reports.show", "pwa.show", "sheet.show"),
    *("sheet_keys.show", "arrivals.index", "openapi.show", "deal_files.show"),
    *(
        "attempt_answers.index",
        "callers.index",
        "worker.show",
        "start.index",
        "setup.new",
        "calendar_feeds.show",
    ),
}
SAMPLE = ROOT / "static/samples/leads.csv"
DECIDING = (
    "today.show",
    "board.show",
    "leads.show",
    "imports.edit",
    "people.index",
    "start.show",
    "hand_outs.index",
    "meetings.show",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
LEAST, PARTS = 24, 4
SMALL = """(least) => [...document.querySelectorAll('button, summary, select, input:not([type=hidden]), nav a')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((one) => {
        const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
        return Math.max(width, height) > 2 && Math.min(width, height) < least;
    })
    .map((one) => one.outerHTML.slice(0, 120))"""


class House:
    """A server with the made-up team, a manager's and a rep's session on it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.app = server.app()
        with self.app.app_context():
            self.manager = people.session_of(person_with("manager"))
            self.rep = people.session_of(person_with("rep"))
            self.finance = people.session_of(people.person("fina", "finance"))
            self.ids = ids_of()
            self.ended = ended_attempt()

    def addresses(self, *endpoints: str) -> list[str]:
        """The address of every page that anybody can open, with real things in it, or of these."""
        rules = [rule for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        wanted = [r for r in rules if r.endpoint not in NO_PAGES]
        assert set(endpoints) <= {one.endpoint for one in wanted}
        return sorted(
            address(r, self.ids) for r in wanted if r.endpoint in (endpoints or {r.endpoint})
        )

    def visitor(
        self, browser: Browser, who: str, width: int, language: str = "zh", theme: str = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 780},
            timezone_id="Asia/Shanghai",
            locale="zh-CN",
            color_scheme=theme,
            reduced_motion="reduce",
        )
        with self.app.app_context():
            preferences.keep(person_with(who), language=language, theme=theme)
        cookie = {"manager": self.manager, "rep": self.rep, "finance": self.finance}[who]
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.server.url}])
        return context.new_page()


def person_with(role: str) -> int:
    everybody = db.session.scalars(select(Person).order_by(Person.id))
    return next(one.id for one in everybody if role in one.roles and one.is_active)


def ids_of() -> dict[str, object]:
    """Something real for every kind of number in an address."""
    with write() as session:
        last = people.person("gone")
        leaving.depart(last, clock.today() - timedelta(days=1), None)
        lead = session.scalar(select(Lead.id).where(Lead.owner_id == person_with("rep")))
        group = session.scalars(select(Group)).first()
        run = session.scalars(select(ImportRun)).first()
    deal = waiting_deal(lead)
    return {
        "month": f"{clock.today():%Y-%m}",
        "person_id": person_with("rep"),
        "gone_id": last,
        "lead_id": lead,
        "team_id": group.team_id if group else 1,
        "group_id": group.id if group else 1,
        "import_id": run.id if run else 1,
        "draft_id": waiting_file(),
        **questions(),
        "token": links.make(people.person("fresh"), None),
        "call_id": people.parked_and_lost(person_with("rep"), lead),
        "key": listed_number(),
        "run_id": last_run(),
        "name": number_with_a_past(),
        "export_id": waiting_export(),
        "deal_id": deal,
        "file_id": contract(deal),
        "quote_id": quotes.offer(Offer("waiting", lead, 900_000), Who(person_with("rep"), OWN)),
        "ticket_id": complaint(),
        "line_id": published_line(),
        "answer_id": practised(),
        "attempt_id": running_attempt(),
        "survey": surveys.ask(deal, Who(person_with("rep"), OWN)),
        "plan_id": waiting_plan(last),
        "meeting_id": running_meeting(),
        "round_id": coming_round(),
        **talks(),
        "product_id": products.keep(None, "三年版", 980_000, 1_000, sold=True, by_id=last),
        "to_mark": (marked := to_mark()),
        "version_id": marked["version_id"],
        "source_token_id": source_tokens.make("抖音", "巨量引擎", person_with("manager"))[0],
    }


def talks() -> dict[str, object]:
    """A team's stage, a signal with what was done, a coaching note, and a text to change."""
    rep, boss = person_with("rep"), Who(person_with("manager"), ALL)
    team_stages.note_team_stages()
    with write() as session:
        figures = {"last": None, "first": clock.today().isoformat(), "days": 15, "limit": 15}
        when = {"raised_on": clock.today(), "raised_at": clock.now()}
        made = Signal(person_id=rep, code="no_deal", figures=figures, **when)
        session.add(made)
        session.flush()
        signal = made.id
    acting.note(signal, acting.Said("step:1", "聊了二十分钟"), boss)
    note = coaching.Said("note:1", clock.today(), "怕开口", "明天一起打三通", clock.today())
    coaching.write_down(rep, note, boss)
    return {"signal_id": signal, "guide_key": "talk.no_deal", "chosen": "zh"}


def running_meeting() -> int:
    """A morning meeting with something of each kind, and a note that two people wrote at once."""
    boss, rep = Meets(person_with("manager"), ALL), Meets(person_with("rep"), ALL)
    team = db.session.scalar(select(Group.team_id))
    meeting = opening.hold("morning", team or 1, boss)
    raised = Raised("e1", "task", "整理异议表", rep.id, clock.today(), "十条都有答法")
    items.raise_item(meeting, raised, boss)
    items.raise_item(meeting, Raised("e2", "question", "加盟费能分期吗"), rep)
    for number, who in enumerate((boss, rep)):
        notes.save(meeting, Typed(f"note-{number}", "other", f"第{number}个人写的"), who)
    return meeting


def complaint() -> int:
    """A complaint of a customer whom nobody may call until a supervisor lifts that."""
    lead = db.session.scalar(
        select(Lead.id).where(Lead.owner_id.is_(None)).order_by(Lead.id.desc())
    )
    who = Who(person_with("manager"), ALL)
    recording.record(lead, recording.Said("complaint:1", "一天打了三次"), who)
    return db.session.scalar(select(Ticket.id)) or 1


def to_mark() -> dict[str, int]:
    """An attempt whose short answer waits for the trainer, and with an answer that came late."""
    one = db.session.scalars(select(Attempt).where(Attempt.unmarked > 0)).first()
    places = select(AttemptQuestion).where(AttemptQuestion.attempt_id == one.id)
    last = db.session.scalars(places.order_by(AttemptQuestion.place.desc())).first()
    said = sitting.Given(1, "phone", 99, ("B",), clock.now() - timedelta(days=1))
    sitting.answer(one.id, one.person_id, said)
    return {"paper_id": one.paper_id, "attempt_id": one.id, "version_id": last.version_id}


def practised() -> int:
    """A rep's answer to a question that he got wrong in an exam; others of his still wait."""
    rep = person_with("rep")
    first = pile.first(pile.of(rep))
    said = Answer(first.item.question_id, first.version_id, first.item.answers + 1, ())
    return answering.answer(rep, said)


def running_attempt() -> int:
    """A rep's attempt that goes on, at a paper that asks for every kind of question."""
    now, rep = clock.now(), person_with("rep")
    terms = {"minutes": 600, "pass_percent": 80, "retakes": 2, "retake_days": 1}
    with write() as session:
        made = Paper(title="各种题", made_at=now, published_at=now, offline=True, **terms)
        kinds = session.scalars(select(Question.kind).distinct().order_by(Question.kind))
        made.draws = [PaperDraw(place=n, kind=kind, count=1) for n, kind in enumerate(kinds, 1)]
        session.add(made)
        session.flush()
    return starting.start(made.id, rep, "walked")


def ended_attempt() -> int:
    """A rep's attempt that is over and whose right answers are out."""
    over = select(Attempt.id).where(Attempt.person_id == person_with("rep"))
    return db.session.scalar(over.where(Attempt.ended_at.is_not(None)).order_by(Attempt.id)) or 1


def published_line() -> int:
    """A line of a rep's pay in the month that is over, whose statements are out."""
    first = periods.containing(MONTH, clock.today()).before().first
    proposing.propose(first, in_each_language, person_with("manager"))
    closing.publish(first, person_with("manager"))
    mine = select(PayLine.id).where(PayLine.person_id == person_with("rep"))
    return db.session.scalars(mine).first() or 1


def coming_round() -> int:
    """A contest of next week between the two groups."""
    first = clock.today() + timedelta(days=3)
    terms = rounds.Terms(first, first + timedelta(days=6), "奶茶", 200_00, 60)
    groups = db.session.scalars(select(Group.id)).all()
    return rounds.open_round(terms, groups, [], rounds.Who(person_with("manager"), ALL))


def waiting_deal(lead_id: int) -> int:
    """A deal with money that somebody without a share has yet to confirm."""
    rep, today = person_with("rep"), clock.today()
    came = Came("waiting:1", "money", today, 400_000)
    said = Said("waiting", lead_id, ((rep, 10_000),), 980_000, today, received=came)
    return entering.enter(said, Who(rep, OWN))


def contract(deal_id: int) -> int:
    kept = shelf.keep(io.BytesIO(b"%PDF-1.7"), "合同.pdf")
    who = Who(person_with("rep"), OWN)
    return files.add(Subject(deal_id), "contract", kept, who)


def last_run() -> int:
    """A hand-out of the last working day, whatever day it is."""
    day = working_days.around(clock.today()).previous(clock.today())
    return runs.hand_out(BY_HAND, person_with("manager"), planning.at_morning(day))


def number_with_a_past() -> str:
    """A setting that was changed, is due to change again, and that somebody has of his own."""
    name, manager, day = "quota.first_month", person_with("manager"), timedelta(days=1)
    own = f"person:{person_with('rep')}"
    for value, scope, since in ((12, "company", 0), (8, "company", 7), (4, own, 0)):
        when = clock.today() + since * day
        changing.change(name, value, scope=scope, since=when, note="旺季来量多", by_id=manager)
    return name


def listed_number() -> str:
    """A number of a lead whose customer asked not to be called."""
    with write() as session:
        lead = session.scalars(select(Lead).where(Lead.owner_id.is_(None))).first()
        do_not_call.add(lead, person_with("rep"), "asked_in_call")
        return do_not_call.number_hash(lead.phones[0].number)


def questions() -> dict[str, int]:
    """A question in the bank and a paper on the desk, each with what can be wrong with one."""
    boss, terms = person_with("manager"), Terms("culture", ("守则",))
    paper = "一、单选题\n1、谁审批?( A )\nA、经理 B、客服\n2、没有答案\nA、甲 B、乙\n"
    kept = papers.receive_text(paper, None, terms, boss)
    papers.keep(kept)
    waiting = papers.receive_text(paper + "判断题\n3、要守时。(√)\n", None, terms, boss)
    question = db.session.scalar(select(Question.id))
    paper = db.session.scalar(select(Paper.id).order_by(Paper.id))
    return {"question_id": question or 1, "import_of_questions": waiting, "paper_id": paper or 1}


def waiting_file() -> int:
    """A list that was handed in and waits for its columns to be confirmed."""
    with SAMPLE.open("rb") as file:
        return desk.receive(file, SAMPLE.name, "leads", person_with("manager"))


def waiting_export() -> int:
    """A file of customers that an owner asked for and that waits for the manager's word."""
    settings.put("export.rows_alone", 10, since=clock.today(), actor_id=None)
    asked = Asked(people.person("dora", "owner"), "all", Wanted(grade="B"))
    return asking.ask(asked, purpose="给财务核对新客户", form="xlsx")


def waiting_plan(by_id: int) -> int:
    """A draft whose commission jumps at its edges, from the next month on."""
    commission = {**SAMPLE_PLAN["commission"], "way": CLIFF}
    start = periods.containing(periods.MONTH, clock.today()).after().first
    document = {**SAMPLE_PLAN, "commission": commission}
    return planning_pay.draft(Plan("整额方案", start, "试一试", document), by_id)


def address(rule, ids: dict[str, object]) -> str:
    ids = {**ids, **ids["to_mark"]} if rule.endpoint.startswith("paper_") else ids
    values = {name: ids[name] for name in rule.arguments}
    if rule.endpoint == "returns.new":
        values["person_id"] = ids["gone_id"]
    if rule.endpoint == "imports.edit":
        values["import_id"] = ids["draft_id"]
    if rule.endpoint.startswith("question_imports"):
        values["paper_id"] = ids["import_of_questions"]
    if rule.endpoint == "quotes.new":
        values["lead"] = ids["lead_id"]
    return rule.build(values)[1]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    server = Server(tmp_path_factory.mktemp("house"))
    server.flask("db", "upgrade")
    server.flask("demo", "--password", people.PASSWORD)
    server.flask("import", "leads", str(SAMPLE))
    server.start()
    yield House(server)
    server.close()


def faults_of(page: Page, url: str) -> list[str]:
    """What is wrong with a page, each in a line."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(url)
    page.wait_for_load_state("networkidle")
    found = [f"status {answer.status}"] if answer and answer.status != 200 else []
    return found + faults_in_sight(page) + said


def faults_in_sight(page: Page) -> list[str]:
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    found = [f"{wide} px too wide"] if wide > 0 else []
    found += [f"small: {one}" for one in page.evaluate(SMALL, LEAST)]
    for violation in Axe().run(page, options=RULES).response["violations"]:
        found += [f"{violation['id']}: {node['html'][:140]}" for node in violation["nodes"][:3]]
    return found


def faults_at(house: House, page: Page, paths: list[str]) -> list[str]:
    return [f"{path}: {one}" for path in paths for one in faults_of(page, house.server.url + path)]


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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 1280])
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
