"""The memory of what was answered lately stays small, and gives out copies."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from pathfinder.directory.opendata.kept_answers import LARGEST, KeptAnswers

pytestmark = pytest.mark.pure


def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept = KeptAnswers(most_bytes=10)
    kept.keep("a", HttpResponse(b"12345"))
    kept.keep("b", HttpResponse(b"12345"))
    kept.answer("a")

    kept.keep("c", HttpResponse(b"12345"))

    assert (list(kept.kept), kept.bytes) == (["a", "c"], 10)


def test_the_same_answer_counts_once() -> None:
    kept = KeptAnswers()

    kept.keep("a", HttpResponse(b"12345"))
    kept.keep("a", HttpResponse(b"12345"))

    assert kept.bytes == 5


@pytest.mark.parametrize(
    "response",
    [HttpResponse(b"x" * (LARGEST + 1)), HttpResponse(b"no", status=404), StreamingHttpResponse([b"x"])],
    ids=["large", "no success", "streamed"],
)
def test_what_is_large_streamed_or_no_success_is_not_kept(response: HttpResponse) -> None:
    kept = KeptAnswers()

    kept.keep("a", response)

    assert kept.answer("a") is None


def test_what_somebody_does_to_an_answer_does_not_change_the_kept_one() -> None:
    kept = KeptAnswers()
    kept.keep("a", HttpResponse(b"12345", headers={"X": "1"}))

    first = kept.answer("a")
    assert first is not None
    first.headers["X"] = "2"
    first.content = b""

    again = kept.answer("a")
    assert again is not None
    assert (again["X"], again.content) == ("1", b"12345")
