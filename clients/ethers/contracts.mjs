// Tokens, pools and the other programs by their ABIs.

import assert from 'node:assert/strict';
import { Contract, MaxUint256, Wallet, ZeroAddress, parseEther } from 'ethers';
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
  POOL_ETH_DUSD,
} from '../lib/devnet.mjs';
import { alice, bob, dusd, facade, provider, receiptOf, router, shares } from './setup.mjs';

const DUSD_UNIT = 10n ** 6n;

check('what a token is', async () => {
  assert.equal(await dusd.name(), 'Development dollar');
  assert.equal(await dusd.symbol(), 'DUSD');
  assert.equal(await dusd.decimals(), 6n);
  const supply = await dusd.totalSupply();
  assert.ok(supply > 0n && supply <= 10_000_000n * DUSD_UNIT, supply);
});

check('a token transfer and its log', async () => {
  const fresh = stranger(1);
  const before = await dusd.balanceOf(alice.address);
  const receipt = await receiptOf(dusd.transfer(fresh, 7n));
  assert.equal(receipt.gasUsed, GAS.transfer);
  assert.equal(await dusd.balanceOf(fresh), 7n);
  assert.equal(await dusd.balanceOf(alice.address), before - 7n);
  const [log] = receipt.logs;
  assert.equal(log.fragment.name, 'Transfer');
  assert.deepEqual([...log.args].map(String), [alice.address, log.args.to, '7']);
  assert.equal(log.args.to.toLowerCase(), fresh);
  assert.equal(log.transactionHash, receipt.hash);
});

check('allowance, transferFrom and their logs', async () => {
  const fresh = stranger(2);
  const approved = await receiptOf(dusd.approve(bob.address, 100n));
  assert.equal(approved.gasUsed, GAS.approve);
  assert.equal(approved.logs[0].fragment.name, 'Approval');
  assert.equal(await dusd.allowance(alice.address, bob.address), 100n);
  const pulled = await receiptOf(dusd.connect(bob).transferFrom(alice.address, fresh, 40n));
  assert.equal(pulled.gasUsed, GAS.transferFrom);
  assert.equal(pulled.from, bob.address);
  assert.equal(pulled.logs[0].args.from, alice.address);
  assert.equal(await dusd.allowance(alice.address, bob.address), 60n);
  assert.equal(await dusd.balanceOf(fresh), 40n);
});

check('an allowance without end stays', async () => {
  await receiptOf(dusd.approve(bob.address, MaxUint256));
  await receiptOf(dusd.connect(bob).transferFrom(alice.address, stranger(3), 1n));
  assert.equal(await dusd.allowance(alice.address, bob.address), MaxUint256);
  await receiptOf(dusd.approve(bob.address, 0n));
});

check('ETH answers as a token too', async () => {
  const fresh = stranger(1);
  assert.equal(await facade.symbol(), 'ETH');
  assert.equal(await facade.decimals(), 18n);
  assert.equal(await facade.balanceOf(bob.address), await provider.getBalance(bob.address));
  const receipt = await receiptOf(facade.transfer(fresh, 11n));
  assert.equal(receipt.logs[0].address.toLowerCase(), FACADE);
  assert.equal(await provider.getBalance(fresh), 11n);
});

check('a call says what would be returned', async () => {
  assert.equal(await dusd.transfer.staticCall(bob.address, 1n), true);
  assert.equal(await dusd.approve.staticCall(bob.address, 1n), true);
});

check('a call that would fail gives its reason', async () => {
  const short = await refusal(() => dusd.transfer.staticCall(bob.address, 2n ** 200n));
  assert.equal(short.code, 'CALL_EXCEPTION');
  assert.equal(short.reason, 'transfer amount exceeds balance');
  const own = dusd.connect(bob);
  const refused = await refusal(() => own.transferFrom.staticCall(COLLECTOR, bob.address, 1n));
  assert.equal(refused.code, 'CALL_EXCEPTION');
  assert.equal(refused.reason, 'insufficient allowance');
});

