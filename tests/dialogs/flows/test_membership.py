"""Who comes into a conversation and who leaves it: asked about once, and never guessed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dialogs.cards import Form
from dialogs.flows import membership
from dialogs.flows.membership import Changed, News, Reply
from dialogs.flows.reading import Reader
from dialogs.flows.roster import Account
from dialogs.forms import ChoiceField
from dialogs.model.ids import Fresh, MeetingId, PersonId
from dialogs.model.people import Committee, Level, Role, Side
from dialogs.outbound import Post
from dialogs.wording import Wording, wording
from tests.dialogs.flows.play import controls, filled_in, read
from tests.dialogs.room import COMMITTEE, committee, refused, someone
from tests.fits import card_faults, form_faults

TODAY = date(2026, 12, 1)
BEFORE = committee()
IDA = Account("29:ida", "Ida Dahl")
EVA = Account("29:eva", "Eva", person=PersonId("eva"))
MEETING = MeetingId("m1")
# Came in by the code on the screen and has no account yet.
FREE = {PersonId("gry")}


@pytest.fixture
def words() -> Wording:
    return wording("da")


def asks(*came: Account, gone: tuple[Account, ...] = (), of: Committee = BEFORE) -> tuple[Post, ...]:
    return membership.asks(of, MEETING, News(came, gone), FREE, wording("da"))


def form_of(post: Post) -> Form:
    (form,) = controls((post.card,))
    assert isinstance(form, Form)
    return form


def answer(
    form: Form,
    by: str = "sofie",
    *,
    of: Committee = BEFORE,
    there: tuple[Account, ...] = (IDA,),
    fields: Mapping[str, tuple[str, ...]] | None = None,
) -> Changed:
    sent = {**filled_in(form), **(fields or {})}
    reply = Reply(PersonId(by), form.action, form.on, Reader(sent), there, FREE, TODAY, Fresh("chance"))
    return membership.answer(of, reply, wording("da"))


# --- Whom is asked what


def test_the_secretary_is_asked_what_somebody_new_is():
    (post,) = asks(IDA)
    assert post.to == "sofie"
    assert "Ida Dahl er kommet til i samtalen. Hvilken plads har Ida Dahl i udvalget?" in read((post.card,))
    (seat,) = (field for field in form_of(post).fields if isinstance(field, ChoiceField))
    assert [option.label for option in seat.options] == [
        *("Medlem for ledelsen", "Medlem for medarbejderne", "Suppleant for ledelsen", "Suppleant for medarbejderne"),
        *("Formand (afløser den, der er det nu)", "Næstformand", "Sekretær", "Observatør", "HR", "Ikke med i udvalget"),
        "Står på listen som Gry",
    ]


def test_without_a_secretary_the_formandskab_is_asked():
    of = committee([each for each in COMMITTEE if not each.is_secretary])
    assert [post.to for post in asks(IDA, of=of)] == ["anne", "bo", "dorte"]


def test_a_secretary_who_is_gone_is_not_asked_about_themselves():
    sofie = Account("29:sofie", "Sofie", person=PersonId("sofie"))
    assert [post.to for post in asks(gone=(sofie,))] == ["anne", "bo", "dorte"]


def test_nobody_is_asked_about_those_who_are_known_to_come_or_unknown_to_go():
    assert asks(EVA) == ()
    assert asks(gone=(IDA, replace(IDA, person=PersonId("elsewhere")))) == ()


def test_each_is_asked_about_once_a_meeting():
    first, again = asks(IDA), asks(IDA)
    assert [post.dedupe_key for post in first] == [post.dedupe_key for post in again]
    assert len({post.dedupe_key for post in (*asks(IDA, EVA), *asks(gone=(EVA,)))}) == 2
    other = membership.asks(BEFORE, MeetingId("m2"), News((IDA,)), FREE, wording("da"))
    assert other[0].dedupe_key != first[0].dedupe_key
    assert "Ida" not in first[0].dedupe_key


def test_a_team_is_asked_in_its_own_words():
    team = committee(level=Level.TEAM)
    (post,) = membership.asks(team, MEETING, News((IDA,)), (), wording("da", team=True))
    (seat,) = (field for field in form_of(post).fields if isinstance(field, ChoiceField))
    labels = [option.label for option in seat.options]
    assert labels == ["Medlem", "Leder (afløser den, der er det nu)", "Sekretær", "Observatør", "Ikke med i udvalget"]


# --- What comes of it


def test_somebody_new_gets_the_place_that_was_chosen():
    after = answer(form_of(asks(IDA)[0]), fields={"seat": ("member.employees",)})
    person = after.accounts["29:ida"]
    found = after.committee.people[person]
    assert (found.name, found.side, found.roles) == ("Ida Dahl", Side.EMPLOYEES, {Role.MEMBER})
    assert after.text == "Listen er rettet."


def test_who_is_not_in_the_committee_changes_nothing():
    after = answer(form_of(asks(IDA)[0]), fields={"seat": ("not_in",)})
    assert (after.committee, dict(after.accounts), after.text) == (BEFORE, {}, "Listen er, som den var.")


def test_somebody_who_came_in_by_the_code_gets_the_account():
    after = answer(form_of(asks(IDA)[0]), fields={"seat": ("is.gry",)})
    assert (after.committee, after.accounts) == (BEFORE, {"29:ida": "gry"})


@pytest.mark.parametrize("person", ["eva", "nobody", ""])
def test_nobody_gets_the_account_of_somebody_who_has_one_or_is_elsewhere_too(person: str):
    with refused("out_of_date"):
        answer(form_of(asks(IDA)[0]), fields={"seat": (f"is.{person}",)})


def test_who_is_known_already_is_nobody_else_on_the_list():
    (seat, _) = form_of(asks(replace(IDA, person=PersonId("ida")))[0]).fields
    assert isinstance(seat, ChoiceField)
    assert not [option for option in seat.options if option.id.startswith("is.")]


def test_who_is_known_from_another_committee_is_the_same_person_here():
    known = replace(IDA, person=PersonId("ida"))
    form = form_of(asks(known)[0])
    assert answer(form, there=(known,), fields={"seat": ("hr.none",)}).accounts == {"29:ida": "ida"}


def test_who_comes_back_is_who_they_were():
    left = replace(someone("ida", Side.EMPLOYEES, Role.MEMBER, Role.SHOP_STEWARD), left_on=TODAY)
    of = committee([*COMMITTEE, left])
    known = replace(IDA, person=PersonId("ida"))
    form = form_of(asks(known, of=of.on(TODAY, ()))[0])
    after = answer(form, of=of, there=(known,), fields={"seat": ("member.employees",)})
    found = after.committee.people[PersonId("ida")]
    assert (found.left_on, found.name, found.roles) == (None, "Ida Dahl", {Role.MEMBER, Role.SHOP_STEWARD})


def test_a_name_that_is_taken_can_be_written_otherwise():
    bo = Account("29:bo2", "Bo")
    form = form_of(asks(bo)[0])
    with refused("name_taken", "name"):
        answer(form, there=(bo,), fields={"seat": ("member.employees",)})
    after = answer(form, there=(bo,), fields={"seat": ("member.employees",), "name": ("Bo (Køkken) <i>",)})
    assert after.committee.people[after.accounts["29:bo2"]].name == "Bo (Køkken) i"


def test_a_name_with_nothing_in_it_is_asked_for():
    blank = Account("29:blank", "***")
    form = form_of(asks(blank)[0])
    with refused("empty_text", "name"):
        answer(form, there=(blank,), fields={"seat": ("member.employees",)})


@pytest.mark.parametrize("seat", ["", "member", "member.nowhere", "emperor.none", "member.team"])
def test_a_place_there_is_not_is_refused(seat: str):
    with refused("unknown_choice", "seat"):
        answer(form_of(asks(IDA)[0]), fields={"seat": (seat,)})


def test_who_left_again_or_was_seated_meanwhile_is_not_seated_twice():
    form = form_of(asks(IDA)[0])
    with refused("not_found", "account"):
        answer(form, there=(EVA,), fields={"seat": ("member.employees",)})
    with refused("out_of_date"):
        answer(form, there=(replace(IDA, person=PersonId("eva")),), fields={"seat": ("member.employees",)})


@pytest.mark.parametrize(("by", "code"), [("eva", "not_allowed"), ("hans", "not_allowed"), ("ida", "not_a_member")])
def test_only_those_who_keep_the_list_may_answer(by: str, code: str):
    with refused(code):
        answer(form_of(asks(IDA)[0]), by, fields={"seat": ("member.employees",)})


def test_who_is_gone_is_out_only_when_somebody_says_so():
    form = form_of(asks(gone=(EVA,))[0])
    assert answer(form, fields={"left": ("no",)}).committee == BEFORE
    assert answer(form).committee == BEFORE
    after = answer(form, fields={"left": ("yes",)}).committee
    assert after.people[PersonId("eva")].left_on == TODAY
    with refused("out_of_date"):
        answer(form, of=after, fields={"left": ("yes",)})


def test_when_the_chair_is_gone_the_new_one_is_asked_for():
    anne = Account("29:anne", "Anne", person=PersonId("anne"))
    form = form_of(asks(gone=(anne,))[0])
    (successor,) = (field for field in form.fields if field.name == "successor")
    assert isinstance(successor, ChoiceField)
    assert (successor.label, [option.id for option in successor.options]) == ("Hvem er formand nu?", ["lars"])
    with refused("chair_required"):
        answer(form, fields={"left": ("yes",)})
    after = answer(form, fields={"left": ("yes",), "successor": ("lars",)}).committee.on(TODAY, ())
    assert [person.id for person in after.formandskab] == ["lars", "bo", "dorte"]
    assert "successor" not in [field.name for field in form_of(asks(gone=(EVA,))[0]).fields]


@pytest.mark.parametrize(("language", "asked"), [("da", "Hvem er leder nu?"), ("en", "Who is the leader now?")])
def test_a_team_whose_leader_is_gone_says_who_leads_it_now(language: str, asked: str):
    words = wording(language, team=True)
    anne = Account("29:anne", "Anne", person=PersonId("anne"))
    posts = membership.asks(committee(level=Level.TEAM), MEETING, News((), (anne,)), (), words)
    assert [field.label for field in form_of(posts[0]).fields][1] == asked


def test_the_list_can_be_changed_without_being_asked(words: Wording):
    form = membership.change_form(BEFORE, words)
    after = answer(form, "bo", fields={"person": ("eva",), "seat": ("vice_chair.employees",)}).committee
    assert after.people[PersonId("eva")].in_formandskab
    with refused("unknown_choice", "person"):
        answer(form, "bo", fields={"person": ("nobody",), "seat": ("member.employees",)})


def test_another_action_is_none_of_these():
    with refused("not_found"):
        answer(replace(membership.change_form(BEFORE, wording("da")), action="crown"))


# --- The form behind a question


def test_a_question_can_be_opened_as_it_is_now(words: Wording):
    came, gone = form_of(asks(IDA)[0]), form_of(asks(gone=(EVA,))[0])
    assert membership.form(BEFORE, came.action, came.on, (IDA,), FREE, words) == came
    assert membership.form(BEFORE, gone.action, gone.on, (IDA,), FREE, words) == gone
    change = membership.form(BEFORE, "change_seat", "nord", (), FREE, words)
    assert change == membership.change_form(BEFORE, words)
    assert {form.action for form in (came, gone, change) if form} == membership.ACTIONS


def test_a_question_that_was_answered_opens_nothing(words: Wording):
    came = form_of(asks(IDA)[0])
    assert membership.form(BEFORE, came.action, came.on, (EVA,), FREE, words) is None
    assert membership.form(BEFORE, came.action, came.on, (replace(IDA, person=PersonId("eva")),), FREE, words) is None
    assert membership.form(BEFORE, "say_gone", "nobody", (), FREE, words) is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_question_fits_every_platform(language: str):
    many = [someone(f"n{number}", Side.EMPLOYEES) for number in range(90)]
    of = committee([*COMMITTEE, *many])
    anne = Account("29:anne", "Anne", person=PersonId("anne"))
    news = News((IDA, Account("x" * 300, "Å" * 300)), (anne, EVA))
    posts = membership.asks(of, MEETING, news, {each.id for each in many}, wording(language))
    forms = [*map(form_of, posts), membership.change_form(of, wording(language))]
    for form in forms:
        assert list(form_faults(form)) == []
    for post in posts:
        assert list(card_faults(post.card)) == []
