"""The vocabulary leaves as SKOS that other tools can read."""

import pytest
import rdflib
from django.test import Client
from rdflib.namespace import SKOS

from pathfinder.search.skos import as_turtle
from pathfinder.search.tests.small import concept, small_vocabulary
from pathfinder.search.vocabulary import Vocabulary

BASE = "https://pathfinder.example/vocabulary.ttl"


def graph_of(vocabulary: Vocabulary) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(as_turtle(vocabulary, BASE)), format="turtle")


@pytest.mark.pure
def test_every_concept_has_one_label_a_language_and_the_other_words() -> None:
    graph = graph_of(small_vocabulary())
    node = rdflib.URIRef(f"{BASE}#diploma-recognition")

    assert rdflib.Literal("معادلة الشهادة", lang="ar") in set(graph.objects(node, SKOS.prefLabel))
    assert list(graph.objects(node, SKOS.altLabel)) == [rdflib.Literal("recognise my diploma", lang="en")]


@pytest.mark.pure
def test_quotes_and_line_ends_in_words_break_nothing() -> None:
    graph = graph_of(Vocabulary({"odd": concept("odd", en=['a "quoted" \\ word\nhere'])}))

    assert [str(label) for label in graph.objects(None, SKOS.prefLabel)] == ['a "quoted" \\ word here']


def test_the_whole_vocabulary_can_be_fetched_and_read(client: Client) -> None:
    answer = client.get("/vocabulary.ttl")

    graph = rdflib.Graph().parse(data=answer.content.decode(), format="turtle")

    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    assert len(set(graph.subjects(rdflib.RDF.type, SKOS.Concept))) >= 250
