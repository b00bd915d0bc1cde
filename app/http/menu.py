from dataclasses import dataclass
from functools import cached_property

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.http import access, badges

RECORDS, EXPORTS, CLASHES = "records.index", "exports.index", "clashes.index"
TASKS, SIGNALS = "tasks.index", "signals.index"
DEALS, COMPLAINTS, AWARDS = "deals.index", "complaints.index", "awards.index"
SETTINGS, CHANGES = "settings.index", "pay_changes.index"
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
}
BELONGS = {
    **dict.fromkeys(("departures", "groups", "hand_overs", "person_links"), "people"),
    **dict.fromkeys(("returns", "team", "teams"), "people"),
    **dict.fromkeys(("do_not_call", "liftings", "number_searches"), "leads"),
    **dict.fromkeys(("voidings", "calls"), "board"),
    **dict.fromkeys(
        ("extra_hand_outs", "lead_returns", "return_settlements", "wastage"), "hand_outs"
    ),
    **dict.fromkeys(("extensions", "givings", "lead_hand_overs", "reveals"), "leads"),
    **dict.fromkeys(("join_requests", "mergings", "number_checks", "own_leads"), "leads"),
    "rulings": "clashes",
    "complaint_liftings": "complaints",
    **dict.fromkeys(("lead_changes", "lead_notes", "saved_views", "touches"), "leads"),
    **dict.fromkeys(("export_approvals", "export_rejections", "export_downloads"), "exports"),
    **dict.fromkeys(("deal_confirmations", "deal_corrections", "deal_receipts"), "deals"),
    **dict.fromkeys(("deal_withdrawals", "products", "surveys"), "deals"),
    **dict.fromkeys(("cohorts", "figures", "seasons", "targets"), "reports"),
    **dict.fromkeys(("deal_files", "deal_file_withdrawals"), "deals"),
    **dict.fromkeys(("quotes", "quote_withdrawals"), "deals"),
    **dict.fromkeys(("drops", "onboarding"), "today"),
    "onboarding_exceptions": "onboardings",
    "pay_month_people": "pay_months",
    **dict.fromkeys(("pk_rounds", "pk_withdrawals"), "pk"),
    **dict.fromkeys(("source_tokens", "token_revocations"), "imports"),
    **dict.fromkeys(("exceptions", "patterns"), "calendar"),
    **dict.fromkeys(("question_exports", "question_imports", "question_keepings"), "questions"),
    "question_retirements": "questions",
    **dict.fromkeys(("paper_publications", "paper_questions", "paper_releases"), "papers"),
    **dict.fromkeys(("award_decisions", "by_hand", "objection_answers", "pay_steps"), "awards"),
    "pay_sheets": "payments",
    **dict.fromkeys(("pay_change_decisions", "pay_change_ends"), "pay_changes"),
    **dict.fromkeys(("pay_lines", "objections", "statement_confirmations", "worth"), "pay"),
    **dict.fromkeys(("pay_plan_approvals", "pay_plan_replays", "pay_plans"), "settings"),
    "practice_answers": "practice",
    "setting_words": "settings",
    **dict.fromkeys(("meeting_openings", "meeting_closings", "meeting_notes"), "meetings"),
    **dict.fromkeys(("meeting_items", "meeting_additions", "item_splits"), "meetings"),
    "day_goals": "meetings",
    **dict.fromkeys(("coaching", "signal_snoozes", "signal_steps"), "signals"),
    **dict.fromkeys(("guides", "stage_fixes"), "team_stages"),
    **dict.fromkeys(
        ("item_endings", "item_hand_ups", "calendar_feeds", "feed_revocations"), "tasks"
    ),
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
        here = request.blueprint or ""
        return BELONGS.get(here, here) == self.endpoint.split(".")[0]


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"menu": places()})


def places() -> list[Place]:
    """Where this person may go, in one menu, whatever roles he holds together."""
    if not (current_user and current_user.is_authenticated):
        return []
    known = [*of_the_day(), *of_money(), *of_leads(), *of_the_house()]
    return [place for place in known if access.can(place.resource)]


def of_the_day() -> list[Place]:
    return [
        Place("today.show", _("今日"), "today", "sheet"),
        Place("leads.index", _("客户"), "leads", "leads"),
        Place(TASKS, _("待办"), "check", "tasks"),
        Place("board.show", _("看板"), "board", "board"),
        Place("meetings.index", _("会议"), "clock", "meetings"),
        Place(SIGNALS, _("状态关注"), "info", badges.SIGNALS),
        Place("reports.show", _("报表"), "report", "figures"),
        Place(DEALS, _("成单"), "product", "deals"),
        Place("pk.index", _("PK"), "versus", "pk"),
        Place("practice.show", _("错题练习"), "star", "practice"),
    ]


def of_money() -> list[Place]:
    return [
        Place("pay.show", _("工资"), "pay", "own_pay"),
        Place("pay_months.index", _("薪酬"), "money", "pay_previews"),
        Place(AWARDS, _("奖励审批"), "award", "awards"),
        Place(CHANGES, _("津贴与调薪"), "money", "award_proposals"),
        Place("payments.index", _("工资发放"), "award", "payments"),
    ]


def of_leads() -> list[Place]:
    return [
        Place(RECORDS, _("待查记录"), "log", badges.RESOURCE),
        Place(CLASHES, _("撞单"), "people", badges.CLASHES),
        Place(COMPLAINTS, _("投诉"), "message", badges.COMPLAINTS),
        Place("hand_outs.index", _("分配"), "share", "hand_outs"),
        Place("imports.index", _("导入"), "import", "imports"),
        Place(EXPORTS, _("导出"), "upload", badges.EXPORTS),
    ]


def of_the_house() -> list[Place]:
    return [
        Place("people.index", _("人员"), "people", "people"),
        Place("team_stages.index", _("团队阶段"), "ring", "team_stages"),
        Place("onboardings.index", _("入职考核"), "check", "onboardings"),
        Place("questions.index", _("题库"), "list", "questions"),
        Place("papers.index", _("考卷"), "script", "papers"),
        Place("presence.index", _("出勤"), "presence", "presence"),
        Place("calendar.index", _("日历"), "calendar", "calendar"),
        Place(SETTINGS, _("设置"), "settings", "settings"),
        Place("account.show", _("我的"), "account", "account"),
    ]
