// Logs, filters and subscriptions.

import assert from 'node:assert/strict';
import { Contract, WebSocketProvider, id, zeroPadValue } from 'ethers';
import { check, refusal, stranger, until } from '../lib/checks.mjs';
import { CHAIN_ID, DBTC, DUSD, SOCKET_URL, TOKEN_ABI } from '../lib/devnet.mjs';
import { alice, bob, dusd, provider, receiptOf } from './setup.mjs';

const TRANSFER = id('Transfer(address,address,uint256)');

/** Runs an action with a provider over WebSocket. */
async function overSocket(action) {
  const socket = new WebSocketProvider(SOCKET_URL, CHAIN_ID, { staticNetwork: true });
  try {
    await action(socket);
  } finally {
    await socket.destroy();
  }
}

check('events by name and indexed arguments', async () => {
  const fresh = stranger(1);
  const receipt = await receiptOf(dusd.transfer(fresh, 21n));
  const events = await dusd.queryFilter(dusd.filters.Transfer(alice.address, fresh), receipt.blockNumber, 'latest');
  assert.equal(events.length, 1);
  assert.equal(events[0].args.value, 21n);
  assert.equal(events[0].transactionHash, receipt.hash);
  assert.deepEqual(await dusd.queryFilter(dusd.filters.Transfer(fresh), receipt.blockNumber, 'latest'), []);
});

check('logs by block hash', async () => {
  const receipt = await receiptOf(dusd.transfer(stranger(2), 1n));
  const logs = await provider.getLogs({ blockHash: receipt.blockHash, address: DUSD });
  assert.ok(logs.some(({ transactionHash }) => transactionHash === receipt.hash));
  assert.ok(logs.every(({ blockHash }) => blockHash === receipt.blockHash));
});

check('logs of several addresses and topics', async () => {
  const fresh = stranger(3);
  const first = await receiptOf(dusd.transfer(fresh, 1n));
  const second = await receiptOf(dusd.attach(DBTC).transfer(fresh, 2n));
  const approved = await receiptOf(dusd.approve(fresh, 3n));
  const found = await provider.getLogs({
    address: [DUSD, DBTC],
    fromBlock: first.blockNumber,
    toBlock: approved.blockNumber,
    topics: [[TRANSFER, id('Approval(address,address,uint256)')], null, zeroPadValue(fresh, 32)],
  });
  assert.deepEqual(found.map(({ transactionHash }) => transactionHash), [first.hash, second.hash, approved.hash]);
  const places = found.map(({ blockNumber, index }) => [blockNumber, index]);
  assert.deepEqual(places, [...places].sort(([a, b], [c, d]) => a - c || b - d));
});

check('a range of logs that is not there yet is an error', async () => {
  const error = await refusal(() => provider.send('eth_getLogs', [{ fromBlock: 'latest', toBlock: '0x3b9aca00' }]));
  assert.equal(error.error.code, -32602);
  assert.match(error.error.message, /block range extends beyond current head block/);
});

check('a contract listens by a filter', async () => {
  const fresh = stranger(1);
  const events = [];
  const filter = dusd.filters.Transfer(null, fresh);
  await dusd.on(filter, (event) => events.push(event));
  // The filter sees only blocks that come after it, and ethers does not say when it is there.
  await until(async () => {
    await receiptOf(dusd.transfer(fresh, 31n));
    return events.length > 0;
  });
  await dusd.off(filter);
  assert.deepEqual([events[0].args.from, events[0].args.value], [alice.address, 31n]);
});

check('a log filter gives each log once', async () => {
  const fresh = stranger(2);
  const filter = await provider.send('eth_newFilter', [{ address: DUSD, topics: [TRANSFER, null, zeroPadValue(fresh, 32)] }]);
  const receipt = await receiptOf(dusd.transfer(fresh, 1n));
  const changes = await provider.send('eth_getFilterChanges', [filter]);
  assert.deepEqual(changes.map(({ transactionHash }) => transactionHash), [receipt.hash]);
  assert.deepEqual(await provider.send('eth_getFilterChanges', [filter]), []);
  const all = await provider.send('eth_getFilterLogs', [filter]);
  assert.deepEqual(all, changes);
  assert.equal(await provider.send('eth_uninstallFilter', [filter]), true);
  const gone = await refusal(() => provider.send('eth_getFilterChanges', [filter]));
  assert.match(gone.error.message, /filter not found/);
});

check('a block filter gives the hashes of new blocks', async () => {
  const filter = await provider.send('eth_newBlockFilter', []);
  const receipt = await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n }));
  const hashes = await provider.send('eth_getFilterChanges', [filter]);
  assert.ok(hashes.includes(receipt.blockHash));
});

check('a filter of pending transactions gives their hashes', async () => {
  const filter = await provider.send('eth_newPendingTransactionFilter', []);
  const sent = await alice.sendTransaction({ to: stranger(), value: 1n });
  let seen = [];
  await until(async () => (seen = seen.concat(await provider.send('eth_getFilterChanges', [filter]))).length > 0);
  assert.ok(seen.includes(sent.hash));
  await sent.wait();
});

check('everything that HTTP serves over WebSocket', () =>
  overSocket(async (socket) => {
    assert.equal((await socket.getNetwork()).chainId, BigInt(CHAIN_ID));
    const receipt = await receiptOf(bob.connect(socket).sendTransaction({ to: stranger(1), value: 1n }));
    assert.equal(receipt.status, 1);
    assert.equal(await socket.getBalance(bob.address), await provider.getBalance(bob.address));
  }));

check('new heads, without a gap', () =>
  overSocket(async (socket) => {
    const heads = [];
    await socket.on('block', (number) => heads.push(number));
    await receiptOf(alice.sendTransaction({ to: stranger(), value: 1n }));
    await until(() => heads.length >= 3);
    assert.deepEqual(heads, heads.map((_, i) => heads[0] + i));
  }));

check('logs are told, those that were asked for', () =>
  overSocket(async (socket) => {
    const token = new Contract(DUSD, TOKEN_ABI, socket);
    const fresh = stranger(3);
    const events = [];
    await token.on(token.filters.Transfer(null, fresh), (event) => events.push(event));
    await until(async () => {
      await receiptOf(dusd.transfer(fresh, 41n));
      await receiptOf(dusd.transfer(stranger(3), 42n));
      return events.length >= 2;
    });
    assert.ok(events.every(({ args }) => args.to.toLowerCase() === fresh && args.value === 41n));
  }));

check('pending transactions are told', () =>
  overSocket(async (socket) => {
    const told = new Set();
    const sent = [];
    await socket.on('pending', (hash) => told.add(hash));
    await until(async () => {
      sent.push(await alice.sendTransaction({ to: stranger(), value: 1n }));
      return sent.some(({ hash }) => told.has(hash));
    });
    await Promise.all(sent.map((one) => one.wait()));
  }));

check('subscriptions need a WebSocket', async () => {
  const error = await refusal(() => provider.send('eth_subscribe', ['newHeads']));
  assert.match(error.message, /notifications not supported/);
});
