// What is refused, in the words that cast prints.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { DUSD } from '../lib/devnet.mjs';
import { KEY, alice, cast } from './setup.mjs';

const refused = async (...args) => (await refusal(() => cast('send', '--private-key', KEY, ...args))).stderr;

check('a nonce that is used', async () => {
  await cast('send', '--private-key', KEY, stranger(), '--value', 1);
  const next = Number(await cast('nonce', alice));
  const said = await refused(stranger(), '--value', 1, '--nonce', next - 1);
  assert.match(said, new RegExp(`nonce too low: next nonce ${next}, tx nonce ${next - 1}`));
});

check('less than gas and value', async () => {
  assert.match(await refused(stranger(), '--value', '1000000ether'), /insufficient funds for gas \* price \+ value/);
});

check('a fee below the base fee', async () => {
  const said = await refused(stranger(), '--value', 1, '--gas-limit', 21_000, '--gas-price', 1, '--priority-gas-price', 0);
  assert.match(said, /max fee per gas less than block base fee/);
});

check('less gas than the operation takes', async () => {
  assert.match(await refused(stranger(), '--value', 1, '--gas-limit', 20_999), /intrinsic gas too low/);
});

check('an operation that would fail', async () => {
  const said = await refused(DUSD, 'transfer(address,uint256)', stranger(), 2n ** 200n);
  assert.match(said, /execution reverted: transfer amount exceeds balance/);
});

check('a contract cannot be created', async () => {
  const words = /contract creation not supported: Braid runs a fixed set of programs/;
  assert.match(await refused('--create', '0x6000'), words);
  assert.match(await refused('--gas-limit', 100_000, '--create', '0x6000'), words);
});

check('transactions with blobs or with code to set', async () => {
  const words = /transaction type not supported/;
  assert.match(await refused(stranger(), '--gas-limit', 100_000, '--auth', alice), words);
  const blob = ['--blob', '--path', fileURLToPath(import.meta.url), '--blob-gas-price', 1];
  assert.match(await refused(stranger(), '--gas-limit', 100_000, ...blob), words);
});

check('a method that is not there', async () => {
  assert.match(
    (await refusal(() => cast('proof', DUSD))).stderr,
    /the method eth_getProof does not exist\/is not available/,
  );
});
