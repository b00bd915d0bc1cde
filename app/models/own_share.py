"""Nobody confirms what he has a share in: the database itself refuses (rules.md §5, design: safety)."""

GUARDED = ("receipt", "concession")

REFUSE_OWN_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_own_share() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF EXISTS (SELECT 1 FROM deal_share s WHERE s.deal_id = NEW.deal_id
AND s.person_id = NEW.decided_by_id) THEN RAISE EXCEPTION 'own share: % %', TG_TABLE_NAME, NEW.id;
END IF; RETURN NEW; END $$
"""
REFUSE_DECIDER_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_share_of_decider() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF EXISTS (SELECT 1 FROM receipt r WHERE r.deal_id = NEW.deal_id AND r.decided_by_id = NEW.person_id
UNION ALL SELECT 1 FROM concession c WHERE c.deal_id = NEW.deal_id
AND c.decided_by_id = NEW.person_id) THEN RAISE EXCEPTION 'own share: %', NEW.deal_id;
END IF; RETURN NEW; END $$
"""
MAKE = "CREATE TRIGGER"


def guard_statements(dialect: str) -> list[str]:
    """The statements that make the guard on `sqlite` or `postgresql`: who decided about a deal has
    no share in it, whichever of the two is written first."""
    return on_postgresql() if dialect == "postgresql" else on_sqlite()


def on_postgresql() -> list[str]:
    decided = [
        f"{MAKE} {table}_own_share BEFORE INSERT OR UPDATE ON {table}"
        " FOR EACH ROW WHEN (NEW.decided_by_id IS NOT NULL) EXECUTE FUNCTION refuse_own_share()"
        for table in GUARDED
    ]
    shared = (
        f"{MAKE} deal_share_own_share BEFORE INSERT OR UPDATE ON deal_share"
        " FOR EACH ROW EXECUTE FUNCTION refuse_share_of_decider()"
    )
    return [REFUSE_OWN_ON_POSTGRESQL, REFUSE_DECIDER_ON_POSTGRESQL, *decided, shared]


def on_sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'own share'); END"
    has_share = (
        "EXISTS (SELECT 1 FROM deal_share s WHERE s.deal_id = NEW.deal_id"
        " AND s.person_id = NEW.decided_by_id)"
    )
    has_decided = (
        "EXISTS (SELECT 1 FROM receipt r WHERE r.deal_id = NEW.deal_id"
        " AND r.decided_by_id = NEW.person_id) OR EXISTS (SELECT 1 FROM concession c"
        " WHERE c.deal_id = NEW.deal_id AND c.decided_by_id = NEW.person_id)"
    )
    conditions = dict.fromkeys(GUARDED, has_share) | {"deal_share": has_decided}
    return [
        f"{MAKE} {table}_own_share_{verb.lower()} BEFORE {verb} ON {table}"
        f" WHEN {condition} {refuse}"
        for table, condition in conditions.items()
        for verb in ("INSERT", "UPDATE")
    ]
