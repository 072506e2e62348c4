"""A small vocabulary and a few entries, for tests of the search alone."""

from collections.abc import Iterable, Iterator

from pathfinder.search.entries import ENDED, Entry
from pathfinder.search.vocabulary import Concept, Vocabulary


def concept(concept_id: str, *records: str, scheme: str = "test", **words: list[str]) -> Concept:
    """Words by language, the label first."""
    return Concept(
        id=concept_id,
        scheme=scheme,
        label={language: many[0] for language, many in words.items()},
        other={language: tuple(many[1:]) for language, many in words.items()},
        definition={"en": f"What {concept_id} is."},
        records=records,
    )


def small_vocabulary() -> Vocabulary:
    concepts = [
        concept(
            "diploma-recognition",
            "be-naric",
            en=["recognition of diplomas", "recognise my diploma"],
            de=["Anerkennung von Diplomen"],
            ar=["معادلة الشهادة"],
            fa=["تعادل مدرک"],
            uk=["визнання диплома"],
        ),
        concept("work-permit", "be-permit", en=["work permit"], uk=["дозвіл на роботу"], ar=["تصريح العمل"]),
        concept(
            "civic-integration", "be-programme", en=["integration programme"], nl=["inburgering"], ar=["دورة الاندماج"]
        ),
        concept("it-sector", en=["IT sector"], nl=["IT"]),
        concept("language-course", "be-course", de=["Sprachkurs"], en=["language course"], hu=["nyelvtanfolyam"]),
        concept("language", de=["Sprache", "sprach"], hu=["nyelv"]),
        concept("course", de=["Kurs", "Kurs für Flüchtlinge"], hu=["tanfolyam"]),
        concept("refugee", "be-council", scheme="audiences", en=["refugee"], de=["Flüchtling"]),
        concept("job-centre", it=["centro per l'impiego"]),
        concept("permit-elsewhere", en=["work permit for a long time abroad elsewhere"]),
    ]
    return Vocabulary({one.id: one for one in concepts})


def entry(key: str, name: str, text: str = "", **more: object) -> Entry:
    facets = {"country": (key.partition("-")[0],), "kind": ("service",)}
    return Entry(key=key, names={"en": name}, texts=(("en", text),), facets=facets, **more)  # type: ignore[arg-type]  # the fields of Entry, by name


class Shelf:
    """A source of entries that a test can change."""

    def __init__(self, *entries: Entry) -> None:
        self.kept = {one.key: one for one in entries}
        self.changes: list[str] = []

    def put(self, one: Entry) -> None:
        self.kept[one.key] = one
        self.changes.append(one.key)

    def take(self, key: str) -> None:
        del self.kept[key]
        self.changes.append(key)

    def all_entries(self) -> Iterator[Entry]:
        return iter(self.kept.values())

    def entries(self, keys: Iterable[str]) -> list[Entry]:
        return [self.kept[key] for key in keys if key in self.kept]

    def mark(self) -> str:
        return str(len(self.changes))

    def changes_since(self, number: int, *, last: int | None) -> list[tuple[int, str]]:
        numbered = [(n, key) for n, key in enumerate(self.changes, 1) if n >= number]
        return numbered[-last:] if last else numbered


def believable_shelf() -> Shelf:
    return Shelf(
        entry("be-naric", "NARIC Flanders", "Compares a foreign diploma with the Flemish ones."),
        entry("be-permit", "Single permit", "One paper for staying and working."),
        entry("be-council", "Council", "Speaks for people who fled."),
        entry("be-programme", "Flemish integration programme", "Dutch, orientation and guidance."),
        entry("be-course", "Evening school", "Dutch for beginners."),
        entry("ie-mentor", "Mentoring circle", "A mentor helps with a first job."),
        entry("be-old", "Mentoring until 2019", "A mentor helped with a first job.", standing=ENDED),
    )
