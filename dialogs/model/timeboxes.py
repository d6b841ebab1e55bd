"""The clock of a meeting: phases begin, warn and are ended by people; nothing is cut off by force."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dialogs.model.agenda import Agenda, Phase
from dialogs.model.refusals import Reason, Refusal

LEAST_MINUTES = 5
MOST_EXTENSION_MINUTES = 60


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """One stretch of a phase. Going back makes a new run. `minutes` is the timebox with its extensions."""

    number: int
    phase: Phase
    began_at: datetime
    minutes: int
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A break, in the run in which it began. `to_at` is None while it lasts."""

    number: int
    run: int
    from_at: datetime
    to_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the clock of one meeting has seen, in order."""

    runs: tuple[PhaseRun, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def current(self) -> PhaseRun | None:
        """Give the run that lasts, or None before the start and after the end."""
        return self.runs[-1] if self.runs and self.runs[-1].ended_at is None else None

    @property
    def paused(self) -> bool:
        """Say whether a break lasts."""
        return bool(self.pauses) and self.pauses[-1].to_at is None

    def pause_in(self, run: PhaseRun, now: datetime) -> timedelta:
        """Give how long the breaks of a run have lasted until `now`."""
        return sum(((p.to_at or now) - p.from_at for p in self.pauses if p.run == run.number), timedelta())

    def until(self, run: PhaseRun, now: datetime) -> datetime:
        """Give when the timebox of a run is over: its breaks push it on."""
        return run.began_at + timedelta(minutes=run.minutes) + self.pause_in(run, now)

    def held(self, phase: Phase, now: datetime) -> timedelta:
        """Give how long a phase has been held, breaks left out, counted in whole minutes of the clock."""
        return sum((self._held_in(run, now) for run in self.runs if run.phase is phase), timedelta())

    def _held_in(self, run: PhaseRun, now: datetime) -> timedelta:
        end = run.ended_at or now
        breaks = (_minute(p.to_at or end) - _minute(p.from_at) for p in self.pauses if p.run == run.number)
        return _minute(end) - _minute(run.began_at) - sum(breaks, timedelta())

    def expected_end(self, agenda: Agenda, now: datetime) -> datetime | None:
        """Give when the meeting will be over if the rest goes as planned, or None when no phase runs."""
        run = self.current
        if run is None:
            return None
        phases = [item.phase for item in agenda.items]
        rest = phases[phases.index(run.phase) + 1 :]
        return max(self.until(run, now), now) + sum(
            (timedelta(minutes=self.minutes_left(agenda, phase, now)) for phase in rest), timedelta()
        )

    def begin(self, agenda: Agenda, phase: Phase, now: datetime) -> "Timeline":
        """Begin a phase now and end what lasts. A phase that was held before gets what was left of its time."""
        done = self.end(now)
        minutes = done.minutes_left(agenda, phase, now)
        return replace(done, runs=(*done.runs, PhaseRun(len(done.runs) + 1, phase, now, minutes)))

    def end(self, now: datetime) -> "Timeline":
        """End the phase and the break that last."""
        runs = tuple(run if run.ended_at else replace(run, ended_at=now) for run in self.runs)
        pauses = tuple(pause if pause.to_at else replace(pause, to_at=now) for pause in self.pauses)
        return Timeline(runs, pauses)

    def extend(self, minutes: int) -> "Timeline":
        """Give the current phase more time.

        Raises:
            Refusal: `out_of_range` unless `minutes` is from 1 to 60; `wrong_phase` when no phase runs.
        """
        run = self.current
        if run is None:
            raise Refusal(Reason.WRONG_PHASE)
        if not 1 <= minutes <= MOST_EXTENSION_MINUTES:
            raise Refusal(Reason.OUT_OF_RANGE, "minutes", least=1, most=MOST_EXTENSION_MINUTES)
        return replace(self, runs=(*self.runs[:-1], replace(run, minutes=run.minutes + minutes)))

    def pause(self, now: datetime) -> "Timeline":
        """Begin a break.

        Raises:
            Refusal: `out_of_date` when a break lasts already; `wrong_phase` when no phase runs.
        """
        run = self.current
        if run is None:
            raise Refusal(Reason.WRONG_PHASE)
        if self.paused:
            raise Refusal(Reason.OUT_OF_DATE)
        return replace(self, pauses=(*self.pauses, Pause(len(self.pauses) + 1, run.number, now)))

    def resume(self, now: datetime) -> "Timeline":
        """End the break.

        Raises:
            Refusal: `out_of_date` when no break lasts.
        """
        if not self.paused:
            raise Refusal(Reason.OUT_OF_DATE)
        return replace(self, pauses=(*self.pauses[:-1], replace(self.pauses[-1], to_at=now)))

    def minutes_left(self, agenda: Agenda, phase: Phase, now: datetime) -> int:
        """Give the minutes a phase would get if it began now: all, or what is left of them and at least five."""
        planned = agenda.item(phase).minutes
        held = self.held(phase, now)
        return planned if not held else max(LEAST_MINUTES, planned - round(held / timedelta(minutes=1)))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
