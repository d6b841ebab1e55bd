"""Setting a committee up: what is asked, what is refused, and what it comes to."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.cards import Form
from dialogs.flows import founding
from dialogs.flows.founding_answers import carried
from dialogs.flows.roster import Account, Conversation, screen_name
from dialogs.forms import ChoiceField
from dialogs.model.ids import PersonId
from dialogs.model.people import Committee, Level, Role, Side
from dialogs.model.refusals import Refusal
from dialogs.wording import wording
from tests.dialogs.flows.conversation import CHANNELS, Setting, accounts
from tests.dialogs.flows.play import controls, read
from tests.dialogs.room import refused
from tests.fits import card_faults, form_faults


def whole() -> Setting:
    """Set the usual committee up, until the last form."""
    return (
        Setting().is_local(starts_on="2026-12-08", starts_time="10.30", channel="Alle i Nord").has_sides().has_roles()
    )


def person(committee: Committee, name: str) -> tuple[Side, set[Role]]:
    (found,) = (each for each in committee.people.values() if each.name == name)
    return found.side, set(found.roles)


def test_four_forms_make_a_committee_with_sides_and_roles():
    setting = whole().sends(
        substitute=("Finn Bach",), shop_steward=("Eva Lund",), safety_rep=("Dorte Friis",), team_leader="Lars Ø. Krogh"
    )
    assert setting.found
    committee = setting.found.committee
    assert (committee.name, committee.level, committee.language) == ("Lokal-MED Nord", Level.LOCAL, "da")
    assert person(committee, "Anne Holm") == (Side.MANAGEMENT, {Role.CHAIR})
    assert person(committee, "Lars Ø. Krogh") == (Side.MANAGEMENT, {Role.MEMBER, Role.TEAM_LEADER})
    assert person(committee, "Bo Dam") == (Side.EMPLOYEES, {Role.VICE_CHAIR})
    assert person(committee, "Dorte Friis") == (Side.EMPLOYEES, {Role.MEMBER, Role.SAFETY_REP})
    assert person(committee, "Eva Lund") == (Side.EMPLOYEES, {Role.MEMBER, Role.SHOP_STEWARD})
    assert person(committee, "Finn Bach") == (Side.EMPLOYEES, {Role.SUBSTITUTE})
    assert person(committee, "Sofie Toft") == (Side.NONE, {Role.SECRETARY})
    assert person(committee, "Hans Vester") == (Side.NONE, {Role.HR})
    assert setting.found.channel == "C2"
    assert setting.found.starts_at == datetime(2026, 12, 8, 9, 30, tzinfo=UTC)
    assert set(setting.found.accounts.values()) == set(committee.people)
    assert [form.label for form in setting.forms] == ["Videre", "Videre", "Videre", "Sæt udvalget op"]
    # How many steps there are is known when it is known whether this is a team.
    assert [form.about for form in setting.forms][:2] == [("Trin 1: Udvalget",), ("Trin 2 af 4: Hvem er med?",)]


def test_that_who_is_chosen_nowhere_is_left_out_is_said_once_and_a_team_has_one_list_only():
    helps = [field.help for field in Setting().is_local().form.fields if field.name in {"management", "employees"}]
    assert helps == ["Den, du ikke vælger nogen steder, er ikke med.", ""]
    team = Setting().sends(committee="Hjemmeplejen", level="team").form
    assert [field.help for field in team.fields] == [""]


def test_date_and_channel_can_wait_and_without_channels_none_is_asked_for():
    setting = Setting(channels=()).is_local().has_sides().has_roles().sends()
    assert setting.found
    assert (setting.found.starts_at, setting.found.channel) == (None, "")
    assert "channel" not in [field.name for field in setting.forms[0].fields]
    assert "channel" in [field.name for field in Setting().form.fields]


def test_who_is_not_chosen_is_not_in_it():
    setting = (
        Setting().is_local().has_sides(employees=("Bo Dam",), none=()).sends(chair="Anne Holm", vice_chair="Bo Dam")
    )
    assert setting.sends().found
    assert {each.name for each in setting.found.committee.people.values()} == {"Anne Holm", "Lars Ø. Krogh", "Bo Dam"}
    assert len(setting.found.accounts) == 3


def test_who_is_known_by_the_account_is_the_same_person_and_nobody_else_is():
    people = accounts("Anne Holm", "Bo Dam", "Eva Lund")
    known = (replace(people[0], person=PersonId("anne")), *people[1:])
    setting = Setting(*known).is_local().sends(management="Anne Holm", employees=("Bo Dam", "Eva Lund"))
    found = setting.sends(chair="Anne Holm", vice_chair="Bo Dam").sends().found
    assert found
    assert found.accounts[known[0].id] == "anne"
    assert len(set(found.accounts.values())) == 3
    assert not {"bo-dam", "bo", "eva-lund"} & set(found.accounts.values())


def test_only_those_of_a_side_are_offered_for_its_roles():
    setting = Setting().is_local().has_sides()
    assert setting.options("chair") == ["Anne Holm", "Lars Ø. Krogh"]
    assert setting.options("vice_chair") == ["Bo Dam", "Dorte Friis", "Eva Lund", "Finn Bach"]
    assert setting.options("observer") == ["Hans Vester", "Sofie Toft"]
    assert len(setting.options("secretary")) == 8
    setting.has_roles()
    assert setting.options("safety_leader") == ["Anne Holm", "Lars Ø. Krogh"]


def test_a_team_has_a_leader_and_no_sides():
    setting = Setting().sends(committee="Hjemmeplejen", level="team", language="en")
    assert setting.asks == ["team"]
    assert setting.form.about == ("Step 2 of 3: Who takes part?",)
    setting.sends()
    assert setting.asks == ["chair", "secretary"]
    assert setting.form.label == "Set the committee up"
    found = setting.sends(chair="Anne Holm", secretary=("Bo Dam",)).found
    assert found
    assert {each.side for each in found.committee.people.values()} == {Side.TEAM}
    assert person(found.committee, "Bo Dam") == (Side.TEAM, {Role.MEMBER, Role.SECRETARY})
    assert found.committee.language == "en"


def test_a_staff_meeting_needs_no_vice_chair():
    setting = Setting().sends(committee="Børnehuset", level="staff_meeting").has_sides(none=())
    vice_chair = next(field for field in setting.form.fields if field.name == "vice_chair")
    assert not vice_chair.required
    assert setting.sends(chair="Anne Holm").sends().found


# --- What is refused, each with the field it is about


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"committee": " "}, "empty_text", "committee"),
        ({"committee": "x" * 81}, "too_long", "committee"),
        ({"committee": "Udvalget 010203-1234"}, "contains_cpr", "committee"),
        ({"committee": "  nord  UDVALG "}, "name_taken", "committee"),
        ({"level": ""}, "unknown_choice", "level"),
        ({"level": "parliament"}, "unknown_choice", "level"),
        ({"language": "sv"}, "unknown_choice", "language"),
        ({"channel": "C9"}, "unknown_choice", "channel"),
        ({"starts_on": "in may"}, "unknown_choice", "starts_on"),
        ({"starts_on": "2026-12-08", "starts_time": "half"}, "unknown_choice", "starts_time"),
        ({"starts_on": "2026-10-01"}, "out_of_range", "starts_on"),
    ],
)
def test_what_is_wrong_with_the_committee_is_said_at_its_field(fields: dict[str, str], code: str, field: str):
    setting = Setting(taken="nord udvalg")
    with refused(code, field):
        setting.sends(**{"committee": "Nord", "level": "local", **fields})
    assert setting.form is setting.forms[0]


def test_nobody_is_on_two_sides():
    with refused("two_places", "employees") as caught:
        Setting().is_local().has_sides(management=("Anne Holm", "Eva Lund"))
    assert caught.value.values == {"name": "Eva Lund"}
    assert "Eva Lund" in wording("da").refusal(caught.value.reason, caught.value.values, caught.value.field)


@pytest.mark.parametrize("side", ["management", "employees"])
def test_a_side_without_anybody_is_named(side: str):
    with refused("both_sides_required", side) as caught:
        Setting().is_local().has_sides(**{side: ()})
    said = wording("da").refusal(caught.value.reason, caught.value.values, caught.value.field)
    assert ("ledelsen" if side == "management" else "medarbejderne") in said


def test_a_team_is_more_than_its_leader():
    with refused("both_sides_required", "team"):
        Setting().sends(committee="Alene", level="team").sends(team=())
    with refused("both_sides_required", "team"):
        Setting().sends(committee="Alene", level="team").sends(team="Anne Holm").sends(chair="Anne Holm")


def test_no_chair_and_no_vice_chair_are_refused_in_words():
    with refused("chair_required", "chair"):
        Setting().is_local().has_sides().has_roles(chair=())
    with refused("vice_chair_required", "vice_chair"):
        Setting().is_local().has_sides().has_roles(vice_chair=())


def test_who_is_on_neither_side_needs_a_role():
    with refused("role_required", "observer") as caught:
        Setting().is_local().has_sides().has_roles(hr=())
    assert caught.value.values == {"name": "Hans Vester"}


def test_a_chair_is_no_substitute():
    with refused("two_places", "substitute") as caught:
        whole().sends(substitute=("Anne Holm",))
    assert caught.value.values == {"name": "Anne Holm"}


def test_a_form_that_is_none_of_these_is_refused():
    setting = Setting().is_local()
    with refused("not_found"):
        setting.would("found_everything", setting.form.on, {"management": (), "employees": ()} | chosen(setting))
    for on in ("", "[1]", "{", '"x"', '{"committee": 1}', "[" * 5000):
        with pytest.raises(Refusal):
            setting.would("found_roles", on, {})


def chosen(setting: Setting) -> dict[str, tuple[str, ...]]:
    anne, _, bo, *_ = setting.where.people
    return {"management": (anne.key,), "employees": (bo.key,)}


def test_what_no_form_could_have_carried_is_nothing():
    assert carried("null") == {}
    assert carried('{"a": 1}') == {}
    assert carried('{"a": ["b"]}') == {"a": ("b",)}


def test_somebody_who_left_meanwhile_is_not_in_it():
    setting = whole().leaves("Finn Bach")
    found = setting.sends(substitute=("Finn Bach",)).found
    assert found
    assert "Finn Bach" not in {each.name for each in found.committee.people.values()}
    with refused("chair_required", "chair"):
        whole().leaves("Anne Holm").sends()


# --- Names


def test_two_of_one_name_are_told_apart():
    people = (
        *accounts("Anne Holm", "Bo Dam"),
        Account("29:x", "Mette  Hansen", "Køkken"),
        Account("29:y", "mette hansen"),
    )
    setting = Setting(*people).is_local()
    assert setting.options("employees") == ["Anne Holm", "Bo Dam", "mette hansen", "Mette Hansen (Køkken)"]
    names = [field for field in setting.form.fields if field.name.startswith("name.")]
    assert [field.value for field in names] == ["mette hansen", "Mette Hansen (Køkken)"]
    sides = {"management": "Anne Holm", "employees": ("Bo Dam", "mette hansen", "Mette Hansen (Køkken)")}
    found = setting.sends(**sides).sends(chair="Anne Holm", vice_chair="Bo Dam").sends().found
    assert found
    assert {each.name for each in found.committee.people.values()} >= {"mette hansen", "Mette Hansen (Køkken)"}


def test_the_same_name_twice_is_refused_at_the_second_name():
    people = (*accounts("Anne Holm", "Bo Dam"), Account("29:x", "Mette Hansen"), Account("29:y", "Mette Hansen"))
    setting = Setting(*people).is_local()
    keys = tuple(each.key for each in people[2:])
    sides = {"management": "Anne Holm", "employees": ("Bo Dam", *keys)}
    with pytest.raises(Refusal) as caught:
        setting.sends(**sides)
    assert (caught.value.code, caught.value.field) == ("name_taken", f"name.{max(keys)}")
    setting.sends(**sides, **{f"name.{keys[0]}": "Mette H. <b>"})
    setting.sends(chair="Anne Holm", vice_chair="Bo Dam").sends()
    assert setting.found
    assert {each.name for each in setting.found.committee.people.values()} >= {"Mette H. b", "Mette Hansen"}


def test_a_name_that_is_nothing_can_be_written():
    people = (*accounts("Anne Holm", "Bo Dam"), Account("29:x", "<@!*>"), Account("29:y", "", "Vikar"))
    setting = Setting(*people).is_local()
    first, second = people[2].key, people[3].key
    assert [field.value for field in setting.form.fields if field.name.startswith("name.")] == [first, "Vikar"]
    sides = {"management": "Anne Holm", "employees": ("Bo Dam", first, second)}
    with refused("name_taken"):
        setting.sends(**sides, **{f"name.{first}": " ", f"name.{second}": "Vikar"})


def test_names_hold_no_signs_that_a_chat_could_read_and_no_cpr_number():
    assert screen_name("<at>Bo</at> *Dam* @alle [x](http://y)") == "at Bo at Dam alle x (http y)"
    assert screen_name("Bo\n\tDam 010203-1234") == "Bo Dam"
    assert screen_name("Zoë d’Orléans-Smith (TR)") == "Zoë d’Orléans-Smith (TR)"
    assert len(screen_name("x" * 200)) == 80


def test_more_than_a_list_holds_is_refused_in_words():
    with pytest.raises(Refusal) as caught:
        founding.begin(Conversation(accounts(*map(str, range(101)))), wording("da"), "da")
    assert (caught.value.code, caught.value.field) == ("out_of_range", "people")
    assert "regneark" in wording("da").refusal(caught.value.reason, caught.value.values, "people")
    assert founding.begin(Conversation(accounts(*map(str, range(100)))), wording("da"), "da")


# --- What is shown


@pytest.mark.parametrize(("language", "level"), [("da", "local"), ("en", "local"), ("da", "team"), ("en", "team")])
def test_words_follow_what_was_chosen(language: str, level: str):
    words = founding.words_for("", {"language": (language,), "level": (level,)}, "da")
    assert words is wording(language, team=level == "team")
    assert founding.words_for("", {"language": ("sv",)}, "en") is wording("en")


def test_everybody_can_see_what_was_set_up():
    found = whole().sends(substitute=("Finn Bach",)).found
    assert found
    card = founding.founded_card(found.committee, "8. december 2026", wording("da"), has_channel=True)
    shown = read((card,)).replace("\n: \n", ": ").replace("\n (", " (")
    for line in ("Lokal-MED Nord (Lokaludvalg)", "Ledelsen: Anne Holm og Lars Ø. Krogh", "Formand: Anne Holm",
                 "Næstformand: Bo Dam", "Suppleant: Finn Bach", "Første møde: 8. december 2026"):  # fmt: skip
        assert line in shown
    assert [control.action for control in controls((card,))] == ["change_seat"]
    waits = founding.founded_card(found.committee, "", wording("da"), has_channel=False)
    form = next(element for element in waits.body if isinstance(element, Form))
    assert (form.action, form.on, [field.name for field in form.fields]) == (
        "plan_first", found.committee.id, ["starts_on", "starts_time"],
    )  # fmt: skip
    assert [control.action for control in controls((waits,))] == ["plan_first", "choose_channel", "change_seat"]
    assert read((founding.invitation(wording("en")),)).startswith("Set the committee up")


# --- It fits every platform


@pytest.mark.parametrize("count", [5, 8, 11, 60, 100])
@pytest.mark.parametrize("name", ["{:03} Navn Navnesen", "{:03} Birthe Ørsted-Kjærgaard van der Æbleskov-Nørregaard"])
@pytest.mark.parametrize("level", ["local", "team"])
def test_every_form_and_what_it_takes_along_fits(count: int, name: str, level: str):
    people = accounts(*(name.format(number) for number in range(count)))
    keys = tuple(each.key for each in people)
    third = max(count // 3, 2)
    sides = {"management": keys[:third], "employees": keys[third:-1], "none": keys[-1:]}
    setting = Setting(*people).sends(committee="Å" * 80, level=level, channel="C1", starts_on="2026-12-08")
    setting.sends(**(sides if level == "local" else {}))
    roles = {"chair": keys[:1], "vice_chair": keys[third:-1][:5], "secretary": keys[-1:]}
    setting.sends(**(roles if level == "local" else {"chair": keys[:1]}))
    if level == "local":
        setting.sends()
    assert setting.found
    for form in setting.forms:
        assert list(form_faults(form)) == []
        assert all("," not in option.id for field in form.fields if isinstance(field, ChoiceField)
                   for option in field.options)  # fmt: skip
    card = founding.founded_card(setting.found.committee, "", wording("da"), has_channel=False)
    assert list(card_faults(card)) == []


def test_a_dozen_of_one_name_among_sixty_fit_a_form():
    alike = tuple(Account(f"29:{number}", "Mette Hansen", f"Afdeling {number}") for number in range(12))
    form = Setting(*alike, *accounts(*(f"Navn {number}" for number in range(48)))).is_local().form
    assert len(form.fields) == 15
    assert list(form_faults(form)) == []


def test_what_a_form_takes_along_is_text_that_can_be_read_again():
    setting = Setting(channels=CHANNELS).is_local()
    assert json.loads(setting.form.on)["committee"] == ["Lokal-MED Nord"]


def test_the_channel_can_be_asked_for_by_itself():
    found = whole().sends().found
    assert found
    form = founding.channel_form(Conversation((), CHANNELS), found.committee, wording("en"))
    assert (form.action, form.on) == ("choose_channel", found.committee.id)
    assert [option.label for field in form.fields if isinstance(field, ChoiceField) for option in field.options] == [
        *("We choose that later", "Nyt fra kommunen", "Alle i Nord"),
    ]
