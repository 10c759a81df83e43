"""Sample content of the gallery: a city that does not exist, in English and in Persian.

The shapes are those that the pages pass to the same templates.
"""

from types import SimpleNamespace as Sample

from django import forms
from django.utils.safestring import mark_safe

from hamshahr.design.maps.marks import Place, dots, marked
from hamshahr.design.maps.window import WORLD
from hamshahr.kernel.comparing import compared


class _SampleForm(forms.Form):
    email = forms.EmailField()
    message = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)


def _form(side: str, email: str, hint: str, message: str) -> forms.Form:
    form = _SampleForm({"email": "mail", "message": ""}, auto_id=f"{side}-%s")
    form.fields["email"].label, form.fields["email"].help_text = email, hint
    form.fields["message"].label = message
    return form


def _facet(side: str, label: str, values: tuple[str, ...]) -> Sample:
    name = f"{side}-topic"
    return Sample(
        name=name,
        label=label,
        selected_count=1,
        values=[
            Sample(name=name, value=str(k), label=value, count=40 // (k + 1), selected=k == 0)
            for k, value in enumerate(values)
        ],
    )


def _paging(labels: str) -> Sample:
    pages = [Sample(label=label, url="#", current=k == 1) for k, label in enumerate(labels)]
    return Sample(previous="#", next="#", pages=pages)


def _reasons(*texts: str) -> list[Sample]:
    kinds = (("meaning", 64), ("topic", 22), ("words", 14))
    return [
        Sample(kind=kind, strength=strength, text=text)
        for (kind, strength), text in zip(kinds, texts, strict=True)
    ]


def _titled(language: Sample, text: str, mark: str) -> Sample:
    said = {"text": text, "language": language, "kind": "machine", "mark": mark, "sentence": mark}
    return Sample(url="#", translated=Sample(**said))


def _results(language: Sample, measured: str, counted: str, unit: str) -> list[Sample]:
    def said(text: str) -> Sample:
        return Sample(text=text, language=language)

    change = Sample(before="40", after="25", before_length=100.0, after_length=62.5, said="−38%")
    return [
        Sample(
            indicator=said(measured),
            value=None,
            unit=said(unit),
            before="40",
            after="25",
            date="2024",
            source_number=1,
            change=change,
        ),
        Sample(
            indicator=said(counted),
            value=said("12"),
            unit=None,
            date="",
            source_number=2,
            is_target=True,
            change=None,
        ),
    ]


def _views(*labels: str) -> list[Sample]:
    return [Sample(label=label, url="#", current=k == 0) for k, label in enumerate(labels)]


def _sheets(label: str, figures: str) -> list[Sample]:
    """A map of four cities that do not exist; two of them share a disc."""
    places = [
        Place("a", -60.0, 10.0, 9, is_ringed=True),
        Place("b", 20.0, 10.0, 3),
        Place("c", 24.0, 12.0, 1),
        Place("d", 110.0, 30.0, 1, is_faint=True),
    ]
    drawn = []
    for name, pixels in (("narrow", 330.0), ("medium", 560.0)):
        marks = marked(places, WORLD, pixels=pixels)
        worded = [
            Sample(mark=mark, label=label, figure=figures[mark.weight], url="#") for mark in marks
        ]
        drawn.append(Sample(name=name, window=WORLD, marks=worded, dots=dots(marks)))
    return drawn


_PERSIAN = Sample(code="fa", endonym="فارسی", direction="rtl")
_ENGLISH = Sample(code="en", endonym="English", direction="ltr")

_ENGLISH_HEAD = Sample(
    url="#",
    title="Buses that find the light green",
    title_en="",
    language=_ENGLISH,
    language_name="English",
    city="Sample City",
    country="Sample Country",
    city_slug="sample-city",
    city_url="#",
    topics=[Sample(label="Smart traffic", url="#"), Sample(label="Public transport", url="#")],
    period="since 2021",
    status="ongoing",
    evidence="Evidence: not assessed",
    true_as_of="as of 2022, 4 years ago",
    is_stale=True,
)
_PERSIAN_HEAD = Sample(
    url="#",
    title="اتوبوس‌هایی که به چراغ سبز می‌رسند",
    title_en="Buses that find the light green",
    language=_PERSIAN,
    language_name="فارسی",
    city="شهر نمونه",
    country="کشور نمونه",
    city_slug="sample-city",
    city_url="#",
    topics=[Sample(label="ترافیک هوشمند", url="#"), Sample(label="حمل‌ونقل همگانی", url="#")],
    period="از ۱۴۰۰",
    status="در جریان",
    evidence="شواهد: سنجیده نشده",
    true_as_of="تا سال ۱۴۰۱، ۴ سال پیش",
    is_stale=True,
)

SIDES = (
    Sample(
        code="en",
        direction="ltr",
        words="Cities learn from cities: 138 members, 5 languages.",
        button="Send",
        quiet="Not now",
        danger="Remove",
        link="See all",
        notice="This was compiled from public sources.",
        waits="This waits for the city’s answer.",
        question="How do we bring buses through crowded crossings?",
        head=_ENGLISH_HEAD,
        # Written in one direction, read on a page of the other
        guest=_PERSIAN_HEAD,
        row=Sample(
            passage=mark_safe("The crossings give way to <mark>buses</mark> that run late."),
            passage_heading="What was done",
            reasons=_reasons("Same problem: late buses", "Topic: smart traffic", "Words: buses"),
        ),
        facet=_facet(
            "en",
            "Topic",
            ("Smart traffic", "Air", "Water", "Waste", "Housing", "Health", "Culture", "Parks",
             "Energy", "Heritage"),
        ),
        chosen=[Sample(label="Smart traffic", url="#"), Sample(label="since 2020", url="#")],
        paging=_paging("1234"),
        views=_views("List", "Map"),
        sheets=_sheets("Sample City", "0123456789"),
        results=_results(_ENGLISH, "Time from end to end", "Crossings changed", "minutes"),
        form=_form("en", "E-mail", "That of your department.", "Message"),
        typed=[Sample(label="Summary", text="Buses find the light green.")],
        sent=Sample(address="#", again=[("title", "A line")]),
        compared=compared("The line opened in 2008.", "The line opened in 2009 at last."),
        titled=_titled(_ENGLISH, "Night buses find the light green", "machine translation"),
        citation="Sample City: Buses that find the light green. Hamshahr, 2026.",
        themes=[
            Sample(
                label="Sustainability",
                definition="How a city moves, and what it uses.",
                topics=[Sample(label="Smart traffic", url="#", count=12)],
            )
        ],
    ),
    Sample(
        code="fa",
        direction="rtl",
        words="شهرها از شهرها می‌آموزند: ۱۳۸ عضو، ۵ زبان.",
        button="فرستادن",
        quiet="اکنون نه",
        danger="حذف",
        link="دیدن همه",
        notice="این متن از منابع عمومی گردآوری شده است.",
        waits="این در انتظار پاسخ شهر است.",
        question="اتوبوس را چگونه از چهارراه‌های شلوغ بگذرانیم؟",
        head=_PERSIAN_HEAD,
        guest=_ENGLISH_HEAD,
        row=Sample(
            passage=mark_safe("چهارراه‌ها به <mark>اتوبوس</mark>‌هایی که دیر کرده‌اند راه می‌دهند."),
            passage_heading="چه کردند",
            reasons=_reasons("همان مسئله: دیرکرد اتوبوس", "موضوع: ترافیک هوشمند", "واژه: اتوبوس"),
        ),
        facet=_facet(
            "fa",
            "موضوع",
            ("ترافیک هوشمند", "هوا", "آب", "پسماند", "مسکن", "سلامت", "فرهنگ", "بوستان‌ها",
             "انرژی", "میراث"),
        ),
        chosen=[Sample(label="ترافیک هوشمند", url="#"), Sample(label="از ۱۳۹۹", url="#")],
        paging=_paging("۱۲۳۴"),
        views=_views("فهرست", "نقشه"),
        sheets=_sheets("شهر نمونه", "۰۱۲۳۴۵۶۷۸۹"),
        results=_results(_PERSIAN, "زمان از آغاز تا پایان خط", "چهارراه‌های تغییرکرده", "دقیقه"),
        form=_form("fa", "ای‌میل", "نشانی ادارهٔ شما.", "پیام"),
        typed=[Sample(label="خلاصه", text="اتوبوس‌ها به چراغ سبز می‌رسند.")],
        sent=Sample(address="#", again=[("title", "A line")]),
        compared=compared("این خط در سال ۱۳۸۷ گشوده شد.", "این خط سرانجام در سال ۱۳۸۸ گشوده شد."),
        titled=_titled(_PERSIAN, "اتوبوس‌های شب به چراغ سبز می‌رسند", "ترجمهٔ ماشینی"),
        citation="شهر نمونه: اتوبوس‌هایی که به چراغ سبز می‌رسند. هم‌شهر، ۱۴۰۵.",
        themes=[
            Sample(
                label="پایداری",
                definition="شهر چگونه جابه‌جا می‌شود و چه مصرف می‌کند.",
                topics=[Sample(label="ترافیک هوشمند", url="#", count=12)],
            )
        ],
    ),
)  # fmt: skip
