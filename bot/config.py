"""The only reader of the environment. All faults are reported at once, with what to write instead."""

from datetime import date, time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dialogs.model.statement import Compliance

PREFIX = "MEDMAKKER_"
# A clock that goes faster than this leaves nobody the time to press anything.
FASTEST = 600
SLACK_API = "https://slack.com/api/"


class SettingsFault(Exception):
    """The settings cannot be used; the text has a line for each fault."""


class Settings(BaseSettings):
    """What can be set, each as MEDMAKKER_ and the name in capitals. README.md describes every one."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    database_url: str = "sqlite:///data/medmakker.db"
    keys: Path = Path("data/keys")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    base_url: str = ""
    time_zone: str = "Europe/Copenhagen"
    content: Path | None = None
    tryout: bool = False
    rehearsal: bool = False
    clock_speed: Annotated[float, Field(gt=0, le=FASTEST)] = 1.0
    abandoned_hours: Annotated[float, Field(gt=0, le=48)] = 4.0
    proposals_due_days: Annotated[int, Field(ge=0, le=60)] = 14
    objection_days: Annotated[int, Field(ge=1, le=90)] = 14
    teams_app_id: str = ""
    teams_tenants: str = ""
    teams_secret: SecretStr = SecretStr("")
    teams_certificate: Path | None = None
    teams_managed_identity: bool = False
    teams_development: bool = False
    teams_login: str = "https://login.microsoftonline.com"
    teams_keys: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_service: str = "https://smba.trafficmanager.net/teams/"
    free_days: str = ""
    work_hours: str = "08:00-16:00"
    reminders_at: time = time(9)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_roles_claim: str = "roles"
    oidc_person_claim: str = "sub"
    mail_server: str = ""
    mail_from: str = ""
    keep_messages_days: Annotated[int, Field(ge=1, le=36_500)] = 730
    keep_sent_days: Annotated[int, Field(ge=1, le=36_500)] = 90
    keep_links_days: Annotated[int, Field(ge=1, le=36_500)] = 90
    keep_looks_days: Annotated[int, Field(ge=1, le=36_500)] = 365
    accessibility_organisation: str = ""
    accessibility_contact: str = ""
    accessibility_compliance: Compliance = Compliance.PARTIAL
    accessibility_made_on: date | None = None
    accessibility_official: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    slack_signing_secret: SecretStr = SecretStr("")
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_client_id: str = ""
    slack_client_secret: SecretStr = SecretStr("")
    slack_token_keys: SecretStr = SecretStr("")
    slack_workspaces: str = ""
    slack_api_url: str = SLACK_API

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{name!r} is no time zone: write one such as Europe/Copenhagen") from None
        return name

    @field_validator("free_days")
    @classmethod
    def _days_of_the_year(cls, days: str) -> str:
        for day in days.replace(",", " ").split():
            try:
                date.fromisoformat(f"2024-{day}")
            except ValueError:
                raise ValueError(f"{day!r} is no day of the year: write months and days as in 05-01, 12-24") from None
        return days

    @field_validator("work_hours")
    @classmethod
    def _from_to(cls, hours: str) -> str:
        try:
            opens, closes = map(time.fromisoformat, hours.split("-"))
        except ValueError:
            raise ValueError(f"{hours!r} are no hours: write them as in 08:00-16:00") from None
        if opens >= closes:
            raise ValueError(f"{hours!r} end before they begin: write them as in 08:00-16:00")
        return hours

    @field_validator("mail_server")
    @classmethod
    def _takes_mail(cls, url: str) -> str:
        if url and not url.startswith(("smtp://", "submission://", "smtps://")):
            raise ValueError("is no mail server: write smtps://user:password@host, submission://… or smtp://…")
        return url

    @field_validator("content")
    @classmethod
    def _there(cls, folder: Path | None) -> Path | None:
        if folder and not folder.is_dir():
            raise ValueError(f"{folder} is no folder: make it, or unset this")
        return folder

    @field_validator("base_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("must begin with https:// (or http:// on your own machine)")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _tryouts_stay_home(self) -> "Settings":
        faults = []
        if self.rehearsal and not self.tryout:
            faults.append("MEDMAKKER_REHEARSAL needs MEDMAKKER_TRYOUT: production has no hand on the clock")
        if self.clock_speed != 1 and not self.tryout:
            faults.append("MEDMAKKER_CLOCK_SPEED needs MEDMAKKER_TRYOUT: production runs by the wall clock")
        if self.tryout and not self.on_loopback:
            faults.append(
                "MEDMAKKER_TRYOUT needs a MEDMAKKER_HOST on this machine such as 127.0.0.1: links may sign there"
            )
        if bool(self.mail_server) is not bool(self.mail_from):
            faults.append("MEDMAKKER_MAIL_SERVER and MEDMAKKER_MAIL_FROM go together: set both, or neither")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @field_validator("slack_token_keys")
    @classmethod
    def _usable_keys(cls, keys: SecretStr) -> SecretStr:
        for key in listed(keys.get_secret_value()):
            try:
                Fernet(key)
            except ValueError:
                raise ValueError("needs keys of 32 bytes in base64, with commas between them") from None
        return keys

    @model_validator(mode="after")
    def _whole_slack(self) -> "Settings":
        """Hold that Slack is set up whole, or not at all."""
        faults = []
        ways_in = self.slack_signing_secret.get_secret_value(), self.slack_app_token.get_secret_value()
        several = {
            "CLIENT_ID": self.slack_client_id,
            "CLIENT_SECRET": self.slack_client_secret.get_secret_value(),
            "TOKEN_KEYS": self.slack_token_keys.get_secret_value(),
            "WORKSPACES": self.slack_workspaces,
        }
        single = self.slack_bot_token.get_secret_value()
        if any(several.values()) and not single:
            faults += [f"MEDMAKKER_SLACK_{name} is missing" for name, value in several.items() if not value]
        elif any(ways_in) and not single:
            faults.append("MEDMAKKER_SLACK_BOT_TOKEN is missing, or the four settings for several workspaces")
        if (single or any(several.values())) and not any(ways_in):
            faults.append("MEDMAKKER_SLACK_SIGNING_SECRET is missing, or for Socket Mode MEDMAKKER_SLACK_APP_TOKEN")
        if self.slack_api_url != SLACK_API and not self.tryout:
            faults.append("MEDMAKKER_SLACK_API_URL needs MEDMAKKER_TRYOUT: production speaks to Slack itself")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @model_validator(mode="after")
    def _sign_in_is_whole(self) -> "Settings":
        if not self.oidc_issuer:
            return self
        faults = []
        if not (self.oidc_client_id and self.oidc_client_secret.get_secret_value()):
            faults.append("MEDMAKKER_OIDC_ISSUER needs MEDMAKKER_OIDC_CLIENT_ID and MEDMAKKER_OIDC_CLIENT_SECRET")
        if not self.tryout and not (self.oidc_issuer.startswith("https://") and self.base_url.startswith("https://")):
            faults.append("MEDMAKKER_OIDC_ISSUER and MEDMAKKER_BASE_URL must begin with https://")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @model_validator(mode="after")
    def _teams_is_whole(self) -> "Settings":
        faults = []
        ways = [bool(self.teams_secret.get_secret_value()), bool(self.teams_certificate), self.teams_managed_identity]
        if self.teams_development and not self.on_loopback:
            faults.append("MEDMAKKER_TEAMS_DEVELOPMENT needs a MEDMAKKER_HOST on this machine such as 127.0.0.1")
        if self.teams_app_id and not self.teams_tenants:
            faults.append("MEDMAKKER_TEAMS_APP_ID needs MEDMAKKER_TEAMS_TENANTS: whose people may use it")
        if self.teams_app_id and sum(ways) != 1:
            faults.append(
                "MEDMAKKER_TEAMS_APP_ID needs exactly one of MEDMAKKER_TEAMS_SECRET, MEDMAKKER_TEAMS_CERTIFICATE and "
                "MEDMAKKER_TEAMS_MANAGED_IDENTITY"
            )
        if not self.teams_app_id and any(ways):
            faults.append("MEDMAKKER_TEAMS_APP_ID is missing: it is the Application (client) ID of the registration")
        for name in ("teams_login", "teams_keys", "teams_service"):
            if not self.teams_development and not getattr(self, name).startswith("https://"):
                faults.append(f"{PREFIX}{name.upper()} must begin with https://")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def has_slack(self) -> bool:
        """Say whether Slack is set up."""
        return bool(self.slack_signing_secret.get_secret_value() or self.slack_app_token.get_secret_value())

    @property
    def slack_keys(self) -> list[str]:
        """Give the keys by which tokens are kept; the first encrypts."""
        return listed(self.slack_token_keys.get_secret_value())

    @property
    def slack_allowed(self) -> list[str]:
        """Give the workspaces in which the app may be installed."""
        return listed(self.slack_workspaces)

    @property
    def has_teams(self) -> bool:
        """Say whether Teams is set up."""
        return bool(self.teams_app_id) or self.teams_development

    @property
    def teams_tenant_ids(self) -> tuple[str, ...]:
        """Give the tenants whose people may use it, the app's own first."""
        return tuple(listed(self.teams_tenants))

    @property
    def hours(self) -> tuple[time, time]:
        """Give when the day's work begins and ends."""
        opens, closes = map(time.fromisoformat, self.work_hours.split("-"))
        return opens, closes

    @property
    def days_off(self) -> frozenset[tuple[int, int]]:
        """Give month and day of what is free every year beside public holidays."""
        days = (date.fromisoformat(f"2024-{day}") for day in self.free_days.replace(",", " ").split())
        return frozenset((day.month, day.day) for day in days)

    @property
    def on_loopback(self) -> bool:
        """Say whether only this machine can reach the server."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def address(self) -> str:
        """Give the address that links begin with."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"


def listed(text: str) -> list[str]:
    """Give what stands in a setting with commas between."""
    return [each.strip() for each in text.split(",") if each.strip()]


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsFault: naming every setting that is wrong, at once.
    """
    try:
        return Settings()
    except ValidationError as fault:
        raise SettingsFault("\n".join(_line(error["loc"], error["msg"]) for error in fault.errors())) from None


def _line(place: tuple[int | str, ...], text: str) -> str:
    name = f"{PREFIX}{str(place[0]).upper()}: " if place else ""
    return f"{name}{text.removeprefix('Value error, ')}"