check('an estimate of what would fail gives its reason', async () => {
  const error = await refusal(() => dusd.transfer(bob.address, 2n ** 200n));
  assert.equal(error.code, 'CALL_EXCEPTION');
  assert.equal(error.action, 'estimateGas');
  assert.equal(error.reason, 'transfer amount exceeds balance');
});

check('what fails in a block has status 0, costs its fee and does nothing', async () => {
  const before = await provider.getBalance(alice.address);
  const held = await dusd.balanceOf(alice.address);
  const sent = await dusd.transfer(bob.address, 2n ** 200n, { gasLimit: 50_000n });
  const error = await refusal(() => sent.wait());
  assert.equal(error.code, 'CALL_EXCEPTION');
  assert.equal(error.receipt.status, 0);
  assert.deepEqual(error.receipt.logs, []);
  assert.equal(await provider.getBalance(alice.address), before - error.receipt.fee);
  assert.equal(await dusd.balanceOf(alice.address), held);
  const status = await provider.send('braid_getTransactionStatus', [sent.hash]);
  assert.equal(status.success, false);
  assert.equal(status.failure, 'INSUFFICIENT_BALANCE');
  assert.equal(status.reason, 'transfer amount exceeds balance');
});

check('liquidity in, as the call said', async () => {
  const desired = [DUSD, 2_000n * DUSD_UNIT, 0n, 0n, alice.address, NEVER];
  const value = parseEther('1');
  const [tokens, eth, minted] = await router.addLiquidityETH.staticCall(...desired, { value });
  const before = await shares.balanceOf(alice.address);
  const receipt = await receiptOf(router.addLiquidityETH(...desired, { value }));
  assert.equal(receipt.gasUsed, GAS.addLiquidity);
  assert.equal((await shares.balanceOf(alice.address)) - before, minted);
  const mint = receipt.logs.map((log) => shares.interface.parseLog(log)).find(({ name }) => name === 'Mint');
  assert.deepEqual([mint.args.amount0, mint.args.amount1], [eth, tokens]);
});

check('where a pool is, and what it holds', async () => {
  assert.equal((await router.getPair(FACADE, DUSD)).toLowerCase(), POOL_ETH_DUSD);
  assert.equal((await router.WETH()).toLowerCase(), FACADE);
  assert.equal(await router.getPair(DUSD, DUSD), ZeroAddress);
  assert.equal((await shares.token0()).toLowerCase(), FACADE);
  assert.equal((await shares.token1()).toLowerCase(), DUSD);
  const [reserve0, reserve1] = await shares.getReserves();
  assert.equal(reserve1, await dusd.balanceOf(POOL_ETH_DUSD));
  assert.equal(reserve0, await facade.balanceOf(POOL_ETH_DUSD));
  assert.equal(await shares.symbol(), 'ETH-DUSD');
});

check('prices', async () => {
  const [reserve0, reserve1] = await shares.getReserves();
  const value = parseEther('0.01');
  const [, out] = await router.getAmountsOut(value, [FACADE, DUSD]);
  assert.equal(out, await router.getAmountOut(value, reserve0, reserve1));
  assert.equal(await router.quote(value, reserve0, reserve1), (value * reserve1) / reserve0);
});

check('a swap gives what was quoted, and tells it', async () => {
  const value = parseEther('0.01');
  const [, quoted] = await router.getAmountsOut(value, [FACADE, DUSD]);
  const before = await dusd.balanceOf(bob.address);
  const receipt = await receiptOf(
    router.swapExactETHForTokens(quoted, [FACADE, DUSD], bob.address, NEVER, { value }),
  );
  assert.equal(receipt.gasUsed, GAS.swap);
  assert.equal((await dusd.balanceOf(bob.address)) - before, quoted);
  const logs = receipt.logs.map((log) => shares.interface.parseLog(log));
  assert.deepEqual(logs.map(({ name }) => name), ['Transfer', 'Transfer', 'Sync', 'Swap']);
  const { amount0In, amount1Out, to } = logs[3].args;
  assert.deepEqual([amount0In, amount1Out, to], [value, quoted, bob.address]);
});

check('a swap of tokens for ETH', async () => {
  const fresh = stranger(1);
  const [, quoted] = await router.getAmountsOut(DUSD_UNIT, [DUSD, FACADE]);
  await receiptOf(router.swapExactTokensForETH(DUSD_UNIT, quoted, [DUSD, FACADE], fresh, NEVER));
  assert.equal(await provider.getBalance(fresh), quoted);
});

