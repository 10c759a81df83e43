"""The account: who somebody is. What she may do comes from appointments, never from here."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from hamshahr.commons.accounts.preferences.models import (
    Preferences,  # noqa: F401 - Django finds the models of an app in this module
)
from hamshahr.kernel.identifiers import new_id

# The system actor signs what no person did: imports, nightly jobs. One fixed row, no password.
SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000001")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """Make an account; ``None`` as password means that no password signs it in.

        Whoever gets one in a demonstration is marked as made up.
        """
        kind = User.Kind.MADE_UP if settings.DEMO else User.Kind.PERSON
        user = self.model(email=self.normalize_email(email).lower(), name=name, kind=kind)
        user.set_password(password)
        user.save(using=self._db)
        return user


# The addresses of those who left: no mail server answers for the domain (RFC 2606)
LEFT_DOMAIN = "left.invalid"


class User(AbstractBaseUser):
    """A person with an account, or the system. No flag on it grants anything.

    Who deletes her account leaves this row with nothing of hers in it: it stands for the function
    in which she wrote what stays with the city (``commons.accounts.leaving``).
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        MADE_UP = "made_up"  # for a demonstration; outside of one nobody signs in as her
        SYSTEM = "system"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the account was deleted"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind="system"),
                name="one_system_actor",
            ),
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True)
                | models.Q(name="", email__endswith=f"@{LEFT_DOMAIN}", is_active=False),
                name="nothing_of_who_left_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)


class Attempt(models.Model):
    """Somebody tried to come in, under digests of the account and of the network: for limits."""

    never_on_a_page = True

    class Kind(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 - the name of a kind
        CODE = "code"  # of an app, or a recovery code
        LETTER = "letter"  # a letter asked for, by which a new password is set

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PASSWORD)
    account = models.BinaryField(max_length=32, help_text="Keyed digest of what was typed")
    caller = models.BinaryField(max_length=32, help_text="Keyed digest of the network address")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "kind", "at"], name="attempts_by_account"),
            models.Index(fields=["caller", "kind", "at"], name="attempts_by_caller"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class AddressChange(models.Model):
    """A new e-mail address that somebody wishes, until she shows that it is hers.

    What opens the link is kept as a digest only.
    """

    never_on_a_page = True

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=254)
    digest = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"change until {self.expires_at:%Y-%m-%d %H:%M}"


class SecondFactorRule(models.Model):
    """A role whose holders sign in with a second factor. No row: the role asks for none."""

    role = models.CharField(max_length=30, unique=True)

    def __str__(self) -> str:
        return self.role
