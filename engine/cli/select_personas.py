"""`select-personas`: large files of personas to a diverse few that are fit to rewrite for."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.dataset.pattern import match_paths
from engine.errors import InputError, UsageError
from engine.outputs.places import check_places
from engine.outputs.staged import stage
from engine.personas.selection import Selection, Wish, list_reasons, select
from prompts.personas.persona import make_record

_MOST_SHOWN = 20


class PersonaLanguage(StrEnum):
    """In which language personas are described."""

    any = "any"
    ar = "ar"
    en = "en"


def select_personas(
    more_files: Annotated[
        list[str] | None,
        typer.Argument(help="Further input files, as a shell leaves them of an unquoted glob.", show_default=False),
    ] = None,
    *,
    input_file: Annotated[
        list[str],
        typer.Option(
            "--input-file",
            help="JSONL or JSON array of personas: texts, or objects with `persona` or `input persona`. "
            "A glob may match many; repeatable.",
        ),
    ],
    output_file: Annotated[
        Path, typer.Option("--output-file", help="Where the chosen personas go (JSONL). Replaced as a whole.")
    ],
    n: Annotated[int, typer.Option("--n", min=1, help="Personas to choose.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the choice.")] = 42,
    language: Annotated[
        PersonaLanguage, typer.Option("--language", help="Language in which they are described.")
    ] = PersonaLanguage.any,
    min_words: Annotated[int, typer.Option("--min-words", min=1, help="Least number of words.")] = 3,
    max_words: Annotated[int, typer.Option("--max-words", min=1, help="Largest number of words.")] = 80,
    keyword: Annotated[
        list[str] | None,
        typer.Option("--keyword", help="Take only personas with this word, or another that is given. Repeatable."),
    ] = None,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0, max=1, help="Likeness from which a persona is a near duplicate.")
    ] = 0.7,
    json: Json = False,
) -> None:
    """Choose a diverse few of many personas: fit to rewrite for, none twice, each unlike those before it.

    Unfit are those that do violence or crime, hate, sell sex, or give a model orders, told by words. Names of real
    people are not told from others. Example: arabic-synth select-personas --input-file data/personas_*.jsonl
    --output-file outputs/personas.jsonl --n 200
    """
    if min_words > max_words:
        raise UsageError(f"--min-words {min_words} is more than --max-words {max_words}")
    paths = match_paths([*input_file, *(more_files or ())])
    check_places([("--output-file", output_file)], [("--input-file", each) for each in paths])
    wish = Wish(n, seed, language.value, (min_words, max_words), tuple(keyword or ()), threshold=threshold)
    done = select(paths, wish)
    if not done.read:
        first = f"; {done.unread[0][0]}: {done.unread[0][1]}" if done.unread else ""
        raise InputError(paths[0], f"no persona could be read{first}")
    with stage(output_file) as (output,):
        for persona in done.chosen:
            output.write(orjson.dumps(make_record(persona), option=orjson.OPT_APPEND_NEWLINE))
    _warn(done, wish)
    _report(done, output_file, json=json)


def _warn(done: Selection, wish: Wish) -> None:
    for place, reason in done.unread[:_MOST_SHOWN]:
        say_warning(f"{place}: {reason}")
    if len(done.unread) > _MOST_SHOWN:
        say_warning(f"… and {len(done.unread) - _MOST_SHOWN:,} more records that could not be read")
    if len(done.chosen) < wish.n:
        say_warning(f"{wish.n:,} personas were asked for; only {done.fit:,} are fit, and all of them were written")


def _report(done: Selection, output: Path, *, json: bool) -> None:
    dropped, languages = list_reasons(done.dropped), list_reasons(done.languages)
    if json:
        write_json(
            {
                "read": done.read,
                "unread": [{"place": place, "reason": reason} for place, reason in done.unread],
                "kept": done.fit,
                "dropped": dropped,
                "languages": languages,
                "written": len(done.chosen),
                "mean_nearest_similarity": {"before": done.nearest_before, "after": done.nearest_after},
            }
        )
        return
    say(f"{done.read:,} personas read, {len(done.unread):,} unreadable; {done.fit:,} fit ({_list(languages)})")
    if dropped:
        say(f"left out: {_list(dropped)}")
    say(
        f"{len(done.chosen):,} written to {output}; mean likeness to the nearest other {done.nearest_after:.3f}, "
        f"{done.nearest_before:.3f} in a random draw of as many"
    )


def _list(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items()) or "none"
