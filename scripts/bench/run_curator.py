"""bespokelabs-curator over its own OpenAI backend, told the limits of its job; all else as it comes."""

import json
import os
from pathlib import Path
from typing import Any

from scripts.bench.asks import Asks, Job, measured, read_job
from scripts.bench.exam import Exam


def import_curator(job: Job) -> Any:
    """Return the library, pointed at the loopback server, with whatever would reach for the network switched off."""
    os.environ.update(
        OPENAI_BASE_URL=job.url,
        OPENAI_API_KEY="none",
        TELEMETRY_ENABLED="false",
        CURATOR_DISABLE_CACHE="1",
        CURATOR_CACHE_DIR=str(job.folder / "curator"),
        HOME=str(job.folder),
        HF_HOME=str(job.folder / "hf"),
        HF_HUB_OFFLINE="1",
        HF_DATASETS_OFFLINE="1",
        LITELLM_LOCAL_MODEL_COST_MAP="True",
        NO_PROXY="*",
    )
    import litellm  # type: ignore[import-not-found]  # noqa: PLC0415  only after its switches are set

    # Its tokenizer lies in litellm's package; tiktoken would download it.
    os.environ["TIKTOKEN_CACHE_DIR"] = str(Path(litellm.__file__).parent / "litellm_core_utils" / "tokenizers")
    from bespokelabs import curator  # type: ignore[import-not-found]  # noqa: PLC0415  same

    return curator


def send_all(job: Job, asks: Asks, curator: Any) -> None:
    """Send every request and write every row."""

    class Examiner(curator.LLM):  # type: ignore[misc]
        response_format = Exam

        def prompt(self, row: dict[str, Any]) -> list[dict[str, str]]:
            return asks.write_messages(row["number"])

        def parse(self, row: dict[str, Any], reply: Exam) -> dict[str, Any]:
            return {"id": row["number"], **reply.model_dump()}

    # The name is one whose structured output it knows: of others it first asks for an object that no exam is.
    examiner = Examiner(
        model_name="gpt-4o-mini",
        backend="openai",
        response_format=Exam,
        generation_params={"temperature": 0.9, "top_p": 0.95, "max_tokens": 800},
        backend_params={
            "max_concurrent_requests": job.concurrency,
            "max_requests_per_minute": job.rpm or 100_000_000,
            "max_tokens_per_minute": 1_000_000_000_000,
        },
    )
    made = examiner([{"number": number} for number in range(job.requests)])
    with job.rows.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in made.dataset)


if __name__ == "__main__":
    JOB = read_job()
    ASKS = Asks(JOB.folder)
    CURATOR = import_curator(JOB)
    with measured(JOB.folder):
        send_all(JOB, ASKS, CURATOR)
