"""Every page that allauth may show is in our frame, with our words."""

from pathlib import Path

import pytest
from django.template import engines
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from pytest_django.asserts import assertContains

from pathfinder.accounts.letters import letter_of_allauth
from pathfinder.accounts.tests.people import amina, signed_in

PAGES = (
    "account/login.html", "account/logout.html", "account/signup_closed.html", "account/account_inactive.html",
    "account/reauthenticate.html", "account/email_change.html", "account/email_confirm.html", "account/verification_sent.html",
    "account/password_change.html", "account/password_set.html", "account/password_reset.html",
    "account/password_reset_done.html", "account/password_reset_from_key.html", "account/password_reset_from_key_done.html",
    "mfa/index.html", "mfa/authenticate.html", "mfa/reauthenticate.html", "mfa/totp/activate_form.html",
    "mfa/totp/deactivate_form.html", "mfa/recovery_codes/index.html", "mfa/recovery_codes/generate.html", "429.html",
)  # fmt: skip
LETTERS = (
    "email_confirmation", "email_confirmation_signup", "password_reset_key", "password_changed", "password_set",
    "password_reset", "email_changed", "email_confirm", "email_deleted", "totp_activated", "totp_deactivated",
    "recovery_codes_generated",
)  # fmt: skip
WITHOUT_A_PAGE = {"mfa_download_recovery_codes", "account_confirm_login_code"}  # a file; a way we do not offer


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_allauth_is_ours(name: str) -> None:
    template = engines["django"].get_template(name).template

    assert "pathfinder/accounts/templates" in Path(template.origin.name).as_posix()
    assert "accounts/frame.html" in template.source


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_of_allauth_is_ours(name: str) -> None:
    letter = letter_of_allauth(f"account/email/{name}", {"activate_url": "https://a.example", "password_reset_url": "https://b.example"})  # fmt: skip

    assert "Pathfinder" in letter.body
    assert letter.subject


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/x-y/", "confirm-email/",
     "confirm-email/nonsense/", "inactive/", "password/reset/key/done/"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_for_nobody_yet_says_its_language(client: Client, language: str, address: str) -> None:
    page = client.get(f"/{language}/account/{address}")

    assertContains(page, f'<html lang="{language}"')
    assertContains(page, "accounts/desk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["", "email/", "password/change/", "logout/", "second-step/", "second-step/totp/deactivate/",
     "second-step/recovery-codes/", "reauthenticate/", "second-step/reauthenticate/"],
)  # fmt: skip
def test_a_page_of_ones_own_account_is_in_our_frame(client: Client, address: str) -> None:
    signed_in(client, amina())

    page = client.get(f"/en/account/{address}", follow=True)

    assertContains(page, "accounts/desk")
    assertContains(page, "Amina")


@pytest.mark.django_db
def test_the_start_of_the_account_pages_is_ours_for_nobody_too(client: Client) -> None:
    assert client.get("/en/account/").url.startswith("/en/account/login/")


def test_we_know_every_page_that_allauth_brings() -> None:
    names = {name for name in _names(get_resolver()) if name and name.startswith(("account_", "mfa_"))}

    assert names - WITHOUT_A_PAGE == {
        "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate", "account_email",
        "account_email_verification_sent", "account_confirm_email", "account_change_password", "account_set_password",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
        "account_reset_password_from_key_done", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    }  # fmt: skip


def _names(resolver: URLResolver) -> set[str | None]:
    found: set[str | None] = set()
    for pattern in resolver.url_patterns:
        found |= {pattern.name} if isinstance(pattern, URLPattern) else _names(pattern)
    return found
