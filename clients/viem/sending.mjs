// Fees and transactions of the three types.

import assert from 'node:assert/strict';
import { createPublicClient, http, keccak256, parseGwei } from 'viem';
import { check, refusal, stranger, until } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, GAS } from '../lib/devnet.mjs';
import { POLLING, alice, bob, cause, chain, client, dusd, receiptOf } from './setup.mjs';

/** A transport that tells which methods were answered. */
const telling = (answered) => (settings) => {
  const transport = http()(settings);
  const request = async (body) => {
    const result = await transport.request(body);
    answered.push(body.method);
    return result;
  };
  return { ...transport, request };
};

check('fees for the next block', async () => {
  const { baseFeePerGas } = await client.getBlock();
  const fees = await client.estimateFeesPerGas();
  assert.ok(fees.maxFeePerGas >= baseFeePerGas);
  assert.ok(fees.maxPriorityFeePerGas <= fees.maxFeePerGas);
  assert.ok((await client.getGasPrice()) >= baseFeePerGas);
  assert.equal((await client.estimateFeesPerGas({ type: 'legacy' })).maxFeePerGas, undefined);
});

check('fee history', async () => {
  const history = await client.getFeeHistory({ blockCount: 3, rewardPercentiles: [25, 75] });
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  assert.equal(history.reward[0].length, 2);
  assert.equal(typeof history.oldestBlock, 'bigint');
});

check('estimates are exact', async () => {
  assert.equal(await client.estimateGas({ account: alice.account, to: stranger(), value: 1n }), GAS.payment);
  const wish = { ...dusd, account: alice.account, functionName: 'transfer', args: [stranger(), 1n] };
  assert.equal(await client.estimateContractGas(wish), GAS.transfer);
});

check('an access list is of no use', async () => {
  const { accessList, gasUsed } = await client.createAccessList({ account: alice.account, to: stranger(), value: 1n });
  assert.deepEqual([accessList, gasUsed], [[], GAS.payment]);
});

check('a transaction is filled in', async () => {
  const to = stranger();
  const { raw, transaction } = await client.fillTransaction({ account: alice.account, to, value: 3n });
  assert.match(raw, /^0x02/);
  assert.equal(transaction.to, to);
  assert.equal(transaction.gas, GAS.payment);
  assert.equal(transaction.chainId, CHAIN_ID);
  const { address } = alice.account;
  assert.equal(transaction.nonce, await client.getTransactionCount({ address, blockTag: 'pending' }));
  assert.ok(transaction.maxFeePerGas >= (await client.getBlock()).baseFeePerGas);
});

for (const [type, number] of [['legacy', 0], ['eip2930', 1], ['eip1559', 2]]) {
  check(`a payment of type ${type}`, async () => {
    const to = stranger(number);
    const before = await client.getBalance({ address: alice.account.address });
    const list = type === 'eip2930' ? { accessList: [{ address: DUSD, storageKeys: [] }] } : {};
    const receipt = await receiptOf(alice.sendTransaction({ to, value: 7n, type, ...list }));
    assert.equal(receipt.status, 'success');
    assert.equal(receipt.type, type);
    assert.equal(receipt.gasUsed, GAS.payment);
    assert.equal(receipt.to, to);
    assert.equal(receipt.contractAddress, null);
    assert.equal(await client.getBalance({ address: to }), 7n);
    const fee = receipt.gasUsed * receipt.effectiveGasPrice;
    assert.equal(await client.getBalance({ address: alice.account.address }), before - 7n - fee);
    const found = await client.getTransaction({ hash: receipt.transactionHash });
    assert.equal(found.type, type);
    assert.equal(found.chainId, CHAIN_ID);
    assert.equal(found.value, 7n);
  });
}

check('a tip is paid', async () => {
  const wish = { to: stranger(), value: 1n, maxFeePerGas: parseGwei('5'), maxPriorityFeePerGas: 12_345n };
  const receipt = await receiptOf(alice.sendTransaction(wish));
  const { baseFeePerGas } = await client.getBlock({ blockNumber: receipt.blockNumber });
  assert.equal(receipt.effectiveGasPrice, baseFeePerGas + 12_345n);
});