check('a pool of two tokens', async () => {
  const desired = [DUSD, DBTC, 1_000n * DUSD_UNIT, 2_000_000n, 0n, 0n, alice.address, NEVER];
  await receiptOf(router.addLiquidity(...desired));
  const [, quoted] = await router.getAmountsOut(DUSD_UNIT, [DUSD, DBTC]);
  const fresh = stranger(2);
  const swapped = await receiptOf(router.swapExactTokensForTokens(DUSD_UNIT, quoted, [DUSD, DBTC], fresh, NEVER));
  assert.equal(swapped.status, 1);
  assert.equal(await dusd.attach(DBTC).balanceOf(fresh), quoted);
});

check('too little for the swap: status 0, and the money is back', async () => {
  const held = await dusd.balanceOf(alice.address);
  const wish = [DUSD_UNIT, 2n ** 100n, [DUSD, FACADE], alice.address, NEVER];
  assert.equal((await refusal(() => router.swapExactTokensForETH(...wish))).reason, 'insufficient output amount');
  const sent = await router.swapExactTokensForETH(...wish, { gasLimit: GAS.swap });
  assert.equal((await refusal(() => sent.wait())).receipt.status, 0);
  assert.equal(await dusd.balanceOf(alice.address), held);
});

check('a deadline that has passed', async () => {
  const error = await refusal(() =>
    router.swapExactTokensForETH.staticCall(DUSD_UNIT, 0n, [DUSD, FACADE], alice.address, 1n),
  );
  assert.equal(error.reason, 'deadline has passed');
});

check('liquidity out', async () => {
  const amount = (await shares.balanceOf(alice.address)) / 2n;
  const wish = [DUSD, amount, 0n, 0n, alice.address, NEVER];
  const [tokens] = await router.removeLiquidityETH.staticCall(...wish);
  const before = await dusd.balanceOf(alice.address);
  const receipt = await receiptOf(router.removeLiquidityETH(...wish));
  assert.equal(receipt.gasUsed, GAS.removeLiquidity);
  assert.equal((await dusd.balanceOf(alice.address)) - before, tokens);
});

check('pool shares are a token', async () => {
  const fresh = stranger(3);
  const receipt = await receiptOf(shares.transfer(fresh, 5n));
  assert.equal(receipt.logs[0].address.toLowerCase(), POOL_ETH_DUSD);
  assert.equal(await shares.balanceOf(fresh), 5n);
});

check('a withdrawal leaves the chain', async () => {
  const bridge = new Contract(BRIDGE, BRIDGE_ABI, alice);
  const supply = await dusd.totalSupply();
  const receipt = await receiptOf(bridge.withdraw(DUSD, 3n, bob.address));
  assert.equal(receipt.gasUsed, GAS.withdrawal);
  assert.equal(dusd.interface.parseLog(receipt.logs[0]).args.to, ZeroAddress);
  assert.equal(await dusd.totalSupply(), supply - 3n);
});

check('fees are swept to their collector', async () => {
  const fees = new Contract(FEE_ACCOUNT_OF_SHARD_0, FEE_ACCOUNT_ABI, alice);
  assert.equal(await fees.collector(), COLLECTOR);
  const receipt = await receiptOf(fees.sweep(COLLECTOR));
  assert.equal(receipt.gasUsed, GAS.sweep);
  const { args } = facade.interface.parseLog(receipt.logs[0]);
  assert.equal(args.to, COLLECTOR);
  const wrong = await refusal(() => fees.sweep.staticCall(Wallet.createRandom().address));
  assert.equal(wrong.reason, 'not the registered collector of fees');
});

check('state at an older block', async () => {
  const fresh = stranger(1);
  const receipt = await receiptOf(dusd.transfer(fresh, 9n));
  assert.equal(await dusd.balanceOf(fresh, { blockTag: receipt.blockNumber - 1 }), 0n);
  assert.equal(await dusd.balanceOf(fresh, { blockTag: receipt.blockNumber }), 9n);
});
