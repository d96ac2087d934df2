"""What each role may do with what forms of staff need to remember; see `core.roles`."""

from core import models
from core.roles import NOTHING

ROLES = {"Secretariat": {models.Submission: NOTHING}}  # kept by the program
