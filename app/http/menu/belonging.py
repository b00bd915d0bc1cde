"""Pages that stand in no menu themselves: the place that each belongs to."""

from flask import request

from app.http import access

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
    **dict.fromkeys(("paper_marks", "paper_attempts", "late_acceptances"), "papers"),
    "question_voidings": "papers",
    **dict.fromkeys(("award_decisions", "by_hand", "objection_answers", "pay_steps"), "awards"),
    "pay_sheets": "payments",
    **dict.fromkeys(("pay_change_decisions", "pay_change_ends"), "pay_changes"),
    **dict.fromkeys(("pay_lines", "objections", "statement_confirmations", "worth"), "pay"),
    **dict.fromkeys(("pay_plan_approvals", "pay_plan_replays", "pay_plans"), "settings"),
    **dict.fromkeys(("attempts", "attempt_answers", "hand_ins"), "exams"),
    "practice_answers": "practice",
    "setting_words": "settings",
    "passwords": "account",
    **dict.fromkeys(("meeting_openings", "meeting_closings", "meeting_notes"), "meetings"),
    **dict.fromkeys(("meeting_items", "meeting_additions", "item_splits"), "meetings"),
    "day_goals": "meetings",
    **dict.fromkeys(("period_reports", "team_days"), "daily_reports"),
    **dict.fromkeys(("coaching", "signal_snoozes", "signal_steps"), "signals"),
    **dict.fromkeys(("guides", "stage_fixes"), "team_stages"),
    **dict.fromkeys(
        ("item_endings", "item_hand_ups", "calendar_feeds", "feed_revocations"), "tasks"
    ),
}
ELSE = {"hand_outs": "leads", "signals": "account"}
"""Where somebody has not the first place, the same page belongs to the second."""


def place_of_page() -> str:
    """The blueprint of the place where this person finds the page that he is on."""
    here = request.blueprint or ""
    home = BELONGS.get(here, here)
    return ELSE[home] if home in ELSE and not access.can(home) else home
