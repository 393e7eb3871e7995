"""The run: from one YAML to exact, checked, crash-safe Arabic shards."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("arabic-synth")
except PackageNotFoundError:  # a source tree on sys.path that nobody installed
    __version__ = "0+source"
