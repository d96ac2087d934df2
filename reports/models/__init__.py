from reports.models.finance import FinanceLine
from reports.models.parts import Acronym, CountryOverview, Message, ReportPhoto, Statistic
from reports.models.release import AcceptedWarning, Editing, Publishing, Release, SeenPreview
from reports.models.report import ADDRESS, AnnualReport, Section
from reports.models.withdrawal import NamedPerson, Withdrawal

__all__ = [
    "ADDRESS",
    "AcceptedWarning",
    "Acronym",
    "AnnualReport",
    "CountryOverview",
    "Editing",
    "FinanceLine",
    "Message",
    "NamedPerson",
    "Publishing",
    "Release",
    "ReportPhoto",
    "Section",
    "SeenPreview",
    "Statistic",
    "Withdrawal",
]
