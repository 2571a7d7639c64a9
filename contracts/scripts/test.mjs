#!/usr/bin/env node
// Runs the tests in Solidity with forge, the program of this platform itself; arguments go to forge test.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PLATFORM = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const NAME = process.platform === 'win32' ? 'forge.exe' : 'forge';
const FORGE = fileURLToPath(new URL(`../node_modules/@foundry-rs/forge-${PLATFORM}/bin/${NAME}`, import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { status, error } = spawnSync(FORGE, ['test', ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
if (error) {
  process.stderr.write(`test.mjs: forge cannot run: ${error.message}; npm ci installs it\n`);
}
process.exit(status ?? 1);
