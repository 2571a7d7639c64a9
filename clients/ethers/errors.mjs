// What is refused, and by which of ethers' codes.

import assert from 'node:assert/strict';
import { Transaction, Wallet, ZeroAddress, parseEther } from 'ethers';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD } from '../lib/devnet.mjs';
import { alice, bob, dusd, provider, receiptOf } from './setup.mjs';

/** What ethers would fill in. */
const WHOLE = { chainId: CHAIN_ID, maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 0n };

/** Sends a payment whose fields are as wished, and gives what it is refused with. */
const refusedPayment = (wish) =>
  refusal(() => alice.sendTransaction({ to: stranger(), value: 1n, gasLimit: 21_000n, ...wish }));

check('a nonce that is used', async () => {
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n }));
  const next = await alice.getNonce();
  const error = await refusedPayment({ nonce: next - 1 });
  assert.equal(error.code, 'NONCE_EXPIRED');
  assert.equal(error.info.error.message, `nonce too low: next nonce ${next}, tx nonce ${next - 1}`);
});

check('a nonce too far ahead', async () => {
  const error = await refusedPayment({ nonce: (await alice.getNonce()) + 1000 });
  assert.match(error.message, /nonce too high/);
});

check('less than gas and value', async () => {
  const poor = Wallet.createRandom().connect(provider);
  const unknown = await refusal(() => poor.sendTransaction({ to: bob.address, value: 1n, gasLimit: 21_000n }));
  assert.equal(unknown.code, 'INSUFFICIENT_FUNDS');
  const rich = await refusedPayment({ value: parseEther('1000000') });
  assert.equal(rich.code, 'INSUFFICIENT_FUNDS');
  const estimated = await refusal(() => alice.estimateGas({ to: bob.address, value: parseEther('1000000') }));
  assert.equal(estimated.code, 'INSUFFICIENT_FUNDS');
});

check('a fee below the base fee', async () => {
  const error = await refusedPayment({ maxFeePerGas: 1n, maxPriorityFeePerGas: 0n });
  assert.match(error.message, /max fee per gas less than block base fee/);
});

check('less gas than the operation takes', async () => {
  assert.match((await refusedPayment({ gasLimit: 20_999n })).message, /intrinsic gas too low/);
  const token = await refusal(() => dusd.transfer(bob.address, 1n, { gasLimit: 49_999n }));
  assert.match(token.message, /intrinsic gas too low/);
});

check('the same transaction again', async () => {
  const raw = await alice.signTransaction(await alice.populateTransaction({ to: stranger(), value: 1n }));
  const sent = await provider.broadcastTransaction(raw);
  const error = await refusal(() => provider.send('eth_sendRawTransaction', [raw]));
  assert.match(error.message, /already known/);
  await sent.wait();
});

check('a rival that offers too little more', async () => {
  const next = await alice.getNonce('pending');
  const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 100n };
  const waits = await alice.sendTransaction({ to: stranger(), value: 1n, nonce: next + 1, ...fees });
  const error = await refusedPayment({ nonce: next + 1, value: 2n, ...fees });
  assert.equal(error.code, 'REPLACEMENT_UNDERPRICED');
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  await waits.wait();
});

check('a sped up transaction replaces the one that waits', async () => {
  const next = await alice.getNonce('pending');
  const to = stranger(1);
  const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 100n };
  const more = { maxFeePerGas: 4_400_000_000n, maxPriorityFeePerGas: 110n };
  const slow = await alice.sendTransaction({ to, value: 1n, nonce: next + 1, ...fees });
  const waiting = refusal(() => slow.wait());
  const fast = await alice.sendTransaction({ to, value: 1n, nonce: next + 1, ...more });
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n, nonce: next }));
  assert.equal((await fast.wait()).status, 1);
  const error = await waiting;
  assert.equal(error.code, 'TRANSACTION_REPLACED');
  assert.equal(error.reason, 'repriced');
  assert.equal(error.replacement.hash, fast.hash);
  const status = await provider.send('braid_getTransactionStatus', [slow.hash]);
  assert.equal(status.refusal, 'REPLACED');
  assert.equal(await provider.getTransaction(slow.hash), null);
});

