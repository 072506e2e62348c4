"""The files a person can take along, each made only when it is asked for; and all of them in one."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.skills.papers import elm, europass, json_resume
from pathfinder.skills.papers.cv import PARTS, Wish, cv_of
from pathfinder.skills.papers.labels import labels_of
from pathfinder.skills.papers.reading import OWN_FILE
from pathfinder.skills.profile.fields import Said
from pathfinder.skills.profile_document import Profile

Labels = Mapping[str, LocalizedText]


@dataclass(frozen=True)
class File:
    name: str
    label: Said
    content_type: str
    make: Callable[[Profile, Labels, str, dt.date], bytes]  # in the language that is active, which is named too


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _europass(profile: Profile, labels: Labels, language: str, today: dt.date) -> bytes:
    return europass.as_xml(europass.write(profile, labels, language, today))


FILES = {
    file.name: file
    for file in (
        File(OWN_FILE, _("Everything you told. Only this file can be opened here with nothing lost"), "application/json",
             lambda profile, _labels, _language, _today: _json(profile.document())),
        File("europass.xml", _("Europass CV (XML): for job sites and public employment services"), "application/xml",
             _europass),
        File("europass.json", _("The same Europass CV as JSON"), "application/json",
             lambda profile, labels, language, today: _json(europass.write(profile, labels, language, today))),
        File("resume.json", _("JSON Resume: for job sites and for programs that make CVs"), "application/json",
             lambda profile, labels, language, today: _json(json_resume.write(profile, labels, language, today))),
        File("learning.jsonld", _("Diplomas and skills after the European Learning Model: for schools and services that check them"), "application/ld+json",
             lambda profile, labels, language, _today: _json(elm.write(profile, labels, language))),
    )
}  # fmt: skip


def made(file: File, profile: Profile, language: str, today: dt.date) -> bytes:
    return file.make(profile, labels_of(profile, language), language, today)


def everything(profile: Profile, languages: list[str], today: dt.date) -> bytes:
    """All files and the long CV, limits included where there are any: it is the person's own copy."""
    language = languages[0]
    wish = Wish(language, "".join(languages[1:]), "long", "after", tuple(PARTS))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cv.pdf", cv_of(profile, wish, today))
        for file in FILES.values():
            archive.writestr(file.name, made(file, profile, language, today))
    return stream.getvalue()
