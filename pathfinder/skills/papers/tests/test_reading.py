"""Opening files: what they tell is taken over, the rest is named, and nothing hostile gets in."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.utils.translation import override

from pathfinder.skills import profile_document as shapes
from pathfinder.skills.papers import LARGEST, Reading, Unreadable, read_any
from pathfinder.skills.papers.tests.people import AMINA, EUROPASS, RESUME

pytestmark = pytest.mark.pure

EUROPASS_START = '<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en">'


@pytest.fixture(scope="module")
def europass() -> Reading:
    with override("nl"):
        return read_any(EUROPASS.encode(), "cv.xml")


@pytest.fixture(scope="module")
def resume() -> Reading:
    with override("en"):
        return read_any(RESUME.encode(), "resume.json")


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


def test_ones_own_document_comes_back_whole() -> None:
    assert read_any(AMINA.text().encode()) == Reading(AMINA, [])


def test_and_out_of_the_zip_with_everything() -> None:
    assert read_any(zipped(cv_pdf=b"%PDF", profile_json=AMINA.text().encode())).profile == AMINA


def test_europass_becomes_a_profile(europass: Reading) -> None:
    assert europass.profile == shapes.Profile(
        lang="nl",
        person=shapes.Person(name="Piet Peeters", email="piet@example.org", phone="+32 470 00 00 00", place="Gent"),
        experiences=(
            shapes.Experience(
                key="e1",
                kind="paid",
                title="Kok",
                words="Koken voor & met veertig mensen\nInkopen",
                employer="De Lepel",
                country="GB",
                since="2001-09",
                still=True,
            ),
        ),
        diplomas=(shapes.Diploma(key="d1", title="Hotelschool", school="Ter Duinen", awarded="2000-06-30"),),
        licences=(shapes.Licence(what="driving B"), shapes.Licence(what="driving BE")),
        languages={
            "nl": shapes.LanguageSkill(*["native"] * 5),
            "fr": shapes.LanguageSkill(listening="C1", writing="B1"),
        },
    )


def test_what_europass_tells_besides_is_named(europass: Reading) -> None:
    assert europass.not_taken == [
        "LearnerInfo Identification ContactInfo Address Contact PostalCode: 9000",
        "LearnerInfo Identification Demographics Birthdate Year: 1980",
        "LearnerInfo Identification Demographics Birthdate Month: 03",
        "LearnerInfo Identification Demographics Birthdate Day: 10",
        "LearnerInfo Identification Demographics Nationality 1 Code: BE",
        "LearnerInfo Identification Demographics Nationality 1 Label: Belg",
        "LearnerInfo WorkExperience 1 Employer Sector Code: I",
        "LearnerInfo Education 1 Level Code: 4",
        "LearnerInfo Education 1 Level Label: EQF 4",
        "LearnerInfo Skills JobRelated Description: HACCP",
    ]


def test_json_resume_becomes_a_profile(resume: Reading) -> None:
    assert resume.profile == shapes.Profile(
        lang="en",
        person=shapes.Person(name="Piet", email="piet@example.org", place="Gent"),
        experiences=(
            shapes.Experience(
                key="e1",
                kind="paid",
                title="Cook",
                words="Cooked for forty\nBought the food",
                employer="De Lepel",
                since="2001-09",
            ),
            shapes.Experience(key="e2", kind="unseen", title="Helper", employer="Food bank", since="2019"),
        ),
        diplomas=(shapes.Diploma(key="d1", title="Hotel school", school="Ter Duinen", awarded="2000-06-30"),),
        skills=(shapes.Skill(what="http://data.europa.eu/esco/skill/soup-1"),),
        languages={"nl": shapes.LanguageSkill(*["native"] * 5), "fr": shapes.LanguageSkill(*["B1"] * 5)},
    )


def test_what_json_resume_tells_besides_is_named(resume: Reading) -> None:
    assert resume.not_taken == [
        "basics label: Cook",
        "basics profiles 1 network: x",
        "basics profiles 1 username: piet",
        "work 1 endDate: yesterday",
        "education 1 score: 14/20",
        "skills 1 name: Cooking",
        "skills 1 keywords 1: soup",
        "languages 3 language: Elvish",
    ]


def test_what_is_too_long_for_its_place_is_cut_and_the_rest_is_named() -> None:
    reading = read_any(('{"basics": {"name": "' + "x" * 300 + 'and more"}}').encode())

    assert reading.profile.person.name == "x" * 300
    assert reading.not_taken == ["basics name: and more"]


def test_a_part_that_does_not_fit_is_named_and_the_others_are_taken() -> None:
    reading = read_any(b'{"work": [{"position": "Cook", "pathfinder": {"kind": "hobby"}}, {"position": "Baker"}]}')

    assert [one.title for one in reading.profile.experiences] == ["Baker"]
    assert reading.not_taken == ["work 1 kind: hobby", "work 1 title: Cook"]


def test_markup_is_taken_out_of_words_and_broken_markup_stays_words() -> None:
    words = "<p>one</p><script>two</script> &lt;3 < 4 " + "<a" * 20_000
    reading = read_any(f'{{"work": [{{"summary": "{words}"}}]}}'.encode())

    assert reading.profile.experiences[0].words.startswith("one\ntwo <3 < 4 <a<a")


def test_europass_written_in_utf_16_is_read() -> None:
    data = EUROPASS.replace("UTF-8", "UTF-16").encode("utf-16")

    assert read_any(data).profile.person.place == "Gent"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>', "DOCTYPE", id="entities"),
        pytest.param(b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "DOCTYPE", id="a file of the server"),
        pytest.param(b"<x>&a;</x>", "damaged", id="an entity that nobody declared"),
        pytest.param(b"<x>" * 1_000_000, "as no CV is", id="depth in XML"),
        pytest.param(b"<x>" + b"<y/>" * 100_000 + b"</x>", "as no CV is", id="a great many elements"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?><x>\xff</x>', "damaged", id="letters of another kind"),
        pytest.param(b'<?xml version="1.0" encoding="klingon"?><x/>', "damaged", id="letters that nobody knows"),
        pytest.param(b"<html><body>A CV</body></html>", "SkillsPassport", id="a page"),
        pytest.param(b"<Candidate xmlns='http://www.europass.eu/1.0'/>", "SkillsPassport", id="the newer Europass"),
        pytest.param((EUROPASS_START + "</SkillsPassport>").encode(), "nothing in this file", id="Europass without a person"),
        pytest.param(b"[" * 1_000_000, "We read the file profile.json", id="depth in JSON"),
        pytest.param(b'{"work": ' + b"[" * 500 + b"]" * 500 + b"}", "as no CV is", id="some depth in JSON"),
        pytest.param(b'{"work": [' + b"1," * 100_000 + b"1]}", "as no CV is", id="a great many parts"),
        pytest.param(b'{"@context": "http://203.0.113.1/evil", "@type": "Person"}', "We read the file profile.json", id="a context from elsewhere"),
        pytest.param(b'{"name": "caf\xe9"}', "UTF-8", id="another encoding"),
        pytest.param(b'{"religion": "no"}', "does not fit", id="some other JSON"),
        pytest.param(b'{"work": "none", "basics": 3}', "nothing in this file", id="JSON Resume of other shapes"),
        pytest.param(b"%PDF-1.7", "We read the file profile.json", id="a PDF"),
        pytest.param(b"", "We read the file profile.json", id="nothing at all"),
        pytest.param(zipped(letter_txt=b"Dear"), "profile.json", id="a zip of other files"),
        pytest.param(zipped(profile_json=b" " * (LARGEST + 1)), "5 MB", id="a zip that swells"),
        pytest.param(b"PK\x03\x04 and no more", "profile.json", id="half a zip"),
        pytest.param(b" " * (LARGEST + 1), "5 MB", id="too large"),
    ],
)  # fmt: skip
def test_what_is_no_cv_gets_a_sentence(data: bytes, said: str) -> None:
    with override("en"), pytest.raises(Unreadable) as refusal:
        read_any(data)

    assert said in str(refusal.value)


def test_a_document_of_word_gets_a_sentence() -> None:
    with override("en"), pytest.raises(Unreadable, match=r"We read the file profile\.json"):
        read_any(zipped(word_xml=b"<w/>"), "my CV.DOCX")
