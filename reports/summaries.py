"""What a section would print now, in a few words, for those who edit a report."""

NOTHING = "Nothing yet"


def describe(section):
    """“39 members in 7 countries”; “Nothing yet” where the records are silent. Takes a section of gathered data."""
    said = DESCRIPTIONS.get(section["kind"], written)(section)
    return said or NOTHING


def written(section):
    words = len(section["text"].split())
    return f"about {words:,} words" if words else ""


def count(number, one, many=None):
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""


def listed(*parts):
    return ", ".join(filter(None, parts))


def committee(section):
    holders = sum(len(seat["holders"]) for seat in section["seats"])
    unheld = sum(not seat["holders"] for seat in section["seats"])
    of_them = f"{unheld} without a holder on record" if unheld else ""
    return listed(count(holders, "person", "people"), count(len(section["seats"]), "seat"), of_them)


def secretariat(section):
    people = sum(len(group["people"]) + group["unnamed"] for group in section["groups"])
    return listed(count(people, "person", "people"), count(len(section["offices"]), "office"))


def members(section):
    countries = len({country["code"] for country in section["countries"] if country["code"]})
    where = f" in {count(countries, 'country', 'countries')}" if countries else ""
    return listed(count(section["total"], "member") + where, count(section["people"], "individual"))


def achievements(section):
    projects = [project for area in section["areas"] for project in area["projects"]]
    activities = [activity for project in projects for activity in project["activities"]]
    return listed(
        count(len(section["areas"]), "area"),
        count(len(projects), "project"),
        count(len(activities), "activity", "activities"),
        count(sum(len(activity["photos"]) for activity in activities), "photo"),
    )


def overview(section):
    figures = sum(len(country["statistics"]) for country in section["countries"])
    return listed(count(len(section["countries"]), "overview"), count(figures, "figure"))


def calendar(section):
    events = [event for month in section["months"] for event in month["events"]]
    parts = sum(len(event["parts"]) for event in events)
    return count(len(events) + parts, "event")


def programme(section):
    return count(len(section["project"]["activities"]), "activity", "activities")


def finance(section):
    lines = sum(len(side["rows"]) for money in section["currencies"] for side in money["sides"])
    currencies = ", ".join(money["currency"] for money in section["currencies"])
    return f"{count(lines, 'line')} in {currencies}" if lines else ""


def plan(section):
    return listed(count(len(section["projects"]), "project"), count(len(section["events"]), "event")) or written(
        section
    )


DESCRIPTIONS = {
    "impact": lambda section: count(len(section["figures"]), "figure"),
    "programme": programme,
    "governance": lambda section: count(len(section["meetings"]), "meeting"),
    "finance": finance,
    "plan": plan,
    "committee": committee,
    "secretariat": secretariat,
    "members": members,
    "supporters": lambda section: count(len(section["supporters"]), "supporter"),
    "messages": lambda section: count(len(section["messages"]), "message"),
    "overview": overview,
    "achievements": achievements,
    "publications": lambda section: count(len(section["publications"]), "publication"),
    "calendar": calendar,
    "acronyms": lambda section: count(len(section["acronyms"]), "acronym"),
}
