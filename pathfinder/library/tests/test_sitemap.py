import pytest

pytestmark = pytest.mark.django_db


def test_the_sitemap_leads_to_maps_of_every_room(client):
    page = client.get("/sitemap.xml").content.decode()

    for section in ("pages", "law", "library", "services-ar"):
        assert f"/sitemap-{section}.xml" in page


@pytest.mark.parametrize(
    ("section", "address"),
    [
        ("pages", "/ar/compare/applicant-work/"),
        ("law", "/en/nl/law/nl-rule-driving/"),
        ("library", "/en/library/practices/be-p5-duo/"),
    ],
)
def test_a_map_holds_the_addresses_of_its_room(client, section, address):
    assert f"{address}</loc>" in client.get(f"/sitemap-{section}.xml").content.decode()
