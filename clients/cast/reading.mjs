// The chain, accounts and blocks.

import assert from 'node:assert/strict';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD } from '../lib/devnet.mjs';
import { alice, cast, json, send } from './setup.mjs';

check('what the node is', async () => {
  assert.equal(await cast('chain-id'), String(CHAIN_ID));
  assert.match(await cast('client'), /^braid\//);
  assert.match(await cast('block-number'), /^\d+$/);
});

check('balances at blocks', async () => {
  const to = stranger(1);
  const { blockNumber } = await send(to, '--value', 5);
  assert.equal(await cast('balance', to), '5');
  assert.equal(await cast('balance', to, '--block', 'earliest'), '0');
  assert.equal(await cast('balance', to, '--block', Number(blockNumber) - 1), '0');
  assert.equal(await cast('balance', to, '--block', Number(blockNumber)), '5');
});

check('nonces', async () => {
  const before = Number(await cast('nonce', alice));
  const { blockNumber } = await send(stranger(), '--value', 1);
  assert.equal(Number(await cast('nonce', alice)), before + 1);
  assert.equal(Number(await cast('nonce', alice, '--block', 'pending')), before + 1);
  assert.equal(Number(await cast('nonce', alice, '--block', Number(blockNumber) - 1)), before);
});

check('code and storage', async () => {
  assert.equal(await cast('code', DUSD), '0xfe');
  assert.equal(await cast('codesize', DUSD), '1');
  assert.equal(await cast('code', alice), '0x');
  assert.equal(await cast('storage', DUSD, 0), `0x${'00'.repeat(32)}`);
});

check('a block by number, hash and tag', async () => {
  const { blockNumber, blockHash, transactionHash } = await send(stranger(2), '--value', 1);
  const block = await json('block', Number(blockNumber));
  assert.equal(block.hash, blockHash);
  assert.ok(block.transactions.includes(transactionHash));
  assert.deepEqual(await json('block', blockHash), block);
  const whole = await json('block', blockHash, '--full');
  assert.ok(whole.transactions.some(({ hash }) => hash === transactionHash));
  for (const tag of ['earliest', 'safe', 'finalized', 'latest', 'pending']) {
    assert.match((await json('block', tag)).hash, /^0x[0-9a-f]{64}$/, tag);
  }
});

check('the hash of a block is that of its header', async () => {
  const { blockNumber, blockHash } = await send(stranger(), '--value', 1);
  // cast encodes the header from the fields that it was given.
  const header = await cast('block', Number(blockNumber), '--raw');
  assert.equal(await cast('keccak', header), blockHash);
});

check('fields of a block', async () => {
  const number = Number(await cast('block-number'));
  const block = await json('block', number);
  assert.equal(await cast('block', number, '--field', 'number'), String(number));
  assert.equal(BigInt(await cast('block', number, '--field', 'timestamp')), BigInt(block.timestamp));
  assert.equal(BigInt(await cast('base-fee', number)), BigInt(block.baseFeePerGas));
  const date = new Date(Number(block.timestamp) * 1000);
  assert.equal(Date.parse(await cast('age', number)), date.getTime());
});

check('a block by its time', async () => {
  const { timestamp } = await json('block', 2);
  const found = await cast('find-block', Number(timestamp));
  assert.equal((await json('block', found)).timestamp, timestamp);
});

check('a block of the future, and a transaction that never was', async () => {
  assert.match((await refusal(() => cast('block', 1_000_000_000))).stderr, /not found/);
  assert.match((await refusal(() => cast('tx', `0x${'00'.repeat(32)}`))).stderr, /not found/);
});
