"""Finding one lead among many: 100,000 on SQLite, 1,000,000 on PostgreSQL, page and all."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, insert, select, text

from app import clock
from app.extensions import db
from app.models import Lead, LeadPhone
from app.models.visible import ALL
from app.rules.leads.terms import terms as words_of
from app.services.leads import finding, terms
from app.services.leads.finding import Wanted
from app.services.transaction import rows, write
from e2e.server import ROOT, Server
from tests import builders
from tests.databases import database_url, postgresql_programs

SIZES = {"sqlite": 100_000, "postgresql": 1_000_000}
WANTED_MS, AT_ONCE, TRIES = 150, 10_000, 7
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "秀英明丽华强军洋勇艳杰涛超敏静霞平刚桂兰建国志文玉梅红春燕宇辰浩然欣怡子轩梓涵"
TOWNS = ("重庆", "成都", "北京", "上海", "杭州", "武汉", "西安", "长沙", "广州", "深圳")
TRADES = (
    "火锅店",
    "建材有限公司",
    "餐饮管理",
    "汽车服务部",
    "美容院",
    "装饰工程",
    "教育咨询",
    "便利店",
)


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            server = Server(Path(folder), url if name != "sqlite" else "")
            server.flask("db", "upgrade")
            with server.app().app_context():
                fill(SIZES[name])
                measure(name, builders.person("boss", "manager").id)
                db.session.remove()
                db.engine.dispose()


def fill(size: int) -> None:
    chance = random.Random(size)
    owners = [builders.person(f"rep{n}").id for n in range(200)]
    for first in range(1, size + 1, AT_ONCE):
        made = [lead(n, chance, owners) for n in range(first, first + AT_ONCE)]
        with write():
            rows(insert(Lead.__table__), made)
            rows(insert(LeadPhone.__table__), [number(one["id"]) for one in made])
            terms.add(words(made))
    with write():
        rows(text("ANALYZE"))


def lead(n: int, chance: random.Random, owners: list[int]) -> dict[str, object]:
    at = clock.now()
    name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
    middle = "".join(chance.choices(GIVEN, k=2))
    owned = chance.random() < 0.02
    return {
        **dict.fromkeys(("industry", "region", "qq", "email", "note", "wechat_state"), ""),
        **dict.fromkeys(("arrived_at", "created_at", "waiting_since", "stage_since"), at),
        **{"id": n, "name": name, "kind": "ordinary", "stage": "development", "rev": 1},
        "company": chance.choice(TOWNS) + middle + chance.choice(TRADES),
        "wechat": f"wx{chance.randrange(10**7)}" if chance.random() < 0.2 else "",
        "grade": chance.choice("ABCD"),
        "owner_id": chance.choice(owners) if owned else None,
        "owned_since": at if owned else None,
        "due_at": at if owned else None,
        "due_kind": "follow_up" if owned else None,
    }


def number(lead_id: object) -> dict[str, object]:
    return {"lead_id": lead_id, "number": f"+86{13_000_000_000 + int(str(lead_id)) * 7919}"}


def words(made: list[dict]) -> dict[int, frozenset[str]]:
    return {
        one["id"]: words_of(
            one["name"], one["company"], one["wechat"], [str(number(one["id"])["number"])]
        )
        for one in made
    }


def measure(name: str, boss: int) -> None:
    size = db.session.scalar(select(func.count()).select_from(Lead)) or 0
    some = db.session.get_one(Lead, size // 2)
    digits = str(number(some.id)["number"])[3:]
    asked = {
        "a name of two": some.name[:2],
        "a surname": some.name[0],
        "a trade of two letters": "火锅",
        "two words": f"{some.company[:2]} {some.company[2:4]}",
        "two common words": "重庆 火锅",
        "a whole company": some.company,
        "initials": "wxy",
        "a whole number": digits,
        "the last four digits": digits[-4:],
        "four digits within": digits[3:7],
        "a WeChat id": "wx12345",
        "nothing at all": "",
        "nothing that is there": "龘龘",
    }
    medians = []
    for what, typed in asked.items():
        times = list(timed(lambda typed=typed: finding.search(boss, ALL, Wanted(typed))))
        medians.append(statistics.median(times))
        found = finding.search(boss, ALL, Wanted(typed)).total
        print(f"{name:11} {what:24} {medians[-1]:7.1f} ms  most {max(times):7.1f}  found {found:5}")
    filters = Wanted(grade="A", stage="development", called="never")
    deep = list(timed(lambda: walk(boss)))
    combined = statistics.median(timed(lambda: finding.search(boss, ALL, filters)))
    print(
        f"{name:11} three filters {combined:.1f} ms; ten pages on {statistics.median(deep):.1f} ms"
    )
    print(
        f"{name:11} {size:,} leads: median of all {statistics.median(medians):.1f} ms"
        f" (wanted ≤ {WANTED_MS}), slowest kind {max(medians):.1f} ms"
    )


def walk(boss: int) -> None:
    page = finding.search(boss, ALL, Wanted())
    for _ in range(9):
        page = finding.search(boss, ALL, Wanted(place=page.next))


def timed(work: Callable[[], object]) -> Iterator[float]:
    for _ in range(TRIES):
        db.session.rollback()
        begun = time.monotonic()
        work()
        yield (time.monotonic() - begun) * 1_000
