"""Who is written together: nobody is left out, nobody comes twice, nobody alone waits."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from storage.gathering import LARGEST_BATCH, Gathering
from storage.writer import Job, Told


class Hand:
    """Stands where the writer stands: holds each batch until it is told to have kept it."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.came = asyncio.Event()
        self._held: list[tuple[list[Job], Told]] = []
        self.gathering = Gathering(self._write)

    def _write(self, batch: list[Job], told: Told) -> None:
        self.batches.append([job.result for job in batch])
        self._held.append((batch, told))
        self.came.set()

    def add(self, *names: str) -> list[asyncio.Future[str]]:
        loop = asyncio.get_running_loop()
        jobs = [Job(lambda _: None, loop.create_future(), result=name) for name in names]
        for job in jobs:
            self.gathering.add(job)
        return [job.future for job in jobs]

    def keep(self) -> bool:
        """Keep what was handed over first; says whether there was anything."""
        if not self._held:
            return False
        batch, told = self._held.pop(0)
        told(batch)
        return True


async def test_somebody_alone_waits_for_nobody():
    hand = Hand()
    for name in "abc":
        [future] = hand.add(name)
        assert hand.batches[-1] == [name]
        hand.keep()
        assert future.result() == name


async def test_who_comes_while_few_others_are_written_goes_with_the_next():
    hand = Hand()
    hand.add(*"0123456")
    assert hand.batches == [["0"]]
    hand.keep()
    assert hand.batches == [["0"], [*"123456"]]
    hand.keep()
    hand.add("0 again")
    assert hand.batches[2:] == [["0 again"]]


async def test_in_a_crowd_a_batch_waits_for_as_many_as_were_busy_a_moment_ago():
    hand = Hand()
    hand.add(*"01234567")
    hand.keep()
    assert len(hand.batches) == 1
    hand.add("0 again")
    assert hand.batches[1:] == [[*"1234567", "0 again"]]
    hand.add("1 again")
    hand.keep()
    hand.add(*"2345678")
    assert len(hand.batches) == 2
    hand.add("0 once more")
    assert hand.batches[2:] == [["1 again", *"2345678", "0 once more"]]


async def test_it_does_not_wait_long_for_those_who_do_not_come():
    hand = Hand()
    hand.add(*"01234567")
    hand.keep()
    assert len(hand.batches) == 1
    await hand_over(hand)
    assert hand.batches[1:] == [[*"1234567"]]
    hand.keep()
    hand.add("alone")
    assert hand.batches[2:] == [["alone"]]


async def test_a_wait_that_is_over_early_disturbs_nobody_later():
    hand = Hand()
    hand.add(*"01234567")
    hand.keep()
    hand.add("0 again")
    hand.keep()
    hand.add("left behind")
    assert len(hand.batches) == 2
    await hand_over(hand)
    assert hand.batches[2:] == [["left behind"]]


async def test_a_crowd_goes_in_portions_one_after_the_other():
    hand = Hand()
    hand.add("first", *map(str, range(LARGEST_BATCH + 1)))
    hand.keep()
    assert [len(batch) for batch in hand.batches] == [1, LARGEST_BATCH]
    hand.keep()
    await hand_over(hand)
    assert [len(batch) for batch in hand.batches] == [1, LARGEST_BATCH, 1]


async def test_at_the_end_everybody_goes_at_once():
    hand = Hand()
    futures = hand.add("first", *map(str, range(2 * LARGEST_BATCH)))
    hand.gathering.close()
    assert [len(batch) for batch in hand.batches] == [1, LARGEST_BATCH, LARGEST_BATCH]
    while hand.keep():
        pass
    assert all(future.done() for future in futures)


async def hand_over(hand: Hand) -> None:
    hand.came.clear()
    await asyncio.wait_for(hand.came.wait(), 10)


@given(st.lists(st.integers(min_value=-2, max_value=LARGEST_BATCH + 2), max_size=30))
def test_everybody_is_written_once_in_the_order_in_which_they_came(steps: list[int]):
    """A number adds so many, one below zero keeps a batch."""

    async def play() -> None:
        hand, count = Hand(), 0
        for step in steps:
            if step < 0:
                hand.keep()
            else:
                hand.add(*(str(number) for number in range(count, count + step)))
                count += step
        hand.gathering.close()
        while hand.keep():
            pass
        assert [name for batch in hand.batches for name in batch] == [str(number) for number in range(count)]
        assert all(0 < len(batch) <= LARGEST_BATCH for batch in hand.batches)

    asyncio.run(play())
