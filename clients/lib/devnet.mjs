// The development chain, as its clients see it.

import { readFileSync } from 'node:fs';

/** JSON-RPC over HTTP. */
export const URL = process.env.BRAID_URL ?? 'http://127.0.0.1:8545';

/** JSON-RPC over WebSocket: the same port. */
export const SOCKET_URL = URL.replace(/^http/, 'ws');

export const CHAIN_ID = 4242;

/** Keys of the first accounts of the genesis, which everybody knows. Each client has its own. */
export const KEYS = {
  ethers: [
    '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
    '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
  ],
  viem: [
    '0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a',
    '0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6',
  ],
  web3: [
    '0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a',
    '0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba',
  ],
  cast: ['0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97'],
};

export const COLLECTOR = '0xa0Ee7A142d267C1f36714E4a8F75612F20a79720';

/** Tokens of the genesis, of 6 and 8 decimals. */
export const DUSD = '0x00000000000000000000000000000000000d0114';
export const DBTC = '0x00000000000000000000000000000000000b17c0';

/** System addresses: docs/protocol/operations.md says how they are made. */
export const ROUTER = '0x33eb4f242ed412a54b51ffffffff000000020000';
export const BRIDGE = '0x33eb4f242ed412a54b51ffffffff000000030000';
export const FACADE = '0x33eb4f242ed412a54b51ffffffff000000040000';
export const FEE_ACCOUNT_OF_SHARD_0 = '0x33eb4f242ed412a54b51ffffffff000000010000';
export const POOL_ETH_DUSD = '0x33eb4f242ed412a54b51000000000000000179b1';
export const POOL_DUSD_DBTC = '0x33eb4f242ed412a54b5100000001000000029199';

const abi = (name) => JSON.parse(readFileSync(new globalThis.URL(`../abi/${name}.json`, import.meta.url), 'utf8'));

export const TOKEN_ABI = abi('token');
export const POOL_ABI = abi('pool');
export const ROUTER_ABI = abi('router');
export const BRIDGE_ABI = abi('bridge');
export const FEE_ACCOUNT_ABI = abi('fee-account');

/** What each operation costs, whatever its arguments. */
export const GAS = {
  payment: 21_000n,
  transfer: 50_000n,
  approve: 46_000n,
  transferFrom: 65_000n,
  withdrawal: 70_000n,
  sweep: 60_000n,
  addLiquidity: 200_000n,
  removeLiquidity: 180_000n,
  swap: 140_000n,
};

/** A deadline that never comes, in seconds. */
export const NEVER = 2n ** 255n;
