"""What each role may do with the records of projects; see `core.roles`."""

from core.roles import EDIT_AND_DELETE
from projects import models

ROLES = {
    "Secretariat": {
        models.AreaOfWork: EDIT_AND_DELETE,
        models.Project: EDIT_AND_DELETE,
        models.Activity: EDIT_AND_DELETE,
        models.ActivityPhoto: EDIT_AND_DELETE,
        models.Figure: EDIT_AND_DELETE,
        models.Partner: EDIT_AND_DELETE,
        models.Grant: EDIT_AND_DELETE,
        models.Recommendation: EDIT_AND_DELETE,
    }
}
