"""A picture is made anew from what an editor gives: nothing but what one sees is kept, and what is no picture is refused."""

import datetime as dt
import io
import re
import tracemalloc
import zlib
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageCms
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests import people
from pathfinder.library.models import Consent, Picture, PictureFile
from pathfinder.library.pictures.encoding import NotAPicture, encoded
from pathfinder.library.tests.consenting import (
    DESK,
    PAGE,
    PLACE,
    STORY,
    link,
    make_story,
    of_somebody,
    photograph,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """Piet's browser."""
    make_story()
    return people.signed_in(client, people.piet())


def address_of(width: int = 360) -> str:
    return f"/pictures/{Picture.objects.get().name}-{width}.webp"


def chunks_of(webp: bytes) -> list[bytes]:
    """The names of the parts of a WebP file."""
    found, at = [], 12
    while at < len(webp):
        found.append(webp[at : at + 4])
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return found


def test_a_picture_is_on_the_page_in_three_widths_and_loads_when_it_is_looked_at(editor: Client) -> None:
    assert upload(editor).status_code == 302

    page = editor.get(PAGE).content.decode()
    name = Picture.objects.get().name
    assert f"/pictures/{name}-360.webp 360w, /pictures/{name}-720.webp 720w, /pictures/{name}-1200.webp 1200w" in page
    assert 'width="1200" height="750" loading="lazy"' in page
    assert 'alt="A woman in a bakery"' in page
    assert "House of Work" in page


def test_the_file_is_kept_for_good_by_browsers_and_a_minute_by_caches_in_front(editor: Client) -> None:
    upload(editor)

    answer = editor.get(address_of())
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=60, immutable"
    assert Image.open(io.BytesIO(answer.content)).size == (360, 225)
    assert editor.get(address_of(361)).status_code == 404
    assert editor.get(f"/pictures/{'0' * 32}-360.webp").status_code == 404


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_what_one_sees_is_kept(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = photograph(kind=kind, icc_profile=profile)
    assert PLACE in given

    for made in encoded(io.BytesIO(given)):
        assert PLACE not in made.content
        assert set(chunks_of(made.content)) <= {b"VP8 ", b"VP8X"}


def test_a_picture_that_was_taken_sideways_stands_upright() -> None:
    lying = Image.open(io.BytesIO(photograph(900, 800)))
    taken = Image.Exif()
    taken[0x0112] = 6  # turn it to the right to see it upright
    written = io.BytesIO()
    lying.save(written, "JPEG", exif=taken)

    made = encoded(io.BytesIO(written.getvalue()))[-1]

    assert (made.width, made.height) == (800, 900)
    red, green, _blue = Image.open(io.BytesIO(made.content)).convert("RGB").getpixel((750, 100))
    assert red > 150 > green  # the corner that was above on the left is above on the right


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16", "CMYK"])
def test_pictures_of_every_kind_become_ordinary_ones(mode: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (400, 300)).save(written, "JPEG" if mode == "CMYK" else "PNG")

    assert [(made.width, made.height) for made in encoded(io.BytesIO(written.getvalue()))] == [(360, 270), (400, 300)]


def test_what_a_phone_loads_is_at_most_sixty_kilobytes() -> None:
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
    written = io.BytesIO()
    noise.save(written, "JPEG", quality=95)

    sizes = {made.width: len(made.content) for made in encoded(io.BytesIO(written.getvalue()))}

    assert max(size for width, size in sizes.items() if width <= 720) <= 60_000
    assert 360 in sizes


def head_of_png(width: int, height: int) -> bytes:
    """As large as it says, with next to nothing in it."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    data = b"IDAT" + zlib.compress(b"\0" * 100)
    parts = [
        part[:0] + (len(part) - 4).to_bytes(4) + part + zlib.crc32(part).to_bytes(4) for part in (head, data, b"IEND")
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a picture that we can read"),
        (b"<!doctype html><script>alert(1)</script>", "not a picture that we can read"),
        (b"%PDF-1.7", "not a picture that we can read"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not a picture that we can read"),
        (b"\xff\xd8\xff\xe0", "not a picture that we can read"),
        (photograph()[:9000], "broken or cut off"),
        (photograph(kind="PNG")[:900], "broken or cut off"),
        (head_of_png(400, 300), "broken or cut off"),
        (head_of_png(50_000, 50_000), "more than 40 million"),
        (head_of_png(6_400, 6_400), "more than 40 million"),
        (photograph(300, 900), "more than twice as tall"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence_and_the_form_stays(
    editor: Client, given: bytes, said: str
) -> None:
    page = upload(editor, given, credit="Olena’s own", alt_ar="امرأة في مخبز")

    assert page.status_code == 422
    assertContains(page, said, status_code=422)
    assertContains(page, "Olena’s own", status_code=422)
    assertContains(page, "امرأة في مخبز", status_code=422)
    assert not Picture.objects.exists()


class ComingIn:
    """A form with a file, made as it is read: words, the beginning of the file, then so many bytes of nothing."""

    kind = "multipart/form-data; boundary=cut"

    def __init__(self, words: dict[str, str], beginning: bytes, nothing: int) -> None:
        told = "".join(
            f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n' for name, said in words.items()
        )
        named = '--cut\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        self.head, self.tail = (told + named).encode() + beginning, b"\r\n--cut--\r\n"
        self.length = self.left = len(self.head) + nothing + len(self.tail)
        self.nothing = nothing

    def readline(self, size: int = -1) -> bytes:
        raise NotImplementedError("Nobody reads a form by lines.")

    def read(self, size: int) -> bytes:
        given = self.head[:size]
        self.head = self.head[size:]
        empty = min(size - len(given), self.nothing)
        self.nothing -= empty
        given += b"\0" * empty
        if not self.nothing:
            room = size - len(given)
            given += self.tail[:room]
            self.tail = self.tail[room:]
        self.left -= len(given)
        return given


def test_fifty_megabytes_are_let_go_as_they_come_and_the_form_stays(editor: Client) -> None:
    editor.get(DESK)
    sent = ComingIn({"alt_en": "A large one", "credit": "Olena’s own"}, photograph(), 50_000_000)

    tracemalloc.start()
    page = editor.post(DESK, content_type=sent.kind, **{"wsgi.input": sent, "CONTENT_LENGTH": str(sent.length)})
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assertContains(page, "larger than 10 MB", status_code=413)
    assertContains(page, "A large one", status_code=413)
    assertContains(page, "Olena’s own", status_code=413)
    assert not Picture.objects.exists()
    assert sent.left == 0
    assert most < 5_000_000


def test_a_form_of_a_hundred_megabytes_is_not_read_at_all(editor: Client) -> None:
    page = editor.post(DESK, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="100000000")

    assertContains(page, "This file is too large", status_code=413)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"alt_en": ""}, "Write what one sees on the picture"),
        ({"credit": " "}, "Write who made the picture"),
        ({"shows_people": ""}, "Say whether somebody can be recognised"),
        (of_somebody(given_on=""), "write on which day they agreed"),
        (of_somebody(how=""), "Choose how the person said yes"),
        (of_somebody(given_on="2999-01-01"), "This day is still to come"),
        (of_somebody(ends_on="2025-01-01"), "This is before the beginning"),
        (of_somebody(ends_on="soon"), "Write a day, such as"),
        ({"alt_en": "x" * 500}, "100 letters too long"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(editor: Client, typed: dict[str, str], said: str) -> None:
    assertContains(upload(editor, **typed), said, status_code=422)
    assert not Picture.objects.exists()


def test_no_file_at_all(editor: Client) -> None:
    page = editor.post(DESK, {"alt_en": "A woman", "credit": "Olena", "shows_people": "no"})

    assertContains(page, "Choose a picture.", status_code=422)


def test_words_for_people_who_hear_pages_are_in_their_language_or_say_which_it_is(editor: Client) -> None:
    upload(editor, alt_en="", alt_ar="امرأة في مخبز")

    assertContains(editor.get(PAGE.replace("/en/", "/ar/")), 'alt="امرأة في مخبز">')
    assertContains(editor.get(PAGE), 'alt="امرأة في مخبز" lang="ar" dir="rtl">')


def test_words_are_never_read_as_markup(editor: Client) -> None:
    upload(editor, alt_en='"><script>alert(1)</script>', credit="<b>Piet</b>")

    assertNotContains(editor.get(PAGE), "<script>alert")
    assertNotContains(editor.get(PAGE), "<b>Piet")


def test_removing_takes_one_click_and_the_address_says_that_it_is_gone(editor: Client) -> None:
    upload(editor)
    address, name = address_of(), Picture.objects.get().name

    editor.post("/en/desk/pictures/", {"remove": name})

    assertNotContains(editor.get(PAGE), "/pictures/")
    assert editor.get(address).status_code == 410
    assert not PictureFile.objects.exists()
    kept = Picture.objects.get()
    assert (kept.alt, kept.credit, kept.people) == ({}, "", "")
    assert set(AuditEvent.objects.values_list("what", flat=True)) >= {"picture_added", "picture_removed"}


def test_the_same_picture_again_has_another_address(editor: Client) -> None:
    upload(editor)
    first = Picture.objects.get().name
    editor.post("/en/desk/pictures/", {"remove": first})

    upload(editor)

    assert editor.get(f"/pictures/{first}-360.webp").status_code == 410
    assert Picture.objects.filter(removed_at=None).exclude(name=first).count() == 1


def test_who_is_on_a_picture_gets_a_link_that_takes_it_down(editor: Client) -> None:
    page = upload(editor, **of_somebody()).content.decode()
    address = address_of()
    theirs = re.findall(r"http://testserver(/en/library/consent/\?key=[\w-]+)", page)[0]

    assertNotContains(editor.get(PAGE), "On it:")
    assertContains(Client().get(theirs), "that a picture is published")
    Client().post(theirs)

    assert editor.get(address).status_code == 410
    assertNotContains(editor.get(PAGE), "/pictures/")
    assert editor.get(PAGE).status_code == 200  # the story itself stays
    assert theirs.rpartition("consent/")[2].strip("/") not in str(list(Consent.objects.values()))


def test_a_picture_is_gone_on_the_day_after_the_consent_ended(editor: Client) -> None:
    upload(editor, **of_somebody(ends_on=timezone.localdate().isoformat()))
    assert editor.get(address_of()).status_code == 200

    Consent.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))

    assert editor.get(address_of()).status_code == 410
    assertNotContains(editor.get(PAGE), "/pictures/")


@pytest.mark.parametrize("somebody", [people.olena, people.amina])
def test_others_at_the_desk_are_told_that_there_is_no_such_page(client: Client, somebody: Any) -> None:
    make_story()

    assert people.signed_in(client, somebody()).get(DESK).status_code == 404


def test_an_observer_looks_on(client: Client) -> None:
    make_story()
    observer = people.signed_in(client, people.samir())

    assertNotContains(observer.get(DESK), "<h2>Add a picture")
    assert upload(observer).status_code == 404


def test_who_is_not_signed_in_is_not_taken_in(client: Client) -> None:
    make_story()

    assert upload(client).status_code == 403
    assert not Picture.objects.exists()


def test_a_form_from_elsewhere_is_refused(strict_csrf_client: Client) -> None:
    make_story()
    editor = people.signed_in(strict_csrf_client, people.piet())

    assert upload(editor).status_code == 403
    assert not Picture.objects.exists()


def test_only_stories_practices_and_events_have_pictures(editor: Client) -> None:
    assert editor.get("/en/desk/pictures/?record=be-vdab").status_code == 404
    assert editor.get("/en/desk/pictures/?record=nobody").status_code == 404


def test_a_page_without_pictures_asks_once(editor: Client, django_assert_max_num_queries: Any) -> None:
    editor.get(PAGE)

    with django_assert_max_num_queries(2):
        Client().get(PAGE)


def test_no_booklet_has_a_picture(editor: Client) -> None:
    upload(editor)

    made = editor.get("/en/library/stories/booklet/booklet.pdf", {"story": STORY, "language": "en"})
    assert made.content.startswith(b"%PDF-")
    assert b"/Subtype /Image" not in made.content


def test_not_a_picture_says_why() -> None:
    with pytest.raises(NotAPicture, match="not a picture"):
        encoded(io.BytesIO(b""))


def test_a_link_of_a_picture_says_nothing_to_others(client: Client) -> None:
    assert client.get(link("made-up")).status_code == 404
