// Runs the programs of README as they stand there; only the URL is that of the node under test.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { check } from '../lib/checks.mjs';
import { URL as NODE } from '../lib/devnet.mjs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const programs = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, program]) => program);

/** Below this folder, so that the packages are found. */
const folder = fileURLToPath(new URL('../target/', import.meta.url));

for (const library of ['ethers', 'viem']) {
  check(`README with ${library}`, async () => {
    const program = programs.find((one) => one.includes(`from "${library}"`));
    assert.ok(program, `README has no program with ${library}`);
    assert.ok(program.includes('http://127.0.0.1:8545'));
    mkdirSync(folder, { recursive: true });
    const file = `${folder}${library}.mjs`;
    writeFileSync(file, program.replaceAll('http://127.0.0.1:8545', NODE));
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    // The last line prints the receipt.
    assert.match(stdout, /transactionHash|hash: '0x/);
    assert.match(stdout, /status: (1|'success')/);
  });
}

check('there is no other program in README', () => assert.equal(programs.length, 2));
