// Logs, filters and subscriptions.

import assert from 'node:assert/strict';
import { createPublicClient, parseAbiItem, webSocket } from 'viem';
import { check, refusal, stranger, until } from '../lib/checks.mjs';
import { DBTC, DUSD, SOCKET_URL } from '../lib/devnet.mjs';
import { alice, chain, client, dusd, receiptOf } from './setup.mjs';

const TRANSFER = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)');

const pay = (to, value = 1n) => receiptOf(alice.writeContract({ ...dusd, functionName: 'transfer', args: [to, value] }));

/** Runs an action with a client over WebSocket. */
async function overSocket(action) {
  const socket = createPublicClient({ chain, transport: webSocket(SOCKET_URL) });
  try {
    await action(socket);
  } finally {
    (await socket.transport.getRpcClient()).close();
  }
}

/** Watches with one function until another has been answered. */
async function watching(watch, action) {
  const seen = [];
  const faults = [];
  const stop = watch({ on: (values) => seen.push(...values), onError: (error) => faults.push(error) });
  try {
    await until(async () => {
      await action();
      assert.deepEqual(faults, []);
      return seen.length > 0;
    });
  } finally {
    stop();
  }
  return seen;
}

check('logs by event and arguments', async () => {
  const to = stranger(1);
  const { blockNumber, transactionHash } = await pay(to, 21n);
  const logs = await client.getLogs({ address: [DUSD, DBTC], event: TRANSFER, args: { to }, fromBlock: blockNumber });
  assert.equal(logs.length, 1);
  assert.equal(logs[0].args.value, 21n);
  assert.equal(logs[0].transactionHash, transactionHash);
  assert.equal(typeof logs[0].blockTimestamp, 'bigint');
  assert.deepEqual(await client.getLogs({ event: TRANSFER, args: { from: to }, fromBlock: blockNumber }), []);
});

check('logs by block hash', async () => {
  const { blockHash, transactionHash } = await pay(stranger(2));
  const logs = await client.getLogs({ blockHash });
  assert.ok(logs.some((log) => log.transactionHash === transactionHash));
  assert.ok(logs.every((log) => log.blockHash === blockHash));
});

check('a range of logs that is not there yet is an error', async () => {
  const error = await refusal(() => client.getLogs({ fromBlock: 0n, toBlock: 1_000_000_000n }));
  assert.match(error.details, /block range extends beyond current head block/);
});

check('an event filter gives each log once', async () => {
  const to = stranger(3);
  const filter = await client.createEventFilter({ address: DUSD, event: TRANSFER, args: { to } });
  const { transactionHash } = await pay(to);
  const changes = await client.getFilterChanges({ filter });
  assert.deepEqual(changes.map((log) => log.transactionHash), [transactionHash]);
  assert.deepEqual(await client.getFilterChanges({ filter }), []);
  assert.equal((await client.getFilterLogs({ filter })).length, 1);
  assert.equal(await client.uninstallFilter({ filter }), true);
});

check('block and pending filters', async () => {
  const blocks = await client.createBlockFilter();
  const pending = await client.createPendingTransactionFilter();
  const hash = await alice.sendTransaction({ to: stranger(), value: 1n });
  const { blockHash } = await client.waitForTransactionReceipt({ hash });
  assert.ok((await client.getFilterChanges({ filter: pending })).includes(hash));
  assert.ok((await client.getFilterChanges({ filter: blocks })).includes(blockHash));
});

check('block numbers are watched over HTTP', async () => {
  const seen = await watching(
    ({ on, onError }) => client.watchBlockNumber({ onBlockNumber: (number) => on([number]), onError }),
    () => pay(stranger()),
  );
  assert.equal(typeof seen[0], 'bigint');
});

check('events are watched over HTTP', async () => {
  const to = stranger(1);
  const seen = await watching(
    ({ on, onError }) => client.watchContractEvent({ ...dusd, eventName: 'Transfer', args: { to }, onLogs: on, onError }),
    () => pay(to, 31n),
  );
  assert.equal(seen[0].args.value, 31n);
});

check('everything that HTTP serves over WebSocket', () =>
  overSocket(async (socket) => {
    const receipt = await pay(stranger());
    assert.equal(await socket.getChainId(), chain.id);
    assert.deepEqual(await socket.getTransactionReceipt({ hash: receipt.transactionHash }), receipt);
  }));

check('blocks are told, without a gap', () =>
  overSocket(async (socket) => {
    const numbers = [];
    const stop = socket.watchBlocks({ onBlock: ({ number }) => numbers.push(number) });
    await pay(stranger());
    await until(() => numbers.length >= 3);
    stop();
    assert.deepEqual(numbers, numbers.map((_, i) => numbers[0] + BigInt(i)));
  }));

check('events are told, those that were asked for', () =>
  overSocket(async (socket) => {
    const to = stranger(2);
    const seen = await watching(
      ({ on, onError }) => socket.watchEvent({ address: DUSD, event: TRANSFER, args: { to }, onLogs: on, onError }),
      async () => {
        await pay(stranger(2), 1n);
        await pay(to, 41n);
      },
    );
    assert.ok(seen.every(({ args }) => args.value === 41n));
  }));

check('pending transactions are told', () =>
  overSocket(async (socket) => {
    const sent = [];
    const seen = await watching(
      ({ on, onError }) => socket.watchPendingTransactions({ onTransactions: on, onError }),
      async () => sent.push((await pay(stranger())).transactionHash),
    );
    assert.ok(seen.every((hash) => sent.includes(hash)));
  }));
