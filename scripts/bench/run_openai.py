"""The openai SDK over aiohttp, as its users write a batch: one task for each request behind a semaphore."""

import asyncio
import json
from typing import TextIO

import uvloop
from openai import AsyncOpenAI, DefaultAioHttpClient  # type: ignore[import-not-found]

from scripts.bench.asks import Asks, Job, measured, read_job
from scripts.bench.exam import Exam


async def send_all(job: Job, asks: Asks) -> None:
    """Send every request and write every row."""
    gate = asyncio.Semaphore(job.concurrency)
    with job.rows.open("w", encoding="utf-8") as out:
        async with AsyncOpenAI(base_url=job.url, api_key="none", http_client=DefaultAioHttpClient()) as client:
            sends = (send(number, gate, client, asks, out) for number in range(job.requests))
            # A request that is given up leaves its row out; the others go on.
            await asyncio.gather(*sends, return_exceptions=True)


async def send(number: int, gate: asyncio.Semaphore, client: AsyncOpenAI, asks: Asks, out: TextIO) -> None:
    """Send one request and write its row."""
    async with gate:
        completion = await client.chat.completions.create(
            model="mock",
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
        uvloop.run(send_all(JOB, ASKS))
