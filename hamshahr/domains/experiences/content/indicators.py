"""Indicators to choose from, so that the results of cities can be compared.

Chosen and worded by us after the themes of ISO 37120:2018 (Sustainable cities and communities:
indicators for city services and quality of life); they are not the text of the standard, whose
definitions say more. A few stand here that cities tell of most and the standard does not have. What
is missing, a city names itself.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Indicator:
    """Something that is measured; its code stays for good."""

    code: str
    label: Words
    unit: Words


@dataclass(frozen=True)
class Theme:
    """A theme of the standard, with indicators."""

    code: str
    label: Words
    indicators: tuple[Indicator, ...]


_PERCENT = pgettext_lazy("unit", "percent")
_PER_100_000 = _("per 100,000 residents")

THEMES: tuple[Theme, ...] = (
    Theme(
        "economy",
        _("Economy"),
        (
            Indicator("unemployment", _("Unemployed people"), _("% of the labour force")),
            Indicator(
                "youth-unemployment",
                _("Unemployed young people"),
                _("% of the young labour force"),
            ),
            Indicator("businesses", _("Businesses"), _PER_100_000),
            Indicator("new-patents", _("New patents in a year"), _PER_100_000),
            Indicator(
                "visitors",
                _("Overnight stays of visitors in a year"),
                _PER_100_000,
            ),
        ),
    ),
    Theme(
        "education",
        _("Education"),
        (
            Indicator("school-girls", _("Girls of school age at school"), _PERCENT),
            Indicator("primary-completed", _("Pupils who complete primary school"), _PERCENT),
            Indicator("secondary-completed", _("Pupils who complete secondary school"), _PERCENT),
            Indicator("pupils-per-teacher", _("Pupils for each primary teacher"), _("pupils")),
        ),
    ),
    Theme(
        "energy",
        _("Energy"),
        (
            Indicator(
                "electricity-use",
                _("Electricity used by homes in a year"),
                _("kWh per resident"),
            ),
            Indicator("energy-use", _("Energy used in a year"), _("GJ per resident")),
            Indicator("renewable-share", _("Energy from renewable sources"), _PERCENT),
            Indicator(
                "public-building-energy",
                _("Energy used by public buildings in a year"),
                _("kWh per square metre"),
            ),
            Indicator("power-cuts", _("Power cuts in a year"), _("per customer")),
        ),
    ),
    Theme(
        "environment",
        _("Environment and climate change"),
        (
            Indicator("pm25", _("Fine particles in the air (PM2.5)"), _("µg per cubic metre")),
            Indicator("pm10", _("Particles in the air (PM10)"), _("µg per cubic metre")),
            Indicator("no2", _("Nitrogen dioxide in the air"), _("µg per cubic metre")),
            Indicator(
                "greenhouse-gas",
                _("Greenhouse gases in a year"),
                _("tonnes of CO₂ per resident"),
            ),
            Indicator("noise", _("People who live with too much noise"), _PERCENT),
            Indicator("bad-air-days", _("Days of unhealthy air in a year"), _("days")),
        ),
    ),
    Theme(
        "finance",
        _("Finance"),
        (
            Indicator("debt-service", _("Debt service as a share of own revenue"), _PERCENT),
            Indicator(
                "capital-spending", _("Capital spending as a share of all spending"), _PERCENT
            ),
            Indicator("own-revenue", _("Own revenue as a share of all revenue"), _PERCENT),
            Indicator("taxes-collected", _("Taxes collected of those owed"), _PERCENT),
        ),
    ),
    Theme(
        "governance",
        _("Governance"),
        (
            Indicator("women-elected", _("Women among those elected to city office"), _PERCENT),
            Indicator("turnout", _("Voters in the last city election"), _("% of those entitled")),
            Indicator("women-staff", _("Women among the city’s staff"), _PERCENT),
            Indicator("permit-days", _("Days until a building permit"), _("days")),
            Indicator(
                "complaints-answered", _("Complaints answered within the time set"), _PERCENT
            ),
        ),
    ),
    Theme(
        "health",
        _("Health"),
        (
            Indicator("life-expectancy", _("Life expectancy at birth"), _("years")),
            Indicator("hospital-beds", _("Hospital beds"), _PER_100_000),
            Indicator("doctors", _("Doctors"), _PER_100_000),
            Indicator(
                "under-five-deaths",
                _("Deaths of children under five"),
                _("per 1,000 live births"),
            ),
        ),
    ),
    Theme(
        "housing",
        _("Housing"),
        (
            Indicator("inadequate-housing", _("People in inadequate housing"), _PERCENT),
            Indicator("affordable-housing", _("People in housing they can afford"), _PERCENT),
            Indicator("homeless", _("Homeless people"), _PER_100_000),
        ),
    ),
    Theme(
        "population",
        _("Population and social conditions"),
        (
            Indicator("below-poverty-line", _("People below the poverty line"), _PERCENT),
            Indicator("people-served", _("People reached"), _("people")),
            Indicator("satisfaction", _("People who are satisfied"), _PERCENT),
        ),
    ),
    Theme(
        "recreation",
        _("Recreation"),
        (
            Indicator(
                "public-recreation",
                _("Public space for recreation outdoors"),
                _("square metres per resident"),
            ),
            Indicator("park-visits", _("Visits to parks in a year"), _("visits")),
        ),
    ),
    Theme(
        "safety",
        _("Safety"),
        (
            Indicator("fire-deaths", _("Deaths by fire in a year"), _PER_100_000),
            Indicator("homicides", _("Homicides in a year"), _PER_100_000),
            Indicator(
                "property-crime",
                _("Crimes against property in a year"),
                _PER_100_000,
            ),
            Indicator(
                "disaster-deaths",
                _("Deaths by natural hazards in a year"),
                _PER_100_000,
            ),
            Indicator("emergency-response", _("Time until help arrives"), _("minutes")),
        ),
    ),
    Theme(
        "solid-waste",
        _("Solid waste"),
        (
            Indicator("waste-collected", _("People with regular waste collection"), _PERCENT),
            Indicator("waste-per-head", _("Waste collected in a year"), _("tonnes per resident")),
            Indicator("waste-recycled", _("Waste that is recycled"), _PERCENT),
            Indicator("waste-landfilled", _("Waste that goes to landfill"), _PERCENT),
        ),
    ),
    Theme(
        "sport-culture",
        _("Sport and culture"),
        (
            Indicator(
                "cultural-places",
                _("Places of culture and sport"),
                _PER_100_000,
            ),
            Indicator(
                "cultural-visits",
                _("Visits to cultural events in a year"),
                _PER_100_000,
            ),
            Indicator(
                "cultural-spending",
                _("City spending on culture and sport"),
                _("% of all spending"),
            ),
        ),
    ),
    Theme(
        "telecommunication",
        _("Telecommunication"),
        (
            Indicator("internet", _("Internet connections"), _PER_100_000),
            Indicator("online-services", _("City services that are available online"), _PERCENT),
        ),
    ),
    Theme(
        "transportation",
        _("Transportation"),
        (
            Indicator(
                "transit-length",
                _("Length of public transport lines"),
                _("km per 100,000 residents"),
            ),
            Indicator(
                "transit-trips",
                _("Trips by public transport in a year"),
                _("trips per resident"),
            ),
            Indicator("not-by-car", _("Trips to work other than alone by car"), _PERCENT),
            Indicator("cycle-lanes", _("Length of cycle lanes"), _("km per 100,000 residents")),
            Indicator("road-deaths", _("Deaths on the road in a year"), _PER_100_000),
            Indicator(
                "near-transit", _("People who live near frequent public transport"), _PERCENT
            ),
            Indicator("travel-time", _("Average travel time"), _("minutes")),
            Indicator("traffic-speed", _("Average speed of traffic"), _("km per hour")),
        ),
    ),
    Theme(
        "agriculture",
        _("Urban agriculture and food security"),
        (
            Indicator(
                "urban-farmland",
                _("Farmland in the city"),
                _("hectares per 100,000 residents"),
            ),
            Indicator("undernourished", _("Undernourished residents"), _PERCENT),
            Indicator("local-food", _("Food that is grown nearby"), _PERCENT),
        ),
    ),
    Theme(
        "planning",
        _("Urban planning"),
        (
            Indicator("green-area", _("Green area"), _("hectares per 100,000 residents")),
            Indicator("informal-area", _("Area of informal settlements"), _("% of the city area")),
            Indicator("trees", _("Trees in public space"), _("trees")),
            Indicator("near-services", _("People who live near basic services"), _PERCENT),
        ),
    ),
    Theme(
        "wastewater",
        _("Wastewater"),
        (
            Indicator("sewer-connected", _("People with a sewer connection"), _PERCENT),
            Indicator("wastewater-treated", _("Wastewater that is treated"), _PERCENT),
        ),
    ),
    Theme(
        "water",
        _("Water"),
        (
            Indicator("safe-water", _("People with safe drinking water"), _PERCENT),
            Indicator("water-use", _("Water used in a day"), _("litres per resident")),
            Indicator("water-lost", _("Water lost on its way"), _PERCENT),
            Indicator(
                "water-interruptions",
                _("Hours without water in a year"),
                _("hours per home"),
            ),
        ),
    ),
)
