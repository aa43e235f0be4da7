"""The configuration: one YAML file, put together from the sections of all rooms, checked once, frozen."""

import os
import re
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from handlers.house import ContactConfig, DeskConfig, EmergencyConfig
from handlers.routing import RoutingConfig
from scheduler.clock import ScheduleConfig
from storage.database import DatabaseConfig
from storage.files import FilesConfig

LANGUAGES = Path(__file__).parent.parent / "handlers" / "locales"
VARIABLE = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")


class ConfigError(Exception):
    """The configuration is wrong: each line names the path, what is there and what is allowed. Mend the file."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Section(BaseModel):
    """A part of the configuration: no unknown key, no change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class UnitsConfig(Section):
    """Where the union tree is read from when the database has none yet."""

    file: Path


class WebConfig(Section):
    """The chat on our own page, and the one web server."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:8080"
    metrics_token: SecretStr | None = None
    sessions_per_minute: int = Field(default=600, ge=600)
    messages_per_minute: int = Field(default=40, ge=5)


class TelegramConfig(Section):
    """The Telegram bot."""

    enabled: bool = False
    token: SecretStr = SecretStr("")
    api_url: str = "https://api.telegram.org"
    proxy: str | None = None
    receive: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    per_second: int = Field(default=25, ge=1, le=10_000)


class ChannelsConfig(Section):
    """The channels; each has one file in bot/channels."""

    web: WebConfig = WebConfig()
    telegram: TelegramConfig = TelegramConfig()


class Config(BaseSettings):
    """Everything that may be set (product.md §8). Only the file is read; `${NAME}` in it comes from the environment."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)

    database: DatabaseConfig = DatabaseConfig()
    timezone: str = "Asia/Ho_Chi_Minh"
    languages: list[str] = ["vi", "en"]
    units: UnitsConfig
    channels: ChannelsConfig = ChannelsConfig()
    contact: ContactConfig
    emergency: EmergencyConfig
    topics: list[str]
    routing: RoutingConfig
    desk: DeskConfig = DeskConfig()
    files: FilesConfig = FilesConfig()
    schedule: ScheduleConfig = ScheduleConfig()

    @field_validator("timezone")
    @classmethod
    def known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError):
            raise ValueError("allowed: a time zone such as Asia/Ho_Chi_Minh") from None
        return name

    @field_validator("languages")
    @classmethod
    def has_texts(cls, languages: list[str]) -> list[str]:
        known = sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir())
        if not languages or any(language not in known for language in languages):
            raise ValueError(f"allowed: a list of {', '.join(known)}")
        return languages

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The file alone: the environment of a machine has variables called DATABASE that mean something else."""
        return (init_settings,)


def load(path: Path) -> Config:
    """The configuration in a file; relative paths in it count from that file. Raises ConfigError."""
    try:
        values = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError([f"{path}: {error.strerror}"]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError([f"{path}: this is no YAML: {' '.join(str(error).split())}"]) from None
    if not isinstance(values, dict):
        raise ConfigError([f"{path}: the file must have sections such as `database:`"])
    unset: list[str] = []
    values = _substitute(values, "", unset)
    problems = _unset_problems(values, unset)
    try:
        config = Config(**values)
    except ValidationError as error:
        raise ConfigError(problems + [_problem(details) for details in error.errors()]) from None
    if problems:
        raise ConfigError(problems)
    return _anchored(config, path.resolve().parent)


def _substitute(value: Any, path: str, unset: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _substitute(inner, f"{path}.{key}".strip("."), unset) for key, inner in value.items()}
    if isinstance(value, list):
        return [_substitute(inner, f"{path}[{number}]", unset) for number, inner in enumerate(value)]
    if isinstance(value, str) and (match := VARIABLE.fullmatch(value)):
        name = match.group(1)
        if name not in os.environ:
            unset.append(f"{path}|{name}")
        return os.environ.get(name, "")
    return value


def _unset_problems(values: dict[str, Any], unset: list[str]) -> list[str]:
    problems = []
    for path, _, name in (entry.partition("|") for entry in unset):
        section = path.split(".")
        channel = values.get("channels", {}).get(section[1], {}) if section[0] == "channels" and len(section) > 1 else None
        if channel is None or channel.get("enabled"):
            problems.append(f"{path}: the environment has no {name}")
    return problems


def _problem(details: Any) -> str:
    path = ".".join(str(part) for part in details["loc"])
    if details["type"] == "extra_forbidden":
        return f"{path}: unknown key; allowed: {', '.join(_allowed(details['loc'][:-1]))}"
    # never the value itself: it may be a token
    return f"{path}: {details['msg'].removeprefix('Value error, ')}"


def _allowed(loc: tuple[Any, ...]) -> list[str]:
    model: Any = Config
    for part in loc:
        if not (isinstance(part, str) and hasattr(model, "model_fields") and part in model.model_fields):
            break
        model = model.model_fields[part].annotation
    return sorted(model.model_fields) if hasattr(model, "model_fields") else []


def _anchored(config: Config, folder: Path) -> Config:
    database = config.database
    if database.url.startswith("sqlite:///") and not database.url.startswith("sqlite:////"):
        database = DatabaseConfig(url=f"sqlite:///{folder / database.url.removeprefix('sqlite:///')}")
    return config.model_copy(
        update={
            "database": database,
            "units": UnitsConfig(file=folder / config.units.file),
            "files": config.files.model_copy(update={"dir": folder / config.files.dir}),
        }
    )
