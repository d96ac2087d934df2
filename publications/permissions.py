"""What each role may do with the records of publications; see `core.roles`."""

from core.roles import EDIT_AND_DELETE
from publications import models

ROLES = {
    "Secretariat": {
        models.Publication: EDIT_AND_DELETE,
        models.Authorship: EDIT_AND_DELETE,
        models.Edition: EDIT_AND_DELETE,
    }
}
