"""Stands in for the check before start until the product has it: from the answers to a light and its conditions.

The check itself replaces this module: `screen` then answers question by question, and nothing is worked out here.
Rules: domain.md (c2) with "Settled where the table leaves it open".
"""

from collections.abc import Mapping

Condition = tuple[str, str, str]
OPEN = frozenset({"yes", "dont_know"})
WORRYING_NO = frozenset({"no", "dont_know"})
TEXTS = {
    "A1": ("Spørg juristen, hvad det må bruges til", "Ask the lawyer what it may be used for"),
    "A2": ("Spørg juristen, hvad værktøjet gætter om mennesker", "Ask the lawyer what the tool guesses about people"),
    "A3": ("Spørg juristen, om mennesker får point", "Ask the lawyer whether people are given points"),
    "C1": ("Afklar grundlaget for at bruge personoplysninger", "Clarify the basis for using personal data"),
    "C2": ("Tal med databeskyttelsesrådgiveren om de følsomme oplysninger", "Talk to the DPO about the sensitive data"),
    "C3": ("Se på, om der skal laves en konsekvensanalyse", "See whether an impact assessment is needed"),
    "C4": ("Beskriv, hvordan et menneske kan nå at sige nej", "Describe how a person can say no in time"),
    "C5": ("Aftal, hvor oplysningerne må være", "Agree where the data may be kept"),
    "C6": ("Fortæl de berørte, hvad oplysningerne bruges til", "Tell those affected what the data are used for"),
    "D1": ("Fortæl, hvad ledelsen kan se om den enkelte", "Tell people what management can see about each of them"),
    "D2": ("Giv medarbejderne besked i god tid", "Tell the employees in good time"),
    "B5": ("Bed leverandøren om dokumentation", "Ask the supplier for documentation"),
    "E1": ("Følg op på arbejdspladsvurderingen", "Follow up on the workplace assessment"),
    "E2": ("Lav en plan for tempo, krav og ansvar", "Make a plan for pace, demands and responsibility"),
    "E3": ("Drøft, hvad der sker med opgaverne", "Discuss what becomes of the tasks"),
    "E4": ("Skriv, hvordan man trygt kan sige fra", "Write down how people can safely say no"),
    "F1": ("Skriv, hvem der vinder og taber", "Write down who gains and who loses"),
    "F2": ("Skriv, hvad vi skylder den enkelte", "Write down what we owe each person"),
    "F3": ("Skriv, hvem der er hørt, og hvem der mangler", "Write down who was heard and who is missing"),
    "F4": ("Find ud af, hvordan vi forklarer, hvad AI hjalp med", "Find out how to explain what AI helped with"),
    "H1": ("Sig til borgerne, at de møder AI", "Tell citizens that they meet AI"),
    "H2": ("Find en vej for dem, der ikke kan bruge det", "Find a way for those who cannot use it"),
}
OWNERS = {"C4": "lawyer", "C5": "it_security", "B5": "lawyer", "E3": "hr", "H1": "lawyer"}
OWNERS_BY_LETTER = {"A": "lawyer", "C": "dpo", "D": "hr", "E": "safety_rep", "F": "hr", "H": "hr"}
DUE = {"C1": "test", "C5": "test", "B5": "purchase"}


def light_for(answers: Mapping[str, str], language: str) -> tuple[str, list[Condition]]:
    """Give green, yellow or red, and for yellow a text, an owner and a due stage for each flag."""
    if is_red(answers):
        return "red", []
    found = [(_text(flag, language), *owner_and_due(flag)) for flag in flags(answers)]
    return ("yellow" if found else "green"), found


def is_red(answers: Mapping[str, str]) -> bool:
    """Say whether an answer ends the check at once."""
    reads_feelings = answers.get("A1") == "yes" and answers.get("A1a") not in OPEN
    return reads_feelings or answers.get("A2") == "yes" or answers.get("A3") == "yes"


def owner_and_due(flag: str) -> tuple[str, str]:
    """Give who clears a flag up, and before what."""
    return OWNERS.get(flag) or OWNERS_BY_LETTER[flag[0]], DUE.get(flag, "start")


def flags(answers: Mapping[str, str]) -> list[str]:
    """Give the questions that raise a yellow flag, in the order in which they are asked."""
    says = {question: answer in OPEN for question, answer in answers.items()}
    lacks = {question: answer in WORRYING_NO for question, answer in answers.items()}
    found = [question for question in ("A1", "A2", "A3") if says.get(question)]
    if says.get("C1"):
        found += ["C1", *(question for question in ("C2", "C3", "C4", "C5") if says.get(question))]
        found += ["C6"] if lacks.get("C6") else []
    seen = says.get("D1") or says.get("B4")
    found += ["D1"] if seen else []
    found += ["D2"] if seen and lacks.get("D2") else []
    sorts = any(says.get(question) for question in ("B1", "B2", "B3", "B4", "B4c"))
    found += ["B5"] if sorts else []
    found += ["E1"] if says.get("E1") else []
    low_risk = not (found or says.get("C1") or sorts)
    if not low_risk:
        found += [question for question in ("E2", "E3") if says.get(question)]
        found += ["E4"] if lacks.get("E4") else []
    found += [question for question in ("F1", "F2", "F3") if not answers.get(question, "").strip()]
    found += ["F4"] if lacks.get("F4") else []
    found += ["H1"] if says.get("H1") else []
    found += ["H2"] if lacks.get("H2") and not low_risk else []
    return found


def _text(flag: str, language: str) -> str:
    danish, english = TEXTS[flag]
    return f"{flag}: {english if language == 'en' else danish}"
