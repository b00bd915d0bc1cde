"""The places of the house by their subject, each with how much waits there."""

from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from flask_babel import gettext as _

from app.http import access, badges
from app.http.menu.belonging import place_of_page

TODAY, LEADS, TASKS, BOARD = "today.show", "leads.index", "tasks.index", "board.show"
MEETINGS, SIGNALS, DEALS = "meetings.index", "signals.index", "deals.index"
RECORDS, EXPORTS, CLASHES = "records.index", "exports.index", "clashes.index"
COMPLAINTS, AWARDS, CHANGES = "complaints.index", "awards.index", "pay_changes.index"
PAYMENTS, PAPERS, SETTINGS = "payments.index", "papers.index", "settings.index"
PEOPLE = "people.index"
WAITS = {
    RECORDS: badges.open_records,
    EXPORTS: badges.waiting_exports,
    CLASHES: badges.open_clashes,
    DEALS: badges.waiting_deals,
    COMPLAINTS: badges.open_complaints,
    AWARDS: badges.waiting_awards,
    CHANGES: badges.waiting_changes,
    SETTINGS: badges.waiting_plans,
    TASKS: badges.due_tasks,
    SIGNALS: badges.new_signals,
    PAPERS: badges.waiting_marks,
}


@dataclass(frozen=True)
class Place:
    endpoint: str
    label: str
    icon: str
    resource: str

    @cached_property
    def url(self) -> str:
        return url_for(self.endpoint)

    @cached_property
    def badge(self) -> int:
        """How much waits there for this person, if it is a place where something waits."""
        return WAITS[self.endpoint]() if self.endpoint in WAITS else 0

    @cached_property
    def current(self) -> bool:
        return place_of_page() == self.endpoint.split(".")[0]


@dataclass(frozen=True)
class Group:
    """Places that somebody looks for together."""

    name: str
    places: list[Place]

    @cached_property
    def badge(self) -> int:
        return sum(place.badge for place in self.places)

    @cached_property
    def current(self) -> bool:
        return any(place.current for place in self.places)

    def without(self, others: list[Place]) -> "Group":
        return Group(self.name, [place for place in self.places if place not in others])


def groups() -> list[Group]:
    """What this person may see, the work of the day first."""
    known = (
        Group(_("日常"), of_the_day()),
        Group(_("客户与资源"), of_leads()),
        Group(_("收入与奖励"), of_money()),
        Group(_("团队"), of_people()),
        Group(_("培训考试"), of_training()),
        Group(_("系统"), of_the_house()),
    )
    seen = (Group(one.name, [p for p in one.places if access.can(p.resource)]) for one in known)
    return [group for group in seen if group.places]


def of_the_day() -> list[Place]:
    return [
        Place(TODAY, _("今日"), "today", "sheet"),
        Place(LEADS, _("客户"), "leads", "leads"),
        Place(TASKS, _("待办"), "check", "tasks"),
        Place(BOARD, _("看板"), "board", "board"),
        Place(MEETINGS, _("会议"), "clock", "meetings"),
        Place("daily_reports.index", _("日报"), "log", "daily_reports"),
        Place("reports.show", _("报表"), "report", "figures"),
    ]


def of_leads() -> list[Place]:
    return [
        Place(DEALS, _("成单"), "product", "deals"),
        Place("hand_outs.index", _("分配"), "share", "hand_outs"),
        Place(RECORDS, _("待查记录"), "search", badges.RESOURCE),
        Place(CLASHES, _("撞单"), "clash", badges.CLASHES),
        Place(COMPLAINTS, _("投诉"), "message", badges.COMPLAINTS),
    ]


def of_money() -> list[Place]:
    return [
        Place("pay.show", _("工资"), "pay", "own_pay"),
        Place("pk.index", _("PK"), "versus", "pk"),
        Place("pay_months.index", _("薪酬"), "money", "pay_previews"),
        Place(AWARDS, _("奖励审批"), "award", "awards"),
        Place(CHANGES, _("津贴与调薪"), "raise", "award_proposals"),
        Place(PAYMENTS, _("工资发放"), "send", "payments"),
    ]


def of_people() -> list[Place]:
    return [
        Place(PEOPLE, _("人员"), "people", "people"),
        Place("presence.index", _("出勤"), "presence", "presence"),
        Place(SIGNALS, _("状态关注"), "eye", badges.SIGNALS),
        Place("team_stages.index", _("团队阶段"), "steps", "team_stages"),
    ]


def of_training() -> list[Place]:
    return [
        Place("exams.index", _("考试"), "exam", "exams"),
        Place("practice.show", _("错题练习"), "star", "practice"),
        Place("onboardings.index", _("入职考核"), "entrant", "onboardings"),
        Place("questions.index", _("题库"), "list", "questions"),
        Place(PAPERS, _("考卷"), "script", "papers"),
    ]


def of_the_house() -> list[Place]:
    return [
        Place("imports.index", _("导入"), "import", "imports"),
        Place(EXPORTS, _("导出"), "upload", badges.EXPORTS),
        Place("calendar.index", _("日历"), "calendar", "calendar"),
        Place(SETTINGS, _("设置"), "settings", "settings"),
    ]
