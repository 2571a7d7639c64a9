// Compiles the contracts with the npm package solc, as foundry.toml says, and keeps what came of it until a source changes.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = `${ROOT}cache/`;

/** What is deployed, by file; the other sources are libraries, which are compiled into these. */
const WANTED = {
  'src/StarkVerifier.sol': 'StarkVerifier',
  'test/ProofCaller.sol': 'ProofCaller',
  'test/MeasuredVerifier.sol': 'MeasuredVerifier',
};

const SETTINGS = {
  viaIR: true,
  optimizer: { enabled: true, runs: 200, details: { constantOptimizer: false } },
  evmVersion: 'osaka',
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: Object.fromEntries(
    Object.entries(WANTED).map(([file, name]) => [file, { [name]: ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] }]),
  ),
};

function sources() {
  const files = readdirSync(`${ROOT}src`).filter((name) => name.endsWith('.sol')).map((name) => `src/${name}`);
  files.push(...Object.keys(WANTED).filter((name) => !name.startsWith('src/')));
  return Object.fromEntries(files.sort().map((name) => [name, { content: readFileSync(ROOT + name, 'utf8') }]));
}

function compiled(input) {
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  }
  return Object.fromEntries(
    Object.entries(WANTED).map(([file, name]) => {
      const { abi, evm } = output.contracts[file][name];
      return [name, { abi, bytecode: `0x${evm.bytecode.object}`, codeBytes: evm.deployedBytecode.object.length / 2 }];
    }),
  );
}

/** The contracts by name: { abi, bytecode, codeBytes }. */
export function compile() {
  const input = { language: 'Solidity', sources: sources(), settings: SETTINGS };
  const digest = createHash('sha256').update(solc.version()).update(JSON.stringify(input)).digest('hex');
  const kept = `${CACHE}compiled-${digest.slice(0, 32)}.json`;
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    const contracts = compiled(input);
    mkdirSync(CACHE, { recursive: true });
    // Under its name only when it is whole: others may compile at the same time.
    writeFileSync(`${kept}.${process.pid}`, JSON.stringify(contracts));
    renameSync(`${kept}.${process.pid}`, kept);
    return contracts;
  }
}
