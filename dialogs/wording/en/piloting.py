"""A proposal given back or sent on, and a chosen pilot, in English."""

from dialogs.wording.letters import small


class Piloting:
    """What is said around the table, and while a pilot lasts, in English."""

    idea_bank = "Idea bank"
    idea_bank_help = "Proposals that were not chosen. You can go on with them."
    take_up_idea = "Take the idea up again"
    idea_taken_up = "The idea is your draft now. Change it and send it when it is ready."
    redraft = "Make it a draft again"
    redrafted = "The proposal is a draft again. Change it and send it anew."
    give_back = "Send back"
    given_back = "The proposal was sent back, and the proposer was told."
    give_back_reason = "What is missing?"
    send_elsewhere = "Send it elsewhere"
    sent_elsewhere = "The proposal was sent on, and the proposer was told."
    elsewhere_reason = "Why does it belong there?"
    withdrawn_by_proposer = "The proposer has taken a proposal back."
    proposal_because = "Reason"
    pilot_title = "Pilot"
    pilot_leader = "Responsible leader"
    pilot_group = "Follow-up group"
    pilot_waits_for_group = "You agree on the pilot. It is chosen once there is a follow-up group from both sides."
    pilot_waits_for_leader = "The responsible leader says when the pilot starts."
    pilot_may_start = "Everything that must be in place before the start is cleared up."
    start_pilot = "Say that it starts"
    first_day = "First day"
    first_day_help = "The weeks until the follow-up group is asked are counted from that day."
    stop_pilot = "Stop the pilot for now"
    pilot_stopped = "The pilot is paused, and the chair and vice-chair were told."
    stop_reason = "Why do you stop?"
    resume_pilot = "Go on again"
    pilot_goes_on = "The pilot is running again, and the chair and vice-chair were told."
    resume_reason = "What is different now?"
    end_pilot = "End the pilot and evaluate it"
    pilot_ended = "The pilot is over and is to be evaluated. The chair and vice-chair were told."
    new_end_date = "New end date"
    leader_is_gone = "The responsible leader is no longer here. Somebody new must be chosen."
    name_leader = "Choose a new leader"
    leader_named = "The new responsible leader is chosen and has been told."

    sent_to_committee = "The proposal has been sent to the committee, which has been told."
    sent_elsewhere_unknown = (
        "The proposer has been told. That committee cannot be told from here, so tell it yourselves."
    )
    finish_what_was_sent = "Sent here. Write the rest of the proposal and hand it in when it is ready. It comes from"
    came_from_committee = "A new proposal. It waits for a check before start. It comes from"
    came_from_label = "Comes from"
    send_there = "Send the proposal there"
    committee_not_known = "No committee has the name you wrote. Choose where the proposal goes."
    belongs_elsewhere = "Whoever can decide it meets in another committee. The right place is:"

    start_undiscussed = "Start without discussion"
    undiscussed_reason = "Why can it not wait for MED?"
    undiscussed_help = "MED must discuss a pilot before it starts. The reason stays there for everybody to see."
    started_undiscussed = "The pilot is running. Chair, vice-chairs, secretary and HR have been told why."
    undiscussed_mark = "The pilot started before MED had discussed it. The reason:"
    take_undiscussed = "Put the discussion on the agenda"
    undiscussed_taken = "The discussion is an item of the meeting."
    pilot_goes_on_as_it_is = "It goes on as it is"
    you_answer_for = "You are named as the responsible leader. Talk to the proposer if that is not right."

    scale_pilot = "Propose it for more people"
    scale_help = "The pilot has become practice here. To extend it to more people is a new item in MED."
    scale_begun = "The draft was made from the pilot. Change it and send it when it is ready."
    scale_is_proposed = "The responsible leader writes a proposal to extend it to more people. It will be a new item."
    scale_agreed = (
        "You agree to extend it to more people. You can make the proposal from the pilot. It will be a new item."
    )
    scale_note = (
        "Write who can decide it now. It may belong in another committee. "
        "If it is a larger restructuring, follow the municipality's procedure for those."
    )
    grew_from = "Builds on the pilot"

    def pilot_started(self, first_day: str) -> str:
        return f"The pilot is running, and the follow-up group was told. Its first day is {first_day}."

    def still_to_clear(self, count: int) -> str:
        things = "One thing" if count == 1 else f"{count} things"
        return f"{things} must be cleared up before the pilot can start."

    def pilot_now(self, state: str) -> str:
        return f"News about the pilot: {small(state)}."

    def scaled_title(self, title: str) -> str:
        return f"Extend: {title}"

    def discussion_of(self, title: str) -> str:
        return f"Discussion of {title}"
