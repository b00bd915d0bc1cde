from collections.abc import Callable

from app.services.imports.calls import CallImport
from app.services.imports.importer import Importer, Run, Terms
from app.services.imports.leads import LeadImport
from app.services.imports.people import PeopleImport
from app.services.imports.presence import PresenceImport

IMPORTERS: dict[str, Callable[[Terms, Run], Importer]] = {
    "calls": CallImport,
    "leads": LeadImport,
    "people": PeopleImport,
    "presence": PresenceImport,
}
