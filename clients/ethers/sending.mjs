// Fees and transactions of the three types.

import assert from 'node:assert/strict';
import { Transaction, accessListify, parseUnits } from 'ethers';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD } from '../lib/devnet.mjs';
import { alice, bob, dusd, provider, receiptOf } from './setup.mjs';

check('fee data covers the next block', async () => {
  const data = await provider.getFeeData();
  const block = await provider.getBlock('latest');
  assert.ok(data.maxFeePerGas >= block.baseFeePerGas);
  assert.ok(data.gasPrice >= block.baseFeePerGas);
  assert.ok(data.maxPriorityFeePerGas <= data.maxFeePerGas);
});

check('fee history', async () => {
  const history = await provider.send('eth_feeHistory', ['0x3', 'latest', [25, 75]]);
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  assert.equal(history.reward.length, history.gasUsedRatio.length);
  assert.equal(history.reward[0].length, 2);
});

check('estimates are exact', async () => {
  assert.equal(await provider.estimateGas({ from: alice.address, to: stranger(), value: 1n }), 21_000n);
  assert.equal(await dusd.transfer.estimateGas(bob.address, 1n), 50_000n);
  assert.equal(await dusd.approve.estimateGas(bob.address, 1n), 46_000n);
});

for (const type of [0, 1, 2]) {
  check(`a payment of type ${type}`, async () => {
    const fresh = stranger(type);
    const before = await provider.getBalance(alice.address);
    const sent = await alice.sendTransaction({ to: fresh, value: 7n, type });
    const receipt = await sent.wait();
    assert.equal(receipt.status, 1);
    assert.equal(receipt.type, type);
    assert.equal(receipt.gasUsed, 21_000n);
    assert.equal(receipt.from, alice.address);
    assert.equal(receipt.to.toLowerCase(), fresh);
    assert.equal(receipt.contractAddress, null);
    assert.deepEqual(receipt.logs, []);
    assert.equal(await provider.getBalance(fresh), 7n);
    assert.equal(await provider.getBalance(alice.address), before - 7n - receipt.fee);
    const block = await receipt.getBlock();
    assert.ok(receipt.gasPrice >= block.baseFeePerGas);
  });

  check(`a transaction of type ${type} comes back as it was signed`, async () => {
    const nonce = await alice.getNonce('pending');
    const fees = type === 2 ? { maxFeePerGas: 3_000_000_000n, maxPriorityFeePerGas: 1n } : { gasPrice: 3_000_000_000n };
    const list = type === 0 ? {} : { accessList: accessListify({ [DUSD]: [`0x${'05'.repeat(32)}`] }) };
    const wish = { type, chainId: CHAIN_ID, nonce, to: stranger(3), value: 1n, gasLimit: 30_000n, ...fees, ...list };
    const signed = Transaction.from(await alice.signTransaction(wish));
    const sent = await provider.broadcastTransaction(signed.serialized);
    assert.equal(sent.hash, signed.hash);
    await sent.wait();
    const found = await provider.getTransaction(signed.hash);
    assert.equal(Transaction.from(found).serialized, signed.serialized);
    assert.equal(found.from, alice.address);
  });
}

check('a tip is paid', async () => {
  const receipt = await receiptOf(
    alice.sendTransaction({ to: stranger(), value: 1n, maxPriorityFeePerGas: 12_345n, maxFeePerGas: parseUnits('5', 'gwei') }),
  );
  const block = await receipt.getBlock();
  assert.equal(receipt.gasPrice, block.baseFeePerGas + 12_345n);
});

check('25 sends in a row, none waited for', async () => {
  const sent = [];
  for (let i = 0; i < 25; i++) {
    sent.push(await alice.sendTransaction({ to: stranger(i % 4), value: 1n }));
  }
  assert.deepEqual(sent.map(({ nonce }) => nonce), sent.map((_, i) => sent[0].nonce + i));
  const receipts = await Promise.all(sent.map((one) => one.wait()));
  assert.ok(receipts.every(({ status }) => status === 1));
});

check('a batch of sends', async () => {
  const first = await alice.getNonce('pending');
  const { maxFeePerGas } = await provider.getFeeData();
  const wish = { type: 2, chainId: CHAIN_ID, value: 1n, gasLimit: 21_000n, maxFeePerGas, maxPriorityFeePerGas: 0n };
  const raws = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      alice.signTransaction({ ...wish, nonce: first + i, to: stranger(i % 4) }),
    ),
  );
  // ethers puts what is asked for at the same time into one batch.
  const sent = await Promise.all(raws.map((raw) => provider.broadcastTransaction(raw)));
  const receipts = await Promise.all(sent.map((one) => one.wait()));
  assert.ok(receipts.every(({ status }) => status === 1));
});

check('a send that waits for the receipt (EIP-7966)', async () => {
  const raw = await alice.signTransaction(await alice.populateTransaction({ to: stranger(1), value: 1n }));
  const receipt = await provider.send('eth_sendRawTransactionSync', [raw]);
  assert.equal(receipt.status, '0x1');
  assert.equal(receipt.transactionHash, Transaction.from(raw).hash);
});

check('a send that waits too long says which transaction it was', async () => {
  const next = await alice.getNonce('pending');
  const wish = await alice.populateTransaction({ to: stranger(), value: 1n });
  const raw = await alice.signTransaction({ ...wish, nonce: next + 1 });
  const { hash } = Transaction.from(raw);
  const error = await refusal(() => provider.send('eth_sendRawTransactionSync', [raw, 100]));
  assert.equal(error.error.code, 4);
  assert.equal(error.error.data, hash);
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  assert.equal((await provider.waitForTransaction(hash)).status, 1);
});

check('confirmations', async () => {
  const sent = await alice.sendTransaction({ to: stranger(2), value: 1n });
  const receipt = await sent.wait(2);
  assert.ok((await receipt.confirmations()) >= 2);
});

check('a transaction that waits is pending', async () => {
  const next = await alice.getNonce('pending');
  const waits = await alice.sendTransaction({ to: stranger(), value: 1n, nonce: next + 1 });
  const found = await provider.getTransaction(waits.hash);
  assert.equal(found.blockNumber, null);
  assert.equal(found.isMined(), false);
  assert.equal(await provider.getTransactionReceipt(waits.hash), null);
  assert.equal(await alice.getNonce('pending'), next);
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  assert.equal((await waits.wait()).status, 1);
});
