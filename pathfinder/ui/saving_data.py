"""Who asks their browser to save data gets no fonts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class SavingDataMiddleware:
    """`request.saves_data`, for the frame of every page. Caches in front keep the two kinds of a page apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.saves_data = request.headers.get("Save-Data", "").strip().lower() == "on"
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Save-Data",))
        return response
