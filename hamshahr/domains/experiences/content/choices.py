"""The choices of the form, by their codes. A code stays for good; its words may be bettered."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.domains.experiences.models import Experience

Choices = tuple[tuple[str, str | Promise], ...]

SCALES: Choices = (
    ("site", _("A site or a street")),
    ("district", _("A district")),
    ("city", _("The whole city")),
    ("metropolitan", _("The metropolitan area")),
)
STATUSES: Choices = (
    (Experience.Status.PLANNED, _("Planned")),
    (Experience.Status.ONGOING, _("Ongoing")),
    (Experience.Status.COMPLETED, _("Completed")),
    (Experience.Status.DISCONTINUED, _("Discontinued")),
)
TARGET_GROUPS: Choices = (
    ("residents", _("All residents")),
    ("children", _("Children")),
    ("youth", _("Young people")),
    ("older-people", _("Older people")),
    ("women", _("Women")),
    ("people-with-disabilities", _("People with disabilities")),
    ("low-income", _("Households with low income")),
    ("informal-settlements", _("Residents of informal settlements")),
    ("migrants", _("Migrants and refugees")),
    ("commuters", _("Commuters")),
    ("businesses", _("Businesses")),
    ("informal-workers", _("Informal workers")),
    ("visitors", _("Visitors")),
    ("administration", _("The administration itself")),
)
INSTRUMENTS: Choices = (
    ("construction", _("Building and infrastructure")),
    ("service", _("A public service")),
    ("regulation", _("Rules and their enforcement")),
    ("planning", _("Plans and land use")),
    ("price", _("Prices, fees and taxes")),
    ("funding", _("Grants and finance")),
    ("technology", _("Technology and data")),
    ("information", _("Information and campaigns")),
    ("participation", _("Participation of residents")),
    ("training", _("Training")),
    ("organisation", _("Organisation of the administration")),
    ("partnership", _("Partnerships and contracts")),
)
SUPPORT: Choices = (
    ("administrative", _("administrative")),
    ("financial", _("financial")),
    ("political", _("political")),
    ("technical", _("technical")),
    ("other", pgettext_lazy("kind of support", "other")),
)
# Bands in US dollars of the year, for who knows no more; each begins where the one before ends
COST_BANDS: Choices = (
    ("none", _("No extra cost")),
    ("under-10k", _("Under 10,000 US dollars")),
    ("10k-100k", _("10,000 to 100,000 US dollars")),
    ("100k-1m", _("100,000 to 1 million US dollars")),
    ("1m-10m", _("1 to 10 million US dollars")),
    ("10m-100m", _("10 to 100 million US dollars")),
    ("over-100m", _("Over 100 million US dollars")),
)
CONDITIONS: Choices = (
    ("must", _("Must be there")),
    ("helps", _("Helps")),
    ("blocks", _("Stands in the way")),
)
OFFERS: Choices = (
    ("call", _("Take a call")),
    ("host", _("Host a visit")),
    ("expert", _("Send an expert")),
    ("documents", _("Share documents")),
)
DOCUMENT_KINDS: Choices = (
    ("bye-law", _("Bye-law or decision")),
    ("tender", _("Tender or contract")),
    ("plan", _("Plan or drawing")),
    ("data", _("Data")),
    ("evaluation", _("Evaluation or report")),
    ("other", pgettext_lazy("kind of document", "Other")),
)
# SPDX names where there are such; documents of a city are often under none of these
LICENCES: Choices = (
    ("CC BY 4.0", _("Free to use with attribution (CC BY 4.0)")),
    ("CC BY-SA 4.0", _("Free to use with attribution, shared alike (CC BY-SA 4.0)")),
    ("CC0 1.0", _("Free to use without conditions (CC0 1.0)")),
    ("public-document", _("An official document, not protected by copyright")),
    ("all-rights-reserved", _("All rights reserved: to be read here only")),
)
