// Fees, transactions of the three types, tokens and logs.

import assert from 'node:assert/strict';
import { check, refusal, stranger, until } from '../lib/checks.mjs';
import { CHAIN_ID, DUSD, FACADE, GAS, NEVER, POOL_ETH_DUSD, ROUTER, SOCKET_URL } from '../lib/devnet.mjs';
import { KEY, SIGNED, alice, cast, castOn, json, send } from './setup.mjs';

const TRANSFER = 'transfer(address,uint256)';
const EVENT = 'Transfer(address indexed from, address indexed to, uint256 value)';
const gasUsed = ({ gasUsed: used }) => BigInt(used);

check('prices', async () => {
  const base = BigInt(await cast('base-fee'));
  assert.ok(BigInt(await cast('gas-price')) >= base);
});

check('estimates are exact', async () => {
  assert.equal(await cast('estimate', stranger(), '--from', alice, '--value', 1), '21000');
  assert.equal(await cast('estimate', DUSD, TRANSFER, stranger(), 1, '--from', alice), '50000');
});

check('an access list is of no use', async () => {
  assert.deepEqual((await json('access-list', stranger(), '--from', alice)).accessList, []);
});

for (const [type, options] of [
  ['0x0', ['--legacy']],
  ['0x1', ['--legacy', '--access-list', `[{"address":"${DUSD}","storageKeys":[]}]`]],
  ['0x2', []],
]) {
  check(`a payment of type ${type}`, async () => {
    const to = stranger(Number(type));
    const receipt = await send(to, '--value', 7, ...options);
    assert.deepEqual([receipt.status, receipt.type, receipt.to], ['0x1', type, to]);
    assert.equal(gasUsed(receipt), GAS.payment);
    assert.equal(await cast('balance', to), '7');
    const found = await json('tx', receipt.transactionHash);
    assert.deepEqual([found.type, Number(found.chainId), found.value], [type, CHAIN_ID, '0x7']);
  });
}

check('a receipt and its fields', async () => {
  const { transactionHash, blockNumber } = await send(stranger(), '--value', 1);
  const receipt = await json('receipt', transactionHash);
  assert.equal(receipt.blockNumber, blockNumber);
  assert.equal(await cast('receipt', transactionHash, 'gasUsed'), '21000');
  assert.match(await cast('receipt', transactionHash, 'status'), /^(1|true)/);
});

check('sent and not waited for', async () => {
  const hash = await cast('send', ...SIGNED, stranger(), '--value', 1, '--async');
  assert.match(hash, /^0x[0-9a-f]{64}$/);
  assert.equal((await json('receipt', hash)).status, '0x1');
});

check('a send that waits for the receipt (EIP-7966)', async () => {
  assert.equal((await send(stranger(1), '--value', 1, '--sync')).status, '0x1');
});

check('a tip is paid', async () => {
  const receipt = await send(stranger(), '--value', 1, '--priority-gas-price', 12_345, '--gas-price', 4_000_000_000);
  const base = BigInt(await cast('base-fee', Number(receipt.blockNumber)));
  assert.equal(BigInt(receipt.effectiveGasPrice), base + 12_345n);
});

check('made, published and read again', async () => {
  const raw = await cast('mktx', '--private-key', KEY, stranger(2), '--value', 1);
  const hash = await cast('publish', raw, '--async');
  assert.equal(hash, await cast('keccak', raw));
  await json('receipt', hash);
  assert.equal(await cast('tx', hash, '--raw'), raw);
});

check('calls', async () => {
  assert.equal(await cast('call', DUSD, 'symbol()(string)'), '"DUSD"');
  assert.equal(await cast('call', DUSD, 'decimals()(uint8)'), '6');
  const pair = await cast('call', ROUTER, 'getPair(address,address)(address)', FACADE, DUSD);
  assert.equal(pair.toLowerCase(), POOL_ETH_DUSD);
  const failed = await refusal(() => cast('call', DUSD, TRANSFER, stranger(), 2n ** 200n, '--from', alice));
  assert.match(failed.stderr, /execution reverted: transfer amount exceeds balance/);
});

check('a token by its own commands', async () => {
  const to = stranger(3);
  assert.equal(await cast('erc20-token', 'name', DUSD), 'Development dollar');
  await cast('erc20-token', 'transfer', DUSD, to, 7, ...SIGNED);
  await until(async () => /^7\b/.test(await cast('erc20-token', 'balance', DUSD, to)));
  await cast('erc20-token', 'approve', DUSD, to, 9, ...SIGNED);
  await until(async () => /^9\b/.test(await cast('erc20-token', 'allowance', DUSD, alice, to)));
});

check('a token transfer and its log', async () => {
  const to = stranger(1);
  const receipt = await send(DUSD, TRANSFER, to, 21);
  assert.equal(gasUsed(receipt), GAS.transfer);
  const [log] = await json('logs', '--from-block', Number(receipt.blockNumber), '--address', DUSD, EVENT, alice, to);
  assert.equal(log.transactionHash, receipt.transactionHash);
  assert.equal(BigInt(log.data), 21n);
});

check('logs by topic 0 over all blocks', async () => {
  const topic = await cast('sig-event', EVENT);
  const logs = await json('logs', '--from-block', 'earliest', '--to-block', 'latest', topic);
  assert.ok(logs.length > 0 && logs.every(({ topics }) => topics[0] === topic));
});

check('logs are told over WebSocket', async () => {
  const to = stranger(2);
  const listening = castOn(SOCKET_URL, 'logs', '--subscribe', '--address', DUSD, EVENT, alice, to, '--json');
  let printed = '';
  listening.stdout.on('data', (data) => (printed += data));
  try {
    await until(async () => {
      await send(DUSD, TRANSFER, to, 31);
      return printed.includes(to.slice(2));
    });
  } finally {
    listening.kill();
  }
});

check('liquidity and a swap', async () => {
  const liquidity = 'addLiquidityETH(address,uint256,uint256,uint256,address,uint256)';
  const added = await send(ROUTER, liquidity, DUSD, 2_000_000_000, 0, 0, alice, NEVER, '--value', '1ether');
  assert.equal(gasUsed(added), GAS.addLiquidity);
  const path = `[${FACADE},${DUSD}]`;
  const swap = 'swapExactETHForTokens(uint256,address[],address,uint256)';
  const swapped = await send(ROUTER, swap, 1, path, alice, NEVER, '--value', '0.01ether');
  assert.deepEqual([swapped.status, gasUsed(swapped), swapped.logs.length], ['0x1', GAS.swap, 4]);
});

check('any method by its name', async () => {
  const { transactionHash } = await send(stranger(), '--value', 1);
  assert.equal((await json('rpc', 'braid_getTransactionStatus', transactionHash)).status, 'executed');
  assert.equal((await json('rpc', 'eth_feeHistory', '0x2', 'latest', '[50]')).reward.length, 2);
});
