#!/usr/bin/env bash
# Makes .venv from uv.lock, with a Python 3.10 and a uv that are here already or fetched into this project's own .uv/.
# Nothing outside the project is written but uv's cache, and that too lies in .uv/ when the home folder is read-only.
# Usage: scripts/bootstrap.sh [--dev]
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
UV_OLDEST=0.8.0   # as in pyproject.toml
PYTHON_WANTED=3.10

say() { printf '%s\n' "$*"; }
fail() { printf '错误：%s\n' "$@" >&2; exit 1; }

# Succeeds when version $1 is $2 or newer.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

find_uv() {
    local found
    if found=$(command -v uv) && at_least "$(uv --version 2>/dev/null | cut -d ' ' -f 2)" "$UV_OLDEST"; then
        printf '%s' "$found"
    elif [ -x .uv/bin/uv ] && [ "$(.uv/bin/uv --version | cut -d ' ' -f 2)" = "$UV_VERSION" ]; then
        printf '%s' .uv/bin/uv
    fi
}

install_uv() {
    local python
    python=$(command -v python3) || fail "找不到 python3。请先安装 Python（Debian/Ubuntu：sudo apt install python3 python3-venv）。"
    say "安装 uv $UV_VERSION 到 .uv/ ……"
    rm -rf .uv/bin .uv/lib .uv/lib64 .uv/include .uv/pyvenv.cfg
    "$python" -m venv .uv >/dev/null 2>&1 \
        || fail "$python 不能建立虚拟环境。请先安装 venv（Debian/Ubuntu：sudo apt install python3-venv）。"
    .uv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check "uv==$UV_VERSION" \
        || fail "uv 安装失败，请检查网络或 pip 的镜像设置后再试。"
}

# The path of a Python 3.10 that pyenv has but does not offer here; nothing when uv can find one by itself or has to fetch it.
pyenv_python() {
    local root=${PYENV_ROOT:-${HOME:-}/.pyenv} candidate
    for candidate in "$root"/versions/"$PYTHON_WANTED".*/bin/python; do
        if [ -x "$candidate" ]; then printf '%s' "$candidate"; fi
    done | tail -n 1
}

uv=$(find_uv)
if [ -z "$uv" ]; then
    install_uv
    uv=.uv/bin/uv
fi

export UV_PYTHON_INSTALL_DIR=${UV_PYTHON_INSTALL_DIR:-$PWD/.uv/python}
cache=${UV_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/uv}
if ! mkdir -p "$cache" 2>/dev/null || [ ! -w "$cache" ]; then
    export UV_CACHE_DIR=$PWD/.uv/cache
fi
if ! "$uv" python find --no-python-downloads "$PYTHON_WANTED" >/dev/null 2>&1; then
    found=$(pyenv_python)
    if [ -n "$found" ]; then
        export UV_PYTHON=$found
    else
        say "这台机器上没有 Python $PYTHON_WANTED，由 uv 下载一份到 .uv/python/ ……"
        "$uv" python install "$PYTHON_WANTED" \
            || fail "下载 Python $PYTHON_WANTED 失败。请自行安装（如 pyenv install $PYTHON_WANTED）后再试。"
    fi
fi

if [ "${1:-}" = --dev ]; then
    say "安装依赖（含开发工具）……"
    "$uv" sync --frozen
else
    say "安装依赖……"
    "$uv" sync --frozen --no-dev --inexact
fi
