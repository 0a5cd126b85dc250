# The service with its trained model. Build: docker build -t wence .
# It runs as a user without rights, on a root file system that may be read-only; it writes below /app/var
# and /tmp only, and where a backup is put.
FROM python:3.10-slim-bookworm AS build
# As in scripts/bootstrap.sh.
ARG UV_VERSION=0.13.9
# Where packages come from, for a mirror nearby.
ARG PIP_INDEX_URL=https://pypi.org/simple
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore \
        --index-url "$PIP_INDEX_URL" "uv==$UV_VERSION"
WORKDIR /app
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --frozen --no-dev --no-cache --python "$(command -v python)"
COPY config.yml domain.yml endpoints.yml ./
COPY nlu_data nlu_data
COPY rules rules
COPY actions actions
COPY bot bot
RUN .venv/bin/python -m bot train \
    && rm -rf var \
    && .venv/bin/python -m compileall -q rules actions bot

FROM python:3.10-slim-bookworm
# For `python -m bot backup` and `restore`: pg_dump 15, for a server of PostgreSQL 15 or older.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin wence
WORKDIR /app
COPY --from=build /app /app
RUN install --directory --owner=wence --group=wence --mode=0700 var /backups
ENV PATH=/app/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    WENCE_HOST=0.0.0.0 WENCE_PORT=5005
USER wence
VOLUME /app/var
EXPOSE 5005
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"WENCE_PORT\"]}/health', timeout=2)"]
ENTRYPOINT ["python", "-m", "bot"]
