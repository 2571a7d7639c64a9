// What cast asks for, and what it cannot do without in the answers.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { check, stranger } from '../lib/checks.mjs';
import { checkFields } from '../lib/fields.mjs';
import { Proxy, upToTheSend } from '../lib/proxy.mjs';
import { SIGNED, castAt, send } from './setup.mjs';

let proxy;
let mined;

before(async () => {
  proxy = await Proxy.start();
  mined = await send(stranger(), '--value', 1);
});

after(() => proxy.close());

check('a send asks for what was recorded', async () => {
  const asked = await proxy.during(() => castAt(proxy.url, 'send', ...SIGNED, stranger(1), '--value', 1));
  assert.deepEqual(upToTheSend(asked), [
    'eth_chainId',
    'eth_estimateGas',
    'eth_feeHistory',
    'eth_getTransactionCount',
    'eth_sendRawTransaction',
  ]);
  assert.ok(asked.includes('eth_getTransactionReceipt'));
});

const READ = {
  block: () => castAt(proxy.url, 'block', Number(mined.blockNumber)),
  receipt: () => castAt(proxy.url, 'receipt', mined.transactionHash, '--async'),
  transaction: () => castAt(proxy.url, 'tx', mined.transactionHash),
};

checkFields(
  () => proxy,
  {
    block: [
      ...['hash', 'parentHash', 'sha3Uncles', 'miner', 'stateRoot', 'transactionsRoot', 'receiptsRoot'],
      ...['logsBloom', 'difficulty', 'number', 'extraData'],
    ],
    receipt: ['type', 'status', 'cumulativeGasUsed', 'logs', 'logsBloom', 'transactionHash', 'gasUsed', 'from'],
    transaction: ['type', 'hash', 'from'],
  },
  (object) => READ[object](),
);
