"""The dossier of a pilot: all that was written in the open about it, word for word, and who had the idea left out."""

import json
from dataclasses import replace
from datetime import date

from dialogs.cards import Bullets, Facts, Heading
from dialogs.dossier import DecidedIn, Document, dossier, dossier_lines
from dialogs.flows.minutes_lines import as_text
from dialogs.flows.proposal_table import FIELDS
from dialogs.model.followed import Advice, Answer, Course, Evaluation, Following
from dialogs.model.ids import ItemId, PersonId
from dialogs.model.pilots import (
    Condition,
    Decider,
    Due,
    Owner,
    PilotState,
    Proposal,
    StopCriterion,
    ToolStatus,
    WithoutAi,
)
from dialogs.wording import wording
from tests.fakes.archive import Case, a_committee, over, signed

DAY = date(2027, 1, 12)
CASE = Case("Ugeplaner", "MED prøver ugeplaner på 5. årgang.", pilot="p1", matter="p1", chosen=True)
ANSWER = Answer("week 2", date(2027, 2, 2), Course.YELLOW, "Teksterne er for lange", ("Ro",), ("Fejl i breve",))
FOUND = Evaluation(date(2027, 3, 20), Advice.ADJUST, staff="Mere ro om mandagen", dissent="En ser det anderledes")


def the_proposal() -> Proposal:
    (found,) = over(a_committee(), 1, DAY, [CASE]).proposals.values()
    short = replace(
        found.short,
        without_ai=WithoutAi.PARTLY,
        tool_status=ToolStatus.KNOWN,
        voluntary=False,
        responsible_leader=PersonId("marianne"),
    )
    more = replace(
        found.more,
        decided_by=Decider.OWN_LEADER,
        success_signs=("Færre spørgsmål",),
        stop_criteria=(StopCriterion("Fejl i breve", PersonId("sanne")),),
    )
    condition = Condition("Aftale om data", Owner.DPO, Due.START, answer="Den er underskrevet")
    return replace(found, short=short, more=more, conditions=(condition,), state=PilotState.ADOPTED)


def a_dossier(proposal: Proposal | None = None, *known: Following) -> Document:
    meeting = signed(over(a_committee(), 1, DAY, [CASE]))
    minutes = json.loads(meeting.versions[1].document)
    signed_by = [{"name": "Marianne Toft", "role": "chair", "at": "2027-01-14T10:00:00+01:00"}]
    minutes = {**minutes, "minutes_signed": signed_by}
    entry = next(item for item in minutes["items"] if item["phase"] == "pilots")["decisions"][0]
    decided = DecidedIn(1, DAY, minutes, entry)
    return dossier("Lokal-MED Lindely", proposal or the_proposal(), meeting.committee.people, [decided], known)


def text_of(document: Document, language: str = "da") -> str:
    return as_text("Forsøgsmappe", dossier_lines(document, wording(language)))


def test_it_tells_the_whole_course_in_order():
    told = text_of(a_dossier(None, Following(ItemId("p1"), answers=(ANSWER,), evaluation=FOUND))).casefold()
    parts = (
        "Lokal-MED Lindely", "Indført", "Ugeplaner", "Marianne Toft", "Færre spørgsmål", "Fejl i breve",
        "Aftale om data", "Den er underskrevet", "12. januar 2027", "MED prøver ugeplaner på 5. årgang.",
        "Teksterne er for lange",
        "Ret til, og prøv lidt længere", "Mere ro om mandagen", "En ser det anderledes",
    )  # fmt: skip
    places = [told.index(part.casefold()) for part in parts]
    assert places == sorted(places)


def test_what_nobody_answered_is_left_out_of_the_text_and_null_in_the_document():
    bare = replace(the_proposal(), conditions=(), short=replace(the_proposal().short, voluntary=None, ai_does=""))
    document = a_dossier(bare)
    assert document["proposal"]["voluntary"] is None
    assert (document["answers"], document["evaluation"]) == ([], None)
    told, words = text_of(document), wording("da")
    assert words.field("ai_does") not in told
    assert words.answers_title not in told
    assert words.conditions_label not in told


def test_every_field_of_the_form_is_in_it_and_the_proposer_is_not():
    document = a_dossier()
    assert tuple(document["proposal"]) == tuple(FIELDS)
    assert "kasper" not in json.dumps(document).lower()


def test_a_leader_who_is_in_the_committee_no_longer_is_left_out():
    gone = replace(the_proposal(), short=replace(the_proposal().short, responsible_leader=PersonId("nobody")))
    assert a_dossier(gone)["proposal"]["responsible_leader"] is None


def test_it_is_made_of_the_document_alone_and_so_alike_after_json():
    document = a_dossier(None, Following(ItemId("p1"), answers=(ANSWER,), evaluation=FOUND))
    kept = json.loads(json.dumps(document))
    assert dossier_lines(kept, wording("da")) == dossier_lines(document, wording("da"))
    assert {type(each) for each in dossier_lines(kept, wording("en"))} <= {Facts, Heading, Bullets}
