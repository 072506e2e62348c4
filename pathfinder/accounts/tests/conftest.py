from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """The slow hash is the point of a password on a site, and a waste in a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Letterbox(Message):
    """Keeps what a mail server got."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list = []

    def handle_message(self, message: object) -> None:
        self.letters.append(message)


class OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # the one the system gave for 0
        super()._trigger_server()


@pytest.fixture
def letterbox(settings: object) -> Iterator[Letterbox]:
    """A real mail server on this machine, which the site sends to by SMTP."""
    box = Letterbox()
    server = OnAnyPort(box, hostname="127.0.0.1", port=0)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    server.stop()
