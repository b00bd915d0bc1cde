"""The house rules that a machine can hold (design: house style)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.http.access import policy_of
from app.rules.people.permissions import GRANTS, READ, ROLES

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sorted((ROOT / "app").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js")) + [ROOT / "static/service-worker.js"]
VERBS = {"index", "show", "new", "create", "edit", "update", "delete"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, MOST_POSITIONAL = 200, 30, 15, 5


def statements_long(function: ast.FunctionDef) -> int:
    """Lines from the first statement after the docstring to the end."""
    body = function.body
    has_docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    body = body[1:] if has_docstring else body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def too_much_in(path: Path) -> Iterator[str]:
    text, most = path.read_text(), LONGEST_VIEW if "views" in path.parts else LONGEST_FUNCTION
    if len(text.splitlines()) > LONGEST_FILE:
        yield f"{path.relative_to(ROOT)}"
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef):
            positional = [a for a in function.args.args if a.arg not in ("self", "cls")]
            if statements_long(function) > most or len(positional) > MOST_POSITIONAL:
                yield f"{path.relative_to(ROOT)}: {function.name}"


def test_a_python_file_can_be_kept_in_the_head():
    assert [one for path in PYTHON for one in too_much_in(path)] == []


@pytest.mark.parametrize("folder", ["rules", "services"])
def test_what_decides_and_does_says_what_it_decides(folder):
    for path in (ROOT / "app" / folder).rglob("*.py"):
        text = path.read_text()
        if not re.search(r"(rules|sync)\.md|design:", text) and path.stat().st_size > 3000:
            pytest.fail(f"{path} names no source")


def places_of(pattern: str, paths: list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


def test_only_services_commit():
    assert {p.split(":")[0] for p in places_of(r"\.commit\(", PYTHON)} == {
        "app/services/transaction.py"
    }


def test_only_the_clock_asks_the_time():
    asks = places_of(r"datetime\.now\(|date\.today\(|utcnow\(|(?<!clock\.)\btime\.time\(", PYTHON)
    assert {place.split(":")[0] for place in asks} <= {"app/clock.py", "app/http/assets.py"}


def test_only_the_fragments_module_knows_htmx_headers():
    known = {
        "app/http/fragments.py",
        "app/http/access.py",
        "app/http/headers.py",
        "app/http/failures.py",
    }
    assert {place.split(":")[0] for place in places_of(r"HX-", PYTHON)} <= known


def test_no_template_lets_data_be_markup():
    assert places_of(r"\|\s*safe\b|autoescape false|Markup\(", TEMPLATES + PYTHON) == []


def test_every_attribute_with_data_is_quoted():
    assert places_of(r"=\{\{", TEMPLATES) == []


def test_no_style_or_script_stands_inside_a_page():
    assert places_of(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|hx-on", TEMPLATES) == []
    assert places_of(r"\beval\(|new Function|\.innerHTML\s*=|insertAdjacentHTML", SCRIPTS) == []


def test_colours_stand_in_the_tokens_alone():
    others = [path for path in STYLES if path.name != "tokens.css"]
    assert places_of(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|oklch\(", others) == []
    assert places_of(r"!important", STYLES) == []


def test_a_part_of_a_page_is_drawn_in_one_file():
    drawn = [
        name
        for path in STYLES
        for name in set(re.findall(r"(?m)^  \.([a-z]+(?:-[a-z]+)*) \{", path.read_text()))
    ]
    assert [name for name in set(drawn) if drawn.count(name) > 1] == []


def test_a_page_style_or_script_file_stays_short():
    most = {".css": 250, ".html": 120, ".js": 220}
    files = [*STYLES, *TEMPLATES, *SCRIPTS]
    assert [one for one in files if len(one.read_text().splitlines()) > most[one.suffix]] == []


def test_every_route_has_a_policy_and_a_name_of_a_noun_and_a_verb(app: Flask):
    with app.app_context():
        for rule in app.url_map.iter_rules():
            assert policy_of(rule.endpoint) is not None, rule.endpoint
            assert rule.endpoint.split(".")[-1] in VERBS, rule.endpoint
            path = re.sub(r"<[^>]+>", "", rule.rule)
            assert re.fullmatch(r"[a-z0-9/.-]*", path), rule.rule


def test_what_writes_is_never_allowed_by_reading(app: Flask):
    with app.app_context():
        for rule in app.url_map.iter_rules():
            policy = policy_of(rule.endpoint)
            if rule.methods - {"GET", "HEAD", "OPTIONS"} and policy.resource:
                assert policy.action != READ, rule.endpoint


KNOW_SIGNALS = {
    *("app/models/__init__.py", "app/models/signals.py", "app/models/coaching.py"),
    *("app/models/append_only.py", "app/services/signals", "app/services/coaching"),
}


def test_the_tables_of_early_warning_and_coaching_are_read_where_they_belong_alone():
    """Neither pay nor a measure, an export or another page can come upon them (rules.md §10)."""
    tables = r"\bSignal\b|\bSignalStep\b|\bCoachingNote\b|\bcoaching_note\b|\bsignal_step\b"
    files = {place.split(":")[0] for place in places_of(tables, PYTHON)}
    others = {file for file in files if not file.startswith(tuple(KNOW_SIGNALS))}
    assert others == set()


def test_every_role_is_in_the_table():
    assert set(GRANTS) == set(ROLES)
