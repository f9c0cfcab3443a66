# Untested: no Docker engine was at hand when this was written. The Node server beside a self-hosted Supabase; set the
# variables of the README's table. Build the H5 app into the image, so that the container needs no build at start.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY config/empty config/empty
RUN npm ci
COPY . .
RUN npx tsx -e "require('./config/h5').ensureH5(console.log)"

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production PORT=8787
COPY --from=build /app .
USER node
EXPOSE 8787
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["npx", "tsx", "config/start.ts"]
