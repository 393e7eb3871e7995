"""What a call took in tokens: as the provider counts, or as its texts let one estimate."""

from engine.providers.chat.request import MOST_TOKENS
from engine.providers.chat.tokens import estimate_tokens
from engine.records import Ask, Usage
from engine.schedule.ceiling import UNSEEN_BYTES


def believe(ask: Ask, usage: Usage | None) -> Usage | None:
    """Return a provider's count unless no call could take so much, which would be a fault of its counter."""
    most = 4 * (len(ask.prompt.system) + len(ask.prompt.user)) + UNSEEN_BYTES  # no token has less than a byte
    if usage is None or usage.prompt_tokens > most or usage.completion_tokens > MOST_TOKENS:
        return None
    return usage


def estimate_usage(ask: Ask, text: str) -> Usage:
    """Return about what a call took whose reply was `text`."""
    return Usage(estimate_tokens(ask.prompt.system) + estimate_tokens(ask.prompt.user), estimate_tokens(text))
