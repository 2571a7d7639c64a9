// Tokens, pools and the other programs by their ABIs.

import assert from 'node:assert/strict';
import { createPublicClient, decodeEventLog, erc20Abi, http, parseEther, zeroAddress } from 'viem';
import { check, refusal, stranger } from '../lib/checks.mjs';
import {
  BRIDGE,
  BRIDGE_ABI,
  COLLECTOR,
  DBTC,
  DUSD,
  FACADE,
  FEE_ACCOUNT_ABI,
  FEE_ACCOUNT_OF_SHARD_0,
  GAS,
  NEVER,
  POOL_DUSD_DBTC,
  POOL_ETH_DUSD,
  URL,
} from '../lib/devnet.mjs';
import { alice, bob, cause, chain, client, dusd, read, receiptOf, router, shares } from './setup.mjs';

const DUSD_UNIT = 10n ** 6n;
const same = (a, b) => assert.equal(a.toLowerCase(), b.toLowerCase());
const write = (wallet, contract, functionName, args, rest = {}) =>
  receiptOf(wallet.writeContract({ ...contract, functionName, args, ...rest }));
const simulate = (contract, functionName, args, rest = {}) =>
  client.simulateContract({ account: alice.account, ...contract, functionName, args, ...rest });

check("what a token is, by viem's own ABI", async () => {
  const token = { address: DBTC, abi: erc20Abi };
  assert.equal(await read(token, 'name'), 'Development bitcoin');
  assert.equal(await read(token, 'symbol'), 'DBTC');
  assert.equal(await read(token, 'decimals'), 8);
  assert.equal(await read(token, 'totalSupply'), 100_000_000_000n);
});

check('many reads in one batch', async () => {
  const batched = createPublicClient({ chain, transport: http(URL, { batch: true }) });
  const owners = [alice.account.address, bob.account.address, stranger()];
  const balances = await Promise.all(
    owners.map((owner) => batched.readContract({ ...dusd, functionName: 'balanceOf', args: [owner] })),
  );
  assert.ok(balances[0] > 0n && balances[1] > 0n && balances[2] === 0n);
});

check('a token transfer and its log', async () => {
  const to = stranger(1);
  const receipt = await write(alice, dusd, 'transfer', [to, 7n]);
  assert.equal(receipt.gasUsed, GAS.transfer);
  assert.equal(await read(dusd, 'balanceOf', [to]), 7n);
  const { eventName, args } = decodeEventLog({ abi: dusd.abi, ...receipt.logs[0] });
  assert.equal(eventName, 'Transfer');
  same(args.to, to);
  assert.equal(args.value, 7n);
  assert.equal(receipt.logs[0].removed, false);
});

check('allowance and transferFrom', async () => {
  const [owner, spender] = [alice.account.address, bob.account.address];
  const to = stranger(2);
  assert.equal((await write(alice, dusd, 'approve', [spender, 100n])).gasUsed, GAS.approve);
  assert.equal(await read(dusd, 'allowance', [owner, spender]), 100n);
  assert.equal((await write(bob, dusd, 'transferFrom', [owner, to, 40n])).gasUsed, GAS.transferFrom);
  assert.equal(await read(dusd, 'allowance', [owner, spender]), 60n);
  assert.equal(await read(dusd, 'balanceOf', [to]), 40n);
});

check('ETH answers as a token too', async () => {
  const facade = { ...dusd, address: FACADE };
  const to = stranger(3);
  assert.equal(await read(facade, 'symbol'), 'ETH');
  const receipt = await write(alice, facade, 'transfer', [to, 11n]);
  assert.equal(receipt.logs[0].address, FACADE);
  assert.equal(await client.getBalance({ address: to }), 11n);
});

check('a simulation says what would be returned', async () => {
  const { result, request } = await simulate(dusd, 'transfer', [stranger(), 1n]);
  assert.equal(result, true);
  assert.equal((await receiptOf(alice.writeContract(request))).status, 'success');
});

check('a simulation that would fail gives its reason', async () => {
  const error = await refusal(() => simulate(dusd, 'transfer', [stranger(), 2n ** 200n]));
  const reverted = cause(error, 'ContractFunctionRevertedError');
  assert.equal(reverted.reason, 'transfer amount exceeds balance');
  const refused = await refusal(() => simulate(dusd, 'transferFrom', [COLLECTOR, stranger(), 1n]));
  assert.equal(cause(refused, 'ContractFunctionRevertedError').reason, 'insufficient allowance');
});

check('what fails in a block has status 0', async () => {
  const hash = await alice.writeContract({
    ...dusd,
    functionName: 'transfer',
    args: [bob.account.address, 2n ** 200n],
    gas: GAS.transfer,
  });
  const receipt = await client.waitForTransactionReceipt({ hash });
  assert.equal(receipt.status, 'reverted');
  assert.deepEqual(receipt.logs, []);
  const status = await client.request({ method: 'braid_getTransactionStatus', params: [hash] });
  assert.equal(status.reason, 'transfer amount exceeds balance');
});

