"""Organisations, the people who take part in an event, and their seats."""

from delegates.models.badges import Badge, BadgeDays, BadgePrint
from delegates.models.care import Block, Exclusion, Report, ReportNote, ReportReader
from delegates.models.checkin import (
    CheckinBook,
    CheckinList,
    Device,
    ParkedScan,
    Presence,
    Scan,
)
from delegates.models.companions import Companion
from delegates.models.consents import Consent
from delegates.models.delegations import Arrival, Coordinator, Delegation, Seat, SeatLink
from delegates.models.doubles import Double
from delegates.models.entry_cards import EntryCard, TakeOver
from delegates.models.exports import Export
from delegates.models.fees import Fee, FeePlan, ListPrice, Payer
from delegates.models.fund import Fund, FundEntry, Grant, Opinion
from delegates.models.income import IncomeGroup
from delegates.models.keeping import Contact, Intake, Remark
from delegates.models.letters import Letter, LetterHead, LetterWords, PapersReceipt
from delegates.models.lists import Batch, BatchItem, SavedList
from delegates.models.merges import Followed, Merge, NotOne
from delegates.models.organisations import Affiliation, Organisation, Topic
from delegates.models.payments import (
    Paper,
    Payment,
    ProviderEvent,
    Refund,
    Share,
)
from delegates.models.questions import CountryName, FormVersion, Questionnaire, Reply, Unsent
from delegates.models.registrations import Category, Registration
from delegates.models.seats import Claim, Quota, Seating, seating_of
from delegates.models.staying import Booking, Journey, Lodging, Match, Service
from delegates.models.wishes import Wish

__all__ = [
    "Affiliation",
    "Arrival",
    "Badge",
    "BadgeDays",
    "BadgePrint",
    "Batch",
    "BatchItem",
    "Block",
    "Booking",
    "Category",
    "CheckinBook",
    "CheckinList",
    "Claim",
    "Companion",
    "Consent",
    "Contact",
    "Coordinator",
    "CountryName",
    "Delegation",
    "Device",
    "Double",
    "EntryCard",
    "Exclusion",
    "Export",
    "Fee",
    "FeePlan",
    "Followed",
    "FormVersion",
    "Fund",
    "FundEntry",
    "Grant",
    "IncomeGroup",
    "Intake",
    "Journey",
    "Letter",
    "LetterHead",
    "LetterWords",
    "ListPrice",
    "Lodging",
    "Match",
    "Merge",
    "NotOne",
    "Opinion",
    "Organisation",
    "Paper",
    "PapersReceipt",
    "ParkedScan",
    "Payer",
    "Payment",
    "Presence",
    "ProviderEvent",
    "Questionnaire",
    "Quota",
    "Refund",
    "Registration",
    "Remark",
    "Reply",
    "Report",
    "ReportNote",
    "ReportReader",
    "SavedList",
    "Scan",
    "Seat",
    "SeatLink",
    "Seating",
    "Service",
    "Share",
    "TakeOver",
    "Topic",
    "Unsent",
    "Wish",
    "seating_of",
]
