"""Every command: where it stands, and what the list of all says of it, for which none is loaded."""

from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Where a command stands.

    Attributes:
        module: Its module, beside this one.
        attribute: Name of its function, or of its group of commands.
        summary: The first paragraph of its help.
    """

    module: str
    attribute: str
    summary: str


COMMANDS: Mapping[str, Place] = {
    "run": Place(
        "run",
        "run",
        "Make the data set that a config describes, or go on making it.",
    ),
    "plan": Place(
        "plan",
        "plan",
        "Show the cells of a config with their targets, and what it would take. Spends nothing, changes nothing.",
    ),
    "status": Place(
        "status",
        "status",
        "Show where a run stands; works while it runs and after it died.",
    ),
    "verify": Place(
        "verify",
        "verify",
        "Recompute everything from the files alone; changes nothing. Exit code 6 where something is wrong.",
    ),
    "sample-and-convert": Place(
        "sample",
        "sample_and_convert",
        "Draw seed items from benchmark files (CSV or JSONL).",
    ),
    "select-personas": Place(
        "select_personas",
        "select_personas",
        "Choose a diverse few of many personas: fit to rewrite for, none twice, each unlike those before it.",
    ),
    "serve-mock": Place(
        "serve_mock",
        "serve_mock",
        "Serve the mock model over HTTP on 127.0.0.1, as any OpenAI-compatible server, until Ctrl-C.",
    ),
    "schema": Place(
        "schema",
        "schema",
        "Print the JSON Schema of the config, for editors.",
    ),
    "clean": Place(
        "clean",
        "clean_rows",
        "Drop the broken, faulty, personal, leaked and doubled rows of any JSONL. Leaves the JSON of the others as it"
        " is.",
    ),
    "augment": Place(
        "augment",
        "augment_rows",
        "Add variants by label-safe rules, with labels in exact shares, each checked as rows are.",
    ),
    "evaluate-style": Place(
        "evaluate",
        "evaluate_style",
        "Measure a data set: quality, fidelity to real data, diversity, usefulness (TSTR), privacy, targets.",
    ),
    "evaluate-persona": Place(
        "evaluate",
        "evaluate_persona",
        "Measure rows in the voices of personas: all of evaluate-style, and what personas and rewrites come to.",
    ),
    "export": Place(
        "export",
        "export_rows",
        "Write rows as JSONL, CSV, Parquet, a Hugging Face folder or chats, with a manifest beside or in it.",
    ),
    "generate": Place(
        "generate",
        "generate",
        "Make rows of a task without a config file. The same command goes on with what it began.",
    ),
    "build-persona-requests": Place(
        "persona_requests",
        "build_persona_requests",
        "Write a request for each rewrite: which item, for whom, in what words. Sends nothing.",
    ),
    "send-persona-requests": Place(
        "persona_requests",
        "send_persona_requests",
        "Send requests for rewrites, each until a good one is there. The same command goes on with what it began.",
    ),
    "style-persona-workflow": Place(
        "style_persona",
        "style_persona_workflow",
        "Write new exam questions in the style of real ones, then rewrite each for personas. The same command goes on.",
    ),
    "report": Place(
        "report",
        "report",
        "Write one HTML file about a data set: verdict, balances, refusals, fidelity, leaks, cost, sample rows.",
    ),
    "prompts": Place(
        "prompts",
        "commands",
        "Lint prompt templates, and show prompts as a model gets them.",
    ),
}
