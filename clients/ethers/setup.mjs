// Providers and wallets as the quick start of README makes them.

import { after } from 'node:test';
import { Contract, JsonRpcProvider, Wallet } from 'ethers';
import { CHAIN_ID, DUSD, FACADE, KEYS, POOL_ABI, POOL_ETH_DUSD, ROUTER, ROUTER_ABI, TOKEN_ABI, URL } from '../lib/devnet.mjs';

/** Without the cache: ethers answers from it for 250 ms, in which a wallet would use a nonce twice. */
export const OPTIONS = { staticNetwork: true, cacheTimeout: -1, pollingInterval: 100 };

export const provider = new JsonRpcProvider(URL, CHAIN_ID, OPTIONS);
export const [alice, bob] = KEYS.ethers.map((key) => new Wallet(key, provider));

export const dusd = new Contract(DUSD, TOKEN_ABI, alice);
export const facade = new Contract(FACADE, TOKEN_ABI, alice);
export const shares = new Contract(POOL_ETH_DUSD, [...TOKEN_ABI, ...POOL_ABI], alice);
export const router = new Contract(ROUTER, ROUTER_ABI, alice);

/** Sends and waits for the receipt. */
export async function receiptOf(sending) {
  return (await sending).wait();
}

after(() => provider.destroy());
