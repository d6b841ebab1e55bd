"""Whole meetings, step by step: what every screen shows is looked at after each step."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from dialogs.cards import Card
from dialogs.flows.alarms import wanted
from dialogs.flows.proposal_table import MORE
from dialogs.flows.view import View
from dialogs.inbound import FormSubmitted, TimerRang
from dialogs.model.followed import Evaluated
from dialogs.model.form_answers import DataKind
from dialogs.model.ids import ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Level, Person, Role, Side
from dialogs.model.pilots import PilotState
from dialogs.model.summarized import Reported
from dialogs.organisation import Organisation
from dialogs.outbound import Post
from dialogs.screens import personal, whole_room
from tests.dialogs.flows import stories_people, stories_proposals
from tests.dialogs.flows.play import TYPED, Play, view
from tests.dialogs.room import COMMITTEE, someone
from tests.once import shared


@dataclass(frozen=True)
class Frame:
    """A meeting as it stands after one step, with everything owed until then."""

    step: str
    meeting: Meeting
    now: datetime
    posts: tuple[Post, ...]
    organisation: Organisation
    events: int
    drawn: dict[str, tuple[Card, ...]] = field(init=False, default_factory=dict, compare=False)

    def screen(self, who: str) -> tuple[Card, ...]:
        """Give what somebody sees, or the room, drawn once."""
        if who not in self.drawn:
            self.drawn[who] = personal(self.view(who)) if who else whole_room(self.view(""))
        return self.drawn[who]

    def view(self, who: str) -> View:
        return view(self.meeting, who, self.now, self.organisation)

    def play(self) -> Play:
        """Give a meeting that goes on from here."""
        play = Play()
        play.meeting, play.now, play.organisation = self.meeting, self.now, self.organisation
        # What chance gave so far is not given again.
        play.events = self.events
        return play


Story = Callable[[Play], Iterator[str]]


def frames_of(play: Play, story: Story) -> tuple[Frame, ...]:
    def frame(step: str) -> Frame:
        return Frame(step, play.meeting, play.now, tuple(play.posts), play.organisation, play.events)

    return (frame("laid down"), *(frame(step) for step in story(play)))


def said(text: str) -> str:
    """Give a text that somebody types."""
    return f"{TYPED} {text}"


def planned(play: Play) -> Iterator[str]:
    """Plan, gather ideas, check them and put five on the table, one of them closed. One is red, one comes late."""
    play.now -= timedelta(days=30)
    play.press(
        "anne",
        "plan",
        fields={"cards": ("1", "2", "3", "4", "5", "15"), "channel_posts": ("yes",)},
        **{"own_title.1": said("Vores kort"), "own_text.1": said("Vi gør det sammen"), "own_source.1": said("Os selv")},
        speaker=said("Velfærdsteknologi"),
    )
    yield "planned"
    play.press("eva", "answer_inventory", fields={"q.1": ("writing",), "q.8": (said("Vi øver os"),)})
    play.press("finn", "answer_inventory", fields={"q.1": ("writing", "speech")})
    yield "inventory"
    for title in ("Notater", "Kørelister", "Breve", "Løn", "Vagter", "Rød", "Fortrudt"):
        on = play.propose("lars", said(title), said(f"{title} prøves af"))
        play.press("lars", "revise", on, problem=said(f"{title} tager tid"))
        stop = {"stop.1": said("Fejl i uge 2"), "stop_who.1": "bo"}
        play.press(
            "lars", "elaborate", on, fields={"success_signs": (said("Ro"), said("Tid"))}, **stop, start_on="2027-01-04"
        )
        yield f"draft {title}"
        if title == "Fortrudt":
            play.press("lars", "withdraw_proposal", on)
            continue
        play.press("lars", "submit_proposal", on)
        yield f"submitted {title}"
        light = {"Rød": "red", "Kørelister": "yellow"}.get(title, "green")
        if title == "Kørelister":
            play.checks("hans", on, light, until="F1")
            yield f"checking {title}"
        play.checks("hans", on, light)
        yield f"checked {title}"
        if light == "yellow":
            play.press("sofie", "answer_flag", f"{on}.E1", text=said("Gennemgået med arbejdsmiljøgruppen"))
            yield f"cleared {title}"
        if light != "red":
            closed = {"closed": "yes", "ground": said("En sag om løn")} if title == "Løn" else {}
            play.press("bo", "shortlist", on, **closed)
    play.now += timedelta(days=30)
    late = play.propose("dorte", said("For sent"), said("Prøves næste gang"))
    play.press("dorte", "submit_proposal", late)
    yield "late"
    play.checks("sofie", late, "green")
    yield "late and checked"
    red = next(key for key, found in play.meeting.proposals.items() if found.title == said("Rød"))
    play.press("anne", "return_proposal", late, reason=said("Skriv, hvem der er med"))
    yield "returned"
    play.press("dorte", "redraft", late)
    play.press("bo", "send_elsewhere", red, to_committee=said("HovedMED"), reason=said("Det gælder hele kommunen"))
    yield "sent elsewhere"


def by_title(play: Play) -> Mapping[str, str]:
    return {item.title.removeprefix(TYPED).strip(): item.id for item in play.meeting.items.values()}


def knowledge(play: Play) -> Iterator[str]:
    play.arrive("anne", "bo", "dorte", "lars", "eva", "finn", "sofie", "ole", "hans")
    yield "arrived"
    play.press("anne", "start")
    yield "started"
    for _ in range(7):
        play.press("anne", "next_card")
    yield "all cards"
    play.press("eva", "contribute", kind="use", text=said("Breve til borgere"))
    play.press("eva", "contribute", kind="concern", text=said("Tempoet stiger"))
    play.press("finn", "contribute", kind="question", text=said("Hvem læser med?"))
    play.press("finn", "contribute", kind="suggestion", text=said("Skal væk"))
    (gone,) = (item.id for item in play.meeting.contributions.values() if item.text == said("Skal væk"))
    play.press("finn", "edit", gone, text=said("Skal helt væk"))
    play.press("finn", "withdraw", gone)
    play.press("eva", "say_word", word=said("Nysgerrig"))
    play.press("bo", "say_word", word=said("Spændt"))
    play.press("bo", "answer_quiz", "1.true")
    yield "written"
    play.press("eva", "ask_break")
    play.press("anne", "pause")
    yield "paused"
    play.later(5)
    play.press("bo", "resume")
    play.press("bo", "take_over")
    play.press("sofie", "extend", minutes="10")
    yield "bo leads"
    play.later(50)
    play.rings("soon.1")
    yield "five minutes left"
    play.later(5)
    play.rings("over.1")
    yield "time is up"


def in_pairs(play: Play) -> Iterator[str]:
    play.press("bo", "advance")
    yield "pairs"
    play.seat("anne finn", "bo lars", "dorte eva")
    play.press("bo", "contribute", kind="opportunity", text=said("Mere tid til borgerne"))
    play.press("eva", "contribute", kind="condition", text=said("Oplæring først"))
    yield "seated"
    play.arrive("gry")
    yield "a latecomer"
    left_out = {"opportunity": ("",)}
    play.press("lars", "hand_in", fields={**left_out, "suggestion": (said("Start i det små"), said("Tempoet"))})
    play.press("bo", "take_back")
    play.press("lars", "hand_in", fields=left_out)
    yield "one handed in"
    play.press("eva", "hand_in", fields={"concern": (said("Tempoet stiger"), said("Det samme"))})
    play.press("anne", "hand_in", fields={"opportunity": (said("Tempoet bliver roligt"),)})
    yield "all handed in"
    texts = {item.text: item.id for item in play.meeting.contributions.values()}
    play.press("anne", "theme", texts[said("Tempoet stiger")], theme=said("Tempo"))
    play.press("sofie", "merge", texts[said("Det samme")], into=texts[said("Tempoet stiger")])
    play.press("dorte", "say_missing", text=said("Natholdet"))
    play.press("anne", "say_missing", text="")
    yield "rounded up"
    play.press("gry", "leave")
    play.press("finn", "leave")
    yield "some left"
    play.arrive("finn", "gry")
    yield "and came back"
    play.later(12)
    play.press("bo", "back")
    yield "back to knowledge"
    play.later(3)
    play.press("bo", "advance")
    yield "pairs again"


def in_pilots(play: Play) -> Iterator[str]:
    play.press("bo", "advance")
    yield "pilots"
    on = by_title(play)
    parties = ("anne", "lars", "bo", "dorte", "eva", "finn", "gry")
    for who in parties:
        play.press(who, "take_positions", fields={f"stance.{each}": ("supports",) for each in on.values()})
    reserved = {f"stance.{on[t]}": ("reservation",) for t in ("Notater", "Kørelister", "Breve", "Løn")}
    reasons = {f"text.{on[t]}": (said(f"Forbehold mod {t}"),) for t in ("Notater", "Kørelister", "Breve", "Løn")}
    play.press("eva", "take_positions", fields={**reserved, **reasons, f"stance.{on['Vagter']}": ("can_live_with",)})
    yield "positions given"
    play.press("sofie", "reveal", on["Notater"])
    yield "one revealed"
    play.press("anne", "reveal", "")
    yield "all revealed"
    held = {found.text: found.id for found in play.meeting.reservations.values()}
    play.press("anne", "resolve", held[said("Forbehold mod Notater")], change=said("Notater prøves i ét team"))
    yield "resolved"
    play.press("eva", "keep_reservation", held[said("Forbehold mod Kørelister")])
    yield "kept"
    wordings = {
        "Notater": {"outcome": "agreement", "decider": "lars"},
        "Kørelister": {"outcome": "agreement_with_remarks", "decider": "anne"},
        "Breve": {
            "outcome": "no_agreement",
            "decider": "anne",
            "management_account": said("Vi går videre"),
            "management_position": said("Vi vil prøve"),
            "employee_position": said("Vi vil vente"),
        },
        "Løn": {"outcome": "other_level", "to_committee": said("HovedMED")},
        "Vagter": {"outcome": "deferred", "resumes_on": "2027-02-01"},
    }
    for title, fields in wordings.items():
        play.press("anne", "word_outcome", on[title], text=said(f"Drøftet om {title}"), **fields)
    yield "worded"
    play.press("dorte", "decline_outcome", on["Vagter"], text=said("For tidligt"))
    yield "declined"
    play.press("bo", "word_outcome", on["Vagter"], outcome="deferred")
    for title in wordings:
        play.press("anne", "confirm_outcome", on[title], text="")
    yield "one side confirmed"
    for title in wordings:
        play.press("bo", "confirm_outcome", on[title], text=said(f"Bemærkning om {title}"))
    yield "settled"
    guideline = {"valid_from": "2027-01-01", "notice_months": "3", "review_on": "2028-01-01"}
    own = {"title": said("Rene linjer"), "text": said("Vi skriver det til hinanden")}
    play.press("bo", "word_own_item", **own, outcome="agreement", item_type="guideline", **guideline)
    own_id = by_title(play)["Rene linjer"]
    play.press("dorte", "confirm_outcome", own_id)
    play.press("anne", "confirm_outcome", own_id)
    yield "an item of its own"
    stops = {"stop.2": said("Nogen bliver syge"), "stop_who.2": "eva"}
    more = {"members": ("lars", "eva"), "more_check_points": ("uge 8", "")}
    play.press("anne", "appoint", on["Notater"], fields=more, **stops)
    yield "appointed"


def ending(play: Play) -> Iterator[str]:
    play.press("bo", "advance")
    yield "message drafted"
    play.press("anne", "preview_announcement")
    play.press("bo", "sign_announcement")
    play.press("sofie", "edit_announcement", text=said("Vi prøver notater af. Resten hører I om."))
    yield "edited"
    for who in ("anne", "bo"):
        play.press(who, "sign_announcement")
    yield "two signed"
    play.press("bo", "end")
    yield "ended"
    play.press("dorte", "sign_announcement")
    yield "posted"
    for who in ("anne", "bo", "dorte"):
        play.press(who, "sign_minutes")
    yield "minutes out"
    play.press("eva", "object", text=said("Jeg sagde noget andet"))
    yield "objected"
    play.later(15 * 24 * 60)
    yield "too late to object"


def piloting(play: Play) -> Iterator[str]:
    on = by_title(play)
    play.press("bo", "appoint", on["Kørelister"], fields={"members": ("lars", "finn")})
    yield "appointed afterwards"
    play.press("lars", "start_pilot", on["Notater"])
    yield "pilot runs"
    play.press("eva", "stop_pilot", on["Notater"], reason=said("Fejl i noterne"))
    yield "pilot paused"
    play.press("eva", "resume_pilot", on["Notater"], reason=said("Fejlen er rettet"))
    play.press("eva", "end_pilot", on["Notater"])
    yield "pilot over"
    idea = next(key for key, found in play.meeting.proposals.items() if found.title == said("Breve"))
    play.press("finn", "take_up_idea", idea)
    yield "idea taken up"


def whole(play: Play) -> Iterator[str]:
    """A meeting with everything in it."""
    for part in (planned, knowledge, in_pairs, in_pilots, ending, piloting):
        yield from part(play)


def followed(play: Play) -> Iterator[str]:
    """What a meeting chose is followed: asked about, put off, answered, evaluated, and taken up in the next meeting."""
    found = frame("minutes out", language=play.meeting.committee.language)
    play.meeting, play.now, play.events = found.meeting, found.now, found.events
    on = by_title(play)["Notater"]
    for day in (datetime(2027, 1, 18, 8, tzinfo=UTC), datetime(2027, 1, 25, 8, tzinfo=UTC)):
        play.now = day
        for name in wanted(play.meeting, play.now, play.organisation):
            play.rings(name)
        yield f"waits on {day:%d}"
    play.press("eva", "snooze", on, until="2027-02-01")
    yield "put off"
    play.now = datetime(2027, 2, 1, 8, tzinfo=UTC)
    play.press("lars", "check_point", on, light="red", text=said("For lidt tid"), fields={"signs": "1", "stops": "2"})
    yield "answered"
    stopped = Reported("Nord", said("Breve"), PilotState.STOPPED, date(2026, 9, 1), date(2027, 1, 12), said("Fejl"))
    runs = Reported("Nord", said("Notater"), PilotState.RUNNING, date(2026, 12, 1))
    play.happens(None, TimerRang("summary.month.2027-02-01", (stopped, runs)))
    yield "summarized"
    play.press("anne", "preview_summary")
    play.press("anne", "edit_summary", text=said("Et forsøg er stoppet"))
    play.press("anne", "sign_summary")
    yield "one signed the summary"
    play.press("bo", "sign_summary")
    play.press("dorte", "sign_summary")
    yield "summary out"
    play.press("eva", "evaluate", on, advice="adjust", because=said("Mere ro"))
    yield "evaluated"
    at, play.now = play.now, datetime(2028, 1, 3, 8, tzinfo=UTC)
    play.happens(None, TimerRang("summary.year.2028-01-01"))
    play.now = at
    yield "told of the year"
    play.press("anne", "plan_next", starts_on="2027-05-11", starts_time="10.00")
    before, next_meeting = play.meeting, play.planned
    assert next_meeting
    evaluated = Evaluated(on, before.number, before.items[on].title, before.followed[on].evaluation, 4)
    play.meeting = replace(next_meeting, evaluated=(evaluated,), items={})
    yield "offered"
    play.press("bo", "take_evaluation", on)
    yield "taken"
    practice = replace(play.meeting.proposals[ProposalId(on)], state=PilotState.ADOPTED)
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, practice.id: practice})
    yield "became practice"
    play.press("lars", "scale_pilot", on)
    yield "to more people"
    new = next(key for key, found in play.meeting.proposals.items() if found.grew_from)
    play.press("lars", "submit_proposal", new)
    yield "handed in for more people"


def hurried(play: Play) -> Iterator[str]:
    """A meeting without proposals, in which everybody but the leaders comes late and all leave at last."""
    play.arrive("sofie", "anne")
    play.press("sofie", "start")
    yield "two are here"
    play.press("sofie", "advance")
    yield "nobody to talk with"
    play.press("anne", "contribute", kind="concern", text=said("Jeg er alene"))
    yield "alone"
    play.arrive("lars")
    yield "two leaders"
    play.press("sofie", "advance")
    yield "nothing on the table"
    own = {"title": said("Hvornår ses vi?"), "text": said("Vi venter på medarbejdersiden")}
    play.press("anne", "word_own_item", **own, outcome="deferred")
    yield "one side worded"
    play.press("anne", "confirm_outcome")
    yield "one side settled"
    play.press("sofie", "advance")
    yield "message"
    play.press("sofie", "leave")
    yield "no secretary"
    play.press("anne", "leave")
    play.press("lars", "leave")
    yield "empty"
    play.later(241)
    play.rings("abandoned")
    yield "abandoned"


def corrected(play: Play) -> Iterator[str]:
    """Minutes that are corrected before they are signed, after, when they are out, and when they are approved."""
    play.arrive("anne", "bo", "dorte", "eva", "finn", "sofie", "ole")
    play.press("anne", "start")
    for text in ("Brevve", "Referater"):
        play.press("eva", "contribute", kind="use", text=said(text))
    play.goes_to("pilots")
    own = {"title": said("Skærmtid"), "text": said("Drøftet. Vi ser på det igen til marts")}
    play.press("bo", "word_own_item", **own, outcome="agreement_with_remarks", item_type="discussion")
    (on,) = play.meeting.items
    play.press("anne", "confirm_outcome", on)
    play.press("bo", "confirm_outcome", on, text=said("Vi vil have pauser"))
    play.goes_to("announcement")
    play.press("anne", "end")
    yield "ended"
    play.corrects("sofie", said("Brevve"), said("Breve"), said("Slået forkert"))
    yield "corrected unsigned"
    for who in ("anne", "bo"):
        play.press(who, "sign_minutes")
    play.corrects("dorte", own["text"], said("Drøftet. Vi ser på det igen til april"), said("Forkert måned"))
    yield "corrected when two had signed"
    for who in ("anne", "bo", "dorte"):
        play.press(who, "sign_minutes")
    yield "out"
    play.press("eva", "object", text=said("Referater sagde jeg ikke"))
    yield "objected"
    play.later(24 * 60)
    play.corrects("anne", said("Referater"), "", said("Blev ikke sagt"))
    yield "corrected when out"
    for who in ("anne", "bo", "dorte"):
        play.press(who, "sign_minutes")
    yield "out again"
    play.press("finn", "object", text=said("Jeg var der"))
    yield "objected again"
    play.press("bo", "approve_minutes")
    yield "approved"
    play.corrects("sofie", said("Vi vil have pauser"), said("Vi vil have flere pauser"), said("Ét ord manglede"))
    yield "corrected when approved"


LEADER = someone("anne", Side.MANAGEMENT, Role.CHAIR)
STAFF = (LEADER, *(someone(name, Side.EMPLOYEES, reports_to="anne") for name in ("eva", "finn", "gry", "ida", "jan")))
ONE_SIGNS = someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR, reports_to="anne")


def staff_meeting(play: Play) -> Iterator[str]:
    """A staff meeting: the leader goes between the pairs, and there is no secretary."""
    play.arrive("anne", "bo", "eva", "finn", "gry", "ida")
    play.goes_to("pairs")
    yield "pairs"
    kinds = ("opportunity", "concern", "condition", "suggestion")
    for who in ("bo", "eva", "finn"):
        if play.offers(who, "hand_in"):
            play.press(who, "hand_in", fields={kind: (said(f"{who} om {kind}"),) for kind in kinds})
    yield "handed in"
    play.happens("anne", FormSubmitted("arrive"), whom="jan")
    yield "let in by hand"
    play.goes_to("announcement")
    yield "message"
    play.press("anne", "end")
    yield "ended"


def without_vice_chair(play: Play) -> Iterator[str]:
    """A staff meeting in which the employees name who signs and confirms for them."""
    play.now -= timedelta(days=30)
    on = play.propose("eva", said("Notater"), said("Notater prøves af"), responsible_leader="anne")
    play.press("eva", "submit_proposal", on)
    play.checks("anne", on, "green")
    play.press("anne", "shortlist", on)
    play.now += timedelta(days=30)
    play.arrive("anne", "eva", "finn", "gry", "ida")
    yield "nobody named"
    play.press("finn", "name_signer", fields={"signers": ("eva", "gry")})
    yield "two named"
    play.press("eva", "name_signer", fields={"signers": ("finn",)})
    play.goes_to("pilots")
    yield "one named"
    play.press("anne", "reveal", on)
    play.press("anne", "word_outcome", on, outcome="agreement", decider="anne", text=said("Vi prøver"))
    play.press("finn", "confirm_outcome", on)
    play.press("anne", "confirm_outcome", on)
    yield "settled"
    play.goes_to("announcement")
    play.press("finn", "sign_announcement")
    yield "signed by one"
    play.press("anne", "sign_announcement")
    play.press("anne", "end")
    yield "ended"
    for who in ("anne", "finn"):
        play.press(who, "sign_minutes")
    yield "minutes out"


TEAM = (
    someone("anne", Side.MANAGEMENT, Role.CHAIR),
    *(someone(name, Side.EMPLOYEES, reports_to="anne") for name in ("eva", "finn")),
    *(someone(name, Side.NONE) for name in ("gry", "ida", "jan")),
    someone("sofie", Side.NONE, Role.SECRETARY),
)


def team(play: Play) -> Iterator[str]:
    """An ordinary team with its leader: no sides, and one colleague signs with the leader."""
    play.meeting = replace(play.meeting, neighbours=stories_proposals.NEIGHBOURS)
    play.now -= timedelta(days=30)
    for title in ("Notater", "Breve"):
        on = play.propose("eva", said(title), said(f"{title} prøves af"), responsible_leader="anne")
        play.press("eva", "submit_proposal", on)
        play.checks("anne", on, "yellow")
        play.press("anne", "shortlist", on)
    yield "planned"
    play.now += timedelta(days=30)
    play.arrive("anne", "eva", "finn", "gry", "ida", "jan", "sofie")
    yield "arrived"
    play.press("anne", "name_signer", fields={"signers": ("gry",)})
    yield "one named"
    play.press("anne", "start")
    play.press("finn", "ask_break")
    yield "started"
    play.press("anne", "advance")
    play.press("eva", "hand_in", fields={"concern": (said("Tempoet"),)})
    play.press("jan", "say_missing", text=said("Vikarerne"))
    play.press("anne", "say_missing", text="")
    yield "rounded up"
    play.press("anne", "advance")
    on = by_title(play)
    reserved = {f"stance.{on['Notater']}": ("reservation",), f"text.{on['Notater']}": (said("Ikke om natten"),)}
    play.press("ida", "take_positions", fields=reserved)
    play.press("gry", "reveal", "")
    yield "revealed"
    play.press("anne", "word_outcome", on["Notater"], outcome="sent_to_med", to_committee=said("Lokal-MED"))
    play.press("anne", "word_outcome", on["Breve"], outcome="discussed", text=said("Vi venter"))
    own = {"title": said("Rene linjer"), "text": said("Vi siger det til hinanden")}
    play.press("anne", "word_own_item", **own, outcome="discussed")
    yield "worded"
    play.press("anne", "advance")
    play.press("anne", "sign_announcement")
    yield "the leader signed"
    play.press("gry", "sign_announcement")
    play.press("anne", "end")
    yield "ended"
    for who in ("anne", "gry"):
        play.press(who, "sign_minutes")
    yield "minutes out"


def called(play: Play) -> Iterator[str]:
    """Agreed on, moved, put off, taken up again in the next meeting, which is cancelled."""
    play.now -= timedelta(days=30)
    for title in ("Notater", "Breve"):
        on = play.propose("lars", said(title), said(f"{title} prøves af"))
        play.press("lars", "submit_proposal", on)
        play.checks("hans", on, "green")
        play.press("bo", "shortlist", on)
    play.press("anne", "agree_agenda")
    play.press("bo", "agree_agenda")
    yield "agreed"
    play.press("anne", "move_meeting", starts_on="2026-12-08", starts_time="13.00", reason=said("Formanden er syg"))
    yield "moved"
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "eva", "sofie")
    play.goes_to("pilots")
    on = by_title(play)
    for each in on.values():
        play.press("anne", "word_outcome", each, outcome="deferred", text=said("Baglandet skal høres"))
        play.press("anne", "confirm_outcome", each)
        play.press("bo", "confirm_outcome", each)
    own = {"title": said("Rene linjer"), "text": said("Baglandet skal høres")}
    play.press("bo", "word_own_item", **own, outcome="deferred")
    play.press("bo", "confirm_outcome", by_title(play)["Rene linjer"])
    play.press("anne", "confirm_outcome", by_title(play)["Rene linjer"])
    play.goes_to("announcement")
    yield "put off"
    play.press("sofie", "plan_next", starts_on="2027-02-01", starts_time="10.00")
    yield "planned the next"
    play.press("anne", "end")
    yield "ended"
    play.goes_on_in_the_next_meeting()
    yield "comes back"
    new = play.propose("lars", said("Vagter"), said("Vagter prøves af"))
    play.press("lars", "submit_proposal", new)
    play.checks("hans", new, "green")
    play.press("bo", "shortlist", new)
    yield "taken up"
    play.press("bo", "cancel_meeting", reason=said("For få kan komme"))
    yield "cancelled"


LONG_NAME = "Anne-Margrethe Christiansdatter Lindegaard-Sølvsten von Freudenthal-Bischofsheim"
MANY = tuple(
    replace(
        someone(f"p{n}", Side.MANAGEMENT if n % 5 == 0 else Side.EMPLOYEES, *([Role.MEMBER] if n else [Role.CHAIR])),
        name=f"{LONG_NAME} {n}",
    )
    for n in range(24)
)
CROWD = (*MANY, replace(someone("v", Side.EMPLOYEES, Role.VICE_CHAIR), name=f"{LONG_NAME} V"))


def filled(text: str, chars: int) -> str:
    """Give a long text that begins with `text` and has exactly so many characters, some of them not ASCII."""
    return (
        (said(f"{text} ") + "så går det sådan & <b>videre</b> " * (chars // 10))[: chars - 1].rstrip().ljust(chars, "å")
    )


def crowded(play: Play) -> Iterator[str]:
    """Twenty-five people with long names and five proposals, everything written as long as it may be."""
    play.now -= timedelta(days=30)
    for number in range(5):
        on = play.propose("p5", filled(f"T{number}", 80), filled(f"trial {number}", 3000), responsible_leader="p5")
        play.press("p5", "revise", on, **dict.fromkeys(("problem", "ai_does", "people_do"), filled("x", 3000)))
        stops = {f"stop.{n}": filled(f"stop {n}", 3000) for n in range(1, 4)}
        signs = tuple(filled(f"sign {n}", 3000) for n in range(4))
        long = dict.fromkeys(("involvement", "effects", "new_work", "gains"), filled("y", 3000))
        effects = {name: "dont_know" for name in MORE if name.startswith("effect_")}
        kinds = tuple(kind for kind in DataKind if kind is not DataKind.NONE)
        ticked = {**effects, "involved": "trio", "gains_to": "both", "new_work_hours": "167,25", "training_hours": "1"}
        lists = {"success_signs": signs, "data_kinds": kinds}
        play.press("p5", "elaborate", on, fields=lists, **stops, **long, **ticked)
        yield f"draft {number}"
        play.press("p5", "submit_proposal", on)
        everything = dict.fromkeys(("C1", "C2", "C3", "C4", "C5", "D1", "B1", "B5", "E1", "E2", "E3", "H1"), "yes")
        written = {name: filled(name, 3000) for name in ("F1", "F2", "F3", "G1", "G2", "G3")}
        play.checks("p0", on, **everything, **dict.fromkeys(("C6", "D2", "E4", "F4", "H2"), "no"), **written)
        yield f"checked {number}"
        play.press("v", "shortlist", on)
    play.now += timedelta(days=30)
    play.arrive(*play.people)
    play.press("p0", "start")
    yield "started"
    for who in play.people:
        for kind in ("use", "question", "concern"):
            play.press(who, "contribute", kind=kind, text=filled(f"{kind} {who}", 600))
    yield "written"
    play.press("p0", "advance")
    yield "pairs"
    for who in play.people:
        if play.offers(who, "hand_in"):
            lists = {
                kind: tuple(filled(f"{kind} {who} {n}", 300) for n in range(3)) for kind in ("opportunity", "condition")
            }
            play.press(who, "hand_in", fields=lists)
    yield "handed in"
    play.press("p0", "advance")
    on = tuple(play.meeting.items)
    for who in ("p1", "p2", "p3"):
        play.press(
            who,
            "take_positions",
            fields={
                **{f"stance.{each}": ("reservation",) for each in on},
                **{f"text.{each}": (filled(f"reason {who}", 3000),) for each in on},
            },
        )
    yield "positions"
    play.press("p0", "reveal", "")
    yield "revealed"
    for each in on:
        texts = dict.fromkeys(("management_position", "employee_position", "management_account"), filled("z", 3000))
        play.press(
            "p0", "word_outcome", each, outcome="no_agreement", decider="p5", text=filled("ordlyd", 3000), **texts
        )
        play.press("p0", "confirm_outcome", each, text=filled("remark", 3000))
        play.press("v", "confirm_outcome", each, text=filled("remark", 3000))
    yield "settled"
    play.press("p0", "advance")
    yield "message"
    play.press("p0", "sign_announcement")
    play.press("v", "sign_announcement")
    yield "posted"
    play.press("p0", "end")
    play.press("p0", "sign_minutes")
    play.press("v", "sign_minutes")
    yield "minutes out"


PEOPLE: Mapping[str, tuple[Person, ...]] = {
    "whole": COMMITTEE,
    "hurried": COMMITTEE,
    "corrected": COMMITTEE,
    "followed": COMMITTEE,
    "staff meeting": (*STAFF, ONE_SIGNS),
    "without vice-chair": STAFF,
    "team": TEAM,
    "called": COMMITTEE,
    "crowded": CROWD,
    "changing": stories_people.PEOPLE,
    "proposals": COMMITTEE,
}
STORIES: Mapping[str, Story] = {
    "whole": whole,
    "hurried": hurried,
    "corrected": corrected,
    "followed": followed,
    "staff meeting": staff_meeting,
    "without vice-chair": without_vice_chair,
    "team": team,
    "called": called,
    "crowded": crowded,
    "changing": stories_people.changing,
    "proposals": stories_proposals.proposals,
}
LEVELS = {"staff meeting": Level.STAFF_MEETING, "without vice-chair": Level.STAFF_MEETING, "team": Level.TEAM}


def frames(story: str, language: str = "da") -> tuple[Frame, ...]:
    """Play a story once."""
    return _played(story, language)


@shared
def _played(story: str, language: str) -> tuple[Frame, ...]:
    return frames_of(Play(*PEOPLE[story], language=language, level=LEVELS.get(story, Level.LOCAL)), STORIES[story])


def frame(step: str, story: str = "whole", language: str = "da") -> Frame:
    """Give the meeting of a story as it stands after a step."""
    return next(frame for frame in frames(story, language) if frame.step == step)


def going_on(step: str, story: str = "whole") -> Play:
    """Give a meeting that goes on after a step of a story."""
    return frame(step, story).play()


def shown(story: str, language: str = "da") -> Iterator[tuple[Frame, str, tuple[Card, ...]]]:
    """Give every screen of a story with its step and who looks; the room looks as nobody."""
    for found in frames(story, language):
        for who in ("", *(person.id for person in PEOPLE[story])):
            yield found, who, found.screen(who)