check('liquidity in, as the simulation said', async () => {
  const value = parseEther('1');
  const args = [DUSD, 2_000n * DUSD_UNIT, 0n, 0n, alice.account.address, NEVER];
  const { result, request } = await simulate(router, 'addLiquidityETH', args, { value });
  const before = await read(shares, 'balanceOf', [alice.account.address]);
  const receipt = await receiptOf(alice.writeContract(request));
  assert.equal(receipt.gasUsed, GAS.addLiquidity);
  assert.equal((await read(shares, 'balanceOf', [alice.account.address])) - before, result[2]);
});

check('where pools are', async () => {
  same(await read(router, 'getPair', [FACADE, DUSD]), POOL_ETH_DUSD);
  same(await read(router, 'getPair', [DBTC, DUSD]), POOL_DUSD_DBTC);
  same(await read(router, 'WETH'), FACADE);
  assert.equal(await read(router, 'getPair', [DUSD, DUSD]), zeroAddress);
  same(await read(shares, 'token1'), DUSD);
});

check('a swap gives what was quoted', async () => {
  const value = parseEther('0.01');
  const to = stranger(1);
  const [, quoted] = await read(router, 'getAmountsOut', [value, [FACADE, DUSD]]);
  const args = [quoted, [FACADE, DUSD], to, NEVER];
  const { result } = await simulate(router, 'swapExactETHForTokens', args, { value });
  assert.deepEqual(result, [value, quoted]);
  const receipt = await write(alice, router, 'swapExactETHForTokens', args, { value });
  assert.equal(receipt.gasUsed, GAS.swap);
  assert.equal(await read(dusd, 'balanceOf', [to]), quoted);
  const [swap] = await client.getContractEvents({ ...shares, eventName: 'Swap', blockHash: receipt.blockHash });
  assert.equal(swap.args.amount1Out, quoted);
});

check('a pool of two tokens, both ways', async () => {
  const args = [DUSD, DBTC, 1_000n * DUSD_UNIT, 2_000_000n, 0n, 0n, alice.account.address, NEVER];
  await write(alice, router, 'addLiquidity', args);
  const to = stranger(2);
  const [, there] = await read(router, 'getAmountsOut', [DUSD_UNIT, [DUSD, DBTC]]);
  await write(alice, router, 'swapExactTokensForTokens', [DUSD_UNIT, there, [DUSD, DBTC], to, NEVER]);
  assert.equal(await read({ ...dusd, address: DBTC }, 'balanceOf', [to]), there);
  const [, back] = await read(router, 'getAmountsOut', [1_000n, [DBTC, DUSD]]);
  await write(alice, router, 'swapExactTokensForTokens', [1_000n, back, [DBTC, DUSD], to, NEVER]);
  assert.equal(await read(dusd, 'balanceOf', [to]), back);
});

check('too little for the swap, and a deadline that has passed', async () => {
  const swap = (least, deadline) =>
    refusal(() =>
      simulate(router, 'swapExactTokensForETH', [DUSD_UNIT, least, [DUSD, FACADE], alice.account.address, deadline]),
    ).then((error) => cause(error, 'ContractFunctionRevertedError').reason);
  assert.equal(await swap(2n ** 100n, NEVER), 'insufficient output amount');
  assert.equal(await swap(0n, 1n), 'deadline has passed');
});

check('liquidity out', async () => {
  const amount = (await read(shares, 'balanceOf', [alice.account.address])) / 2n;
  const args = [DUSD, amount, 0n, 0n, alice.account.address, NEVER];
  const { result, request } = await simulate(router, 'removeLiquidityETH', args);
  const before = await read(dusd, 'balanceOf', [alice.account.address]);
  const receipt = await receiptOf(alice.writeContract(request));
  assert.equal(receipt.gasUsed, GAS.removeLiquidity);
  assert.equal((await read(dusd, 'balanceOf', [alice.account.address])) - before, result[0]);
});

check('a withdrawal of ETH leaves the chain', async () => {
  const bridge = { address: BRIDGE, abi: BRIDGE_ABI };
  const facade = { ...dusd, address: FACADE };
  const supply = await read(facade, 'totalSupply');
  const receipt = await write(alice, bridge, 'withdrawETH', [bob.account.address], { value: 3n });
  assert.equal(receipt.gasUsed, GAS.withdrawal);
  assert.equal(await read(facade, 'totalSupply'), supply - 3n);
});

check('who collects the fees', async () => {
  assert.equal(await read({ address: FEE_ACCOUNT_OF_SHARD_0, abi: FEE_ACCOUNT_ABI }, 'collector'), COLLECTOR);
});

check('state at an older block', async () => {
  const to = stranger(1);
  const { blockNumber } = await write(alice, dusd, 'transfer', [to, 9n]);
  assert.equal(await read(dusd, 'balanceOf', [to], { blockNumber: blockNumber - 1n }), 0n);
  assert.equal(await read(dusd, 'balanceOf', [to], { blockNumber }), 9n);
});
