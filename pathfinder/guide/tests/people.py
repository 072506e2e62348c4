"""The cast of the guide's tests, and how they answer."""

from django.test import Client

AMINA = {
    "place": {"value": "2000"},
    "residence_ground": {"value": "refugee"},
    "nationality": {"value": "SY"},
    "birth_date": {"day": "2", "month": "5", "year": "1990"},
    "registered_on": {"day": "1", "month": "2", "year": "2018"},
    "permit_months": {"value": "60"},
}
GUIDE = "/en/be/guide/"
WAY = "/en/be/way/"


def answer(client: Client, person: dict[str, dict[str, str]]) -> Client:
    """Sends each answer to its own page, as a browser would."""
    for fact, typed in person.items():
        response = client.post(f"{GUIDE}{fact}/", typed)
        assert response.status_code == 302, (fact, response.status_code)
    return client
