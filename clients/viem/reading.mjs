// The chain, accounts and blocks.

import assert from 'node:assert/strict';
import { createPublicClient, http, zeroHash } from 'viem';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, URL } from '../lib/devnet.mjs';
import { alice, chain, client, receiptOf } from './setup.mjs';

check('chain id', async () => assert.equal(await client.getChainId(), CHAIN_ID));

check('a batch of reads in one request', async () => {
  const batched = createPublicClient({ chain, transport: http(URL, { batch: true }) });
  const [id, number, price, balance] = await Promise.all([
    batched.getChainId(),
    batched.getBlockNumber(),
    batched.getGasPrice(),
    batched.getBalance({ address: alice.account.address }),
  ]);
  assert.equal(id, CHAIN_ID);
  assert.ok(number >= 0n && price > 0n && balance > 0n);
});

check('balances at tags and numbers', async () => {
  const address = stranger(1);
  const { blockNumber } = await receiptOf(alice.sendTransaction({ to: address, value: 5n }));
  assert.equal(await client.getBalance({ address }), 5n);
  assert.equal(await client.getBalance({ address, blockTag: 'pending' }), 5n);
  assert.equal(await client.getBalance({ address, blockNumber }), 5n);
  assert.equal(await client.getBalance({ address, blockNumber: blockNumber - 1n }), 0n);
});

check('a nonce at latest and at pending', async () => {
  const { address } = alice.account;
  const before = await client.getTransactionCount({ address });
  const hash = await alice.sendTransaction({ to: stranger(), value: 1n });
  assert.equal(await client.getTransactionCount({ address, blockTag: 'pending' }), before + 1);
  const { blockNumber } = await client.waitForTransactionReceipt({ hash });
  assert.equal(await client.getTransactionCount({ address, blockNumber: blockNumber - 1n }), before);
  assert.equal(await client.getTransactionCount({ address, blockNumber }), before + 1);
});

check('code and storage', async () => {
  assert.equal(await client.getCode({ address: DUSD }), '0xfe');
  assert.equal(await client.getCode({ address: alice.account.address }), undefined);
  assert.equal(await client.getStorageAt({ address: DUSD, slot: '0x0' }), zeroHash);
});

check('a block with its transactions', async () => {
  const receipt = await receiptOf(alice.sendTransaction({ to: stranger(2), value: 1n }));
  const block = await client.getBlock({ blockNumber: receipt.blockNumber, includeTransactions: true });
  const found = block.transactions.find(({ hash }) => hash === receipt.transactionHash);
  assert.equal(found.from, alice.account.address.toLowerCase());
  assert.equal(found.transactionIndex, receipt.transactionIndex);
  assert.equal(found.typeHex, '0x2');
  const same = await client.getBlock({ blockHash: block.hash });
  assert.deepEqual(same.transactions, block.transactions.map(({ hash }) => hash));
});

check('every field of a block that viem knows', async () => {
  const block = await client.getBlock();
  const served = [
    'baseFeePerGas difficulty extraData gasLimit gasUsed hash logsBloom miner mixHash nonce number parentHash',
    'receiptsRoot sha3Uncles size stateRoot timestamp transactions transactionsRoot uncles withdrawals withdrawalsRoot',
  ];
  for (const field of served.join(' ').split(' ')) {
    assert.notEqual(block[field] ?? undefined, undefined, field);
  }
  assert.deepEqual([block.uncles, block.withdrawals, block.difficulty], [[], [], 0n]);
});

check('blocks by tag', async () => {
  assert.equal((await client.getBlock({ blockTag: 'earliest' })).number, 0n);
  const latest = await client.getBlock({ blockTag: 'latest' });
  for (const blockTag of ['safe', 'finalized']) {
    assert.ok((await client.getBlock({ blockTag })).number <= latest.number, blockTag);
  }
  assert.equal(typeof (await client.getBlock({ blockTag: 'pending' })).timestamp, 'bigint');
});

check('no block of the future', async () => {
  const error = await refusal(() => client.getBlock({ blockNumber: 1_000_000_000n }));
  assert.equal(error.name, 'BlockNotFoundError');
});

check('counts of transactions, and receipts of a block', async () => {
  const receipt = await receiptOf(alice.sendTransaction({ to: stranger(3), value: 1n }));
  const { blockNumber, blockHash } = receipt;
  const count = await client.getBlockTransactionCount({ blockNumber });
  const receipts = await client.getBlockReceipts({ blockNumber });
  assert.equal(receipts.length, count);
  assert.equal(await client.getBlockTransactionCount({ blockHash }), count);
  assert.equal(receipts[receipt.transactionIndex].transactionHash, receipt.transactionHash);
});

check('a transaction by its place', async () => {
  const { blockHash, transactionIndex, transactionHash } = await receiptOf(
    alice.sendTransaction({ to: stranger(), value: 1n }),
  );
  assert.equal((await client.getTransaction({ blockHash, index: transactionIndex })).hash, transactionHash);
});

check('nothing of transactions that never were', async () => {
  assert.equal((await refusal(() => client.getTransaction({ hash: zeroHash }))).name, 'TransactionNotFoundError');
  assert.equal(
    (await refusal(() => client.getTransactionReceipt({ hash: zeroHash }))).name,
    'TransactionReceiptNotFoundError',
  );
});
