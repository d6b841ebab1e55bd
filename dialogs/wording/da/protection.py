"""The desk for data protection, in Danish."""

from dialogs.register import Held, Kept, NamedAs

_HELD = {
    Held.COMMITTEES: "Udvalg",
    Held.MEETINGS: "Møder, hvor personen er nævnt",
    Held.PILOTS: "Forsøg, hvor personen er nævnt",
    Held.MINUTES: "Referater, hvor navnet står",
    Held.ACCOUNTS: "Konti i chat",
    Held.MAIL: "Mailadresse",
    Held.LINKS: "Personlige links",
    Held.MESSAGES: "Beskeder til personen",
    Held.DELIVERIES: "Udsendelser til personen",
    Held.CARDS: "Kort i personens chat",
    Held.SESSIONS: "Logget ind i registeret",
    Held.TRAIL: "Hvad personen har gjort",
    Held.LOOKS: "Hvad personen har set på i registeret",
    Held.CONTENT: "Tekster til møderne, som personen har rettet",
}
_NAMED = {
    NamedAs.MEETING: "hvem der ledte, mødte for andre og skrev under",
    NamedAs.STAYS: "hvem der var til stede",
    NamedAs.WAITING: "hvem der ventede ved døren",
    NamedAs.PAIRS: "makkerpar",
    NamedAs.CONTRIBUTIONS: "bidrag",
    NamedAs.MISSING: "det, der manglede",
    NamedAs.RESERVATIONS: "forbehold",
    NamedAs.ITEMS: "hvem der bestemmer og følger op",
    NamedAs.VERSIONS: "hvem der rettede og underskrev referatet",
    NamedAs.FOLLOWED: "svar fra følgegruppen",
}
_KEPT = {
    Kept.MESSAGES: "Beskeder til personer",
    Kept.SENT: "Udsendelser, der er slut",
    Kept.LINKS: "Links, der er lukket",
    Kept.LOOKS: "Hvem der har set på hvad",
}


class Protection:
    """What is said at the desk for data protection."""

    people_desk_title = "Personer"
    people_desk_help = "Se, hvad der er gemt om en person, ret navnet, eller tag personen ud."
    people_search_label = "Navn eller person-id"
    people_search_help = "En del af navnet er nok."
    people_search = "Find"
    nobody_found = "Der er ingen med det navn."
    held_json = "Hent det hele som JSON"
    held_nothing = "Intet"
    other_name_title = "Ret navnet"
    other_name_save = "Gem navnet"
    other_name_help = "Gælder i alle udvalg fra nu af. Referater bliver stående, som de blev skrevet."
    other_name_saved = "Navnet er rettet."
    erase_title = "Tag personen ud"
    erase_help = (
        "Konti, mailadresse, links, beskeder til og om personen, og hvad personen har gjort og set på, bliver slettet. "
        "I lister og forløb står der ”Tidligere medlem” i stedet. Det kan ikke fortrydes."
    )
    erase_stays = (
        "Navnet bliver stående i referater og ved deres underskrifter: De dokumenterer, hvad der blev besluttet, og af "
        "hvem. Tag også hensyn til sikkerhedskopier."
    )
    erase_sure = "Ja, tag personen ud"
    erase_do = "Tag personen ud"
    erase_not_sure = "Sæt kryds ved, at du er sikker, og tryk igen."
    erased = "Personen er taget ud. Kun referaterne nævner navnet."
    former_member = "Tidligere medlem"
    retention_title = "Hvor længe ting gemmes"
    retention_help = "Antallet af dage står i indstillingerne. Intet bliver slettet, før nogen trykker."
    retention_kind = "Slags"
    retention_days = "Dage"
    retention_old = "Ældre end det nu"
    purge = "Slet det gamle"
    looks_title = "Hvem har set på hvad"
    looks_help = "Hvilke sider der blev åbnet eller hentet, og af hvem. Ikke hvad der blev søgt efter."
    look_when = "Hvornår"
    look_who = "Hvem"
    look_what = "Side"
    office_label = "Rolle i registeret"
    nobody_looked = "Ingen har set på noget endnu."

    def held_kind(self, kind: Held) -> str:
        return _HELD[kind]

    def named_as(self, place: NamedAs) -> str:
        return _NAMED[place]

    def kept_kind(self, kind: Kept) -> str:
        return _KEPT[kind]

    def name_is_taken_in(self, committee: str) -> str:
        return f"En anden har det navn i {committee}. Skriv noget, der skiller dem ad."

    def still_member_of(self, committee: str) -> str:
        return f"Personen sidder stadig i {committee}. Skriv først under udvalget, hvornår personen udtræder."

    def purged(self, count: int) -> str:
        return f"Slettet: {count}."
