"""The vocabulary as SKOS, in Turtle, for other systems and for translators' tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pathfinder.search.vocabulary import Concept, Vocabulary

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix c: <{base}#> .

<{base}> a skos:ConceptScheme ;
  dct:title "Vocabulary of Pathfinder: the way to work of newcomers in Europe"@en ;
  dct:license <https://eupl.eu/1.2/en/> ;
  skos:editorialNote "Terms of a country are its own; translations were made by a machine and wait for a reader."@en .

"""


def as_turtle(vocabulary: Vocabulary, base: str) -> Iterator[str]:
    """The whole vocabulary in pieces; `base` is the address of the document."""
    yield PREFIXES.format(base=base)
    for concept in vocabulary.concepts.values():
        yield _concept(concept, vocabulary.concepts, base)


def _concept(concept: Concept, known: Mapping[str, Concept], base: str) -> str:
    lines = [f"c:{concept.id} a skos:Concept", f"skos:inScheme <{base}>"]
    lines += [f"skos:prefLabel {_words(words, language)}" for language, words in concept.label.items()]
    preferred = {(language, words.casefold()) for language, words in concept.label.items()}
    for language, many in concept.other.items():
        others = dict.fromkeys(words for words in many if (language, words.casefold()) not in preferred)
        lines += [f"skos:altLabel {_words(words, language)}" for words in others]
    lines += [f"skos:definition {_words(words, language)}" for language, words in concept.definition.items()]
    lines += [f"skos:broader c:{other}" for other in concept.broader if other in known]
    lines += [f"skos:related c:{other}" for other in concept.related if other in known]
    return " ;\n  ".join(lines) + " .\n\n"


def _words(words: str, language: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"@{language}'
