from members.models.addresses import Addressed, FormerAddress, NamelessAddress
from members.models.committee import Chairing, Committee, Seat, Term
from members.models.namesakes import NotThisPerson
from members.models.network import CountryName, Network, Spelling
from members.models.organisations import Logo, Membership, Organisation, OrganisationName
from members.models.people import Person, Portrait
from members.models.secretariat import Affiliation, Appointment, Hosting, Office

__all__ = [
    "Addressed",
    "Affiliation",
    "Appointment",
    "Chairing",
    "Committee",
    "CountryName",
    "FormerAddress",
    "Hosting",
    "Logo",
    "Membership",
    "NamelessAddress",
    "Network",
    "NotThisPerson",
    "Office",
    "Organisation",
    "OrganisationName",
    "Person",
    "Portrait",
    "Seat",
    "Spelling",
    "Term",
]
