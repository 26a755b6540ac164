from model.dates import ENGLISH_MONTHS


def test_each_month_has_its_english_name_whatever_the_machines_language():
    assert [ENGLISH_MONTHS[number] for number in range(1, 13)] == [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ]
