import json

import pytest

from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db

NURSE = "has=diploma&aim=regulated&from=PH&level=6&papers=copy&job=nurse"
PROFILE = {
    "version": 1, "lang": "ar",
    "diplomas": [{"key": "a", "title": "تمريض", "country": "SY", "level": 6, "field": "0913", "papers": "none"}],
    "skills": [{"what": "task:tailor"}, {"what": "task:tailor", "proof": "assessed"}],
    "wishes": {"country": "BE", "place": "9000"},
}  # fmt: skip


def test_the_form_leads_to_an_address_that_can_be_shared(client):
    sent = client.get(
        "/en/recognition/", {"where": "be-vlg", "has": "diploma", "from": "SY", "level": "6", "papers": "lost"}
    )
    page = text_of(client.get(sent["Location"]))

    assert sent["Location"] == "/en/recognition/be/?has=diploma&aim=work&from=SY&level=6&papers=lost&where=be-vlg"
    assert "Recognition of the level of your diploma in Flanders" in page
    assert "Not known to us: Translation" in page


def test_an_unknown_country_of_a_diploma_gets_a_sentence_and_nothing_is_lost(client):
    page = client.get("/en/recognition/", {"where": "ie", "from": "XQ", "papers": "lost"})

    assert page.status_code == 422
    assert "We do not know this country." in text_of(page)
    assert '<option value="lost" selected>' in page.content.decode()


@pytest.mark.parametrize("query", ["from=XQ", "level=99", "papers=eaten", "job=king", "aim=x", "has=x"])
def test_a_route_with_an_answer_that_nobody_offers_shows_the_form_again(client, query):
    assert client.get(f"/en/recognition/ie/?{query}").status_code == 422


def test_a_country_without_a_pack_is_not_found(client):
    assert client.get("/en/recognition/fr/").status_code == 404


def test_a_day_without_a_law_is_refused_with_a_sentence(client):
    page = client.get(f"/en/recognition/ie/?{NURSE}&on=2019-99-99")

    assert page.status_code == 422
    assert "We cannot use this date." in text_of(page)


def test_a_profession_that_is_regulated_is_said_to_be_with_its_body(client):
    page = text_of(client.get("/en/recognition/ie/?has=diploma&job=nurse"))

    assert "This profession is regulated here" in page
    assert "Nursing and Midwifery Board of Ireland" in page


def test_the_answers_of_the_guide_sharpen_the_route_and_are_not_in_its_address(client):
    client.post("/en/be/guide/residence_ground/", {"value": "refugee"})

    page = client.get("/en/recognition/be/?where=be-vlg&has=diploma&from=SY&level=6&papers=lost")

    assert "refugee" not in page.request["QUERY_STRING"]
    assert "no-store" in page["Cache-Control"]
    assert "You pay nothing for the recognition of your diploma at NARIC-Vlaanderen. Others pay" in text_of(page)
    assert "the reason you may live here" not in text_of(page)


def test_the_file_says_what_is_missing_without_scripts(client):
    address = f"/en/recognition/ie/?{NURSE}"

    page = client.post(address, {"file": "1", "have": ["ie-route-nurse.1", "ie-route-nurse.2"]})

    assert "2 papers are still missing." in text_of(page)
    assert page.content.decode().count('" checked>') == 2


def test_two_languages_stand_side_by_side(client):
    page = client.get(f"/en/recognition/be/?where=be-vlg&second=nl&{NURSE}").content.decode()

    assert '<div lang="nl" dir="ltr">' in page
    assert "Kosten" in page


@pytest.mark.parametrize(
    "letter",
    ["request.pdf?step=be-route-level", "objection.pdf?step=be-route-level", "copy.pdf?from=SY"],
)
def test_a_draft_of_a_letter_is_a_pdf_with_blanks(client, letter):
    made = client.get(f"/ar/recognition/be/{letter}&where=be-vlg&papers=lost&level=6")

    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")


def test_a_letter_about_a_step_of_another_route_is_not_found(client):
    assert client.get("/en/recognition/be/request.pdf?step=ie-route-nurse").status_code == 404


def test_a_profile_leads_to_the_route_of_each_diploma_and_each_skill(client):
    page = client.post("/en/recognition/", {"profile": json.dumps(PROFILE)})
    shown = page.content.decode()

    assert page.status_code == 200
    assert "where=be-vlg" in shown
    assert "from=SY&amp;level=6&amp;papers=lost&amp;job=nurse" in shown
    assert shown.count("what=task%3Atailor") == 1
    assert shown.count('name="profile"') == 1


def test_a_route_passes_the_profile_on(client):
    page = client.post(f"/en/recognition/ie/?{NURSE}", {"profile": json.dumps(PROFILE)}).content.decode()

    assert page.count('name="profile"') == 2  # with the way back, and with the file


def test_a_profile_that_cannot_be_read_gets_a_sentence(client):
    page = client.post("/en/recognition/", {"profile": '{"version": 99}'})

    assert page.status_code == 422
    assert "We could not read your profile." in text_of(page)


def test_a_form_without_a_token_loses_nothing_as_nothing_is_changed(strict_csrf_client):
    page = strict_csrf_client.post(f"/en/recognition/ie/?{NURSE}", {"profile": json.dumps(PROFILE), "file": "1"})

    assert "4 papers are still missing." in text_of(page)
    assert 'name="profile"' in page.content.decode()
