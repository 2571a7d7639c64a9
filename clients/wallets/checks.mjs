// Plain requests as they were recorded of wallets and tools that do not run here.

import assert from 'node:assert/strict';
import { Wallet } from 'ethers';
import { check, stranger } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, KEYS, URL } from '../lib/devnet.mjs';

const wallet = new Wallet(KEYS.ethers[1]);
const BALANCE_OF = `0x70a08231${wallet.address.slice(2).toLowerCase().padStart(64, '0')}`;

/** Sends a body as it is, and gives the answer. */
async function post(body) {
  const answer = await fetch(URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return answer.json();
}

const call = (method, ...params) => post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
const result = async (...asked) => {
  const answer = await call(...asked);
  assert.equal(answer.error, undefined);
  return answer.result;
};
const quantity = (number) => `0x${BigInt(number).toString(16)}`;

/** Sends a signed payment and gives its receipt. */
async function pay(fields) {
  const nonce = Number(await result('eth_getTransactionCount', wallet.address, 'pending'));
  const whole = { chainId: CHAIN_ID, nonce, to: stranger(1), value: 1n, gasLimit: 21_000n, ...fields };
  const hash = await result('eth_sendRawTransaction', await wallet.signTransaction(whole));
  for (;;) {
    const receipt = await result('eth_getTransactionReceipt', hash);
    if (receipt) {
      return receipt;
    }
  }
}

check('MetaMask decides by the base fee of the latest block', async () => {
  const block = await result('eth_getBlockByNumber', 'latest', false);
  assert.match(block.baseFeePerGas, /^0x[1-9a-f]/);
  const history = await result('eth_feeHistory', '0x5', 'latest', [10, 20, 30]);
  assert.equal(history.reward.at(-1).length, 3);
  const fees = { type: 2, maxFeePerGas: BigInt(block.baseFeePerGas) * 2n, maxPriorityFeePerGas: 0n };
  assert.equal((await pay(fees)).type, '0x2');
});

check('Rabby pays the gas price of a network that it does not know', async () => {
  const receipt = await pay({ type: 0, gasPrice: BigInt(await result('eth_gasPrice')) });
  assert.deepEqual([receipt.type, receipt.status], ['0x0', '0x1']);
});

check('a wallet asks whether it talks to the chain that it thinks', async () => {
  assert.equal(await result('eth_chainId'), quantity(CHAIN_ID));
  assert.equal(await result('net_version'), String(CHAIN_ID));
});

check('Hardhat asks for the median tip, and whose node it is', async () => {
  const history = await result('eth_feeHistory', '0x1', 'latest', [50]);
  assert.deepEqual([history.reward.length, history.reward[0].length], [1, 1]);
  for (const method of ['hardhat_metadata', 'anvil_nodeInfo']) {
    const { error } = await call(method);
    assert.equal(error.code, -32601);
    assert.equal(error.message, `the method ${method} does not exist/is not available`);
  }
});

check('forge script reads state at a block by its number', async () => {
  const receipt = await pay({ type: 0, gasPrice: 4_000_000_000n });
  const to = receipt.to;
  assert.equal(await result('eth_getBalance', to, receipt.blockNumber), '0x1');
  assert.equal(await result('eth_getBalance', to, quantity(BigInt(receipt.blockNumber) - 1n)), '0x0');
});

check('The Graph names a block by its hash (EIP-1898)', async () => {
  const { blockHash, blockNumber, to } = await pay({ type: 0, gasPrice: 4_000_000_000n });
  for (const block of [{ blockHash }, { blockHash, requireCanonical: true }, { blockNumber }]) {
    assert.equal(await result('eth_getBalance', to, block), '0x1');
    assert.match(await result('eth_call', { to: DUSD, data: BALANCE_OF }, block), /^0x[0-9a-f]{64}$/);
  }
  const unknown = await call('eth_getBalance', to, { blockHash: `0x${'01'.repeat(32)}` });
  assert.equal(unknown.error.message, 'header for hash not found');
});

check('ids come back as they were written', async () => {
  for (const id of ['1', '"one"', '"6f1a"', 'null', '9007199254740993', '-1']) {
    const body = `{"jsonrpc":"2.0","id":${id},"method":"eth_chainId","params":[]}`;
    const answer = await fetch(URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.match(await answer.text(), new RegExp(`"id":${id}[,}]`));
  }
});

check('a call without params, as some clients write it', async () => {
  assert.equal((await post('{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}')).result, quantity(CHAIN_ID));
});

check('a batch gets an answer for each request, good or bad', async () => {
  const one = (id, method) => ({ jsonrpc: '2.0', id, method, params: [] });
  const answers = await post(JSON.stringify([one(1, 'eth_chainId'), one(2, 'eth_nothing'), one(3, 'eth_blockNumber')]));
  assert.deepEqual(answers.map(({ id, error }) => [id, error?.code]), [[1, undefined], [2, -32601], [3, undefined]]);
});

check('a batch that is too long is an error, not a cut answer', async () => {
  const one = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] };
  const { error } = await post(JSON.stringify(Array.from({ length: 1_001 }, () => one)));
  assert.equal(error.code, -32005);
});

check('a page of another origin may ask', async () => {
  const headers = {
    origin: 'https://wallet.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  const preflight = await fetch(URL, { method: 'OPTIONS', headers });
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-headers'), /content-type/i);
});
