// The chain, accounts and blocks.

import assert from 'node:assert/strict';
import { JsonRpcProvider, ZeroHash, toBeHex } from 'ethers';
import { check, stranger, until } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, ROUTER, URL } from '../lib/devnet.mjs';
import { alice, provider, receiptOf } from './setup.mjs';

check('finds the network by itself', async () => {
  const own = new JsonRpcProvider(URL);
  assert.equal((await own.getNetwork()).chainId, BigInt(CHAIN_ID));
  own.destroy();
});

check('block numbers rise', async () => {
  const before = await provider.getBlockNumber();
  await until(async () => (await provider.getBlockNumber()) > before);
});

check('what the node is', async () => {
  assert.match(await provider.send('web3_clientVersion', []), /^braid\//);
  assert.equal(await provider.send('net_version', []), String(CHAIN_ID));
  assert.equal(await provider.send('net_listening', []), true);
  assert.equal(await provider.send('eth_syncing', []), false);
});

check('keeps no accounts', async () => assert.deepEqual(await provider.listAccounts(), []));

check('balances at tags, numbers and hashes', async () => {
  const fresh = stranger(1);
  const receipt = await receiptOf(alice.sendTransaction({ to: fresh, value: 5n }));
  assert.equal(await provider.getBalance(fresh), 5n);
  assert.equal(await provider.getBalance(fresh, 'pending'), 5n);
  assert.equal(await provider.getBalance(fresh, 'earliest'), 0n);
  assert.equal(await provider.getBalance(fresh, receipt.blockNumber), 5n);
  assert.equal(await provider.getBalance(fresh, receipt.blockNumber - 1), 0n);
  assert.equal(await provider.getBalance(fresh, receipt.blockHash), 5n);

});

check('a nonce at latest and at pending', async () => {
  const before = await provider.getTransactionCount(alice.address);
  const sent = await alice.sendTransaction({ to: stranger(), value: 1n });
  assert.equal(sent.nonce, before);
  assert.equal(await provider.getTransactionCount(alice.address, 'pending'), before + 1);
  const receipt = await sent.wait();
  assert.equal(await provider.getTransactionCount(alice.address, receipt.blockNumber - 1), before);
  assert.equal(await provider.getTransactionCount(alice.address, receipt.blockNumber), before + 1);
});

check('code where there is a program, and nowhere else', async () => {
  assert.equal(await provider.getCode(DUSD), '0xfe');
  assert.equal(await provider.getCode(ROUTER), '0xfe');
  assert.equal(await provider.getCode(alice.address), '0x');
});

check('storage is empty', async () => assert.equal(await provider.getStorage(DUSD, 0), ZeroHash));

check('a block with its transactions', async () => {
  const receipt = await receiptOf(alice.sendTransaction({ to: stranger(2), value: 1n }));
  const block = await provider.getBlock(receipt.blockNumber, true);
  assert.equal(block.hash, receipt.blockHash);
  const found = block.prefetchedTransactions.find(({ hash }) => hash === receipt.hash);
  assert.equal(found.from, alice.address);
  assert.equal(found.index, receipt.index);
  assert.equal(block.gasUsed, BigInt(block.length) * 21_000n);
});

check('a block by its hash, and its parent', async () => {
  const latest = await provider.getBlock('latest');
  const same = await provider.getBlock(latest.hash);
  assert.equal(same.number, latest.number);
  const parent = await provider.getBlock(latest.parentHash);
  assert.equal(parent.number, latest.number - 1);
  assert.ok(parent.timestamp <= latest.timestamp);
});

check('blocks by tag', async () => {
  const genesis = await provider.getBlock('earliest');
  assert.equal(genesis.number, 0);
  const latest = await provider.getBlock('latest');
  for (const tag of ['safe', 'finalized']) {
    const block = await provider.getBlock(tag);
    assert.ok(block.number <= latest.number, `${tag} is above latest`);
  }
  assert.ok((await provider.getBlock('pending')).number >= latest.number);
});

check('no block of the future', async () => {
  assert.equal(await provider.getBlock(1_000_000_000), null);
  assert.equal(await provider.getBlock(ZeroHash.replace('0x00', '0x01')), null);
});

check('counts and places of transactions', async () => {
  const receipt = await receiptOf(alice.sendTransaction({ to: stranger(3), value: 1n }));
  const [number, index] = [toBeHex(receipt.blockNumber), `0x${receipt.index.toString(16)}`];
  const quantity = `0x${receipt.blockNumber.toString(16)}`;
  assert.ok(Number(await provider.send('eth_getBlockTransactionCountByNumber', [quantity])) >= 1, number);
  assert.ok(Number(await provider.send('eth_getBlockTransactionCountByHash', [receipt.blockHash])) >= 1);
  const byHash = await provider.send('eth_getTransactionByBlockHashAndIndex', [receipt.blockHash, index]);
  const byNumber = await provider.send('eth_getTransactionByBlockNumberAndIndex', [quantity, index]);
  assert.equal(byHash.hash, receipt.hash);
  assert.deepEqual(byNumber, byHash);
});

check('all receipts of a block', async () => {
  const receipt = await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n }));
  const all = await provider.send('eth_getBlockReceipts', [receipt.blockHash]);
  const own = await provider.send('eth_getTransactionReceipt', [receipt.hash]);
  assert.deepEqual(all[receipt.index], own);
});

check('nothing of transactions that never were', async () => {
  assert.equal(await provider.getTransaction(ZeroHash), null);
  assert.equal(await provider.getTransactionReceipt(ZeroHash), null);
});

check('constants that old clients ask for', async () => {
  assert.equal(await provider.send('eth_mining', []), false);
  assert.equal(await provider.send('eth_hashrate', []), '0x0');
  assert.equal(await provider.send('net_peerCount', []), '0x0');
  assert.equal(await provider.send('eth_getUncleCountByBlockNumber', ['latest']), '0x0');
  assert.equal(
    await provider.send('web3_sha3', ['0x']),
    '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  );
});
