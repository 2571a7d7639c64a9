// What viem asks for.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { createWalletClient, http } from 'viem';
import { check, stranger } from '../lib/checks.mjs';
import { Proxy } from '../lib/proxy.mjs';
import { alice, chain, client } from './setup.mjs';

let proxy;

before(async () => {
  proxy = await Proxy.start();
});

after(() => proxy.close());

check('a send is filled in by the node', async () => {
  const wallet = createWalletClient({ account: alice.account, chain, transport: http(proxy.url) });
  let hash;
  const asked = await proxy.during(async () => {
    hash = await wallet.sendTransaction({ to: stranger(), value: 1n });
  });
  assert.deepEqual(asked, ['eth_fillTransaction', 'eth_sendRawTransaction']);
  assert.equal((await client.waitForTransactionReceipt({ hash })).status, 'success');
});
