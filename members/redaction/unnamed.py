"""Lists of people: those who are named in some way stand in them, of the others only how many there are."""


def parted(records):
    """(those with a name, how many have none) of records that each have a `person`, or none."""
    named = [one for one in records if not one.person_id or one.person.is_named]
    return named, len(records) - len(named)
