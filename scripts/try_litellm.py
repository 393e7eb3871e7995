"""Runs the engine against a litellm proxy with mock responses: opt-in, for it installs 500 MB and starts slowly.

    .venv/bin/python scripts/try_litellm.py

Each model of the proxy has a way of its own: it answers, refuses for a limit, breaks, or finds the prompt too long; at
last a key is wrong. What counts is that every run ends as wanted, that `verify` finds nothing wrong in what it wrote,
and that it says no key. The exit code is 1 where one does not.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.foreign.engine import run_engine
from scripts.foreign.venv import make_venv

TEXT = "زرت هذا المطعم مع أسرتي مساء الخميس، وكان الطعام لذيذًا والخدمة سريعة ومهذبة، وسأعود إليه قريبًا."
ANSWER = {"text": TEXT, "sentiment": "positive", "domain": "restaurants"}
MODELS = {
    "answering": json.dumps(ANSWER, ensure_ascii=False),
    "limited": "litellm.RateLimitError",
    "broken": "litellm.InternalServerError",
    "full": "litellm.ContextWindowExceededError",
}
"""Model to what the proxy answers for it."""

WANTED = {"answering": {0}, "limited": {130}, "broken": {3, 130}, "full": {3}, "wrong-key": {3, 4}}
"""Case to the exit codes with which its run may end: 130 is that of a run that was still waiting.

Without a database the proxy answers a wrong key with status 400, which is no refusal for good.
"""

SECONDS = 30
START_S = 180


def main() -> None:
    """Make a run with each model of the proxy, and one with a wrong key, and tell what happened."""
    key, wrong = f"sk-{secrets.token_hex(16)}", []
    os.environ.update(LITELLM_MASTER_KEY=key, FOREIGN_KEY=key)
    python = make_venv("litellm", "litellm[proxy]")
    with tempfile.TemporaryDirectory() as name, serve(python, Path(name)) as url:
        for case, codes in WANTED.items():
            if case == "wrong-key":
                os.environ["FOREIGN_KEY"] = key[::-1]
            ended = run_engine(make_config(url, case), Path(name) / case, SECONDS)
            print(ended.tell(case), flush=True)
            if ended.code not in codes or not ended.verified["ok"] or os.environ["FOREIGN_KEY"] in ended.said:
                wrong.append(case)
    print(f"not as wanted: {', '.join(wrong)}" if wrong else "all as wanted")
    sys.exit(bool(wrong))


def make_config(url: str, case: str) -> dict[str, Any]:
    """Return the config of a run for one row."""
    return {
        "name": case,
        "task": "sentiment",
        "target": 1,
        "quotas": {"sentiment": {"positive": 1}},
        "model": f"proxy:{case if case in MODELS else 'answering'}",
        "providers": {"proxy": {"base_url": f"{url}/v1", "api_key_env": "FOREIGN_KEY"}},
        "limits": {"concurrency": 4},
    }


@contextmanager
def serve(python: Path, folder: Path) -> Iterator[str]:
    """Yield the URL of a proxy on 127.0.0.1 that ends with the block; it calls nobody."""
    config, log = folder / "litellm.json", folder / "log"
    models = [
        {"model_name": name, "litellm_params": {"model": "openai/any", "api_key": "none", "mock_response": answer}}
        for name, answer in MODELS.items()
    ]
    settings = {"num_retries": 0, "disable_cooldowns": True}
    config.write_text(json.dumps({"model_list": models, "router_settings": settings}), "utf-8")  # JSON is YAML
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(python.with_name("litellm")), "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
    env = {**os.environ, "HOME": str(folder), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    with (
        log.open("wb") as out,
        subprocess.Popen([*command, "--telemetry", "False"], stdout=out, stderr=out, env=env) as process,
    ):
        try:
            await_answer(f"http://127.0.0.1:{port}/health/liveliness", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def await_answer(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < end:
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  loopback
            return
        time.sleep(0.5)
    raise SystemExit(f"the proxy did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


if __name__ == "__main__":
    main()
