"""The words of the stages."""

import pytest
from django.utils.translation import gettext, override

from pathfinder.talent.shown import stage_choices
from pathfinder.talent.stages import JOB_STAGES, for_team

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("language", "about_a_job", "as_a_source"),
    [
        ("it", "Colloquio di lavoro", "Intervista"),
        ("sl", "Razgovor za službo", "Intervju"),
        ("de", "Vorstellungsgespräch", "Interview"),
        ("en", "Interview", "Interview"),
    ],
)
def test_an_interview_about_a_job_is_another_word_than_one_that_is_a_source(
    language: str, about_a_job: str, as_a_source: str
) -> None:
    with override(language):
        assert (
            for_team("interview") == dict(stage_choices())["interview"] == str(JOB_STAGES["interviews"]) == about_a_job
        )
        assert gettext("Interview") == as_a_source
