"""litellm's `acompletion`, as its users write a batch: one task for each request behind a semaphore."""

import asyncio
import json
import os
from typing import TextIO

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm  # type: ignore[import-not-found]

from scripts.bench.asks import Asks, Job, measured, read_job
from scripts.bench.exam import Exam


async def send_all(job: Job, asks: Asks) -> None:
    """Send every request and write every row."""
    gate = asyncio.Semaphore(job.concurrency)
    with job.rows.open("w", encoding="utf-8") as out:
        await asyncio.gather(*(send(number, gate, job, asks, out) for number in range(job.requests)))


async def send(number: int, gate: asyncio.Semaphore, job: Job, asks: Asks, out: TextIO) -> None:
    """Send one request and write its row."""
    async with gate:
        completion = await litellm.acompletion(
            model="openai/mock",
            api_base=job.url,
            api_key="none",
            temperature=0.9,
            top_p=0.95,
            max_tokens=800,
            seed=number,
            messages=asks.write_messages(number),
            response_format=asks.response_format,
        )
    exam = Exam.model_validate_json(completion.choices[0].message.content)
    out.write(json.dumps({"id": number, **exam.model_dump()}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    JOB = read_job()
    ASKS = Asks(JOB.folder)
    with measured(JOB.folder):
        asyncio.run(send_all(JOB, ASKS))
