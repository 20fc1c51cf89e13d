"""What typer keeps private and this program needs: the only module that imports it.

typer carries click inside and exports neither the types that overriding a command takes, nor its errors by kind, which
Chinese messages are made from, nor its completion scripts without English lines around them.
tests/cli/test_typer_private.py holds this module against the range that pyproject.toml pins.
"""

from typer._click.core import Command, Context
from typer._click.exceptions import BadOptionUsage, ClickException, MissingParameter, NoSuchOption
from typer._completion_classes import completion_init
from typer._completion_shared import _get_shell_name as shell_name
from typer._completion_shared import get_completion_script, install

__all__ = [
    "BadOptionUsage",
    "ClickException",
    "Command",
    "Context",
    "MissingParameter",
    "NoSuchOption",
    "completion_init",
    "get_completion_script",
    "install",
    "shell_name",
]
