"""Bad weather is the same whenever it is wanted, and never the end."""

from itertools import groupby

from tests.fakes.slack.weather import MOST_IN_A_ROW, PASSING, Failure, Weather

CALLS = [("chat.update", {"channel": f"C{number % 7}"}) for number in range(700)]


def befallen(weather: Weather) -> list[Failure | None]:
    return [weather.strikes(*call) for call in CALLS]


def test_the_same_seed_gives_the_same_faults_and_another_gives_others():
    assert befallen(Weather(seed=1, share=20)) == befallen(Weather(seed=1, share=20))
    assert befallen(Weather(seed=1, share=20)) != befallen(Weather(seed=2, share=20))


def test_what_else_is_called_in_between_changes_nothing():
    weather, other = Weather(seed=1, share=20), Weather(seed=1, share=20)
    found = []
    for method, body in CALLS:
        other.strikes("views.open", {"trigger_id": "1"})
        found.append(other.strikes(method, body))
    assert found == befallen(weather)


def test_every_fault_that_passes_comes_and_none_of_them_for_ever():
    found = befallen(Weather(seed=1, share=60))
    assert set(PASSING) <= set(found)
    longest = max(len(list(run)) for struck, run in groupby(found[::7], key=bool) if struck)
    assert longest == MOST_IN_A_ROW


def test_in_fair_weather_nothing_fails():
    assert not any(befallen(Weather()))
