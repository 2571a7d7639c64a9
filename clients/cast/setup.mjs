// Runs cast, the command line of Foundry.

import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { KEYS, URL as NODE } from '../lib/devnet.mjs';

// The program of this platform itself: the one in .bin starts Node.js first, every time.
const PLATFORM = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const NAME = process.platform === 'win32' ? 'cast.exe' : 'cast';
const CAST = fileURLToPath(new URL(`../node_modules/@foundry-rs/cast-${PLATFORM}/bin/${NAME}`, import.meta.url));

const environment = (url) => ({ ...process.env, ETH_RPC_URL: url });

/** What cast prints with these arguments, without the last line break. */
export const cast = (...args) => castAt(NODE, ...args);

/** The same at another URL. */
export async function castAt(url, ...args) {
  const { stdout } = await promisify(execFile)(CAST, args.map(String), { env: environment(url) });
  return stdout.trimEnd();
}

/** Runs cast until it is killed. */
export const castOn = (url, ...args) => spawn(CAST, args.map(String), { env: environment(url) });

/** What cast prints as JSON. */
export const json = async (...args) => JSON.parse(await cast(...args, '--json'));

export const KEY = KEYS.cast[0];

/** Options that sign with the account. */
export const SIGNED = ['--private-key', KEY];

export const alice = await cast('wallet', 'address', '--private-key', KEY);

/** Sends, waits for the receipt and gives it. */
export const send = (...args) => json('send', ...SIGNED, ...args);
