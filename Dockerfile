# The app, with the store that CLAIMTHREAD_STORE names. `docker compose up` starts it beside a Neo4j.
FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends git xz-utils zstd \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN mkdir /data && chown node:node /data
USER node
ENV CLAIMTHREAD_STORE=sqlite:/data/claimthread.db
VOLUME /data
# The file of tokens is made where the app runs.
WORKDIR /data
EXPOSE 3000
CMD ["node", "/app/src/bin.js", "serve", "--host", "0.0.0.0", "--port", "3000"]
