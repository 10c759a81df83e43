"""Having the machine draft what is due."""


def draft_due() -> int:
    """Ask the machine for what is due; return how many drafts it gave."""
    return 0
