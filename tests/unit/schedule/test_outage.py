"""How long a provider may be out of reach."""

from engine.schedule.outage import AT_FIRST_S, LATER_S, TOLD_S, Outage, OutageGuard


def test_an_outage_is_told_once() -> None:
    """A few seconds without an answer are nothing, then they are told, and then not again."""
    guard = OutageGuard()
    said = [guard.fail(now) for now in (0.0, TOLD_S - 0.1, TOLD_S, TOLD_S + 1)]
    assert [Outage.SHORT, Outage.SHORT, Outage.TO_BE_TOLD, Outage.SHORT] == said


def test_an_answer_ends_it() -> None:
    """After a success the seconds are counted anew, and told anew."""
    guard = OutageGuard()
    guard.fail(0.0)
    guard.fail(TOLD_S)
    guard.succeed()
    assert [Outage.SHORT, Outage.TO_BE_TOLD] == [guard.fail(100.0), guard.fail(100.0 + TOLD_S)]


def test_a_run_that_never_had_an_answer_ends_earlier() -> None:
    """An address is wrong more often than a provider is down for long."""
    never, once = OutageGuard(), OutageGuard()
    once.succeed()
    for guard in (never, once):
        guard.fail(0.0)
        guard.fail(TOLD_S)
    assert (Outage.TOO_LONG, Outage.SHORT) == (never.fail(AT_FIRST_S), once.fail(AT_FIRST_S))
    assert Outage.TOO_LONG == once.fail(LATER_S)