check('a contract cannot be created', async () => {
  const words = /contract creation not supported: Braid runs a fixed set of programs/;
  assert.match((await refusal(() => alice.sendTransaction({ data: '0x6000' }))).message, words);
  assert.match((await refusal(() => alice.sendTransaction({ data: '0x6000', gasLimit: 100_000n }))).message, words);
});

check('transactions with blobs or with code to set', async () => {
  const wish = { ...WHOLE, nonce: 0, to: bob.address, value: 1n, gasLimit: 100_000n };
  const blobs = { maxFeePerBlobGas: 1n, blobVersionedHashes: [`0x01${'00'.repeat(31)}`] };
  const blob = await alice.signTransaction({ ...wish, ...blobs, type: 3 });
  assert.match((await refusal(() => provider.broadcastTransaction(blob))).message, /transaction type not supported/);
  const authorization = await alice.authorize({ address: bob.address, nonce: 0, chainId: CHAIN_ID });
  const setCode = await alice.signTransaction({ ...wish, type: 4, authorizationList: [authorization] });
  assert.match((await refusal(() => provider.broadcastTransaction(setCode))).message, /transaction type not supported/);
});

check('a transaction of another chain, or of none', async () => {
  const wish = { nonce: 0, to: bob.address, value: 1n, gasLimit: 21_000n, gasPrice: 4_000_000_000n, type: 0 };
  const other = await alice.signTransaction({ ...wish, chainId: 1 });
  assert.match((await refusal(() => provider.broadcastTransaction(other))).message, /invalid chain id for signer/);
  const none = await alice.signTransaction({ ...wish, chainId: 0 });
  assert.match(
    (await refusal(() => provider.broadcastTransaction(none))).message,
    /only replay-protected \(EIP-155\) transactions allowed over RPC/,
  );
});

check('data for an address without a program', async () => {
  const error = await refusal(() => alice.sendTransaction({ to: stranger(), data: '0x12345678' }));
  assert.equal(error.code, 'CALL_EXCEPTION');
  assert.match(error.reason, /no program at the address/);
});

check('a payment to a program', async () => {
  const error = await refusal(() => alice.sendTransaction({ to: DUSD, value: 1n }));
  assert.match(error.reason, /no function with this selector/);
  const token = await refusal(() => dusd.transfer.staticCall(DUSD, 1n));
  assert.match(token.reason, /recipient is a program address/);
});

check('bytes that are no transaction', async () => {
  const error = await refusal(() => provider.send('eth_sendRawTransaction', ['0x02c0']));
  assert.match(error.message, /too few elements/);
});

check('a method that is not there', async () => {
  const error = await refusal(() => provider.send('eth_getProof', [ZeroAddress, [], 'latest']));
  assert.equal(error.code, 'UNSUPPORTED_OPERATION');
  assert.equal(error.info.error.code, -32601);
  assert.equal(error.info.error.message, 'the method eth_getProof does not exist/is not available');
});

check('state of a block that is not there', async () => {
  const error = await refusal(() => provider.getBalance(alice.address, 1_000_000_000));
  assert.match(error.error.message, /header not found/);
});

check('a refusal names its reason in its data', async () => {
  const next = await alice.getNonce();
  const wish = { ...WHOLE, type: 2, nonce: next - 1, to: bob.address, value: 3n, gasLimit: 21_000n };
  const raw = await alice.signTransaction(wish);
  const { error } = await refusal(() => provider.send('eth_sendRawTransaction', [raw])).then((it) => it.info ?? it);
  assert.deepEqual(error.data, { refusal: 'NONCE_TOO_LOW', code: 80, hash: Transaction.from(raw).hash });
});
