"""The part of an address that says the language, for every room's addresses."""

from django.conf import settings
from django.urls import register_converter


class PlainPath:
    """What stands in the address is the value."""

    regex = "[a-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LanguageCode(PlainPath):
    regex = "|".join(code for code, _ in settings.LANGUAGES)


class CountryCode(PlainPath):
    regex = "[a-z]{2}"


register_converter(LanguageCode, "language")
register_converter(CountryCode, "country")
