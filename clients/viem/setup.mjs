// Clients as the quick start of README makes them.

import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { CHAIN_ID, DUSD, KEYS, POOL_ETH_DUSD, ROUTER, ROUTER_ABI, POOL_ABI, TOKEN_ABI, URL } from '../lib/devnet.mjs';

/** viem polls twice in a block time, but not more often than twice a second, unless it is told. */
export const chain = defineChain({
  id: CHAIN_ID,
  name: 'Braid devnet',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [URL] } },
  blockTime: 100,
});

export const POLLING = { pollingInterval: 50, cacheTime: 0 };

export const client = createPublicClient({ chain, transport: http(), ...POLLING });
export const [alice, bob] = KEYS.viem.map((key) =>
  createWalletClient({ account: privateKeyToAccount(key), chain, transport: http(), ...POLLING }),
);

export const dusd = { address: DUSD, abi: TOKEN_ABI };
export const shares = { address: POOL_ETH_DUSD, abi: [...TOKEN_ABI, ...POOL_ABI] };
export const router = { address: ROUTER, abi: ROUTER_ABI };

/** Waits for the receipt of what is being sent. */
export async function receiptOf(sending) {
  return client.waitForTransactionReceipt({ hash: await sending });
}

/** Reads a function of a contract. */
export const read = (contract, functionName, args = [], rest = {}) =>
  client.readContract({ ...contract, functionName, args, ...rest });

/** The error of this name among an error and its causes. */
export const cause = (error, name) => error.walk((one) => one.name === name);
