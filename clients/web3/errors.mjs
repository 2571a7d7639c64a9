// What is refused, and what web3.js makes of it.

import assert from 'node:assert/strict';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { DUSD, GAS, KEYS } from '../lib/devnet.mjs';
import { alice, dusd, request, web3, words } from './setup.mjs';

/** Signs and sends a payment whose fields are as wished, and gives what it is refused with. */
async function refused(wish, key = KEYS.web3[0]) {
  const nonce = await web3.eth.getTransactionCount(alice);
  const fees = { maxFeePerGas: 4_000_000_000, maxPriorityFeePerGas: 0 };
  const whole = { to: stranger(), value: 1, gas: GAS.payment, nonce, ...fees, ...wish };
  const { rawTransaction } = await web3.eth.accounts.signTransaction(whole, key);
  return words(await refusal(() => web3.eth.sendSignedTransaction(rawTransaction)));
}

check('a nonce that is used, or too far ahead', async () => {
  await web3.eth.sendTransaction({ from: alice, to: stranger(), value: 1 });
  const next = await web3.eth.getTransactionCount(alice);
  assert.match(await refused({ nonce: next - 1n }), new RegExp(`nonce too low: next nonce ${next}, tx nonce ${next - 1n}`));
  assert.match(await refused({ nonce: next + 1000n }), /nonce too high/);
});

check('less than gas and value', async () => {
  assert.match(await refused({ value: 10n ** 24n }), /insufficient funds for gas \* price \+ value/);
  const poor = web3.eth.accounts.create();
  assert.match(await refused({ nonce: 0 }, poor.privateKey), /insufficient funds for gas \* price \+ value/);
});

check('a fee below the base fee', async () => {
  assert.match(await refused({ maxFeePerGas: 1 }), /max fee per gas less than block base fee/);
});

check('less gas than the operation takes', async () => {
  const data = dusd.methods.transfer(alice, 1).encodeABI();
  assert.match(await refused({ to: DUSD, value: 0, data, gas: 49_999 }), /intrinsic gas too low/);
});

check('a contract cannot be created', async () => {
  const sentence = /contract creation not supported: Braid runs a fixed set of programs/;
  const contract = new web3.eth.Contract([]);
  const error = await refusal(() => contract.deploy({ data: '0x6000' }).send({ from: alice }));
  assert.match(words(error), sentence);
  assert.match(await refused({ to: undefined, value: 0, data: '0x6000', gas: 100_000 }), sentence);
});

check('a transaction of another chain', async () => {
  assert.match(await refused({ chainId: 1 }), /invalid chain id for signer/);
});

check('data for an address without a program', async () => {
  const error = await refusal(() => web3.eth.estimateGas({ from: alice, to: stranger(), data: '0x12345678' }));
  assert.match(words(error), /no program at the address/);
});

check('a method that is not there', async () => {
  const error = await refusal(() => web3.eth.getProof(alice, [], 'latest'));
  assert.match(words(error), /the method eth_getProof does not exist\/is not available/);
  assert.equal(error.cause.code ?? error.cause[0]?.code, -32601);
});

check('state of a block that is not there', async () => {
  const error = await refusal(() => web3.eth.getBalance(alice, 1_000_000_000));
  assert.match(words(error), /header not found/);
});

check('bytes that are no transaction', async () => {
  const error = await refusal(() => request('eth_sendRawTransaction', '0x02c0'));
  assert.match(words(error), /too few elements/);
});
