"""The table that finds who decides about an event, and the one door through which every event goes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from dialogs.flows import (
    alarms,
    announcement,
    archiving,
    attending,
    authors,
    calling,
    checking,
    commenting,
    contributions,
    door,
    drafting,
    follow_up,
    following,
    knowledge,
    minutes,
    minutes_corrections,
    naming,
    officials,
    outcomes,
    pairs,
    piloting,
    planning,
    positions,
    proposals,
    reminding,
    responsible,
    round_up,
    scaling,
    sending,
    steering,
    substitutes,
    summaries,
    undiscussed,
)
from dialogs.flows.acting import Act, AuditEntry, Decision, Handler
from dialogs.flows.reading import CONTACT_OK, Reader
from dialogs.inbound import AskedIn, ButtonPressed, FormSubmitted, Inbound, TimerRang
from dialogs.model import rights
from dialogs.model.ids import Fresh, PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.refusals import Reason, Refusal
from dialogs.organisation import Organisation
from dialogs.outbound import Answer
from dialogs.wording import Wording, wording

HANDLERS: Mapping[str, Handler] = {
    "arrive": attending.on_arrive,
    "leave": attending.on_leave,
    "admit": door.on_admit,
    "admit_all": door.on_admit_all,
    "turn_away": door.on_turn_away,
    "add_person": door.on_add_person,
    "substitute_for": substitutes.on_substitute_for,
    "let_sign": substitutes.on_let_sign,
    "start": steering.on_start,
    "next_card": steering.on_next_card,
    "advance": steering.on_advance,
    "back": steering.on_back,
    "extend": steering.on_extend,
    "pause": steering.on_pause,
    "resume": steering.on_resume,
    "ask_break": steering.on_ask_break,
    "take_over": steering.on_take_over,
    "end": steering.on_end,
    "answer_quiz": knowledge.on_answer_quiz,
    "answer_inventory": knowledge.on_answer_inventory,
    "say_word": knowledge.on_say_word,
    "contribute": contributions.on_contribute,
    "edit": contributions.on_edit,
    "withdraw": contributions.on_withdraw,
    "repair": pairs.on_repair,
    "hand_in": pairs.on_hand_in,
    "take_back": pairs.on_take_back,
    "theme": round_up.on_theme,
    "merge": round_up.on_merge,
    "name_signer": naming.on_name_signer,
    "say_missing": round_up.on_say_missing,
    "take_positions": positions.on_take_positions,
    "withdraw_position": positions.on_withdraw_position,
    "reveal": positions.on_reveal,
    "resolve": positions.on_resolve,
    "keep_reservation": positions.on_keep_reservation,
    "withdraw_reservation": positions.on_withdraw_reservation,
    "word_outcome": outcomes.on_word_outcome,
    "word_own_item": outcomes.on_word_own_item,
    "confirm_outcome": outcomes.on_confirm_outcome,
    "decline_outcome": outcomes.on_decline_outcome,
    "appoint": follow_up.on_appoint,
    "edit_announcement": announcement.on_edit_announcement,
    "preview_announcement": announcement.on_preview_announcement,
    "sign_announcement": announcement.on_sign_announcement,
    "sign_minutes": minutes.on_sign_minutes,
    "object": minutes.on_object,
    "approve_minutes": minutes.on_approve_minutes,
    "correct_minutes": minutes_corrections.on_correct_minutes,
    "read_minutes": minutes_corrections.on_read_minutes,
    "begin_proposal": drafting.on_begin_proposal,
    "answer_field": drafting.on_answer_field,
    "name_authors": authors.on_name_authors,
    "propose": proposals.on_propose,
    "revise": proposals.on_revise,
    "elaborate": proposals.on_elaborate,
    "submit_proposal": proposals.on_submit_proposal,
    "withdraw_proposal": proposals.on_withdraw_proposal,
    "answer_check": checking.on_answer_check,
    "ask_again": checking.on_ask_again,
    "answer_flag": checking.on_answer_flag,
    "comment": commenting.on_comment,
    "shortlist": proposals.on_shortlist,
    "redraft": piloting.on_redraft,
    "take_up_idea": piloting.on_take_up_idea,
    "return_proposal": piloting.on_return_proposal,
    "send_elsewhere": piloting.on_send_elsewhere,
    "name_leader": responsible.on_name_leader,
    "choose_committee": sending.on_choose_committee,
    "scale_pilot": scaling.on_scale_pilot,
    "start_pilot": piloting.on_start_pilot,
    "start_undiscussed": undiscussed.on_start_undiscussed,
    "take_undiscussed": undiscussed.on_take_undiscussed,
    "stop_pilot": piloting.on_stop_pilot,
    "resume_pilot": piloting.on_resume_pilot,
    "end_pilot": piloting.on_end_pilot,
    "plan": planning.on_plan,
    "agree_agenda": calling.on_agree_agenda,
    "move_meeting": calling.on_move_meeting,
    "cancel_meeting": calling.on_cancel_meeting,
    "plan_next": calling.on_plan_next,
    "choose_reminders": reminding.on_choose_reminders,
    "move_reminder": reminding.on_move_reminder,
    "check_point": following.on_check_point,
    "snooze": following.on_snooze,
    "evaluate": following.on_evaluate,
    "take_evaluation": following.on_take_evaluation,
    "edit_summary": summaries.on_edit_summary,
    "preview_summary": summaries.on_preview_summary,
    "sign_summary": summaries.on_sign_summary,
    "note_case": archiving.on_note_case,
    "close_item": archiving.on_close_item,
    "remind_again": archiving.on_remind_again,
}
# Signing and approving are personal: nobody enters them, or who does it, for somebody else (rule 4).
NEVER_FOR_OTHERS = frozenset(
    {"sign_announcement", "sign_minutes", "approve_minutes", "confirm_outcome", "decline_outcome"}
    | {
        "substitute_for",
        "let_sign",
        "admit",
        "admit_all",
        "turn_away",
        "add_person",
        "agree_agenda",
        "name_signer",
        "sign_summary",
    }
)
# Whoever is HR now sees to meetings that were held before they came. The rules say who may.
OF_CLERKS = frozenset({"note_case", "close_item", "remind_again"})
# What whoever owns it answers without being in the committee. The rules say what is theirs.
OF_OFFICIALS: Mapping[str, Handler] = {"answer_flag": officials.on_answer_flag}
# All that can be done in a meeting that was cancelled: the summaries that stand with it are no less the committee's.
STILL_POSSIBLE = frozenset({"plan_next", "edit_summary", "preview_summary", "sign_summary", "let_sign"})


def decide(meeting: Meeting, event: Inbound, now: datetime, fresh: Fresh, organisation: Organisation) -> Decision:
    """Say what follows from an event. A refusal is a decision too: nothing changes, and its sentence is the answer.

    Args:
        meeting: the state before.
        event: what happened.
        now: the meeting clock, aware, UTC.
        fresh: where new ids come from.
        organisation: content, time zone and settings.
    """
    words = wording(meeting.committee.language, team=meeting.committee.is_team)
    by = event.by or PersonId("")
    try:
        match event.what:
            case TimerRang(name, pilots):
                blank = Act(meeting, by, by, "", "", Reader({}), now, fresh, organisation, words)
                return _with_story(meeting, alarms.on_timer(blank, name, pilots))
            case AskedIn(person, ticket):
                blank = Act(meeting, by, by, "", "", Reader({}), now, fresh, organisation, words)
                return door.on_asked_in(blank, person, ticket)
            case ButtonPressed(action, on, seen):
                read = Reader({})
            case FormSubmitted(action, on, seen, fields):
                read = Reader(fields)
            case _:
                assert_never(event.what)
        who = _for_whom(meeting, event, action)
        if action not in STILL_POSSIBLE:
            rights.not_cancelled(meeting)
        handlers = OF_OFFICIALS if event.official else HANDLERS
        act = Act(meeting, by, who, on, seen, read, now, fresh, organisation, words, event.proof, event.official)
        return _with_story(meeting, handlers.get(action, _unknown)(act))
    except Refusal as refusal:
        return Decision(meeting, refused(refusal, words))


def _with_story(before: Meeting, decision: Decision) -> Decision:
    """Let the trail tell each change of a proposal's state, also where it follows from something else, as at the end
    of a meeting; what was done to the proposal itself tells it already.
    """
    known, after = before.proposals, decision.meeting.proposals
    if after is known:
        return decision
    told = {entry.about for entry in decision.audit}
    moved = (key for key in sorted(known.keys() & after.keys()) if after[key].state is not known[key].state)
    more = tuple(AuditEntry(str(after[key].state), key) for key in moved if key not in told)
    return replace(decision, audit=(*decision.audit, *more)) if more else decision


def refused(refusal: Refusal, words: Wording) -> Answer:
    """Give the sentence of a refusal as an answer."""
    confirm = {CONTACT_OK: "yes"} if refusal.reason is Reason.CONTACT_DETAILS_WARNING else {}
    text = words.refusal(refusal.reason, refusal.values, refusal.field)
    return Answer(text, refused=refusal.code, field=refusal.field, confirm=confirm)


def _unknown(_: Act) -> Decision:
    raise Refusal(Reason.NOT_FOUND)


def _for_whom(meeting: Meeting, event: Inbound, action: str) -> PersonId:
    by, whom = event.by or PersonId(""), event.for_person
    if event.official:
        return by
    if action in OF_CLERKS and whom in {None, by}:
        return by
    rights.person(meeting, by)
    if whom is None or whom == by:
        return by
    if action in NEVER_FOR_OTHERS | OF_CLERKS:
        raise Refusal(Reason.NOT_ALLOWED)
    rights.door(meeting, by)
    return rights.person(meeting, whom).id
