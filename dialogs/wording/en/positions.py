"""The round on the proposals in English."""


class Positions:
    """What is said in the round, in English."""

    no_proposals = "There are no proposals at the meeting"
    instead_of_proposals = "You can add an item or go on to the next part."
    positions_title = "Where do you stand?"
    positions_help = (
        "Your answer is hidden until all answers are shown at once. A reservation is shown with your name here in the "
        "room, but the minutes name only your side."
    )
    position_saved = "Saved. You can change your answer until the answers are shown."
    position_stands = "Your answer is saved. You can change it until the answers are shown."
    save_positions = "Save my answer"
    change_positions = "Change my answer"
    reservation_label = "Your reservation"
    reservation_help = "Only if you have a serious reservation. Write what must be changed."

    reveal_title = "Show the answers at once"
    reveal = "Show the answers"
    reveal_all = "Show all answers"
    revealed = "The answers are shown. Take the reservations one at a time."
    reservations_title = "Reservations"
    no_reservations = "Nobody has a reservation."
    reservation_stands = "The reservation still stands"
    resolve = "Change the text"
    change_label = "New text: What do you want to try?"
    before = "Before"
    after = "Now"

    def positions_missing(self, count: int) -> str:
        if not count:
            return "Everybody has answered."
        return "One person still has to answer." if count == 1 else f"{count} people still have to answer."
