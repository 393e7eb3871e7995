"""The floor: the least that sends, parses, validates and writes, with a bounded pool of workers and nothing else."""

import asyncio
from collections.abc import Iterator
from typing import BinaryIO

import aiohttp
import orjson
import uvloop

from scripts.bench.asks import Asks, Job, measured, read_job
from scripts.bench.exam import Exam

HEADERS = {"content-type": "application/json", "authorization": "Bearer none"}


async def send_all(job: Job, asks: Asks) -> None:
    """Send every request and write every row."""
    numbers = iter(range(job.requests))
    connector = aiohttp.TCPConnector(limit=job.concurrency)
    with job.rows.open("wb") as out:
        async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as workers:
            for _ in range(job.concurrency):
                workers.create_task(work(numbers, session, job, asks, out))


async def work(numbers: Iterator[int], session: aiohttp.ClientSession, job: Job, asks: Asks, out: BinaryIO) -> None:
    """Send requests until none is left."""
    for number in numbers:
        body = {
            "model": "mock",
            "temperature": 0.9,
            "top_p": 0.95,
            "max_tokens": 800,
            "seed": number,
            "messages": asks.write_messages(number),
            "response_format": asks.response_format,
        }
        async with session.post(f"{job.url}/chat/completions", data=orjson.dumps(body), headers=HEADERS) as response:
            reply = orjson.loads(await response.read())
        exam = Exam.model_validate_json(reply["choices"][0]["message"]["content"])
        out.write(orjson.dumps({"id": number, **exam.model_dump()}) + b"\n")


if __name__ == "__main__":
    JOB = read_job()
    ASKS = Asks(JOB.folder)
    with measured(JOB.folder):
        uvloop.run(send_all(JOB, ASKS))
