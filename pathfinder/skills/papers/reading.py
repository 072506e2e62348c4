"""Opening a file: our own document, JSON Resume, or Europass in either form. Hostile ones get a sentence."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import get_language, gettext as _

from pathfinder.skills.papers import europass, json_resume
from pathfinder.skills.papers.foreign import Given, Unreadable
from pathfinder.skills.papers.xml_tree import read_tree
from pathfinder.skills.profile_document import Profile, ProfileError, read_profile

LARGEST = 5_000_000  # bytes; a Europass file may carry a photo and scanned papers, which are not taken over
OWN_FILE = "profile.json"  # in the zip with everything
OTHER_DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True)
class Reading:
    """What a file gave, and what of it has no place in a profile: a line each, with the words that stood there."""

    profile: Profile
    not_taken: list[str]


def read_any(data: bytes, name: str = "") -> Reading:
    """The profile in a file. Raises Unreadable; nothing is ever fetched from elsewhere."""
    if len(data) > LARGEST:
        raise Unreadable(_too_large())
    if data.startswith(b"%PDF") or name.lower().endswith(OTHER_DOCUMENTS):
        raise Unreadable(_unknown())
    if data.startswith(b"PK\x03\x04"):
        data = _own_file(data)
    if _is_xml(data):
        return _taken(europass.from_tree(read_tree(data)), europass.read)
    return _from_json(data)


def _own_file(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(OWN_FILE) as file:
            found = file.read(LARGEST + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Unreadable(
            _("We find no profile in this file. From a zip file we read the “profile.json” in it.")
        ) from None
    if len(found) > LARGEST:
        raise Unreadable(_too_large())
    return found


def _is_xml(data: bytes) -> bool:
    start = data[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<")


def _from_json(data: bytes) -> Reading:
    text = _text(data)
    try:
        document = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        raise Unreadable(_unknown()) from None
    if isinstance(document, dict):
        if "SkillsPassport" in document or "LearnerInfo" in document:
            return _taken(document.get("SkillsPassport", document), europass.read)
        if json_resume.is_one(document):
            return _taken(document, json_resume.read)
        if "@context" in document:
            raise Unreadable(_unknown())  # JSON-LD, ours too: nothing is read that may ask for a context from elsewhere
    return Reading(_read(text), [])


def _text(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(_("The letters of this file cannot be read. Save it again as UTF-8, and open it once more.")) from None  # fmt: skip


def _taken(document: Any, read: Callable[[Given, str], Profile]) -> Reading:
    given = Given(document)
    profile = read(given, get_language() or "en")
    if profile == Profile(lang=profile.lang):
        raise Unreadable(_("We find nothing in this file that a profile could hold."))
    return Reading(_read(profile.text()), given.left())


def _read(text: str) -> Profile:
    try:
        return read_profile(text)
    except (ProfileError, RecursionError) as problem:
        said = _("We cannot take a profile out of this file. The first thing that does not fit: %(problem)s")
        raise Unreadable(said % {"problem": str(problem)[:300]}) from None


def _unknown() -> str:
    return _("We cannot read this file. We read the file profile.json, and CVs as JSON Resume (.json) or Europass (.xml or .json).")  # fmt: skip


def _too_large() -> str:
    return _("This file is too large: we read files of up to 5 MB. A CV without pictures is much smaller.")
