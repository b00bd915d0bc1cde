"""Harnesses that go through a whole house, all its addresses, its migrations or many random
histories: `make fast` leaves them out, `make test` runs all."""

SLOW = (
    *("cli/test_checks.py", "cli/test_pay.py", "pay/test_engine.py", "test_access.py"),
    *("rules/leads/test_allocation_properties.py", "services/exports/test_making.py"),
    *("services/hand_overs/test_properties.py", "services/measures/test_behind.py"),
    *("services/measures/test_months.py", "services/measures/test_rollups.py"),
    *("services/pay/test_checks.py", "services/pay/test_deciding.py"),
    *("services/pay/test_replay.py", "services/test_checks.py", "services/test_demo.py"),
    *("test_backups.py", "test_daily_tables.py", "test_deal_file_tables.py"),
    *("test_export_tables.py", "test_file_database.py", "test_foreign_leads.py"),
    *("test_meeting_tables.py", "test_team_stage_tables.py", "views/test_awards.py"),
    *("views/test_every_setting.py", "views/test_exam_secrets.py", "views/test_odd_addresses.py"),
    *("views/test_worker.py",),
)
