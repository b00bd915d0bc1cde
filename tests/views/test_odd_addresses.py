"""Whatever an address asks that no database can hold is refused or left out, on every page."""

import re
from urllib.parse import urlencode

import pytest

from tests.test_access import requests_of, rules_of
from tests.views.test_odd_requests import ENDLESS, boss

__all__ = ["boss"]
NUMBERS = ("page", "person", "team", "group", "lead", "with", "from", "names", "attempt", "year")
TEXTS = ("q", "name", "key", "state", "kind", "tag", "number")


def test_a_number_in_a_path_that_no_row_can_have_leads_nowhere(app, boss):
    for rule in rules_of(app):
        if "<int" in rule.rule:
            path = re.sub(r"<[^>]+>", ENDLESS, rule.rule)
            for method in rule.methods & {"GET", "POST"}:
                assert boss.open(path, method=method).status_code in (404, 405), path


@pytest.mark.parametrize("odd", [dict.fromkeys(NUMBERS, ENDLESS), dict.fromkeys(TEXTS, "A\0B")])
def test_what_an_address_asks_breaks_no_page(app, boss, odd):
    for _, method, path in requests_of(app):
        if method == "GET":
            assert boss.get(f"{path}?{urlencode(odd)}").status_code < 500, path
