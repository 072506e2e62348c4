"""How hard a text is to read."""

import pytest

from pathfinder.plain.reading import FORMULAS, read, sentences_of, syllables

pytestmark = pytest.mark.pure

EASY = {
    "en": "You live in Belgium. You look for work. Go to the desk in your town. Take your card with you. They help you for free.",
    "nl": "U woont in België. U zoekt werk. Ga naar het loket in uw stad. Neem uw kaart mee. Zij helpen u gratis. Dat is al.",
    "fr": "Vous vivez en Belgique. Vous cherchez du travail. Allez au guichet de votre ville. Prenez votre carte. On vous aide.",
    "de": "Sie leben in Belgien. Sie suchen Arbeit. Gehen Sie zum Amt in Ihrer Stadt. Nehmen Sie Ihre Karte mit. Man hilft Ihnen.",
    "es": "Usted vive en Gante. Usted busca trabajo. Vaya a la oficina de su ciudad. Lleve su tarjeta. Allí le ayudan gratis.",
    "it": "Lei vive in Italia. Lei cerca lavoro. Vada allo sportello della sua città. Porti la sua carta. Lì la aiutano gratis.",
    "ru": "Вы живёте в Бельгии. Вы ищете работу. Идите в центр в вашем городе. Возьмите карту. Там вам помогут, это бесплатно. Да.",
}
HARD = {
    "en": "Beneficiaries of international protection participating voluntarily in professional integration programmes are exempted from administrative contributions whenever municipal authorities recognise their exceptional circumstances.",
    "nl": "Begunstigden van internationale bescherming die vrijwillig deelnemen aan beroepsgerichte integratieprogramma’s zijn vrijgesteld van administratieve bijdragen wanneer de gemeentelijke overheden hun uitzonderlijke omstandigheden erkennen.",
    "fr": "Les bénéficiaires de la protection internationale participant volontairement aux programmes d’intégration professionnelle sont dispensés des contributions administratives lorsque les autorités communales reconnaissent leurs circonstances exceptionnelles.",
    "de": "Personen mit internationalem Schutzstatus, die freiwillig an berufsbezogenen Integrationsprogrammen teilnehmen, sind von Verwaltungsgebühren befreit, sofern die Gemeindebehörden außergewöhnliche Lebensumstände anerkennen.",
    "es": "Los beneficiarios de protección internacional que participan voluntariamente en programas de integración profesional están exentos de contribuciones administrativas cuando las autoridades municipales reconocen sus circunstancias excepcionales.",
    "it": "I beneficiari di protezione internazionale partecipanti volontariamente ai programmi di integrazione professionale sono esentati dai contributi amministrativi qualora le autorità comunali riconoscano le loro circostanze eccezionali.",
    "ru": "Получатели международной защиты, добровольно участвующие в программах профессиональной интеграции, освобождаются от административных сборов, если муниципальные органы признают исключительные обстоятельства их проживания и обучения.",
}  # fmt: skip


@pytest.mark.parametrize("language", FORMULAS)
def test_plain_words_reach_the_aim(language: str) -> None:
    reading = read(EASY[language], language)

    assert (reading.score is None, reading.misses_the_aim, reading.hard) == (False, False, ())


@pytest.mark.parametrize("language", FORMULAS)
def test_the_words_of_an_office_do_not(language: str) -> None:
    reading = read(HARD[language], language)

    assert reading.misses_the_aim
    assert reading.hard[0].long_words


def test_the_formula_is_the_published_one() -> None:
    """Flesch, for one sentence of twenty words of one syllable each: 206.835 − 1.015 × 20 − 84.6."""
    assert read("go " * 20, "en").score == pytest.approx(101.9)


@pytest.mark.parametrize("language", ["uk", "ar", "ti", "hu"])
def test_a_language_without_a_formula_still_hears_of_long_sentences(language: str) -> None:
    reading = read("слово " * 25, language)

    assert (reading.formula, reading.score, reading.hard[0].is_long) == (None, None, True)


def test_a_short_text_has_no_score_but_may_have_a_hard_sentence() -> None:
    assert read("Free of charge.", "en").score is None


def test_the_hardest_sentence_comes_first() -> None:
    two = f"{'word ' * 22}. {'word ' * 40}."

    assert [sentence.words for sentence in read(two, "en").hard] == [40, 22]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Go there. Take your card!", 2),
        ("See art. 4 of the act.", 1),
        ("Bring this: your card; your passport.", 3),
        ("اذهب إلى المكتب؟ خذ بطاقتك.", 2),
        ("ናብ ቤት ጽሕፈት ኪዱ። ካርድኹም ሓዙ።", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_takes_breath(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("en", "made", 1), ("en", "table", 2), ("en", "asked", 1), ("en", "started", 2), ("en", "changes", 2),
        ("en", "recognition", 4), ("nl", "geïnteresseerd", 5), ("nl", "moeilijk", 2), ("nl", "nieuw", 1),
        ("fr", "nation", 2), ("fr", "elle", 1), ("fr", "travailler", 3), ("fr", "eau", 1), ("de", "Behörde", 3),
        ("de", "Arbeit", 2), ("es", "ciudad", 2), ("es", "policía", 4), ("es", "trabajo", 3), ("ru", "работа", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_one_claps_them(language: str, word: str, count: int) -> None:
    assert syllables(word, language) == count


def test_the_easy_variant_is_measured_as_its_language() -> None:
    assert read(EASY["nl"], "nl-simple") == read(EASY["nl"], "nl")


def test_what_a_program_fills_in_is_one_word() -> None:
    assert read("X " * 21, "hu").hard[0].words == read("%(name)s " * 21, "hu").hard[0].words
