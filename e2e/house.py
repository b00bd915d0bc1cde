"""A server with the made-up team, and who visits its pages."""

from playwright.sync_api import Browser, Page

from app.http.access import COOKIE
from app.services.accounts import preferences
from e2e import people
from e2e.house_things import ended_attempt, ids_of, person_with
from e2e.server import Server

NO_PAGES = {
    *("assets.show", "health.show", "import_reports.show", "pwa.show", "sheet.show"),
    *("sheet_keys.show", "arrivals.index", "openapi.show", "deal_files.show"),
    *(
        "attempt_answers.index",
        "callers.index",
        "worker.show",
        "start.index",
        "setup.new",
        "calendar_feeds.show",
    ),
}


class House:
    """A server with the made-up team, a manager's and a rep's session on it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.app = server.app()
        with self.app.app_context():
            self.manager = people.session_of(person_with("manager"))
            self.rep = people.session_of(person_with("rep"))
            self.finance = people.session_of(people.person("fina", "finance"))
            self.ids = ids_of()
            self.ended = ended_attempt()

    def addresses(self, *endpoints: str) -> list[str]:
        """The address of every page that anybody can open, with real things in it, or of these."""
        rules = [rule for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        wanted = [r for r in rules if r.endpoint not in NO_PAGES]
        assert set(endpoints) <= {one.endpoint for one in wanted}
        return sorted(
            address(r, self.ids) for r in wanted if r.endpoint in (endpoints or {r.endpoint})
        )

    def visitor(
        self, browser: Browser, who: str, width: int, language: str = "zh", theme: str = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 780},
            timezone_id="Asia/Shanghai",
            locale="zh-CN",
            color_scheme=theme,
            reduced_motion="reduce",
        )
        with self.app.app_context():
            preferences.keep(person_with(who), language=language, theme=theme)
        cookie = {"manager": self.manager, "rep": self.rep, "finance": self.finance}[who]
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.server.url}])
        return context.new_page()


def address(rule, ids: dict[str, object]) -> str:
    ids = {**ids, **ids["to_mark"]} if rule.endpoint.startswith("paper_") else ids
    values = {name: ids[name] for name in rule.arguments}
    if rule.endpoint == "returns.new":
        values["person_id"] = ids["gone_id"]
    if rule.endpoint == "imports.edit":
        values["import_id"] = ids["draft_id"]
    if rule.endpoint.startswith("question_imports"):
        values["paper_id"] = ids["import_of_questions"]
    if rule.endpoint == "quotes.new":
        values["lead"] = ids["lead_id"]
    return rule.build(values)[1]
