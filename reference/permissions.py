"""What each role may do with the records of the reference tools; see `core.roles`."""

from core.roles import EDIT_AND_DELETE
from reference import models

ROLES = {
    "Secretariat": {
        models.TermToAvoid: EDIT_AND_DELETE,
        models.UsageExample: EDIT_AND_DELETE,
    }
}
