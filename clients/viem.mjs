import { createPublicClient, createWalletClient, defineChain, erc20Abi, http, parseEther } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { CHAIN_ID, DUSD, KEYS, URL, check, done, expectError } from './checks.mjs';

const chain = defineChain({
  id: CHAIN_ID,
  name: 'Braid devnet',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [URL] } },
  blockTime: 1000,
});
const account = privateKeyToAccount(KEYS[1]);
const client = createPublicClient({ chain, transport: http() });
const wallet = createWalletClient({ account, chain, transport: http() });
const fresh = privateKeyToAccount(generatePrivateKey()).address;

check('chain id', (await client.getChainId()) === CHAIN_ID);
const hash = await wallet.sendTransaction({ to: fresh, value: parseEther('0.5') });
const receipt = await client.waitForTransactionReceipt({ hash });
check('transfer', receipt.status === 'success' && receipt.gasUsed === 21_000n);
check('balance', (await client.getBalance({ address: fresh })) === parseEther('0.5'));
const block = await client.getBlock({ blockNumber: receipt.blockNumber, includeTransactions: true });
check('block holds it', block.transactions.some((found) => found.hash === hash));
check('fees', (await client.estimateFeesPerGas()).maxFeePerGas > 0n);
check('symbol', (await client.readContract({ address: DUSD, abi: erc20Abi, functionName: 'symbol' })) === 'DUSD');
const paid = await wallet.writeContract({ address: DUSD, abi: erc20Abi, functionName: 'transfer', args: [fresh, 9n] });
check('token transfer', (await client.waitForTransactionReceipt({ hash: paid })).status === 'success');
check('token balance', (await client.readContract({ address: DUSD, abi: erc20Abi, functionName: 'balanceOf', args: [fresh] })) === 9n);
const before = await client.getBalance({ address: fresh, blockNumber: receipt.blockNumber - 1n });
check('balance at a block', before === 0n, before);
await expectError('simulated failure', /insufficient|revert|exceeds/i, () =>
  client.simulateContract({ account, address: DUSD, abi: erc20Abi, functionName: 'transfer', args: [fresh, 2n ** 200n] }),
);
done('viem');
