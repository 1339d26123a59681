# Debian 12, for its maintained ffmpeg 5.1 with ffprobe of the same version.
FROM node:24.21.0-bookworm-slim AS bot

RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*

ENV NODE_ENV=production
WORKDIR /app

# Before the sources, so that a change of code does not install again. Speech detection is an optional package; no install
# script runs, so that the other one, ffmpeg-static, brings no program beside the system's.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY LICENSE ./
COPY src ./src
COPY adapters ./adapters
COPY commands ./commands

# Videos come in and results go out here: docker run --rm --init -v "$PWD:/videos" cuepoint summarize talk.mp4
# --init passes Ctrl-C on and collects ended processes, which Node as the first process does not.
WORKDIR /videos
# What the bot keeps, where compose.yaml mounts a volume; the volume takes the owner from here.
RUN install -d -o node -g node /data
USER node
ENTRYPOINT ["node", "/app/src/main.ts"]
CMD ["--help"]

# The same with yt-dlp, for links to pages of video sites: docker build --target pages. The extras bring the scripts
# that solve YouTube's challenge, on the image's own Node.
FROM bot AS pages
USER root
ARG YTDLP_VERSION=">=2026.7.4"
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 python3-venv \
  && rm -rf /var/lib/apt/lists/* \
  && python3 -m venv /opt/yt-dlp \
  && /opt/yt-dlp/bin/pip install --no-cache-dir "yt-dlp[default]${YTDLP_VERSION}"
ENV YTDLP_PATH=/opt/yt-dlp/bin/yt-dlp
USER node

# Without --target the last stage is built.
FROM bot
