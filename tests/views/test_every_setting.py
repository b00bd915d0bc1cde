"""Each number of the house has its pages."""

from tests import builders


def test_every_setting_has_its_pages(client, set_clock):
    client.sign_in(builders.person("boss", "manager"))
    page = client.get("/settings").text
    addresses = {part.split('"')[0] for part in page.split('href="/settings/')[1:]}
    assert len(addresses) > 50
    for name in addresses:
        assert client.get(f"/settings/{name}").status_code == 200
        assert client.get(f"/settings/{name}/edit").status_code == 200
