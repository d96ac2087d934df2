"""What each role may do with the records of events; see `core.roles`."""

from core.roles import EDIT_AND_DELETE, NOTHING
from events import models

ROLES = {
    "Secretariat": {
        models.FeedEntry: NOTHING,  # kept by the program
        models.Event: EDIT_AND_DELETE,
        models.EventPhoto: EDIT_AND_DELETE,
        models.Organiser: EDIT_AND_DELETE,
        models.Participation: EDIT_AND_DELETE,
        models.Attendance: EDIT_AND_DELETE,
    }
}
