// Tokens, pools and the other programs by their ABIs.

import assert from 'node:assert/strict';
import { check, refusal, stranger } from '../lib/checks.mjs';
import { COLLECTOR, DUSD, FACADE, FEE_ACCOUNT_ABI, FEE_ACCOUNT_OF_SHARD_0, GAS, NEVER, POOL_ETH_DUSD } from '../lib/devnet.mjs';
import { alice, bob, dusd, facade, request, router, shares, web3, words } from './setup.mjs';

const DUSD_UNIT = 10n ** 6n;
const ETHER = 10n ** 18n;
const lower = (text) => text.toLowerCase();

check('what a token is', async () => {
  assert.equal(await dusd.methods.name().call(), 'Development dollar');
  assert.equal(await dusd.methods.symbol().call(), 'DUSD');
  assert.equal(await dusd.methods.decimals().call(), 6n);
});

check('a token transfer and its event', async () => {
  const to = stranger(1);
  const receipt = await dusd.methods.transfer(to, 7).send({ from: alice });
  assert.equal(receipt.gasUsed, GAS.transfer);
  const { from, to: paid, value } = receipt.events.Transfer.returnValues;
  assert.deepEqual([from, lower(paid), value], [alice, to, 7n]);
  assert.equal(await dusd.methods.balanceOf(to).call(), 7n);
});

check('allowance and transferFrom', async () => {
  const to = stranger(2);
  await dusd.methods.approve(bob, 100).send({ from: alice });
  assert.equal(await dusd.methods.allowance(alice, bob).call(), 100n);
  const receipt = await dusd.methods.transferFrom(alice, to, 40).send({ from: bob });
  assert.equal(receipt.gasUsed, GAS.transferFrom);
  assert.equal(await dusd.methods.allowance(alice, bob).call(), 60n);
  assert.equal(await dusd.methods.balanceOf(to).call(), 40n);
});

check('ETH answers as a token too', async () => {
  const to = stranger(3);
  const receipt = await facade.methods.transfer(to, 11).send({ from: alice });
  assert.equal(lower(receipt.events.Transfer.address), FACADE);
  assert.equal(await web3.eth.getBalance(to), 11n);
});

check('a call that would fail gives its reason', async () => {
  const error = await refusal(() => dusd.methods.transfer(bob, 2n ** 200n).call({ from: alice }));
  assert.match(words(error), /transfer amount exceeds balance/);
  assert.equal(error.name, 'ContractExecutionError');
});

check('a send that would fail is not sent', async () => {
  const before = await web3.eth.getTransactionCount(alice);
  const error = await refusal(() => dusd.methods.transfer(bob, 2n ** 200n).send({ from: alice }));
  assert.match(words(error), /transfer amount exceeds balance/);
  assert.equal(await web3.eth.getTransactionCount(alice, 'pending'), before);
});

check('what fails in a block has status 0', async () => {
  const wish = {
    from: alice,
    to: DUSD,
    data: dusd.methods.transfer(bob, 2n ** 200n).encodeABI(),
    gas: GAS.transfer,
  };
  const error = await refusal(() => web3.eth.sendTransaction(wish, undefined, { checkRevertBeforeSending: false }));
  assert.equal(error.receipt.status, 0n);
  assert.equal(error.receipt.gasUsed, GAS.transfer);
  const status = await request('braid_getTransactionStatus', error.receipt.transactionHash);
  assert.equal(status.reason, 'transfer amount exceeds balance');
});

check('liquidity in and out', async () => {
  const desired = [DUSD, 2_000n * DUSD_UNIT, 0, 0, alice, NEVER];
  const before = await shares.methods.balanceOf(alice).call();
  const said = await router.methods.addLiquidityETH(...desired).call({ from: alice, value: ETHER });
  const added = await router.methods.addLiquidityETH(...desired).send({ from: alice, value: ETHER });
  assert.equal(added.gasUsed, GAS.addLiquidity);
  const minted = (await shares.methods.balanceOf(alice).call()) - before;
  assert.equal(minted, said.liquidity);
  const removed = await router.methods.removeLiquidityETH(DUSD, minted / 2n, 0, 0, alice, NEVER).send({ from: alice });
  assert.equal(removed.gasUsed, GAS.removeLiquidity);
});

check('a swap gives what was quoted', async () => {
  const to = stranger(1);
  const value = ETHER / 100n;
  const [, quoted] = await router.methods.getAmountsOut(value, [FACADE, DUSD]).call();
  const wish = router.methods.swapExactETHForTokens(quoted, [FACADE, DUSD], to, NEVER);
  assert.deepEqual(await wish.call({ from: alice, value }), [value, quoted]);
  const receipt = await wish.send({ from: alice, value });
  assert.equal(receipt.gasUsed, GAS.swap);
  assert.equal(await dusd.methods.balanceOf(to).call(), quoted);
  const [swap] = await shares.getPastEvents('Swap', { fromBlock: receipt.blockNumber, toBlock: receipt.blockNumber });
  assert.equal(swap.returnValues.amount1Out, quoted);
});

check('where a pool is, and what it holds', async () => {
  assert.equal(lower(await router.methods.getPair(FACADE, DUSD).call()), POOL_ETH_DUSD);
  const { reserve0, reserve1 } = await shares.methods.getReserves().call();
  assert.equal(reserve0, await facade.methods.balanceOf(POOL_ETH_DUSD).call());
  assert.equal(reserve1, await dusd.methods.balanceOf(POOL_ETH_DUSD).call());
});

check('too little for the swap', async () => {
  const wish = router.methods.swapExactTokensForETH(DUSD_UNIT, 2n ** 100n, [DUSD, FACADE], alice, NEVER);
  assert.match(words(await refusal(() => wish.call({ from: alice }))), /insufficient output amount/);
});

check('fees are swept to their collector', async () => {
  const fees = new web3.eth.Contract(FEE_ACCOUNT_ABI, FEE_ACCOUNT_OF_SHARD_0);
  assert.equal(await fees.methods.collector().call(), COLLECTOR);
  const receipt = await fees.methods.sweep(COLLECTOR).send({ from: alice });
  assert.equal(receipt.gasUsed, GAS.sweep);
});

check('state at an older block', async () => {
  const to = stranger(1);
  const { blockNumber } = await dusd.methods.transfer(to, 9).send({ from: alice });
  assert.equal(await dusd.methods.balanceOf(to).call({}, blockNumber - 1n), 0n);
  assert.equal(await dusd.methods.balanceOf(to).call({}, blockNumber), 9n);
});
