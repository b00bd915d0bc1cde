from app.models.accounts import OneTimeLink, SignInFailure, UserSession
from app.models.allocation import AllocationCarry, AllocationRun, AllocationShare
from app.models.arrivals import Arrival, SourceToken
from app.models.audit import AuditEntry
from app.models.calls import Call, CallChange
from app.models.clashes import Clash, ClashKey
from app.models.deals import (
    Deal,
    DealChange,
    DealShare,
    Product,
)
from app.models.exports import ExportDownload, LeadExport
from app.models.finding import LeadTerm, SavedView
from app.models.hand_outs import HandOut
from app.models.imports import ImportRun, RejectedRow
from app.models.jobs import JobRun
from app.models.lead_work import LeadChange, LeadNote, Reveal, Touch
from app.models.leads import DoNotCall, Lead, LeadMove, LeadPhone, Source
from app.models.merging import LeadMerge
from app.models.own_leads import LeadEntry, NumberCheck
from app.models.papers import DealFile, Quote
from app.models.people import Group, Membership, PayGrade, Person, Presence, RoleGrant, Team
from app.models.receipts import Concession, Receipt
from app.models.recycling import LeadExtension, LeadReturn
from app.models.scripts import Script
from app.models.seasons import SeasonPlan
from app.models.settings import CalendarDay, CalendarYear, Setting
from app.models.standings import DealCredit, DealStanding
from app.models.surveys import Survey
from app.models.sync import Device, ServerState, SyncOp, SyncSettlement
from app.models.targets import Target

__all__ = [
    "AllocationCarry",
    "AllocationRun",
    "AllocationShare",
    "Arrival",
    "AuditEntry",
    "CalendarDay",
    "CalendarYear",
    "Call",
    "CallChange",
    "Clash",
    "ClashKey",
    "Concession",
    "Deal",
    "DealChange",
    "DealCredit",
    "DealFile",
    "DealShare",
    "DealStanding",
    "Device",
    "DoNotCall",
    "ExportDownload",
    "Group",
    "HandOut",
    "ImportRun",
    "JobRun",
    "Lead",
    "LeadChange",
    "LeadEntry",
    "LeadExport",
    "LeadExtension",
    "LeadMerge",
    "LeadMove",
    "LeadNote",
    "LeadPhone",
    "LeadReturn",
    "LeadTerm",
    "Membership",
    "NumberCheck",
    "OneTimeLink",
    "PayGrade",
    "Person",
    "Presence",
    "Product",
    "Quote",
    "Receipt",
    "RejectedRow",
    "Reveal",
    "RoleGrant",
    "SavedView",
    "Script",
    "ServerState",
    "SeasonPlan",
    "Setting",
    "SignInFailure",
    "Source",
    "SourceToken",
    "SyncOp",
    "SyncSettlement",
    "Survey",
    "Target",
    "Team",
    "Touch",
    "UserSession",
]
