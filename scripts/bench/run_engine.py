"""The product itself: one whole run, as `python -m engine run` makes it."""

import anyio._backends._asyncio  # noqa: F401  what a run loads when it first needs it counts as the start here too
import genai_prices.data  # noqa: F401

import engine.providers.reqwest_transport  # noqa: F401
from engine.config.load import load_config
from engine.run import run
from scripts.bench.asks import measured, read_job


def run_product() -> None:
    """Make the rows of the job on the command line, measured."""
    job = read_job()
    loaded = load_config(
        None,
        [
            "task=exams",
            f"target={job.requests}",
            f"output={job.folder / 'run'}",
            "model=local:mock",
            f"providers.local.base_url={job.url}",
            f"limits.concurrency={job.concurrency}",
        ],
    )
    with measured(job.folder):
        run(loaded)


if __name__ == "__main__":
    run_product()
