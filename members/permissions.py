"""What each role may do with the records of members; see `core.roles`."""

from core.roles import EDIT, EDIT_AND_DELETE, NOTHING
from members import models

ROLES = {
    "Secretariat": {
        models.FormerAddress: NOTHING,  # kept by the program
        models.Organisation: EDIT_AND_DELETE,
        models.Logo: EDIT_AND_DELETE,
        models.OrganisationName: EDIT_AND_DELETE,
        models.Membership: EDIT_AND_DELETE,
        models.Person: (*EDIT_AND_DELETE, "view_withheld_names", "view_drafts"),
        models.Portrait: EDIT_AND_DELETE,
        models.Committee: EDIT_AND_DELETE,
        models.Seat: EDIT_AND_DELETE,
        models.Term: EDIT_AND_DELETE,
        models.Chairing: EDIT_AND_DELETE,
        models.NotThisPerson: EDIT,
        models.Network: EDIT,
        models.CountryName: EDIT,
        models.Spelling: EDIT,
        models.Office: EDIT_AND_DELETE,
        models.Hosting: EDIT_AND_DELETE,
        models.Appointment: EDIT_AND_DELETE,
        models.Affiliation: EDIT_AND_DELETE,
    }
}
