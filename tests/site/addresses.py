"""Every kind of page there is, by its address behind the language."""

LANGUAGES = {"fa": "rtl", "en": "ltr", "fr": "ltr", "es": "ltr", "ar": "rtl"}

PAGES = {
    "home": "",
    "search": "search/",
    "results": "search/?q=flood",
    "narrowed": "search/?q=flood&region=asia-pacific&status=ongoing&page=1",
    "map": "search/?view=map",
    "map of results": "search/?q=flood&region=africa&view=map",
    "city": "cities/shiraz/",
    "cities": "cities/",
    "map of cities": "cities/?members=1&view=map",
    "cities narrowed": "cities/?topic=smart-traffic&offer=host&language=fa&region=africa",
    "topics": "topics/",
    "topic": "topics/smart-traffic/",
    "theme": "topics/sustainability/",
    "regions": "regions/",
    "region": "regions/asia-pacific/",
    "goals": "goals/",
    "goal": "goals/11/",
    "about": "about/",
    "gallery": "design/",
    "experience": "experiences/lagos-brt-lite/",
    "Persian experience": "experiences/tehran-brt/",
    "claim": "experiences/lagos-brt-lite/claim/",
    "report": "report/experience/lagos-brt-lite/",
    "report of a city": "report/city/shiraz/",
    "imprint": "pages/imprint/",
    "privacy": "pages/privacy/",
    "contact": "pages/contact/",
    "sign in": "account/sign-in/",
}
