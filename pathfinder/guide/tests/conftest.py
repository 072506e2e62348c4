import pytest
from django.test import Client

from pathfinder.guide.tests.people import AMINA, answer


@pytest.fixture
def amina(client: Client) -> Client:
    """A refugee from Syria, 28 in September 2018, registered in Antwerp in February 2018; her browser holds her answers."""
    return answer(client, AMINA)
