"""What went wrong with a request, in a form that a program can read and a person understands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.http import HttpResponse

GUIDE = "/en/open-data/"  # where everything is explained


@dataclass(frozen=True, slots=True)
class Problem:
    """Where it is, what is wrong, what was expected, and what to do."""

    where: str
    problem: str
    expected: str
    what_to_do: str = f"See {GUIDE} for every parameter, with examples."


class Refusal(Exception):
    """The request cannot be answered; all its problems at once."""

    def __init__(self, status: int, problems: Sequence[Problem], retry_after: int = 0) -> None:
        super().__init__("; ".join(problem.problem for problem in problems))
        self.status = status
        self.problems = list(problems)
        self.retry_after = retry_after  # seconds; 0 when waiting does not help

    def response(self) -> HttpResponse:
        body = {"status": self.status, "errors": [asdict(problem) for problem in self.problems]}
        response = HttpResponse(
            json.dumps(body, ensure_ascii=False), status=self.status, content_type="application/json"
        )
        if self.retry_after:
            response["Retry-After"] = str(self.retry_after)
        return response


def refusal(
    status: int, where: str, problem: str, expected: str, what_to_do: str = "", retry_after: int = 0
) -> Refusal:
    """A refusal for one reason."""
    one = Problem(where, problem, expected, what_to_do) if what_to_do else Problem(where, problem, expected)
    return Refusal(status, [one], retry_after)
