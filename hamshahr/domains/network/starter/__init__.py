"""The starter list of members, as seen in public sources; README.md tells how."""

from pathlib import Path

STARTER_MEMBERS = Path(__file__).with_name("members.json")