check('25 sends in a row, none waited for', async () => {
  const hashes = [];
  for (let i = 0; i < 25; i++) {
    hashes.push(await alice.sendTransaction({ to: stranger(i % 4), value: 1n }));
  }
  const receipts = await Promise.all(hashes.map((hash) => client.waitForTransactionReceipt({ hash })));
  assert.ok(receipts.every(({ status }) => status === 'success'));
});

check('a raw transaction', async () => {
  const request = await alice.prepareTransactionRequest({ to: stranger(1), value: 1n });
  const serializedTransaction = await alice.signTransaction(request);
  const hash = await alice.sendRawTransaction({ serializedTransaction });
  assert.equal(hash, keccak256(serializedTransaction));
  assert.equal((await client.waitForTransactionReceipt({ hash })).status, 'success');
});

check('sends that wait for the receipt (EIP-7966)', async () => {
  const receipt = await alice.sendTransactionSync({ to: stranger(1), value: 1n });
  assert.equal(receipt.status, 'success');
  const written = await alice.writeContractSync({ ...dusd, functionName: 'transfer', args: [stranger(2), 1n] });
  assert.equal(written.logs.length, 1);
});

check('a send that waits too long says which transaction it was', async () => {
  const { address } = alice.account;
  const next = await client.getTransactionCount({ address, blockTag: 'pending' });
  const request = await alice.prepareTransactionRequest({ to: stranger(), value: 1n, nonce: next + 1 });
  const serializedTransaction = await alice.signTransaction(request);
  const error = await refusal(() => alice.sendRawTransactionSync({ serializedTransaction, timeout: 100 }));
  const told = error.walk((one) => one.code === 4);
  assert.equal(told.data, keccak256(serializedTransaction));
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  assert.equal((await receiptOf(told.data)).status, 'success');
});

check('confirmations', async () => {
  const hash = await alice.sendTransaction({ to: stranger(2), value: 1n });
  await client.waitForTransactionReceipt({ hash, confirmations: 2 });
  assert.ok((await client.getTransactionConfirmations({ hash })) >= 2n);
});

check('a transaction that waits is pending', async () => {
  const { address } = bob.account;
  const next = await client.getTransactionCount({ address, blockTag: 'pending' });
  const hash = await bob.sendTransaction({ to: stranger(), value: 1n, nonce: next + 1 });
  const found = await client.getTransaction({ hash });
  assert.deepEqual([found.blockNumber, found.blockHash, found.transactionIndex], [null, null, null]);
  await receiptOf(bob.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  assert.equal((await client.waitForTransactionReceipt({ hash })).status, 'success');
});

check('a cancelled transaction is told from one that was sped up', async () => {
  const { address } = bob.account;
  const next = await client.getTransactionCount({ address, blockTag: 'pending' });
  const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 100n };
  const more = { maxFeePerGas: 4_400_000_000n, maxPriorityFeePerGas: 110n };
  const hash = await bob.sendTransaction({ to: stranger(), value: 1n, nonce: next + 1, ...fees });
  const answered = [];
  const watcher = createPublicClient({ chain, transport: telling(answered), ...POLLING });
  let replaced;
  const waiting = watcher.waitForTransactionReceipt({ hash, onReplaced: (told) => (replaced = told) });
  // viem must have seen the first before it can know that the second replaces it.
  await until(() => answered.includes('eth_getTransactionByHash'));
  const cancel = await bob.sendTransaction({ to: address, value: 0n, nonce: next + 1, ...more });
  await receiptOf(bob.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  assert.equal((await waiting).transactionHash, cancel);
  assert.equal(replaced.reason, 'cancelled');
});

check('a rival that offers too little more', async () => {
  const { address } = bob.account;
  const next = await client.getTransactionCount({ address, blockTag: 'pending' });
  const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 100n };
  const hash = await bob.sendTransaction({ to: stranger(), value: 1n, nonce: next + 1, ...fees });
  const error = await refusal(() => bob.sendTransaction({ to: stranger(), value: 2n, nonce: next + 1, ...fees }));
  assert.match(error.details, /replacement transaction underpriced/);
  assert.equal(cause(error, 'NonceTooLowError'), null);
  await receiptOf(bob.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  await client.waitForTransactionReceipt({ hash });
});
