#!/usr/bin/env node
// The command `guichet`: compiled by `npm start` and `npm test`.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const main = join(__dirname, '..', 'dist', 'cli', 'guichet.js');
if (!existsSync(main)) {
  console.error('guichet is not built yet: run `npm start` or `npm test` once in this checkout.');
  process.exit(2);
}
require(main);
