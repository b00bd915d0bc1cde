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
