// Fees and transactions of the three types.

import assert from 'node:assert/strict';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { DUSD, GAS, KEYS } from '../lib/devnet.mjs';
import { alice, bob, dusd, request, web3 } from './setup.mjs';

const FEES = { maxFeePerGas: 4_000_000_000, maxPriorityFeePerGas: 100 };

/** Signs a payment with a nonce of its own choice. */
async function signed(wish) {
  const nonce = await web3.eth.getTransactionCount(alice, 'pending');
  const whole = { from: alice, to: stranger(), value: 1, gas: GAS.payment, nonce, ...FEES, ...wish };
  return web3.eth.accounts.signTransaction(whole, KEYS.web3[0]);
}

check('prices', async () => {
  const { baseFeePerGas } = await web3.eth.getBlock();
  assert.ok((await web3.eth.getGasPrice()) >= baseFeePerGas);
  const fees = await web3.eth.calculateFeeData();
  assert.ok(fees.maxFeePerGas >= baseFeePerGas);
  assert.ok((await web3.eth.getMaxPriorityFeePerGas()) >= 0n);
});

check('fee history', async () => {
  const history = await web3.eth.getFeeHistory(3, 'latest', [25, 75]);
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  assert.equal(history.reward[0].length, 2);
});

check('estimates are exact', async () => {
  assert.equal(await web3.eth.estimateGas({ from: alice, to: stranger(), value: 1 }), GAS.payment);
  assert.equal(await dusd.methods.transfer(bob, 1).estimateGas({ from: alice }), GAS.transfer);
});

check('an access list is of no use', async () => {
  const { accessList, gasUsed } = await web3.eth.createAccessList({ from: alice, to: stranger() });
  assert.deepEqual([accessList, Number(gasUsed)], [[], 21_000]);
});

for (const type of [0, 1, 2]) {
  check(`a payment of type ${type}`, async () => {
    const to = stranger(type);
    const before = await web3.eth.getBalance(alice);
    const price = type === 2 ? {} : { gasPrice: await web3.eth.getGasPrice() };
    const list = type === 1 ? { accessList: [{ address: DUSD, storageKeys: [] }] } : {};
    const receipt = await web3.eth.sendTransaction({ from: alice, to, value: 7, type, ...price, ...list });
    assert.equal(receipt.status, 1n);
    assert.equal(receipt.type, BigInt(type));
    assert.equal(receipt.gasUsed, GAS.payment);
    assert.equal(receipt.to, to);
    assert.equal(await web3.eth.getBalance(to), 7n);
    const fee = receipt.gasUsed * receipt.effectiveGasPrice;
    assert.equal(await web3.eth.getBalance(alice), before - 7n - fee);
    assert.equal((await web3.eth.getTransaction(receipt.transactionHash)).type, BigInt(type));
  });
}

check('the events of a send', async () => {
  const told = [];
  const sending = web3.eth.sendTransaction({ from: alice, to: stranger(), value: 1 });
  for (const event of ['sending', 'sent', 'transactionHash', 'receipt']) {
    sending.on(event, () => told.push(event));
  }
  await sending;
  assert.deepEqual(told, ['sending', 'sent', 'transactionHash', 'receipt']);
});

check('a confirmation is told', async () => {
  const sending = web3.eth.sendTransaction({ from: alice, to: stranger(), value: 1 });
  const told = await new Promise((resolve, reject) => {
    sending.on('confirmation', resolve);
    sending.on('error', reject);
  });
  assert.equal(told.confirmations, 1n);
});

check('a signed transaction', async () => {
  const { rawTransaction, transactionHash } = await signed();
  const receipt = await web3.eth.sendSignedTransaction(rawTransaction);
  assert.equal(receipt.transactionHash, transactionHash);
  assert.equal(receipt.status, 1n);
});

check('many signed transactions in one batch', async () => {
  const first = await web3.eth.getTransactionCount(alice, 'pending');
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => signed({ nonce: first + BigInt(i) })));
  const batch = new web3.BatchRequest();
  const answers = all.map(({ rawTransaction }) => batch.add({ method: 'eth_sendRawTransaction', params: [rawTransaction] }));
  await batch.execute();
  assert.deepEqual(await Promise.all(answers), all.map(({ transactionHash }) => transactionHash));
  const last = await signed({ nonce: first + 20n });
  assert.equal((await web3.eth.sendSignedTransaction(last.rawTransaction)).status, 1n);
});

check('a send that waits for the receipt (EIP-7966)', async () => {
  const { rawTransaction, transactionHash } = await signed();
  const receipt = await request('eth_sendRawTransactionSync', rawTransaction);
  assert.equal(receipt.transactionHash, transactionHash);
});

check('a transaction that waits is pending, and is replaced', async () => {
  const next = await web3.eth.getTransactionCount(alice, 'pending');
  const slow = await signed({ nonce: next + 1n });
  await request('eth_sendRawTransaction', slow.rawTransaction);
  const found = await request('eth_getTransactionByHash', slow.transactionHash);
  assert.equal(found.blockNumber, null);
  const fast = await signed({ nonce: next + 1n, maxFeePerGas: 4_400_000_000, maxPriorityFeePerGas: 110 });
  await request('eth_sendRawTransaction', fast.rawTransaction);
  await web3.eth.sendSignedTransaction((await signed({ nonce: next })).rawTransaction);
  const again = await refusal(() => web3.eth.sendSignedTransaction(slow.rawTransaction));
  assert.match(again.message, /nonce too low/);
  const status = await request('braid_getTransactionStatus', slow.transactionHash);
  assert.deepEqual([status.status, status.refusal], ['refused', 'REPLACED']);
});
