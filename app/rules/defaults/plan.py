"""The sample plan that ships (rules.md §8): money in fen, rates in basis points, weights in percent."""

SAMPLE_PLAN: dict[str, object] = {
    "base": {"probation": 300_000, "formal": 350_000, "supervisor": 500_000},
    "quota": {"units": 120, "off_fen": 1_000, "most_bp": 2_000},
    "commission": {
        "way": "marginal",
        "to_target_bp": 300,
        "above": [
            {"from_fen": 0, "to_fen": 5_000_000, "bp": 500},
            {"from_fen": 5_000_000, "to_fen": None, "bp": 800},
        ],
    },
    "champions": {"amount_fen": 50_000, "deals_fen": 50_000},
    "target_bonus": {
        "person_month_fen": 30_000,
        "person_quarter_fen": 100_000,
        "team_month_fen": 20_000,
        "team_quarter_fen": 50_000,
    },
    "pk": {"pot_fen": 60_000, "workload_alone_months": 2, "workload": 50, "conversion": 50},
    "present_percent": 50,
    "scorecard": {
        "most_percent": 120,
        "weights": {
            "amount": 40,
            "deals": 15,
            "workload": 15,
            "conversion": 10,
            "satisfaction": 10,
            "attitude": 10,
        },
    },
    "performance": {
        "base": {"probation": 0, "formal": 0, "supervisor": 0},
        "steps": [
            {"from_score": 100, "percent": 120},
            {"from_score": 90, "percent": 100},
            {"from_score": 80, "percent": 90},
            {"from_score": 60, "percent": 70},
            {"from_score": 0, "percent": 50},
        ],
    },
    "team_commission_bp": 50,
    "leader": {"fen": 50_000, "after_months": 6},
}
SAMPLE_TARGET_FEN = 10_000_000
"""Whose commission the page of a plan reckons out, where nobody names another target."""
