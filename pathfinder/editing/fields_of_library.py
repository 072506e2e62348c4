"""What the library's own kinds ask: practices in the template of the EMN study, stories, events with their programme, documents.

The names are those of the shelves; a field of `about` that a pack may fill is asked here too.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pathfinder.directory.queries import codes
from pathfinder.editing.field import (
    CHOICE,
    CHOICES,
    FLAG,
    GROUP,
    LINES,
    NUMBER,
    RECORD,
    WORD_LIST,
    Field,
    Section,
    date,
    line,
    rows,
    url,
    words,
)

# Who says so, where no published source does; the library shows it as the source
TOLD_BY = Field(GROUP, "told_by", _("How we know"), _("Nothing is published without a source."), fields=(
    Field(CHOICE, "by", _("Who says so"), options={
        "": "–", "doers": _("the people who do it, or the person it is about"), "interview": _("an interview"),
        "consultation": _("a consultation of stakeholders"), "publication": _("a publication"),
    }),
    words("who", _("Who it is, or what it is called"), _("As readers shall see it, such as: the coordinator of the House of Work.")),
    date("on", _("When"), longest=10),
    url("url", _("Where one can read it"), longest=2000),
    Field(FLAG, "agreed", _("They agreed that this is published and that they are named as the source")),
))  # fmt: skip

SECTOR = Field(CHOICE, "sector", _("Sector"), options={
    "": "–", "public": _("Public body"), "ngo": _("Non-profit organization"), "private": _("Company"),
})  # fmt: skip
PRACTICE = (
    Field(CHOICE, "type", _("Kind of practice"), options={"": "–", "programme": _("programme"), "project": _("project")}),
    words("area", _("Area of integration"), is_long=True),
    words("access", _("Who can take part"), is_long=True),
    words("target_group", _("For whom"), is_long=True),
    words("coverage", _("Where"), is_long=True),
    words("need", _("What it answers"), is_long=True),
    words("objectives", _("Objectives"), is_long=True),
    Field(WORD_LIST, "activities", _("What is done")),
    Field(WORD_LIST, "actors", _("Who takes part")),
    words("budget", _("Budget"), is_long=True),
    words("funder", _("Who pays"), is_long=True),
    words("promotion", _("How people hear of it"), is_long=True),
    date("started", _("Started")), date("ended", _("Ended")),
    Field(WORD_LIST, "outcomes", _("Results")),
    words("evaluation", _("Evaluation"), is_long=True),
    Field(WORD_LIST, "challenges", _("Difficulties")),
    words("continuation", _("What comes next"), is_long=True),
    words("company_size", _("Size of the company")),
    words("company_type", _("Type of company")),
    words("company_sector", _("Branch of the company")),
    TOLD_BY,
)  # fmt: skip

STORY = (
    Section("what", _("What it is"), (
        words("name", _("First name"), _("Only the first name, or the name the person chose for the story."), is_needed=True),
        words("description", _("The story"), _("In a few short sentences, only what the person wants told."), is_long=True, is_needed=True),
        url("url", _("Where it was published"), longest=2000),
        Field(GROUP, "about", _("About the person"), fields=(
            Field(CHOICE, "side", _("Who tells it"), options={"": "–", "newcomer": _("a newcomer"), "employer": _("an employer")}),
            words("quote", _("In their own words"), _("One or two sentences between quotation marks on the page."), is_long=True),
            words("origin", _("Origin")),
            words("job", _("Work")),
            words("employer", _("Employer")),
            Field(LINES, "steps", _("Steps on the way"), _("Ids of steps of the guide, one a line, such as be-vdab-registration.")),
            url("video", _("Address of a video"), longest=2000),
            words("video_title", _("Title of the video")),
            Field(FLAG, "has_captions", _("The video has captions")),
            words("transcript", _("What is said in the video"), is_long=True),
            TOLD_BY,
        )),
        Field(RECORD, "organization", _("Organization"), _("Who published it."), check="organization", for_editors=True),
    )),
)  # fmt: skip

SESSIONS = rows(
    "sessions", _("Programme"),
    line("day", _("Day"), _("Such as 2026-11-25."), check="date", longest=10),
    line("starts", _("Begins at"), _("Such as 09:30."), check="time", longest=5),
    line("ends", _("Ends at"), check="time", longest=5),
    Field(CHOICE, "kind", _("Kind"), default="plenary", options={
        "plenary": _("for all"), "panel": _("panel"), "workshop": _("workshop"), "break": _("break"),
    }),
    line("slot", _("At the same time as"), _("The same sign, such as 1, for all that happen at the same time."), longest=10),
    words("title", _("Title"), is_needed=True),
    words("description", _("What it is about"), is_long=True),
    line("room", _("Room")),
    rows(
        "speakers", _("Speakers"),
        line("name", _("Name"), is_needed=True), words("role", _("What they do")), line("organization", _("Organization")),
        Field(FLAG, "is_moderator", _("Leads the talk")),
    ),
    url("slides", _("Presentation"), longest=2000),
)  # fmt: skip
REGISTRATION = Field(GROUP, "registration", _("Registration"), fields=(
    line("opens", _("Opens on"), _("Such as 2026-11-25."), check="day", longest=10),
    line("closes", _("Closes on"), check="day", longest=10),
    Field(NUMBER, "places", _("Places"), _("Leave it empty if there is room for all."), check="whole", low=1, high=100_000),
    Field(FLAG, "is_online_too", _("One can take part online too")),
    url("url", _("Page of another site to register at"), longest=2000),
))  # fmt: skip
EVENT = (
    Section("what", _("What it is"), (
        words("name", _("Title"), is_needed=True),
        words("description", _("What it is about"), is_long=True),
        url("url", _("Page about it"), longest=2000),
        Field(RECORD, "organization", _("Organizer"), _("The id of an organization of the directory."), check="organization"),
    )),
    Section("about", _("Days, place and programme"), (
        Field(GROUP, "about", _("The event"), fields=(
            line("date", _("Date"), _("A day, or two with a stroke between: 2026-11-25 or 2026-11-25/2026-11-26."), check="dates", is_needed=True, longest=21),
            words("date_note", _("About the date"), _("Such as the time of day.")),
            Field(CHOICE, "status", _("State"), options={"": "–", "planned": _("planned"), "cancelled": _("cancelled"), "past": _("past")}),
            words("organizer", _("Organizer, in words")),
            Field(WORD_LIST, "partners", _("Partners")),
            words("venue", _("House")), words("place", _("Town")),
            words("accessibility", _("Getting in with a wheelchair, or without seeing or hearing well")),
            Field(WORD_LIST, "practical", _("How to get there, and what to know")),
            url("stream", _("Address of the stream"), longest=2000),
            Field(LINES, "languages", _("Languages"), _("Codes, one a line, such as en or nl.")),
            words("interpretation", _("Interpreters")),
            Field(CHOICES, "audience", _("For whom"), options={**codes.AUDIENCES, "policy_makers": _("People who make policy")}),
            words("participants", _("Who takes part")),
            line("contact", _("Whom to ask")),
            REGISTRATION,
            Field(WORD_LIST, "programme", _("Programme, in a few words")),
            SESSIONS,
            words("documents", _("Presentations and pictures"), is_long=True),
            words("outcome", _("What came of it"), is_long=True),
            TOLD_BY,
        )),
    )),
)  # fmt: skip

PUBLICATION = (
    Section("what", _("What it is"), (
        words("name", _("Title"), is_needed=True),
        words("description", _("What it is good for"), is_long=True),
        url("url", _("Address"), longest=2000),
        Field(GROUP, "about", _("The document"), fields=(
            line("publisher", _("Publisher"), is_needed=True),
            line("year", _("Year"), check="date", longest=10),
            line("language", _("Language"), _("Its code, such as ar, nl or uk."), check="language", longest=35),
        )),
        Field(RECORD, "organization", _("Organization"), check="organization", for_editors=True),
    )),
)  # fmt: skip
