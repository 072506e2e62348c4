"""`pathfinder ask`: the questions in the terminal, read as a person types them."""

import builtins

import pytest

from pathfinder.cli import main


@pytest.fixture
def type_in(monkeypatch, capsys):
    def run(*lines):
        typed = iter(lines)
        monkeypatch.setattr(builtins, "input", lambda prompt: next(typed, "!"))
        assert main(["ask", "--on", "2018-09-15"]) == 0
        return capsys.readouterr().out

    return run


def test_a_person_who_stops_at_once_still_gets_a_way(type_in):
    assert "Your way to work by the law of 15 September 2018" in type_in("!")


def test_the_questions_are_asked_in_any_language_of_the_interface(monkeypatch, capsys):
    prompts = []
    monkeypatch.setattr(builtins, "input", lambda prompt: prompts.append(prompt) or "!")

    assert main(["ask", "--country", "hu", "--lang", "hu"]) == 0

    assert "Hol lakik?" in capsys.readouterr().out
    assert prompts == ["  (válasz, ? ha nem tudja, ! a befejezéshez) > "]


def test_a_wrong_answer_is_asked_again_with_the_reason(type_in):
    said = type_in("Ghentt", "9000", "!")

    assert "Is it Ghent?" in said
    assert said.count("Where do you live?") == 2


def test_what_a_person_does_not_know_is_not_asked_again(type_in):
    assert type_in("?", "!").count("Where do you live?") == 1


def test_answers_lead_to_a_duty_with_its_desk(type_in):
    said = type_in("2000", "refugee", "SY", "1990-05-02", "2018-02-01", "60")

    assert "● You must: Flemish civic integration programme" in said
    assert "at Atlas" in said
