"""The document of a profile: read as it was written, refused with the place of the mistake."""

import datetime as dt

import pytest

from pathfinder.skills.profile_document import (
    LARGEST,
    Experience,
    LanguageSkill,
    Profile,
    ProfileError,
    Skill,
    contradictions,
    read_profile,
)

pytestmark = pytest.mark.pure

TODAY = dt.date(2026, 11, 26)
TAILOR = Profile(
    lang="ar",
    experiences=(Experience(key="a", kind="own_business", title="خياط", since="2009-03", until="2014"),),
    skills=(Skill(what="task:sew-clothes", proof="shown_at_work", shown_by="محل في حلب", experience="a"),),
    languages={"ar": LanguageSkill(reading="native"), "nl": LanguageSkill(listening="A2")},
)


def test_what_is_written_is_read_again():
    assert read_profile(TAILOR.text()) == TAILOR


def test_what_was_not_told_is_not_written():
    assert Profile(lang="so").document() == {"version": 1, "lang": "so"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "truncated"),
        ("[]", "Expected `object`"),
        ('{"version": 2}', "version 2"),
        ('{"version": 1, "religion": "…"}', "religion"),
        ('{"experiences": [{"key": "a", "kind": "hobby"}]}', "$.experiences[0].kind"),
        ('{"experiences": [{"key": "a", "kind": "paid", "since": "2010-13"}]}', "experience a: 2010-13 does not exist"),
        ('{"skills": [{"what": "javascript:alert(1)"}]}', "$.skills[0].what"),
        ('{"diplomas": [{"key": "d", "level": 9}]}', "$.diplomas[0].level"),
        ('"' + "x" * LARGEST + '"', "at most 200,000"),
    ],
)
def test_what_is_no_profile_is_refused_with_the_place(text, said):
    with pytest.raises(ProfileError) as refusal:
        read_profile(text)
    assert said in str(refusal.value)


def test_dates_that_cannot_all_be_true_are_named():
    profile = Profile(
        experiences=(
            Experience(key="a", kind="paid", since="2012", until="2010-05"),
            Experience(key="b", kind="paid", since="2031"),
            Experience(key="c", kind="paid", since="2012", until="2012-03"),
        )
    )
    assert contradictions(profile, TODAY) == {"a": "ends_before_it_begins", "b": "not_yet"}
