"""When things happen: billing months, show nights, and how many people vote in an hour."""

from datetime import datetime, timedelta
from functools import lru_cache

from . import chance

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

MONTHS = (
    (datetime(2026, 9, 1), datetime(2026, 10, 1)),
    (datetime(2026, 10, 1), datetime(2026, 11, 1)),
)

# Both snapshots were taken in the small hours of a Friday and a Monday: no show is on.
SNAPSHOTS = (datetime(2026, 10, 2, 3), datetime(2026, 11, 2, 3))

LOAD_TEST_STARTED = datetime(2026, 9, 28, 15)

FIRST_SHOW_HOUR, LAST_SHOW_HOUR = 19, 22
STEADY_NODES = 30

# Saturday, the show, and how many nodes vote on that night.
SHOWS = (
    (datetime(2026, 9, 5), "Duell der Stimmen", 304),
    (datetime(2026, 9, 12), "La Gran Pista", 308),
    (datetime(2026, 9, 19), "Duell der Stimmen", 316),
    (datetime(2026, 9, 26), "La Gran Pista", 310),
    (datetime(2026, 10, 3), "Duell der Stimmen", 312),
    (datetime(2026, 10, 10), "Wer wählt wen?", 324),
    (datetime(2026, 10, 17), "Duell der Stimmen", 336),
    (datetime(2026, 10, 24), "Wer wählt wen?", 330),
    (datetime(2026, 10, 31), "La Gran Pista", 348),
)
SHOW_DAYS = frozenset(day for day, _, _ in SHOWS)

# Votes in each hour of an ordinary day, in parts of some unit; on a show night
# the four hours of the show tower over them.
ORDINARY_DAY = (30, 20, 15, 12, 12, 15, 22, 35, 50, 60, 65, 70,
                75, 75, 72, 70, 75, 85, 100, 120, 125, 115, 85, 55)
SHOW_NIGHT = {19: 1400, 20: 2600, 21: 2900, 22: 2200}


def spans(start, end, step):
    """The spans of one step each from start to end, the last cut off at end."""
    while start < end:
        yield start, min(start + step, end)
        start += step


def midnight(moment):
    return moment.replace(hour=0, minute=0, second=0)


@lru_cache(maxsize=None)
def votes_in_hour(hour):
    """How busy the hour is, in thousandths of the unit above, within 3 % of the table."""
    level = ORDINARY_DAY[hour.hour]
    if midnight(hour) in SHOW_DAYS:
        level = SHOW_NIGHT.get(hour.hour, level)
    return level * (970 + chance.number("votes " + hour.isoformat(), 61))


def votes_between(start, end):
    return sum(votes_in_hour(hour) for hour, _ in spans(start, end, HOUR))
