"""Headings in other languages than English and Welsh."""

import pytest

from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.heading_match import match_heading
from loaders.vocabulary.other_languages import RECOMMENDATION_HEADINGS, WEAK_HEADINGS
from model.text import label_key
from tests.support.workbooks.layouts import read


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (ColumnMeaning.RECOMMENDATION, ["Actions recommandées", "Maßnahmen ", "Descripción del riesgo:", "Risco"]),
        (ColumnMeaning.REF, ["N°", "Nr.", "lfd. Nr."]),
        (ColumnMeaning.LEAD_AGENCY, ["Responsable", "Zuständigkeit", "Responsável"]),
        (ColumnMeaning.STATUS, ["État d’avancement", "Estado", "Situação", "Esito"]),
        (ColumnMeaning.TARGET, ["Échéance", "Frist", "Fecha límite", "Prazo"]),
        (ColumnMeaning.RATING, ["Probabilidad", "Gravité", "Priorität", "Nível"]),
        (ColumnMeaning.THEME, ["Catégorie", "Bereich", "Área", "Ambito"]),
    ],
)
def test_a_heading_in_another_language_has_its_meaning(meaning, headings):
    assert {heading: match_heading(heading).meaning for heading in headings} == dict.fromkeys(headings, meaning)


def test_no_heading_has_two_meanings_or_one_of_english_and_welsh():
    headings = [label_key(heading) for text in WEAK_HEADINGS.values() for heading in text.split("|")]
    headings += map(label_key, RECOMMENDATION_HEADINGS.split("|"))
    assert len(headings) == len(set(headings))
    assert not {*headings} & {*STRONG_ALIASES, *WEAK_ALIASES}


def test_a_french_list_of_recommended_actions_is_read_by_its_headings():
    head = ["Catégorie", "Problème identifié", "Action recommandée", "Référence"]
    rows = [
        [
            "Accès",
            f"La page {number} n’a pas de titre",
            f"Donner un titre à la page {number}",
            f"https://example.org/{number}",
        ]
        for number in range(1, 6)
    ]
    found = read({"Feuil1": [head, *rows]}).rows["recommendations"]
    assert [(row["theme"], row["recommendation"].splitlines()[0]) for row in found] == [(r[0], r[2]) for r in rows]


def test_a_german_list_of_risks_is_read_by_its_headings():
    head = [None, "Nr.", "Risiko", "Ursache", "Massnahmen"]
    rows = [
        [
            "Personal" if number == 1 else None,
            number,
            f"Zwei Leute in Gruppe {number} fallen aus",
            "Krankheit",
            "Hilfe holen",
        ]
        for number in range(1, 7)
    ]
    found = read({"Tabelle1": [["Risikokatalog"], head, *rows]}).rows["recommendations"]
    assert [row["ref"] for row in found] == ["1", "2", "3", "4", "5", "6"]


def test_a_result_in_few_words_is_a_status():
    head = ["Ref", "Activity / evidence examined", "Auditee", "Result"]
    rows = [
        [f"E{number}", f"Reviewed the policy number {number} of the service", "Finance", result]
        for number, result in enumerate(["Conforming", "Minor NC", "Conforming", "Conforming", "OFI"], 1)
    ]
    reading = read({"T June 2024": [head, *rows]})
    assert [row["status"] for row in reading.rows["progress"]] == [row[-1] for row in rows]
    assert {row["lead_agency"] for row in reading.rows["recommendations"]} == {"Finance"}


def test_a_french_list_of_tasks_ends_above_its_totals():
    head = ["Itération", "Tâche à réaliser", "Responsable de la tâche", "Statut", "Jour 1", "Jour 2"]
    rows = [
        [number, f"Écrire la page {number} du guide", f"Équipe {number % 2}", "En cours", number, 2]
        for number in range(1, 7)
    ]
    total = [None, "Total heures", None, None, 21, 12]
    found = read({"Suivi": [head, *rows, total]}).rows["recommendations"]
    assert [(row["recommendation"], row["lead_agency"]) for row in found] == [(row[1], row[2]) for row in rows]
