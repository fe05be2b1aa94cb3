# tidemark and what it needs of the system, for pipelines that run containers.
# The last stage has no PostgreSQL server: it looks at databases. `--target server` has one for private servers, too.

FROM swift:6.3-bookworm AS build
# Debian keeps one version of a package for a release, so there is none to pin.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends pkg-config libpg-query-dev libpq-dev libssl-dev libyaml-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
RUN swift package resolve
COPY . .
RUN swift build -c release --static-swift-stdlib --product tidemark \
    && install -D -m 755 .build/release/tidemark /tidemark

FROM debian:bookworm-slim AS runtime
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpq5 libssl3 libyaml-0-2 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home tidemark
COPY --from=build /tidemark /usr/local/bin/tidemark
LABEL org.opencontainers.image.title="tidemark" \
    org.opencontainers.image.description="PostgreSQL migrations and schema drift" \
    org.opencontainers.image.licenses="Apache-2.0"
USER 10001
WORKDIR /home/tidemark
ENTRYPOINT ["tidemark"]

FROM runtime AS server
USER 0
# hadolint ignore=DL3008
RUN mkdir -p /etc/postgresql-common/createcluster.d \
    && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/none.conf \
    && apt-get update \
    && apt-get install -y --no-install-recommends postgresql-15 \
    && rm -rf /var/lib/apt/lists/*
USER 10001

FROM runtime
