// Starts Anvil, the chain of Foundry, and ends it, whatever happens to this process.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// The program of this platform itself: the one in .bin starts Node.js first.
const PLATFORM = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const NAME = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
const ANVIL = fileURLToPath(new URL(`../node_modules/@foundry-rs/anvil-${PLATFORM}/bin/${NAME}`, import.meta.url));

/** The rules of Ethereum after Osaka, with at most 2^24 gas in a transaction (EIP-7825). */
const ARGUMENTS = ['--hardfork', 'osaka', '--enable-tx-gas-limit', '--gas-limit', '60000000', '--port', '0'];

const START_MS_MAX = 30_000;

const listening = (anvil) =>
  new Promise((resolve, reject) => {
    let told = '';
    const timer = setTimeout(() => reject(new Error(`Anvil did not start in ${START_MS_MAX} ms:\n${told}`)), START_MS_MAX);
    const listen = (data) => {
      told += data;
      const match = /Listening on (\S+)/.exec(told);
      if (match) {
        clearTimeout(timer);
        resolve(`http://${match[1]}`);
      }
    };
    anvil.stdout.on('data', listen);
    anvil.stderr.on('data', listen);
    anvil.on('error', (error) => reject(new Error(`Anvil cannot run: ${error.message}; npm ci installs it`)));
    anvil.on('exit', (code) => reject(new Error(`Anvil ended with code ${code}:\n${told}`)));
  });

/** Runs an action with a new chain, of which it is given rpc(method, ...params); ends the chain behind it. */
export async function withAnvil(action) {
  const anvil = spawn(ANVIL, ARGUMENTS, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => anvil.kill('SIGKILL');
  const interrupted = () => process.exit(130);
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, interrupted);
  }
  try {
    const url = await listening(anvil);
    return await action((method, ...params) => call(url, method, params));
  } finally {
    end();
    process.removeListener('exit', end);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.removeListener(signal, interrupted);
    }
  }
}

async function call(url, method, params) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { result, error } = await response.json();
  if (error) {
    throw Object.assign(new Error(`${method}: ${error.message}`), { data: error.data });
  }
  return result;
}
