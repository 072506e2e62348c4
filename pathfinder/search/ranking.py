"""The weights of the ranking, all in one place, and the query made of them.

An entry's score is the sum of what fits: concepts that the words mean (`FIRST` where the vocabulary names the record
first for its country), words of its name, words of its text. Current records come before ended ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import tantivy

from pathfinder.search.index import FIRST, MENTIONED, NAMED, RUN_BY, RUNS, SECOND
from pathfinder.search.understanding import Understood
from pathfinder.search.vocabulary import Meaning, Vocabulary
from pathfinder.search.words import stems_in_any_language

OF_CONCEPT = {FIRST: 11.0, SECOND: 8.5, NAMED: 4.0, RUNS: 5.0, RUN_BY: 2.5, MENTIONED: 2.0}
OF_SAME_WORDS = 0.5  # concepts that the same words mean beside the one that fits best, of their own weight
OF_FOR_WHOM = 0.4  # “refugee” beside a word for what is looked for
OF_THEME = 2.5  # the record has the theme of the concept
OF_NEIGHBOUR = 0.07  # a broader or related concept, of the weight of the concept itself
OF_NAME, OF_TEXT = 1.2, 0.8  # of a word that one concept uses or none; less where many do
OF_STEM = 0.8  # another form of the word, of the weight of the word
OF_MENDED = 0.6
OF_BEGINNING = 0.5
LEAST_MEANING = 0.18
SURE_MEANING = 0.5  # from here on its neighbours help too
ENOUGH = 400  # records that fit surely; the many that only mention it would never be seen, and cost time

Part = tuple[tantivy.Occur, tantivy.Query]


def query_for(
    understood: Understood, vocabulary: Vocabulary, schema: tantivy.Schema, searcher: tantivy.Searcher
) -> tantivy.Query:
    """The query for what was understood; for a query without any word, everything."""
    known = {word for meaning in understood.meanings for word in meaning.typed}
    forms = {word: _forms(word, understood.mended.get(word)) for word in understood.words}
    words = [_word(told, vocabulary.rarity(word), schema, searcher) for word, told in forms.items()]
    # what no record says and no concept means may be misspelt; to look for that costs more than all the rest
    near = [
        _nearly(w, schema) for w, part in zip(forms, words, strict=True) if not part and w not in known and len(w) >= 4
    ]
    parts = [*_meanings(understood, vocabulary, schema, searcher), *[part for part in words if part], *near]
    if not parts:
        return tantivy.Query.empty_query() if understood.typed.strip() else tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def preferring(
    query: tantivy.Query, preferred: Mapping[str, Mapping[str, float]], schema: tantivy.Schema
) -> tantivy.Query:
    """The same results, those with these codes further up."""
    extra = [
        _constant(schema, name, code, weight) for name, codes in preferred.items() for code, weight in codes.items()
    ]
    if not extra:
        return query
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *[(tantivy.Occur.Should, one) for one in extra]])


def narrowed(
    query: tantivy.Query, filters: Mapping[str, Sequence[str]], schema: tantivy.Schema, more: Iterable[tantivy.Query] = ()
) -> tantivy.Query:  # fmt: skip
    """Only what fits every filter: any of the codes of one facet, all facets together."""
    must = [
        tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, name, list(codes)), 0.0)
        for name, codes in filters.items()
    ]
    must += [tantivy.Query.const_score_query(one, 0.0) for one in more]
    if not must:
        return query
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in [query, *must]])


def _meanings(
    understood: Understood, vocabulary: Vocabulary, schema: tantivy.Schema, searcher: tantivy.Searcher
) -> list[tantivy.Query]:
    weights = _weights(understood.meanings, vocabulary)
    themes: dict[str, float] = {}
    groups = _with_same_words(meaning for meaning in understood.meanings if meaning.concept in weights)
    for concept, weight in list(weights.items()):
        known = vocabulary.concepts[concept]
        for theme in known.themes:
            themes[theme] = max(themes.get(theme, 0.0), weight)
        for neighbour in (*known.broader, *known.related) if weight >= SURE_MEANING else ():
            if neighbour not in weights:
                groups.append([neighbour])
            weights[neighbour] = max(weights.get(neighbour, 0.0), weight * OF_NEIGHBOUR)
    found = [_concepts({concept: weights[concept] for concept in group}, schema, searcher) for group in groups]
    found += [
        _constant(schema, "theme", theme, weight * OF_THEME)
        for theme, weight in themes.items()
        if searcher.doc_freq("theme", theme) <= ENOUGH
    ]
    return found


def _weights(meanings: Sequence[Meaning], vocabulary: Vocabulary) -> dict[str, float]:
    """Concepts that are meant surely enough; for whom something is counts less beside a word for what it is."""
    is_for_whom = {m.concept: vocabulary.concepts[m.concept].is_for_whom for m in meanings}
    what = [set(m.typed) for m in meanings if m.weight >= SURE_MEANING and not is_for_whom[m.concept]]
    return {
        m.concept: m.weight * (OF_FOR_WHOM if is_for_whom[m.concept] and any(w - set(m.typed) for w in what) else 1.0)
        for m in meanings
        if m.weight >= LEAST_MEANING
    }


def _with_same_words(meanings: Iterable[Meaning]) -> list[list[str]]:
    """Concepts, those together of which the words are the same or part of a surer one's."""
    groups: dict[frozenset[str], list[str]] = {}
    for meaning in meanings:
        words = frozenset(meaning.typed)
        groups.setdefault(next((surer for surer in groups if words <= surer), words), []).append(meaning.concept)
    return list(groups.values())


