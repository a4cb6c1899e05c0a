# Makes the environment in .venv from uv.lock, for the commands beside this file. Sourced by them, not run.
#
#   make_environment run     what the product needs
#   make_environment dev     that, and what its tests, linters and benchmarks need
#
# Packages come by uv: the machine's own, else one installed into .tools. Where uv cannot be had, or does not get
# through to the addresses in uv.lock (a company's mirror known only to pip), pip installs the same versions.

set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
made_from="$root/.venv/made-from"
bin="$root/.venv/bin"

stop() {
  printf '%s\n' "$1" >&2
  exit "${2:-3}"
}

tell() {
  printf '%s\n' "$1" >&2
}

make_environment() {
  local purpose="$1"
  if is_made_for "$purpose"; then return; fi
  [ -w "$root" ] || stop "The folder $root cannot be written to: its .venv cannot be made. Check the rights to it."
  choose_python
  tell "Preparing the environment in $root/.venv; this takes a minute, and needs the network, only once."
  with_uv "$purpose" || with_pip "$purpose" ||
    stop "The packages could not be installed. Check the network, the proxy and the package index that pip uses."
  recipe "$purpose" >"$made_from"
}

# What the environment is made from. The folder is part of it: an environment does not survive being moved.
recipe() {
  printf '%s %s\n' "$1" "$root"
  cat "$root/uv.lock" "$root/pyproject.toml"
}

is_made_for() {
  [ -f "$made_from" ] && "$bin/python" -c "" 2>/dev/null || return 1
  recipe dev | cmp -s - "$made_from" && return
  [ "$1" = run ] && recipe run | cmp -s - "$made_from"
}

# Sets `python` to the interpreter itself, never to one inside a virtual environment: that one may be ours, to be remade.
choose_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    python="$("$candidate" -c 'import sys; sys.version_info >= (3, 11) and print(sys._base_executable)' 2>/dev/null)" ||
      continue
    [ -z "$python" ] || return 0
  done
  stop "Python 3.11 or newer is needed; this machine has $(python3 --version 2>/dev/null || echo none)."
}

demand_venv() {
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "This Python cannot make virtual environments. On Debian or Ubuntu, install python3-venv (apt install python3-venv)."
}

find_uv() {
  for uv in uv "$root/.tools/bin/uv"; do
    if "$uv" --version >/dev/null 2>&1; then return; fi
  done
  demand_venv
  "$python" -m venv --clear "$root/.tools" >&2 &&
    "$root/.tools/bin/python" -m pip install --quiet --disable-pip-version-check uv >&2
}

# Compiles what it installs, as pip does, so that the first start is as quick as the next.
with_uv() {
  find_uv || return
  local groups=()
  [ "$1" = dev ] || groups=(--no-dev)
  env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT="$root/.venv" UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 \
    UV_COMPILE_BYTECODE=1 "$uv" sync --quiet --frozen --inexact --project "$root" --python "$python" ${groups[@]+"${groups[@]}"} >&2
}

with_pip() {
  tell "uv could not install the packages; trying pip."
  demand_venv
  "$python" -m venv --clear "$root/.venv" >&2 || return
  "$python" "$root/script/pins.py" "$root" "$1" || return
  install_by_pip --constraint .venv/pins.txt && return
  tell "The package index does not have the versions that uv.lock names; taking the newest that pyproject.toml allows."
  install_by_pip
}

install_by_pip() {
  (cd "$root" &&
    "$bin/python" -m pip install --quiet --disable-pip-version-check --requirement .venv/wanted.txt "$@" >&2)
}
