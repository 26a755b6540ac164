from loaders.vocabulary.names import KnownNames


def test_a_name_of_the_names_sheet_keeps_its_spelling():
    known = KnownNames([{"name": "Dyfed-Powys Police", "short_name": "DPP", "name_cy": "Heddlu Dyfed-Powys"}])
    written = ["dyfed powys  police", "DPP", "Heddlu Dyfed-Powys", "HMCTS"]
    assert [known.spelling_used(name) for name in written] == [*["Dyfed-Powys Police"] * 3, "HMCTS"]


def test_without_a_names_sheet_the_first_spelling_is_used():
    known = KnownNames()
    assert [known.spelling_used(name) for name in ("Dyfed Powys Police", "Dyfed-Powys Police")] == [
        "Dyfed Powys Police"
    ] * 2


def test_a_spelling_is_new_only_the_first_time_and_never_if_the_names_sheet_has_it():
    known = KnownNames([{"name": "Dyfed-Powys Police", "short_name": "DPP"}])
    written = ["DPP", "dyfed powys police", "dyfed powys police", "Dyfed-Powys Police", "HMCTS", "Hmcts"]
    assert [known.is_new_variant(name) for name in written] == [False, True, False, False, False, True]


def test_a_misspelling_is_similar_to_a_known_name_and_another_number_is_not():
    known = KnownNames([{"name": "Dyfed-Powys Police"}, {"name": "North Wales Police"}, {"name": "Region 1 Office"}])
    names = ["Dyfed-Powys Polcie", "South Wales Police", "Region 2 Office", "Dyfed-Powys Police"]
    assert [known.similar_name(name) for name in names] == ["Dyfed-Powys Police", None, None, None]


def test_a_point_between_digits_a_plus_and_a_hash_distinguish_names():
    known = KnownNames()
    names = ["Objective 1.1", "Objective 11", "C++", "C#", "U.K. Office", "UK Office"]
    assert [known.spelling_used(name) for name in names] == [*names[:5], "U.K. Office"]


def test_a_misspelling_is_similar_to_any_name_of_a_group():
    known = KnownNames([{"name": "Crown Prosecution"}], groups=[("DPP", "Dyfed-Powys Police"), ("CPS", "Crown Office")])
    assert [known.spelling_used(name) for name in ("DPP", "Dyfed-Powys Police")] == ["DPP", "DPP"]
    names = ["Dyfed-Powis Police", "Crown Offices", "DPP", "Dyfed-Powys Police", "DPS"]
    assert [known.similar_name(name) for name in names] == ["Dyfed-Powys Police", "Crown Office", None, None, None]
