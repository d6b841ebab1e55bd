"""What the people of the walk write, in the language of their meeting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """One language."""

    idea: str
    proposal: str
    problem: str
    core_task: str
    trial: str
    tool: str
    participants: str
    ai_does: str
    people_do: str
    answer: str
    speaker: str
    use: str
    question: str
    asked_better: str
    word: str
    more: str
    opportunity: str
    concern: str
    training: str
    theme: str
    missing: str
    reservation: str
    change: str
    no: str
    wording: str
    remark: str
    message: str
    objection: str


DA = Texts(
    idea="Tale til tekst i besøgsnotater",
    proposal="Vejledninger i klart sprog",
    problem="Notaterne bliver skrevet sidst på vagten.",
    core_task="Dokumentation efter besøg",
    trial="Seks medarbejdere taler notatet ind og retter det, før det bliver gemt.",
    tool="Talefunktionen i vores journal",
    participants="6 assistenter",
    ai_does="Skriver et udkast",
    people_do="Læser, retter og gemmer",
    answer="Borgerne får svar før, og kollegerne er spurgt",
    speaker="Digitaliseringen viser skrivehjælpen",
    use="Vi bruger AI til at oversætte breve",
    question="Hvem retter fejlene?",
    asked_better="Hvem retter de fejl, der kommer?",
    word="Nysgerrig",
    more="Skrivehjælpen til breve",
    opportunity="Mere tid hos borgeren",
    concern="Tempoet stiger",
    training="Tid til oplæring",
    theme="Tid",
    missing="Hvad det koster",
    reservation="Fire er for mange at undvære på en gang",
    change="To medarbejdere ad gangen retter ti vejledninger.",
    no="Skriv, hvornår det slutter",
    wording="MED er enige om at prøve vejledninger i klart sprog til 19. februar.",
    remark="Vi ser på tempoet",
    message="Vi prøver vejledninger i klart sprog.",
    objection="Der mangler et ord om pauser",
)
EN = Texts(
    idea="Speech to text in visit notes",
    proposal="Instructions in plain language",
    problem="The notes are written at the end of the shift.",
    core_task="Notes after visits",
    trial="Six employees speak the note and correct it before it is saved.",
    tool="The speech function in our care records",
    participants="6 assistants",
    ai_does="Writes a draft",
    people_do="Read, correct and save",
    answer="Citizens get an answer sooner, and colleagues were asked",
    speaker="The digital team shows the writing help",
    use="We use AI to translate letters",
    question="Who corrects the mistakes?",
    asked_better="Who corrects the mistakes that come?",
    word="Curious",
    more="The writing help for letters",
    opportunity="More time with the citizen",
    concern="The pace goes up",
    training="Time for training",
    theme="Time",
    missing="What it costs",
    reservation="Four are too many to do without at once",
    change="Two employees at a time correct ten instructions.",
    no="Say when it ends",
    wording="The MED committee agrees to try plain instructions until 19 February.",
    remark="We keep an eye on the pace",
    message="We are trying instructions in plain language.",
    objection="A word about breaks is missing",
)
TEXTS = {"da": DA, "en": EN}
