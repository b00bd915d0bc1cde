"""Who changes what days were counted from notes which days those are: triggers do, whoever writes.

They only append, so that no two writers wait for each other.
"""

from datetime import date

COUNTED = (
    *("day", "started_at", "lead_id", "person_id", "direction", "connected", "grade", "wechat"),
    "voided_at",
)
"""What of a call is counted, or says where."""
PLACED = ("since", "person_id", "team_id", "group_id")
EVER = date.min.isoformat()
MARK_LEAD = "INSERT INTO stale_day (day, lead_id)"
MARK_PERSON = "INSERT INTO stale_day (day, person_id)"


def mark_statements(dialect: str) -> list[str]:
    """The statements that make the triggers on `sqlite` or `postgresql`."""
    return on_postgresql() if dialect == "postgresql" else on_sqlite()


def unmark_statements(dialect: str) -> list[str]:
    """The statements that take them away again."""
    if dialect == "postgresql":
        return [f"DROP FUNCTION {name}() CASCADE" for name in FUNCTIONS]
    return [f"DROP TRIGGER {statement.split()[2]}" for statement in on_sqlite()]


def differ(columns: tuple[str, ...], other: str) -> str:
    return " OR ".join(f"OLD.{name} {other} NEW.{name}" for name in columns)


def since(row: str) -> str:
    """From when on a place held: the first one holds for what was before it, too (rules.md §6)."""
    earlier = "SELECT 1 FROM membership m WHERE m.person_id = {0}.person_id AND m.since < {0}.since"
    return f"CASE WHEN EXISTS ({earlier.format(row)}) THEN {row}.since ELSE '{EVER}' END"


def place(row: str) -> str:
    return f"{MARK_PERSON} VALUES ({since(row)}, {row}.person_id);"


def on_sqlite() -> list[str]:
    def call(row: str) -> str:
        return f"{MARK_LEAD} VALUES ({row}.day, {row}.lead_id);"

    source = f"{MARK_LEAD} VALUES ('{EVER}', NEW.id);"
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
    made = [
        f"CREATE TRIGGER {table}_stale_{verb.lower()} AFTER {verb} ON {table}{when}"
        f" BEGIN {' '.join(mark(row) for row in rows[verb])} END"
        for table, columns, mark in (("call", COUNTED, call), ("membership", PLACED, place))
        for verb, when in (
            ("INSERT", ""),
            ("UPDATE", f" WHEN {differ(columns, 'IS NOT')}"),
            ("DELETE", ""),
        )
    ]
    of_lead = "CREATE TRIGGER lead_stale_update AFTER UPDATE OF source_id ON lead"
    return [*made, f"{of_lead} WHEN {differ(('source_id',), 'IS NOT')} BEGIN {source} END"]


CHANGED = "({}) IS DISTINCT FROM ({})".format(
    *(", ".join(f"{row}.{name}" for name in COUNTED) for row in "on")
)
BODY = "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} RETURN NULL; END $$"
ALL_OF = "SELECT DISTINCT day, lead_id FROM {}"
BOTH = """
SELECT DISTINCT v.day, v.lead_id FROM gone o JOIN made n ON n.id = o.id
CROSS JOIN LATERAL (VALUES (o.day, o.lead_id), (n.day, n.lead_id)) AS v (day, lead_id) WHERE
"""
OF_CALLS = (
    f"IF TG_OP = 'INSERT' THEN {MARK_LEAD} {ALL_OF.format('made')};"
    f" ELSIF TG_OP = 'DELETE' THEN {MARK_LEAD} {ALL_OF.format('gone')};"
    f" ELSE {MARK_LEAD} {BOTH} {CHANGED}; END IF;"
)
OF_PLACES = (
    f"IF TG_OP <> 'INSERT' THEN {place('OLD')} END IF;"
    f" IF TG_OP <> 'DELETE' THEN {place('NEW')} END IF;"
)
FUNCTIONS = {
    "mark_calls": OF_CALLS,
    "mark_source": f"{MARK_LEAD} VALUES ('{EVER}', NEW.id);",
    "mark_place": OF_PLACES,
}


def on_postgresql() -> list[str]:
    tables = {
        "insert": "REFERENCING NEW TABLE AS made",
        "update": "REFERENCING OLD TABLE AS gone NEW TABLE AS made",
        "delete": "REFERENCING OLD TABLE AS gone",
    }
    calls = [
        f"CREATE TRIGGER call_stale_{verb} AFTER {verb.upper()} ON call {seen}"
        " FOR EACH STATEMENT EXECUTE FUNCTION mark_calls()"
        for verb, seen in tables.items()
    ]
    return [
        *(BODY.format(*one) for one in FUNCTIONS.items()),
        *calls,
        "CREATE TRIGGER lead_stale_update AFTER UPDATE OF source_id ON lead FOR EACH ROW"
        " WHEN (OLD.source_id IS DISTINCT FROM NEW.source_id) EXECUTE FUNCTION mark_source()",
        "CREATE TRIGGER membership_stale AFTER INSERT OR UPDATE OR DELETE ON membership"
        " FOR EACH ROW EXECUTE FUNCTION mark_place()",
    ]
