from members.models.committee import Chairing, Committee, Seat, Term
from members.models.network import CountryName, Network, Spelling
from members.models.organisations import Logo, Membership, Organisation, OrganisationName
from members.models.people import Person, Portrait
from members.models.secretariat import Affiliation, Appointment, Hosting, Office

__all__ = [
    "Affiliation",
    "Appointment",
    "Chairing",
    "Committee",
    "CountryName",
    "Hosting",
    "Logo",
    "Membership",
    "Network",
    "Office",
    "Organisation",
    "OrganisationName",
    "Person",
    "Portrait",
    "Seat",
    "Spelling",
    "Term",
]
