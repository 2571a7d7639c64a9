// What web3.js asks for.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { check, stranger } from '../lib/checks.mjs';
import { KEYS } from '../lib/devnet.mjs';
import { Proxy, upToTheSend } from '../lib/proxy.mjs';
import { alice, connect } from './setup.mjs';

let proxy;

before(async () => {
  proxy = await Proxy.start();
});

after(() => proxy.close());

check('a send asks for what was recorded', async () => {
  const web3 = connect(proxy.url);
  web3.eth.accounts.wallet.add(KEYS.web3[0]);
  // web3.js goes on asking until the confirmation.
  const confirmed = () =>
    new Promise((resolve, reject) => {
      const sending = web3.eth.sendTransaction({ from: alice, to: stranger(), value: 1 });
      sending.on('confirmation', resolve).on('error', reject);
    });
  const asked = await proxy.during(confirmed);
  assert.deepEqual(upToTheSend(asked), [
    'eth_blockNumber',
    'eth_call',
    'eth_chainId',
    'eth_estimateGas',
    'eth_getBlockByNumber',
    'eth_getTransactionCount',
    'eth_sendRawTransaction',
    'net_version',
  ]);
  assert.ok(asked.includes('eth_getTransactionReceipt'));
});
