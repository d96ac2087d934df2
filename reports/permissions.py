"""What each role may do with the records of annual reports; see `core.roles`."""

from core.roles import EDIT, EDIT_AND_DELETE, NOTHING, VIEW
from reports import models

ROLES = {
    "Secretariat": {
        models.FinanceLine: EDIT_AND_DELETE,
        models.AnnualReport: EDIT_AND_DELETE,
        models.Section: EDIT_AND_DELETE,
        models.Message: EDIT_AND_DELETE,
        models.CountryOverview: EDIT_AND_DELETE,
        models.Statistic: EDIT_AND_DELETE,
        models.Acronym: EDIT_AND_DELETE,
        models.ReportPhoto: EDIT_AND_DELETE,
        models.Release: VIEW,
        models.AcceptedWarning: EDIT,
        models.Publishing: NOTHING,  # kept by the program
        models.SeenPreview: NOTHING,  # kept by the program
        models.Editing: NOTHING,  # kept by the program
        models.NamedPerson: NOTHING,  # kept by the program
        models.Withdrawal: NOTHING,  # kept by the program
    }
}
