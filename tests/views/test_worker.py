import gzip
import re

import brotli
import pytest

from app.http import assets


def test_the_worker_names_its_version_and_what_it_keeps(client, database):
    source = client.get("/service-worker.js").text
    assert "__VERSION__" not in source and "__ASSETS__" not in source
    assert f'"{assets.url("js/today/page.js")}"' in source
    assert f"./static/{assets.version()}/js/sync/background.js" in source


def test_a_worker_out_of_service_imports_nothing_and_ends_itself(
    app, client, database, monkeypatch
):
    monkeypatch.setitem(app.config, "SERVICE_WORKER", False)
    source = client.get("/service-worker.js").text
    assert 'const VERSION = "off"' in source
    assert not [line for line in source.splitlines() if line.startswith("import")]
    assert "unregister()" in source


def test_it_keeps_every_module_of_the_sheet_and_none_of_other_pages(client, database):
    source = client.get("/service-worker.js").text
    kept = set(re.findall(r'"/static/\w+/([^"]+)"', source))
    assert {"js/today/keys.js", "js/sync/leave.js", "vendor/idb.js", "css/today.css"} <= kept
    assert "vendor/htmx.min.js" not in kept
    page = client.get("/today/shell").text
    loaded = set(re.findall(r'(?:src|href)="/static/\w+/([^"#]+\.(?:js|css|svg))', page))
    assert loaded <= kept


def test_published_scripts_lose_their_comments_and_nothing_else(tmp_path):
    assets.publish(tmp_path)
    for source in (assets.SOURCE / "js").rglob("*.js"):
        copy = tmp_path / assets.version() / source.relative_to(assets.SOURCE)
        text, left = source.read_text().splitlines(), copy.read_text().splitlines()
        assert len(text) == len(left)
        inside = False
        for before, after in zip(text, left, strict=True):
            inside = inside or before.strip().startswith("/**")
            assert after == ("" if inside or before.strip().startswith("//") else before), source
            inside = inside and not before.endswith("*/")


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


SCRIPTS = sorted(assets.SOURCE.rglob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_goes_out_line_by_line_without_what_only_its_reader_needs(path):
    source, sent = path.read_text().split("\n"), assets.spoken(path).decode().split("\n")
    assert len(sent) == len(source)
    for before, after in zip(source, sent, strict=True):
        assert after == before or (not after and re.match(r"\s*(//|/\*|\*|\w|`)", before)), before
    code = [line for line in source if re.match(r"\s*(import|export|const|let|return|if)\b", line)]
    assert [line for line in code if line not in sent] == []
