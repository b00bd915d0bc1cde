"""100,000 rows as people keep them, brought in by the command while somebody else keeps writing."""

import json
import random
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import xlsxwriter
from flask import Flask

from app.services import audit
from app.services.transaction import write
from e2e.server import PROGRAMS, ROOT, Server
from tests.databases import database_url, postgresql_programs

ROWS = 100_000
MOST_SECONDS, MOST_MEGABYTES = 60, 300
HEADINGS = [
    "序号",
    "客户姓名",
    "公司/店名",
    "行业",
    "城市",
    "手机号码",
    "微信号",
    "来源",
    "登记时间",
    "备注",
]
MANNERS = [
    lambda n: n,
    lambda n: n,
    str,
    lambda n: f"电话:{n}",
    lambda n: f"{str(n)[:3]}-{str(n)[3:7]}-{str(n)[7:]}",
    lambda n: f" {n}\u200b",
    lambda n: f"0086 {n}",
    lambda n: f"0755-{40000000 + n % 10000000}转{n % 900 + 10}",
]
DAYS = ["2024-07-31", "2024/08/04 01:21", "2024年3月5日", "", "2024.10.1"]


def run() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:
        path = generated(Path(folder) / "list.xlsx")
        for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
            with database_url(name) as url:
                server = Server(Path(folder) / name, url if name != "sqlite" else "")
                measure(name, server, path)


def generated(path: Path) -> Path:
    chance = random.Random(7)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("客户资料")
        sheet.write(0, 0, "客户资料汇总")
        sheet.write_row(1, 0, HEADINGS)
        for n in range(ROWS):
            sheet.write_row(n + 2, 0, row(n, chance))
        sheet.write_row(ROWS + 2, 0, ["合计", ROWS])
    return path


def row(n: int, chance: random.Random) -> list[object]:
    number = 13500000000 + (n if chance.random() > 0.05 else chance.randrange(ROWS))
    phone = chance.choice(MANNERS)(number) if chance.random() > 0.04 else "无"
    place, day = chance.choice(["重庆", "成都", "广州"]), chance.choice(DAYS)
    return [
        *(n + 1, f"王秀英{n % 997}", f"{place}丽华火锅店{n}", "餐饮", place, phone),
        *(f"wx_{n}" if n % 3 else "", chance.choice(["老库", "百度", "展会"]), day, "想开店"),
    ]


def measure(name: str, server: Server, path: Path) -> None:
    server.flask("db", "upgrade")
    server.flask("import", "people", str(people(path.parent)))
    done, most = threading.Event(), [0]
    waits: list[float] = []
    others = threading.Thread(target=keep_writing, args=(server.app(), done, waits))
    command = [str(PROGRAMS / "flask"), "import", "leads", str(path), "--json"]
    begun = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=server.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        watcher = threading.Thread(target=watch, args=(process.pid, done, most))
        for thread in (others, watcher):
            thread.start()
        report = json.loads(process.communicate()[0])
        seconds = time.monotonic() - begun
        done.set()
        others.join()
        watcher.join()
    counts = ", ".join(f"{k} {len(v) if k == 'rejected' else v}" for k, v in report.items())
    print(f"{name:11} {seconds:.1f} s, at most {most[0]:.0f} MB in all its processes; {counts}")
    p99 = statistics.quantiles(waits, n=100)[98]
    print(
        f"{'':11} another writer meanwhile: {len(waits)} writes, median"
        f" {statistics.median(waits) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, most {max(waits) * 1000:.0f} ms"
    )
    if seconds > MOST_SECONDS or most[0] > MOST_MEGABYTES:
        raise SystemExit(f"over {MOST_SECONDS} s or {MOST_MEGABYTES} MB")


def people(folder: Path) -> Path:
    path = folder / "people.csv"
    path.write_text("login,name,hired_on\nwang,王芳,2026-03-01\n", encoding="utf-8")
    return path


def keep_writing(app: Flask, done: threading.Event, waits: list[float]) -> None:
    with app.app_context():
        while not done.wait(0.02):
            begun = time.monotonic()
            with write():
                audit.note("bench", "import", None)
            waits.append(time.monotonic() - begun)


def watch(pid: int, done: threading.Event, most: list[float]) -> None:
    while not done.wait(0.05):
        most[0] = max(most[0], sum(megabytes(one) for one in family(pid)))


def family(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [pid, *(one for child in text.split() for one in family(int(child)))]


def megabytes(pid: int) -> float:
    """The memory that a process holds now (resident, MB)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1024**2
    except (OSError, IndexError):
        return 0
