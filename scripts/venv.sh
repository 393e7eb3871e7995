# Sourced by the other scripts: makes .venv and installs the project when either is missing or out of date.

ensure_venv() {
    local extra=$1 python=${PYTHON:-python3} stamp wanted
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "arabic-synth needs Python 3.11 or newer; set PYTHON to one (found: $("$python" --version 2>&1))" >&2
        exit 2
    fi
    [ -x "$top/.venv/bin/python" ] || "$python" -m venv "$top/.venv"
    stamp="$top/.venv/installed${extra}"
    wanted=$(cat "$top/pyproject.toml" "$top/constraints.txt" | cksum)
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
    echo "installing arabic-synth${extra} into .venv …" >&2
    "$top/.venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --constraint "$top/constraints.txt" --editable "$top$extra" >&2
    echo "$wanted" > "$stamp"
}
