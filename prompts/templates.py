"""Template files of one task: its own, the shared ones, and those of a user's folder that stand in place of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prompts.bounds import find_excess

USER, SYSTEM, ITEM = "user.ar.j2", "system.ar.j2", "item.ar.j2"
"""What a task's folder, or a user's, may hold: the two messages, and the section of one item among several."""

SHARED = Path(__file__).parent / "shared"
"""Folder of the templates that every task's own ones extend, as `shared/NAME`."""

MOST_BYTES = 32_768
"""Largest template of a user's."""

_OWN = "task/"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template.

    Attributes:
        line: From 1; 0 where it is about the whole file or folder.
        rule: Code of the rule, such as `unknown_variable`.
    """

    path: Path
    line: int
    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.reason}"


class TemplateError(ValueError):
    """Templates cannot be used; the message is a line for each fault, with its file, line and what is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Source:
    """A template as it was read."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one task, all read at once: what is rendered is what was hashed, and rendering opens no file.

    Attributes:
        task: Name of the task's folder.
        sources: Name by which templates know each other to file: `shared/NAME`, `task/NAME` (the task's own), or plain
            `NAME`, which is a user's where there is one, and the task's own otherwise.
        given: Names of those that a user gave.
    """

    task: str
    sources: Mapping[str, Source]
    given: frozenset[str] = frozenset()

    @property
    def item(self) -> str:
        """Name of the section of one item among several."""
        return ITEM if ITEM in self.sources else f"shared/{ITEM}"

    @property
    def entries(self) -> tuple[str, ...]:
        """Names of the templates that are rendered."""
        return (USER, SYSTEM, self.item)

    @property
    def hash(self) -> str:
        """16 hex digits of the SHA-256 over names and contents of all that are used, whatever their line ends."""
        digest = sha256()
        named = [(name if "/" in name else f"{self.task}/{name}", name) for name in self.list_used()]
        for label, name in sorted(named, key=lambda pair: (not pair[0].startswith("shared/"), pair)):
            content = self.sources[name].text.encode()
            digest.update(f"{label}:{len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()[:16]

    def list_used(self) -> list[str]:
        """Return the names of the templates that are rendered and of all that they stand on, in the order of use."""
        used = [name for entry in self.entries for name in self.list_chain(entry)]
        if USER in self.given and not any(self._names_values(name) for name in self.list_chain(USER)):
            used += self.list_chain(_OWN + USER)  # for the Arabic names of values
        return list(dict.fromkeys(used))

    def list_chain(self, name: str) -> list[str]:
        """Return a template's name and those of all that it extends or includes, each once; none that is missing."""
        chain: list[str] = []
        waiting = [name]
        while waiting:
            name = waiting.pop(0)
            if name in self.sources and name not in chain:
                chain.append(name)
                waiting += filter(None, meta.find_referenced_templates(self.parse(name)))
        return chain

    def parse(self, name: str) -> nodes.Template:
        """Return the syntax tree of a template, an empty one where it has none."""
        try:
            return make_environment(self).parse(self.sources[name].text)
        except (TemplateSyntaxError, RecursionError):
            return nodes.Template([], lineno=1)

    def find_names(self, environment: Environment, values: Mapping[str, str]) -> Mapping[str, str]:
        """Return the Arabic names of fields, as the user template sets them, or else the task's own does."""
        for name in (each for each in (USER, _OWN + USER) if each in self.sources):
            module = environment.get_template(name).make_module(dict(values))
            if (names := getattr(module, "names", None)) is not None:
                return dict(names)
        return {}

    def _names_values(self, name: str) -> bool:
        sets = self.parse(name).find_all(nodes.Assign)
        return any(isinstance(each.target, nodes.Name) and each.target.name == "names" for each in sets)


def make_environment(templates: Templates) -> Environment:
    """Return the environment of some templates: confined to them, and a missing value is an error."""
    return ImmutableSandboxedEnvironment(
        loader=_make_loader(templates.sources),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def read_templates(folder: Path, given: Path | None = None) -> Templates:
    """Read the templates of a task.

    Args:
        folder: The task's own.
        given: A user's folder, whose `user.ar.j2`, `system.ar.j2` and `item.ar.j2` stand in place of the task's; what
            it does not have is the task's. They can extend `shared/NAME` and, by `task/NAME`, what they replace.

    Raises:
        TemplateError: If the user's folder is missing, holds none of these or others, or one of them cannot be read.
    """
    sources = {f"shared/{path.name}": _read(path) for path in SHARED.glob("*.j2")}
    own = {path.name: _read(path) for path in folder.glob("*.j2")}
    sources |= own
    if given is None:
        return Templates(folder.name, sources)
    faults = list(_find_faults(given))
    if faults:
        raise TemplateError(faults)
    theirs = {name: _read_given(given / name) for name in (USER, SYSTEM, ITEM) if (given / name).is_file()}
    sources |= {_OWN + name: source for name, source in own.items()} | theirs
    return Templates(folder.name, sources, frozenset(theirs))


def _find_faults(folder: Path) -> Iterator[Fault]:
    if not folder.is_dir():
        yield Fault(folder, 0, "folder", "not a folder" if folder.exists() else "no such folder")
        return
    known = f"{USER}, {SYSTEM}, {ITEM}"
    found = sorted(path for path in folder.iterdir() if path.suffix == ".j2")
    if not found:
        yield Fault(folder, 0, "folder", f"holds no template; those that are read are {known}")
    for path in found:
        if path.name not in (USER, SYSTEM, ITEM):
            yield Fault(path, 0, "folder", f"would not be used; the templates that are read are {known}")


def _read_given(path: Path) -> Source:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TemplateError([Fault(path, 0, "unreadable", f"larger than {MOST_BYTES:,} bytes")])
        source = _read(path)
    except OSError as error:
        raise TemplateError([Fault(path, 0, "unreadable", error.strerror or str(error))]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TemplateError([Fault(path, line, "unreadable", "not UTF-8")]) from None
    if excess := find_excess(source.text):
        raise TemplateError([Fault(path, excess[0], "forbidden", excess[1])])
    return source


def _read(path: Path) -> Source:
    return Source(path, path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))


def _make_loader(sources: Mapping[str, Source]) -> BaseLoader:
    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.get(name)
        return (source.text, str(source.path), None) if source else None

    return FunctionLoader(load)
