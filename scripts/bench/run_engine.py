"""The product itself: one whole run, as `python -m engine run` makes it."""

import anyio._backends._asyncio  # noqa: F401  what a run loads when it first needs it counts as the start here too

import engine.providers.price_table
import engine.providers.reqwest_transport  # noqa: F401
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
