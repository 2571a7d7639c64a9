// What is refused, and by which of viem's errors.

import assert from 'node:assert/strict';
import { createWalletClient, http, parseEther, zeroAddress } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, GAS } from '../lib/devnet.mjs';
import { alice, cause, chain, client, dusd, receiptOf } from './setup.mjs';

const nonce = () => client.getTransactionCount({ address: alice.account.address });

/** Everything said, so that nothing is asked for before the send. */
const whole = async (wish) => ({
  to: stranger(),
  value: 1n,
  gas: GAS.payment,
  nonce: await nonce(),
  maxFeePerGas: 4_000_000_000n,
  maxPriorityFeePerGas: 0n,
  ...wish,
});

const refused = async (wish) => refusal(async () => alice.sendTransaction(await whole(wish)));

check('a nonce that is used', async () => {
  await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n }));
  const error = await refused({ nonce: (await nonce()) - 1 });
  assert.ok(cause(error, 'NonceTooLowError'), error);
  assert.match(error.details, /^nonce too low: next nonce \d+, tx nonce \d+$/);
});

check('a nonce too far ahead', async () => {
  assert.ok(cause(await refused({ nonce: (await nonce()) + 1000 }), 'NonceTooHighError'));
});

check('less than gas and value', async () => {
  assert.ok(cause(await refused({ value: parseEther('1000000') }), 'InsufficientFundsError'));
  const poor = privateKeyToAccount(generatePrivateKey());
  const wallet = createWalletClient({ account: poor, chain, transport: http() });
  const error = await refusal(() => wallet.sendTransaction({ to: stranger(), value: 1n }));
  assert.ok(cause(error, 'InsufficientFundsError'), error);
});

check('a fee below the base fee', async () => {
  assert.ok(cause(await refused({ maxFeePerGas: 1n }), 'FeeCapTooLowError'));
});

check('a tip above the fee cap', async () => {
  const fees = { maxFeePerGas: '0x1', maxPriorityFeePerGas: '0x2' };
  const params = [{ from: alice.account.address, to: stranger(), ...fees }];
  const error = await refusal(() => client.request({ method: 'eth_estimateGas', params }));
  assert.match(error.details, /max priority fee per gas higher than max fee per gas/);
});

check('less gas than the operation takes', async () => {
  assert.ok(cause(await refused({ gas: 20_999n }), 'IntrinsicGasTooLowError'));
});

check('the same transaction again', async () => {
  const serializedTransaction = await alice.signTransaction(await alice.prepareTransactionRequest(await whole({})));
  const hash = await alice.sendRawTransaction({ serializedTransaction });
  const error = await refusal(() => alice.sendRawTransaction({ serializedTransaction }));
  assert.match(error.details, /already known/);
  await client.waitForTransactionReceipt({ hash });
});

check('a contract cannot be created', async () => {
  const words = /contract creation not supported: Braid runs a fixed set of programs/;
  const deployment = { abi: [], bytecode: '0x6000' };
  const estimated = await refusal(() => alice.deployContract(deployment));
  assert.ok(cause(estimated, 'ExecutionRevertedError'));
  assert.match(estimated.message, words);
  const filled = await whole({ to: undefined, value: 0n, gas: 100_000n });
  const sent = await refusal(() => alice.deployContract({ ...deployment, ...filled }));
  assert.match(sent.details, words);
});

check('transactions with blobs or with code to set', async () => {
  const common = { chainId: CHAIN_ID, ...(await whole({ gas: 100_000n })) };
  const blob = { ...common, type: 'eip4844', maxFeePerBlobGas: 1n, blobVersionedHashes: [`0x01${'00'.repeat(31)}`] };
  const { address } = alice.account;
  const delegation = { contractAddress: address, nonce: 0, chainId: CHAIN_ID };
  const authorization = await alice.signAuthorization({ account: alice.account, ...delegation });
  const setCode = { ...common, type: 'eip7702', authorizationList: [authorization] };
  for (const wish of [blob, setCode]) {
    const serializedTransaction = await alice.account.signTransaction(wish);
    const error = await refusal(() => alice.sendRawTransaction({ serializedTransaction }));
    assert.match(error.details, /transaction type not supported/);
  }
});

check('a transaction of another chain', async () => {
  const serializedTransaction = await alice.account.signTransaction({ chainId: 1, ...(await whole({})), type: 'eip1559' });
  const error = await refusal(() => alice.sendRawTransaction({ serializedTransaction }));
  assert.match(error.details, /invalid chain id for signer/);
});

check('an estimate of what would fail', async () => {
  const error = await refusal(() => client.estimateGas({ account: alice.account, to: stranger(), data: '0x12345678' }));
  assert.ok(cause(error, 'ExecutionRevertedError'));
  assert.match(error.details, /no program at the address/);
});

check('a token that cannot be paid to', async () => {
  const error = await refusal(() => alice.writeContract({ ...dusd, functionName: 'transfer', args: [DUSD, 1n] }));
  assert.match(error.message, /recipient is a program address/);
});

check('a method that is not there', async () => {
  const error = await refusal(() => client.getProof({ address: zeroAddress, storageKeys: [] }));
  assert.ok(cause(error, 'MethodNotFoundRpcError'), error);
});

check('state of a block that is not there', async () => {
  const error = await refusal(() => client.getBalance({ address: zeroAddress, blockNumber: 1_000_000_000n }));
  assert.match(error.details, /header not found/);
});

check('arguments that are none', async () => {
  const error = await refusal(() => client.request({ method: 'eth_getBalance', params: ['0x1', 'latest'] }));
  assert.ok(cause(error, 'InvalidParamsRpcError'), error);
});
