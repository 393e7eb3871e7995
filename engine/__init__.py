"""The run: from one YAML to exact, checked, crash-safe Arabic shards."""


def __getattr__(name: str) -> str:
    """Return `__version__`, that of the distribution; it is looked up when it is asked for, because few commands do."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - loads the parsers of mail and zip

    try:
        return version("arabic-synth")
    except PackageNotFoundError:  # a source tree on sys.path that nobody installed
        return "0+source"
