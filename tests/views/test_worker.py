import gzip
import re
import shutil
import subprocess

import brotli
import pytest

from app.http import assets
from app.views.worker import kept


def test_the_worker_names_its_version_and_what_it_keeps(client, database):
    source = client.get("/service-worker.js").text
    assert "__VERSION__" not in source and "__ASSETS__" not in source
    assert '"js/today/page.js"' in source
    assert f"./static/{assets.version()}/js/sync/background.js" in source


def test_a_worker_out_of_service_imports_nothing_and_ends_itself(
    app, client, database, monkeypatch
):
    monkeypatch.setitem(app.config, "SERVICE_WORKER", False)
    source = client.get("/service-worker.js").text
    assert 'VERSION="off"' in source
    assert not [line for line in source.splitlines() if line.startswith("import")]
    assert "unregister()" in source


def test_a_worker_for_a_browser_without_module_workers_keeps_the_same(client, database, tmp_path):
    module, classic = (client.get(f"/service-worker.js{end}").text for end in ("", "?classic"))
    kept = [re.findall(r'"((?:css|js)/[^"]+)"', text) for text in (module, classic)]
    assert kept[0] == kept[1] != []
    assert ("import" in module, "import" in classic) == (True, False)
    (tmp_path / "worker.cjs").write_text(classic)
    subprocess.run(["node", "--check", str(tmp_path / "worker.cjs")], check=True)


def test_it_keeps_every_module_of_the_sheet_and_none_of_other_pages(client, database):
    source = client.get("/service-worker.js").text
    kept = set(re.findall(r'"((?:css|js|vendor|icons|images)/[^"]+)"', source))
    assert {"js/today/keys.js", "js/sync/leave.js", "vendor/idb.js", "css/today.css"} <= kept
    assert "vendor/htmx.min.js" not in kept
    page = client.get("/today/shell").text
    loaded = set(re.findall(r'(?:src|href)="/static/\w+/([^"#]+\.(?:js|css|svg))', page))
    assert loaded <= kept


def test_the_first_load_of_the_sheet_is_light(client, database):
    """sync.md: at most 120 kB over the air, of it 45 kB script."""
    packed = {"Accept-Encoding": "gzip, deflate, br"}
    worker = client.get("/service-worker.js", headers=packed).data
    page = client.get("/today/shell", headers=packed).data
    named = re.findall(r"/static/\w+/([^\"#]+\.(?:js|css|svg))", client.get("/today/shell").text)
    weights = {
        name: len(brotli.compress(assets.spoken(assets.SOURCE / name)))
        for name in {*named, *kept()}
    }
    scripts = sum(weight for name, weight in weights.items() if name.endswith(".js"))
    assert len(worker) + scripts <= 45_000
    assert len(worker) + len(page) + sum(weights.values()) <= 120_000


UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("coding", UNPACK)
def test_what_a_phone_loads_comes_packed(app, client, database, tmp_path, monkeypatch, coding):
    monkeypatch.setitem(app.config, "INSTANCE", tmp_path)
    assets.publish(tmp_path / "assets")
    url = assets.url("js/today/page.js")
    plain = assets.spoken(assets.SOURCE / "js/today/page.js")
    with client.get(url, headers={"Accept-Encoding": coding}) as packed:
        assert packed.headers["Content-Encoding"] == coding
        assert packed.mimetype == "text/javascript"
        assert UNPACK[coding](packed.data) == plain
    with client.get(url) as unpacked:
        assert unpacked.data == plain


def test_the_scripts_as_they_go_out_do_what_their_tests_say(tmp_path):
    root = assets.ROOT
    for part in ("static", "templates", "tests/js"):
        shutil.copytree(root / part, tmp_path / part, symlinks=True)
    for path in (tmp_path / "static/js").rglob("*.js"):
        path.write_bytes(assets.spoken(path))
    tests = [
        *(tmp_path / "tests/js").glob("today_*.test.js"),
        *tmp_path.glob("tests/js/sync/*.test.js"),
    ]
    assert len(tests) > 5
    subprocess.run(["node", "--test", *tests], check=True, capture_output=True, timeout=60)


def test_comments_do_not_go_over_the_air():
    path = assets.SOURCE / "js/sync/outbox.js"
    assert "/**" in path.read_text()
    assert b"/*" not in assets.spoken(path)
    assert len(assets.spoken(path)) < 0.7 * path.stat().st_size
