from collections.abc import Callable

from app.services.imports.calls import CallImport
from app.services.imports.deals import DealImport
from app.services.imports.importer import Importer, Run, Terms
from app.services.imports.leads import LeadImport
from app.services.imports.people import PeopleImport
from app.services.imports.presence import PresenceImport
from app.services.imports.targets import TargetImport

IMPORTERS: dict[str, Callable[[Terms, Run], Importer]] = {
    "calls": CallImport,
    "deals": DealImport,
    "leads": LeadImport,
    "people": PeopleImport,
    "presence": PresenceImport,
    "targets": TargetImport,
}
