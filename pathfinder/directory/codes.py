"""The codes of the directory: what a record may be about, for whom, and how sure we are.

Themes and audiences are those of the fact files; residence grounds are the rulebook's; statuses are HSDS's.
"""

from django.utils.translation import gettext_noop as _

THEMES = {
    "integration_programme": _("Integration programme"),
    "language": _("Learning the language"),
    "orientation": _("Finding out how things work here"),
    "counselling": _("Advice and guidance"),
    "job_search": _("Looking for work"),
    "skills_assessment": _("Finding out what you can do"),
    "diploma_recognition": _("Recognition of diplomas"),
    "competence_validation": _("Proving skills without a diploma"),
    "vocational_training": _("Training for a job"),
    "workplace_learning": _("Learning at work"),
    "mentoring": _("Mentoring"),
    "self_employment": _("Own business"),
    "employer_incentive": _("Money for employers"),
    "employer_support": _("Help for employers"),
    "diversity": _("Diversity at work"),
    "anti_discrimination": _("Against discrimination"),
    "social_protection": _("Social protection"),
    "housing": _("Housing"),
    "health": _("Health"),
    "childcare": _("Childcare"),
    "mobility": _("Getting around"),
    "legal_aid": _("Legal help"),
    "digital_tool": _("Online tools"),
}
AUDIENCES = {
    "beneficiary_of_protection": _("People with protection"),
    "applicant": _("People who asked for asylum"),
    "temporary_protection": _("People with temporary protection"),
    "third_country_national": _("People from outside the EU"),
    "foreign_language_speaker": _("People who speak another language"),
    "jobseeker": _("People who look for work"),
    "highly_skilled": _("People with a higher diploma"),
    "youth": _("Young people"),
    "women": _("Women"),
    "low_literate": _("People who do not read or write well"),
    "entrepreneur": _("People with a business of their own"),
    "employer": _("Employers"),
    "service_provider": _("Organizations that help"),
    "mentor": _("Mentors"),
}
# Which residence grounds an audience means. Others, such as jobseekers, say nothing of a ground.
GROUNDS_OF_AUDIENCE = {
    "beneficiary_of_protection": ("refugee", "subsidiary_protection"),
    "applicant": ("applicant",),
    "temporary_protection": ("temporary_protection",),
    "third_country_national": (
        "applicant",
        "refugee", "subsidiary_protection", "temporary_protection", "humanitarian", "family", "worker", "student",
        "long_term_resident", "other",
    ),
}  # fmt: skip
GROUNDS = {
    "applicant": _("asked for asylum, no decision yet"),
    "refugee": _("refugee"),
    "subsidiary_protection": _("subsidiary protection"),
    "temporary_protection": _("temporary protection (Ukraine)"),
    "humanitarian": _("humanitarian stay"),
    "family": _("family"),
    "worker": _("work"),
    "student": _("study"),
    "long_term_resident": _("long-term resident"),
    "other": _("another stay"),
}
KINDS = {
    "service": _("Services"), "organization": _("Organizations"), "program": _("Projects and practices"),
    "story": _("Stories"), "event": _("Events"), "publication": _("Documents"),
    "vacancy": _("Vacancies"),
}  # fmt: skip
ORGANIZATION_KINDS = {
    "ministry": _("Ministry or public office"),
    "public_employment_service": _("Public employment service"),
    "integration_agency": _("Integration agency"),
    "reception_agency": _("Reception agency"),
    "recognition_body": _("Recognition of diplomas"),
    "validation_body": _("Validation of skills"),
    "language_provider": _("Language school"),
    "training_provider": _("Training provider"),
    "mentoring": _("Mentoring organization"),
    "equality_body": _("Equality body"),
    "municipality_service": _("Service of the town"),
    "ngo": _("Non-profit organization"),
    "social_enterprise": _("Social enterprise"),
    "employer": _("Employer"),
    "employers_organisation": _("Employers’ organization"),
    "trade_union": _("Trade union"),
    "research": _("Research and statistics"),
    "international_organisation": _("International organization"),
    "legal_aid": _("Legal help"),
    "health": _("Health"),
    "finance": _("Finance"),
}
COSTS = {
    "free": _("free of charge"),
    "depends": _("free for some people"),
    "paid": _("costs money"),
    "unknown": _("cost not stated"),
}
MODES = {"on_site": _("on site"), "remote": _("by phone or online")}
CONFIDENCES = {"high": _("sure"), "medium": _("fairly sure"), "low": _("not sure: ask before you rely on it")}
# What runs, in the words of the fact files, and HSDS's word for it. HSDS has none for “we do not know whether it still
# runs”: such a record stays active there, with an alert that says so.
STATUSES = {
    "active": "active",
    "pilot": "active",
    "unknown": "active",
    "ended": "defunct",
    "paused": "temporarily closed",
}
CADENCE_MONTHS = {
    "organization": 12, "service": 6, "program": 24, "location": 12, "story": 24, "event": 12, "publication": 24,
}  # fmt: skip
