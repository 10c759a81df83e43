import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),  # lays btree_gist, which the constraints need
        ("network", "0005_of_which_association"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "administrator"),
                            ("secretary_general", "secretary general"),
                            ("secretariat", "member of the secretariat"),
                            ("editor", "editor"),
                            ("moderator", "moderator"),
                            ("translator", "translator"),
                            ("mayor", "mayor"),
                            ("deputy_mayor", "deputy mayor"),
                            ("focal_point", "focal point"),
                            ("deputy_focal_point", "deputy focal point"),
                            ("expert", "expert"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField()),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="The day from which she holds it no more; empty: until further",
                        null=True,
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the association itself",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="network.city",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vouched_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who said that she is who she is; empty: not known",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-starts", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="an_appointment_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("city__isnull", True),
                                (
                                    "role__in",
                                    [
                                        "administrator",
                                        "editor",
                                        "moderator",
                                        "secretariat",
                                        "secretary_general",
                                        "translator",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("city__isnull", False),
                                models.Q(
                                    (
                                        "role__in",
                                        [
                                            "administrator",
                                            "editor",
                                            "moderator",
                                            "secretariat",
                                            "secretary_general",
                                            "translator",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="a_role_of_a_city_names_its_city",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("role", "focal_point")),
                        expressions=[
                            ("city", "="),
                            (
                                models.Func(
                                    models.F("starts"),
                                    models.F("ends"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="a_city_has_one_focal_point_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("city__isnull", False)),
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            ("city", "="),
                            (
                                models.Func(
                                    models.F("starts"),
                                    models.F("ends"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="a_role_in_a_city_is_held_once",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("city__isnull", True)),
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            (
                                models.Func(
                                    models.F("starts"),
                                    models.F("ends"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="an_office_is_held_once_at_a_time",
                    ),
                ],
            },
        ),
    ]
