"""Tables whose rows nobody changes or deletes: the database itself refuses, whoever asks."""

APPEND_ONLY = (
    *("allocation_run", "allocation_share", "arrival", "audit_entry", "deal_change", "hand_out"),
    *("export_download", "lead_change", "lead_entry", "lead_extension", "lead_merge", "lead_move"),
    *("lead_note", "question_version", "reveal", "sync_op", "sync_settlement", "ticket"),
    *("pay_by_hand", "pay_confirmation", "pay_decision", "pay_entry", "pay_line", "pay_roster"),
    "daily_line_save",
    *("answer_event", "answer_mark", "attempt_question", "attempt_score", "late_acceptance"),
    *("meeting_addition", "meeting_carry", "meeting_figure", "meeting_item_step"),
    *("meeting_note", "meeting_turn", "pay_statement", "ticket_step", "touch"),
    *("onboarding_exception", "onboarding_pass", "paper_release", "practice_review"),
    "question_voiding",
    *("coaching_note", "guide_version", "signal_step"),
    *("team_stage_change", "team_stage_fix", "team_stage_task"),
    *("pk_member", "pk_round", "pk_side", "pk_withdrawal"),
)

REFUSE_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def trigger_statements(table: str, dialect: str) -> list[str]:
    """The statements that make `table` append-only on `sqlite` or `postgresql`."""
    if dialect == "postgresql":
        return [
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]
