"""Something real of every kind in a made-up house, for each kind of number in an address."""

import io
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
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
from app.rules.pay.plan import CLIFF
from app.services import settings
from app.services.accounts import links
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
from app.services.pay import planning as planning_pay
from app.services.pay import rounds
from app.services.pay.planning import Said as Plan
from app.services.people import working_days
from app.services.practice import answering, pile
from app.services.practice.answering import Answer
from app.services.questions import desk as papers
from app.services.questions.bringing import Terms
from app.services.settings_page import changing
from app.services.signals import acting
from app.services.surveys import asking as surveys
from app.services.team_stages import noting as team_stages
from app.services.transaction import write
from e2e import people
from e2e.server import ROOT

SAMPLE = ROOT / "static/samples/leads.csv"


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
    """A line of a rep's pay in the month that is over, whose statements the made-up team has out."""
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
