"""The product itself: one whole run, as `python -m engine run` makes it."""

from engine.config.load import load_config
from engine.run import run
from scripts.bench.asks import measured, read_job

if __name__ == "__main__":
    JOB = read_job()
    LOADED = load_config(
        None,
        [
            "task=exams",
            f"target={JOB.requests}",
            f"output={JOB.folder / 'run'}",
            "model=local:mock",
            f"providers.local.base_url={JOB.url}",
            f"limits.concurrency={JOB.concurrency}",
        ],
    )
    with measured(JOB.folder):
        run(LOADED)