def _concepts(weights: Mapping[str, float], schema: tantivy.Schema, searcher: tantivy.Searcher) -> tantivy.Query:
    """Records for concepts that the same words mean, each as surely as it is about them."""
    found = [
        tantivy.Query.disjunction_max_query(
            [_constant(schema, level, concept, weight * share) for level, share in _levels(concept, searcher)]
        )
        for concept, weight in weights.items()
    ]
    return tantivy.Query.disjunction_max_query(found, tie_breaker=OF_SAME_WORDS) if len(found) > 1 else found[0]


def _levels(concept: str, searcher: tantivy.Searcher) -> list[tuple[str, float]]:
    """The levels that are asked: the weak ones only while few records fit surely."""
    count = 0
    asked = []
    for level, share in OF_CONCEPT.items():
        if count <= ENOUGH:
            asked.append((level, share))
        count += searcher.doc_freq(level, concept)
    return asked


def _constant(schema: tantivy.Schema, field: str, code: str, weight: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_query(schema, field, code, index_option="basic"), weight)


def _forms(word: str, mended: str | None) -> list[tuple[str, float]]:
    """What may stand in a record for a typed word, with its share of the word's weight."""
    found = [(one, 1.0 if one == word else OF_STEM) for one in stems_in_any_language(word)]
    return found + [(one, OF_MENDED) for one in stems_in_any_language(mended)] if mended else found


def _word(
    forms: Sequence[tuple[str, float]], rarity: float, schema: tantivy.Schema, searcher: tantivy.Searcher
) -> tantivy.Query | None:  # fmt: skip
    """Records with any of the forms; None where no record has one."""
    in_names = sum(searcher.doc_freq("name", form) for form, _share in forms)
    found = [
        tantivy.Query.boost_query(
            tantivy.Query.term_query(schema, field, form, index_option="freq"), weight * share * rarity
        )
        for field, weight in (("name", OF_NAME), ("body", OF_TEXT))
        for form, share in forms
        if not (field == "body" and in_names > ENOUGH) and searcher.doc_freq(field, form)
    ]
    return tantivy.Query.disjunction_max_query(found, tie_breaker=0.2) if found else None


def _nearly(word: str, schema: tantivy.Schema) -> tantivy.Query:
    """Records with a word that is a letter or two away, or that begins as this one."""
    distance = 1 if len(word) < 8 else 2
    found = [
        tantivy.Query.const_score_query(
            tantivy.Query.fuzzy_term_query(
                schema, field, word, distance=0 if is_prefix else distance, prefix=is_prefix
            ),
            4.0 * weight * share,
        )
        for is_prefix, share in ((False, OF_MENDED), (True, OF_BEGINNING))
        for field, weight in (("name", OF_NAME), ("body", OF_TEXT))
    ]
    return tantivy.Query.disjunction_max_query(found, tie_breaker=0.2)
