// What ethers asks for, and what it cannot do without in the answers.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { JsonRpcProvider, Wallet } from 'ethers';
import { check, stranger } from '../lib/checks.mjs';
import { CHAIN_ID } from '../lib/devnet.mjs';
import { checkFields } from '../lib/fields.mjs';
import { Proxy, upToTheSend } from '../lib/proxy.mjs';
import { OPTIONS, alice, receiptOf } from './setup.mjs';

let proxy;
let own;
let wallet;
let mined;

before(async () => {
  proxy = await Proxy.start();
  own = new JsonRpcProvider(proxy.url, CHAIN_ID, OPTIONS);
  wallet = new Wallet(alice.privateKey, own);
  mined = await receiptOf(wallet.sendTransaction({ to: stranger(), value: 1n }));
});

after(() => {
  own.destroy();
  proxy.close();
});

check('a send asks for what was recorded', async () => {
  const asked = await proxy.during(async () => (await wallet.sendTransaction({ to: stranger(1), value: 1n })).wait());
  assert.deepEqual(upToTheSend(asked), [
    'eth_blockNumber',
    'eth_estimateGas',
    'eth_gasPrice',
    'eth_getBlockByNumber',
    'eth_getTransactionCount',
    'eth_maxPriorityFeePerGas',
    'eth_sendRawTransaction',
  ]);
  assert.ok(asked.includes('eth_getTransactionReceipt'));
});

const READ = {
  block: () => own.getBlock(mined.blockNumber),
  receipt: () => own.getTransactionReceipt(mined.hash),
  transaction: () => own.getTransaction(mined.hash),
};

checkFields(
  () => proxy,
  {
    block: ['parentHash', 'difficulty', 'number', 'gasLimit', 'gasUsed', 'timestamp', 'extraData', 'transactions'],
    receipt: ['cumulativeGasUsed', 'logs', 'transactionHash', 'transactionIndex', 'blockHash', 'blockNumber', 'gasUsed'],
    transaction: ['nonce', 'gas', 'value', 'input', 'r', 's', 'hash', 'from'],
  },
  (object) => READ[object](),
);
