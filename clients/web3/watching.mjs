// Logs, filters and subscriptions.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { check, refusal, stranger, until } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, SOCKET_URL, TOKEN_ABI } from '../lib/devnet.mjs';
import { alice, connect, dusd, request, web3 } from './setup.mjs';

const TRANSFER = web3.utils.sha3('Transfer(address,address,uint256)');
const topic = (address) => `0x${address.slice(2).padStart(64, '0')}`;
const pay = (to, value = 1) => dusd.methods.transfer(to, value).send({ from: alice });

let socket;

before(() => {
  socket = connect(SOCKET_URL);
});

after(() => socket.currentProvider.disconnect());

/** Acts until a subscription tells something, and gives all that it told. */
async function told(subscription, event, action) {
  const seen = [];
  const faults = [];
  subscription.on(event, (data) => seen.push(data));
  subscription.on('error', (error) => faults.push(error));
  await until(async () => {
    await action();
    assert.deepEqual(faults, []);
    return seen.length > 0;
  });
  await subscription.unsubscribe();
  return seen;
}

check('past events by indexed arguments', async () => {
  const to = stranger(1);
  const { blockNumber, transactionHash } = await pay(to, 21);
  const events = await dusd.getPastEvents('Transfer', { filter: { to }, fromBlock: blockNumber, toBlock: 'latest' });
  assert.deepEqual(events.map((event) => event.transactionHash), [transactionHash]);
  assert.equal(events[0].returnValues.value, 21n);
});

check('past logs by block hash', async () => {
  const { blockHash, transactionHash } = await pay(stranger(2));
  const logs = await web3.eth.getPastLogs({ blockHash, address: DUSD, topics: [TRANSFER] });
  assert.ok(logs.some((log) => log.transactionHash === transactionHash));
});

check('a range of logs that is not there yet is an error', async () => {
  const error = await refusal(() => web3.eth.getPastLogs({ fromBlock: 0, toBlock: 1_000_000_000 }));
  assert.match(error.message, /block range extends beyond current head block/);
});

check('filters by their methods', async () => {
  const to = stranger(3);
  const filter = await request('eth_newFilter', { address: DUSD, topics: [TRANSFER, null, topic(to)] });
  const { transactionHash } = await pay(to);
  const changes = await request('eth_getFilterChanges', filter);
  assert.deepEqual(changes.map((log) => log.transactionHash), [transactionHash]);
  assert.equal(await request('eth_uninstallFilter', filter), true);
});

check('everything that HTTP serves over WebSocket', async () => {
  assert.equal(await socket.eth.getChainId(), BigInt(CHAIN_ID));
  assert.equal(await socket.eth.getBalance(alice), await web3.eth.getBalance(alice));
  assert.equal((await web3.eth.getBlock(1)).hash, (await socket.eth.getBlock(1)).hash);
});

check('new heads are told, without a gap', async () => {
  const subscription = await socket.eth.subscribe('newBlockHeaders');
  const numbers = [];
  subscription.on('data', ({ number }) => numbers.push(number));
  await pay(stranger());
  await until(() => numbers.length >= 3);
  await subscription.unsubscribe();
  assert.deepEqual(numbers, numbers.map((_, i) => numbers[0] + BigInt(i)));
});

check('logs are told, those that were asked for', async () => {
  const to = stranger(1);
  const subscription = await socket.eth.subscribe('logs', { address: DUSD, topics: [TRANSFER, null, topic(to)] });
  const logs = await told(subscription, 'data', async () => {
    await pay(stranger(1));
    await pay(to);
  });
  assert.ok(logs.every(({ topics }) => topics[2] === topic(to)));
});

check('events of a contract are told', async () => {
  const to = stranger(2);
  const token = new socket.eth.Contract(TOKEN_ABI, DUSD);
  const events = await told(token.events.Transfer({ filter: { to } }), 'data', () => pay(to, 41));
  assert.equal(events[0].returnValues.value, 41n);
});

check('pending transactions are told', async () => {
  const subscription = await socket.eth.subscribe('pendingTransactions');
  const sent = [];
  const hashes = await told(subscription, 'data', async () => sent.push((await pay(stranger())).transactionHash));
  assert.ok(hashes.some((hash) => sent.includes(hash)));
});

check('subscriptions need a WebSocket', async () => {
  const error = await refusal(() => request('eth_subscribe', 'newHeads'));
  assert.match(error.message, /notifications not supported/);
});
