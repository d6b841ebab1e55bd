"""Names made by chance."""

from dialogs.model.ids import Fresh


def test_one_event_gives_as_many_different_ids_as_are_wanted():
    assert len({Fresh("a").id(number) for number in range(50)} | {Fresh("b").id()}) == 51


def test_the_first_id_needs_no_number():
    assert Fresh("a").id() == Fresh("a").id(0) != Fresh("a").id(1)


def test_an_id_is_24_hexadecimal_digits_that_do_not_show_the_seed():
    assert len(Fresh("eva").id()) == 24
    assert set(Fresh("eva").id()) <= set("0123456789abcdef")


def test_the_same_event_gives_the_same_ids_again():
    assert Fresh("a").id(3) == Fresh("a").id(3)
