from datetime import UTC

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserQuerySet(models.QuerySet):
    def staff(self):
        """People of any team, and administrators: few among many citizens, so they are looked up, not sifted."""
        members = User.groups.through.objects.values("user_id")
        administrators = User.objects.filter(is_superuser=True).values("pk")
        return self.filter(pk__in=members.union(administrators))

    def seen_by(self, user):
        """People whom `user` finds in the admin: administrators everybody, others who manage people the staff alone."""
        return self.all() if user.is_superuser else self.staff()

    def with_second_factor(self):
        """Bring along whether each person has a second factor, as `has_factor`."""
        with_one = User.objects.filter(pk=models.OuterRef("pk"), authenticator__isnull=False)
        return self.annotate(has_factor=models.Exists(with_one))

    def not_staff(self):
        return self.filter(is_superuser=False, groups=None)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people by e-mail address; addresses differ by more than upper and lower case."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who signs in, by e-mail address."""

    username = None
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address is here already.")},
    )

    # What readers see. The folded form keeps two people from looking the same to a reader.
    nickname = models.CharField(_("nickname"), max_length=16, blank=True)
    nickname_folded = models.CharField(max_length=64, blank=True, editable=False)
    nickname_chosen_at = models.DateTimeField(_("nickname chosen at"), null=True, editable=False)
    # Whoever mistyped it need not live with it: the first one may be changed once, soon.
    nickname_is_first = models.BooleanField(default=False, editable=False)

    # Sessions from before this moment are good no longer.
    signed_out_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["id"], condition=models.Q(is_superuser=True), name="administrators"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_is_lower_case"),
            models.CheckConstraint(
                condition=models.Q(nickname="", nickname_folded="", nickname_chosen_at=None)
                | models.Q(nickname__gt="", nickname_folded__gt="", nickname_chosen_at__isnull=False),
                name="nickname_is_folded",
            ),
            models.UniqueConstraint(
                fields=["nickname_folded"],
                condition=~models.Q(nickname_folded=""),
                name="nickname_is_one_persons",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret=None):
        """Django checks every session against this; it changes with the password, and with `signed_out_at` too."""
        plain = super()._get_session_auth_hash(secret)
        if self.signed_out_at is None:
            return plain
        moment = self.signed_out_at.astimezone(UTC).isoformat()
        return salted_hmac("portal.accounts.sessions", plain + moment, secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        """Return family name first and without a space when the name is written in Han characters.

        Who has told no name goes by the nickname: logs and lists would show the e-mail address of citizens.
        """
        if not (self.last_name or self.first_name):
            return self.nickname
        if any("\u4e00" <= character <= "\u9fff" for character in self.last_name + self.first_name):
            return f"{self.last_name}{self.first_name}".strip()
        return super().get_full_name()

    @property
    def has_signed_in(self):
        """Tell whether the person has been in by the staff door. Those who came by code have no password."""
        return self.last_login is not None and self.has_usable_password()
