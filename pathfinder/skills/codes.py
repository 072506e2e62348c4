"""Codes of named standards that a profile, a paper or a vacancy carries, each with a short name in plain words of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop as _, override

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.rulebooks.forms import LEVEL_WORDS

ENGLISH = "en"


@dataclass(frozen=True)
class Codes:
    """The codes of one standard in their order. Their names are translated with the interface."""

    standard: str
    names: Mapping[str, str]  # in English

    def __contains__(self, code: object) -> bool:
        return code in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def choices(self) -> list[tuple[str, Promise]]:
        """For a form, in the language of its page."""
        return [(code, gettext_lazy(words)) for code, words in self.names.items()]

    def name(self, code: str, language: str) -> LocalizedText:
        """In `language`, else in English, which it says then. Raises KeyError for a code that the standard does not have."""
        with override(language):
            words = gettext(self.names[code])
        is_missing = words == self.names[code] and language != ENGLISH
        return LocalizedText(words, ENGLISH if is_missing else language, is_fallback=is_missing)


ISCED = Codes("ISCED 2011, levels of education", {
    "0": _("Before primary school, or no school finished"),
    "1": _("Primary school"),
    "2": _("Lower secondary school"),
    "3": _("Upper secondary school"),
    "4": _("A course after secondary school that is not higher education"),
    "5": _("Short higher education (two years)"),
    "6": _("Bachelor"),
    "7": _("Master"),
    "8": _("Doctorate"),
})  # fmt: skip

ISCED_F_BROAD = Codes("ISCED-F 2013, broad fields of education and training", {
    "00": _("General programmes, reading and writing"),
    "01": _("Education"),
    "02": _("Arts, languages and humanities"),
    "03": _("Social sciences and journalism"),
    "04": _("Business, administration and law"),
    "05": _("Natural sciences and mathematics"),
    "06": _("Computers and information technology"),
    "07": _("Engineering, manufacturing and construction"),
    "08": _("Farming, forestry, fishing and animals"),
    "09": _("Health and social care"),
    "10": _("Services"),
})  # fmt: skip

ISCED_F_NARROW = Codes("ISCED-F 2013, narrow fields of education and training", {
    "001": _("Basic school programmes"),
    "002": _("Reading, writing and numbers"),
    "003": _("Personal skills"),
    "011": _("Teaching and education"),
    "021": _("Arts and design"),
    "022": _("History, religion and philosophy"),
    "023": _("Languages and literature"),
    "031": _("Economics, psychology and society"),
    "032": _("Journalism and libraries"),
    "041": _("Business and administration"),
    "042": _("Law"),
    "051": _("Biology"),
    "052": _("Environment"),
    "053": _("Physics, chemistry and earth"),
    "054": _("Mathematics and statistics"),
    "061": _("Computing"),
    "071": _("Engineering, electricity and machines"),
    "072": _("Making food, textiles, wood and other goods"),
    "073": _("Architecture and construction"),
    "081": _("Farming and gardening"),
    "082": _("Forestry"),
    "083": _("Fishing"),
    "084": _("Animal health"),
    "091": _("Health care"),
    "092": _("Social work and care"),
    "101": _("Personal services, hotels and sport"),
    "102": _("Cleaning, hygiene and safety at work"),
    "103": _("Security and defence"),
    "104": _("Transport"),
})  # fmt: skip

EQF = Codes("European Qualifications Framework", {
    "1": _("Simple tasks, with somebody who guides"),
    "2": _("Routine tasks, with some guidance"),
    "3": _("A trade under instruction; some responsibility"),
    "4": _("A trade on one's own; guides the routine work of others"),
    "5": _("A specialist who leads and develops the work of others"),
    "6": _("Advanced knowledge; decides in difficult situations"),
    "7": _("Highly specialised knowledge; changes how the work is done"),
    "8": _("New knowledge at the edge of a field"),
})  # fmt: skip

CEFR = Codes("Common European Framework of Reference for Languages, levels", LEVEL_WORDS)

CEFR_SKILLS = Codes("Common European Framework of Reference for Languages, skills", {
    "listening": _("Listening"),
    "reading": _("Reading"),
    "spoken_interaction": _("Talking with people"),
    "spoken_production": _("Telling and explaining"),
    "writing": _("Writing"),
})  # fmt: skip

NACE = Codes("NACE Rev. 2, sections of economic activities", {
    "A": _("Farming, forestry and fishing"),
    "B": _("Mining and quarries"),
    "C": _("Making goods"),
    "D": _("Electricity, gas and heat"),
    "E": _("Water, sewage and waste"),
    "F": _("Construction"),
    "G": _("Shops, wholesale and repair of vehicles"),
    "H": _("Transport, storage and post"),
    "I": _("Hotels, restaurants and catering"),
    "J": _("Media, telephone and computing"),
    "K": _("Banks and insurance"),
    "L": _("Houses and land"),
    "M": _("Law, accounts, engineering and science"),
    "N": _("Renting, cleaning, security and other help for firms"),
    "O": _("Government and defence"),
    "P": _("Schools and education"),
    "Q": _("Health and social care"),
    "R": _("Arts, sport and leisure"),
    "S": _("Other services, associations and repair of household goods"),
    "T": _("Work in private households"),
    "U": _("Embassies and international organisations"),
})  # fmt: skip
