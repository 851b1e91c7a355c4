"""What Agora measures of its business: requests by team and hour, and voters by day."""

from datetime import datetime

from . import chance, seasons

# The meter of the voters was broken on these days.
GAPS = (datetime(2026, 9, 14), datetime(2026, 9, 15))


def requests():
    """Requests through the shared gateway: they follow the votes, but the checkout sells all day."""
    lines = ["time,value,team"]
    for start, end in seasons.MONTHS:
        for hour, _ in seasons.spans(start, end, seasons.HOUR):
            votes = seasons.votes_in_hour(hour)
            for team, value in (
                ("checkout", 400 + chance.number("orders " + hour.isoformat(), 80)),
                ("results", votes // 40),
                ("voting", votes // 12),
            ):
                lines.append(f"{hour.isoformat()}Z,{value},{team}")
    return lines


def voters():
    """People who voted on a day."""
    lines = ["time,value"]
    for start, end in seasons.MONTHS:
        for day, after in seasons.spans(start, end, seasons.DAY):
            if day not in GAPS:
                lines.append(f"{day.date().isoformat()},{seasons.votes_between(day, after) // 3}")
    return lines


def files():
    for name, lines in (("requests.csv", requests()), ("voters.csv", voters())):
        yield name, ("\n".join(lines) + "\n").encode("ascii")
