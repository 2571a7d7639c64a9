// The chain, accounts and blocks.

import assert from 'node:assert/strict';
import { check, refusal, stranger, until } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD } from '../lib/devnet.mjs';
import { alice, request, web3 } from './setup.mjs';

const NOBODY = `0x${'00'.repeat(32)}`;

check('what the node is', async () => {
  assert.equal(await web3.eth.getChainId(), BigInt(CHAIN_ID));
  assert.equal(await web3.eth.net.getId(), BigInt(CHAIN_ID));
  assert.match(await web3.eth.getNodeInfo(), /^braid\//);
  assert.equal(await web3.eth.isSyncing(), false);
  assert.equal(await web3.eth.net.isListening(), true);
  assert.equal(await web3.eth.net.getPeerCount(), 0n);
  assert.equal(await web3.eth.isMining(), false);
  assert.equal(await web3.eth.getHashRate(), 0n);
  assert.deepEqual(await web3.eth.getAccounts(), []);
});

check('block numbers rise', async () => {
  const before = await web3.eth.getBlockNumber();
  await until(async () => (await web3.eth.getBlockNumber()) > before);
});

check('balances at tags and numbers', async () => {
  const to = stranger(1);
  const { blockNumber } = await web3.eth.sendTransaction({ from: alice, to, value: 5 });
  assert.equal(await web3.eth.getBalance(to), 5n);
  assert.equal(await web3.eth.getBalance(to, 'pending'), 5n);
  assert.equal(await web3.eth.getBalance(to, 'earliest'), 0n);
  assert.equal(await web3.eth.getBalance(to, blockNumber), 5n);
  assert.equal(await web3.eth.getBalance(to, blockNumber - 1n), 0n);
});

check('nonces', async () => {
  const before = await web3.eth.getTransactionCount(alice);
  const { blockNumber } = await web3.eth.sendTransaction({ from: alice, to: stranger(), value: 1 });
  assert.equal(await web3.eth.getTransactionCount(alice), before + 1n);
  assert.equal(await web3.eth.getTransactionCount(alice, 'pending'), before + 1n);
  assert.equal(await web3.eth.getTransactionCount(alice, blockNumber - 1n), before);
});

check('code and storage', async () => {
  assert.equal(await web3.eth.getCode(DUSD), '0xfe');
  assert.equal(await web3.eth.getCode(alice), '0x');
  assert.equal(await web3.eth.getStorageAt(DUSD, 0), NOBODY);
});

check('a block with its transactions', async () => {
  const receipt = await web3.eth.sendTransaction({ from: alice, to: stranger(2), value: 1 });
  const block = await web3.eth.getBlock(receipt.blockNumber, true);
  const found = block.transactions.find(({ hash }) => hash === receipt.transactionHash);
  assert.equal(found.from.toLowerCase(), alice.toLowerCase());
  assert.equal(found.transactionIndex, receipt.transactionIndex);
  const same = await web3.eth.getBlock(block.hash);
  assert.deepEqual(same.transactions, block.transactions.map(({ hash }) => hash));
  assert.equal(await web3.eth.getBlockTransactionCount(block.hash), BigInt(block.transactions.length));
  assert.deepEqual(same.uncles, []);
  assert.equal(await web3.eth.getBlockUncleCount(block.hash), 0n);
});

check('blocks by tag', async () => {
  const latest = await web3.eth.getBlock('latest');
  assert.equal((await web3.eth.getBlock('earliest')).number, 0n);
  assert.ok((await web3.eth.getBlock('safe')).number <= latest.number);
  assert.ok((await web3.eth.getBlock('finalized')).number <= latest.number);
  assert.ok((await web3.eth.getBlock('pending')).number >= latest.number);
});

check('no block of the future', async () => assert.equal(await web3.eth.getBlock(1_000_000_000), null));

check('a transaction by its hash and its place', async () => {
  const receipt = await web3.eth.sendTransaction({ from: alice, to: stranger(3), value: 1 });
  const { transactionHash, blockNumber, transactionIndex } = receipt;
  const byHash = await web3.eth.getTransaction(transactionHash);
  const byPlace = await web3.eth.getTransactionFromBlock(blockNumber, transactionIndex);
  assert.deepEqual(byPlace, byHash);
  assert.equal(byHash.value, 1n);
  assert.equal(byHash.chainId, BigInt(CHAIN_ID));
  const again = await web3.eth.getTransactionReceipt(transactionHash);
  assert.equal(again.blockHash, receipt.blockHash);
});

check('nothing of transactions that never were', async () => {
  assert.match((await refusal(() => web3.eth.getTransactionReceipt(NOBODY))).message, /not found/i);
  assert.equal(await request('eth_getTransactionByHash', NOBODY), null);
});
