from app.models import coaching, guides, signals, team_stages
from app.models.accounts import OneTimeLink, SignInFailure, UserSession
from app.models.allocation import AllocationCarry, AllocationRun, AllocationShare
from app.models.arrivals import Arrival, SourceToken
from app.models.attempts import (
    AnswerEvent,
    AnswerMark,
    Attempt,
    AttemptQuestion,
    AttemptScore,
    LateAcceptance,
)
from app.models.audit import AuditEntry
from app.models.calls import Call, CallChange
from app.models.clashes import Clash, ClashKey
from app.models.daily_reports import DailyLine, DailyLineSave
from app.models.day_goals import DayGoal
from app.models.deal_files import DealFile, Quote
from app.models.deals import (
    Deal,
    DealChange,
    DealShare,
    Product,
)
from app.models.exports import ExportDownload, LeadExport
from app.models.feeds import CalendarFeed
from app.models.finding import LeadTerm, SavedView
from app.models.hand_outs import HandOut
from app.models.histories import FirstCall, FollowUp
from app.models.imports import ImportRun, RejectedRow
from app.models.jobs import JobRun
from app.models.lead_work import LeadChange, LeadNote, Reveal, Touch
from app.models.leads import DoNotCall, Lead, LeadMove, LeadPhone, Source
from app.models.meeting_items import (
    MeetingCarry,
    MeetingItem,
    MeetingItemStep,
)
from app.models.meetings import (
    Meeting,
    MeetingAddition,
    MeetingAttendance,
    MeetingFigure,
    MeetingNote,
    MeetingTurn,
)
from app.models.merging import LeadMerge
from app.models.onboarding import OnboardingException, OnboardingPass
from app.models.own_leads import LeadEntry, NumberCheck
from app.models.papers import Paper, PaperDraw, PaperRelease, QuestionVoiding
from app.models.pay_by_hand import PayByHand
from app.models.pay_changes import PayChange
from app.models.pay_ledger import PayConfirmation, PayEntry, PayObjection
from app.models.pay_months import PayDecision, PayLine, PayMonth, PayRoster
from app.models.pay_plans import PayPlan
from app.models.pay_seals import PayStatement, PayTouch
from app.models.people import Group, Membership, PayGrade, Person, Presence, RoleGrant, Team
from app.models.pk import PkMember, PkRound, PkSide, PkWithdrawal
from app.models.practice import PracticeCard, PracticeReview
from app.models.questions import (
    Question,
    QuestionImport,
    QuestionTag,
    QuestionVersion,
    ShippedQuestion,
)
from app.models.receipts import Concession, Receipt
from app.models.recycling import LeadExtension, LeadReturn
from app.models.rollups import DailyCount, DailyHours, MonthlyCount, StaleDay
from app.models.scripts import Script
from app.models.seasons import SeasonPlan
from app.models.settings import CalendarDay, CalendarYear, Setting
from app.models.standings import CountedShare, DealCredit, DealStanding
from app.models.surveys import Survey
from app.models.sync import Device, ServerState, SyncOp, SyncSettlement
from app.models.targets import Target
from app.models.tickets import Ticket, TicketStep
from app.models.wasting import WastedHandOut

__all__ = ["AllocationCarry", "AllocationRun", "AllocationShare", "AnswerEvent", "AnswerMark"]
__all__ += ["Arrival", "Attempt", "AttemptQuestion", "AttemptScore", "AuditEntry", "CalendarDay"]
__all__ += ["CalendarFeed", "CalendarYear", "Call", "CallChange", "Clash", "ClashKey"]
__all__ += ["Concession", "CountedShare", "DailyCount", "DailyHours", "DailyLine", "DailyLineSave"]
__all__ += ["MonthlyCount"]
__all__ += ["DayGoal", "Deal"]
__all__ += ["DealChange", "DealCredit", "DealFile", "DealShare", "DealStanding", "Device"]
__all__ += ["DoNotCall", "ExportDownload", "FirstCall", "FollowUp", "Group", "HandOut"]
__all__ += ["ImportRun", "JobRun", "LateAcceptance", "Lead", "LeadChange", "LeadEntry"]
__all__ += ["LeadExport", "LeadExtension", "LeadMerge", "LeadMove", "LeadNote", "LeadPhone"]
__all__ += ["LeadReturn", "LeadTerm", "Meeting", "MeetingAddition", "MeetingAttendance"]
__all__ += ["MeetingCarry", "MeetingFigure", "MeetingItem", "MeetingItemStep", "MeetingNote"]
__all__ += ["MeetingTurn", "Membership", "NumberCheck", "OnboardingException", "OnboardingPass"]
__all__ += ["OneTimeLink", "Paper", "PaperDraw", "PaperRelease", "PayByHand", "PayChange"]
__all__ += ["PayConfirmation", "PayDecision", "PayEntry", "PayGrade", "PayLine", "PayMonth"]
__all__ += ["PayObjection", "PayPlan", "PayRoster", "PayStatement", "PayTouch", "Person"]
__all__ += ["PkMember", "PkRound", "PkSide", "PkWithdrawal", "PracticeCard", "PracticeReview"]
__all__ += ["Presence", "Product", "Question", "QuestionImport", "QuestionTag", "QuestionVersion"]
__all__ += ["QuestionVoiding", "Quote", "Receipt", "RejectedRow", "Reveal", "RoleGrant"]
__all__ += ["SavedView", "Script", "SeasonPlan", "ServerState", "Setting", "ShippedQuestion"]
__all__ += ["SignInFailure", "Source", "SourceToken", "StaleDay", "Survey", "SyncOp"]
__all__ += ["SyncSettlement", "Target", "Team", "Ticket", "TicketStep", "Touch", "UserSession"]
__all__ += ["WastedHandOut"]
__all__ += ["coaching", "guides", "signals", "team_stages"]
