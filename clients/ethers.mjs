import { Contract, JsonRpcProvider, Wallet, getAddress, id, parseEther, WebSocketProvider } from 'ethers';
import { CHAIN_ID, DUSD, KEYS, URL, check, done, expectError } from './checks.mjs';

const options = { staticNetwork: true, cacheTimeout: -1 };
const provider = new JsonRpcProvider(URL, CHAIN_ID, options);
const [alice, bob] = KEYS.map((key) => new Wallet(key, provider));
const fresh = Wallet.createRandom().address;

check('chain id', (await provider.send('eth_chainId', [])) === '0x1092');
check('block number', (await provider.getBlockNumber()) >= 0);

// The three types, each to a new account.
for (const type of [0, 1, 2]) {
  const before = await provider.getBalance(fresh);
  const sent = await alice.sendTransaction({ to: fresh, value: 5n, type });
  const receipt = await sent.wait();
  check(`type ${type} succeeds`, receipt.status === 1 && receipt.type === type, receipt);
  check(`type ${type} pays`, (await provider.getBalance(fresh)) === before + 5n);
  const found = await provider.getTransaction(sent.hash);
  check(`type ${type} is found`, found.blockNumber === receipt.blockNumber && found.from === alice.address);
}

// Many at once: nonces by the pending count.
const many = [];
for (let i = 0; i < 25; i++) {
  many.push(await alice.sendTransaction({ to: getAddress('0x77' + (1000 + i).toString(16).padStart(38, '0')), value: 1n }));
}
const receipts = await Promise.all(many.map((sent) => sent.wait()));
check('25 sends in a row', receipts.every((receipt) => receipt.status === 1));

// A token by its ABI.
const token = new Contract(
  DUSD,
  [
    'function symbol() view returns (string)',
    'function decimals() view returns (uint8)',
    'function balanceOf(address) view returns (uint256)',
    'function allowance(address,address) view returns (uint256)',
    'function transfer(address,uint256) returns (bool)',
    'function approve(address,uint256) returns (bool)',
    'function transferFrom(address,address,uint256) returns (bool)',
    'event Transfer(address indexed from, address indexed to, uint256 value)',
  ],
  alice,
);
check('symbol', (await token.symbol()) === 'DUSD');
check('decimals', (await token.decimals()) === 6n);
const paid = await (await token.transfer(fresh, 7n)).wait();
check('transfer logs', paid.logs.length === 1 && paid.logs[0].fragment.name === 'Transfer');
check('token balance', (await token.balanceOf(fresh)) === 7n);
await (await token.approve(bob.address, 100n)).wait();
check('allowance', (await token.allowance(alice.address, bob.address)) === 100n);
const pulled = await (await token.connect(bob).transferFrom(alice.address, fresh, 40n)).wait();
check('transferFrom', pulled.status === 1 && (await token.balanceOf(fresh)) === 47n);
check('allowance falls', (await token.allowance(alice.address, bob.address)) === 60n);
const logs = await provider.getLogs({ address: DUSD, fromBlock: 0, toBlock: 'latest', topics: [id('Transfer(address,address,uint256)')] });
check('logs by filter', logs.length >= 2, logs.length);
await expectError('a call that fails', /insufficient|revert|exceeds/i, () => token.transfer.staticCall(fresh, 2n ** 200n));

// A pool through the router.
const tag = id('braid.system.v1').slice(2, 22);
const router = getAddress(`0x${tag}ffffffff000000020000`);
const eth = getAddress(`0x${tag}ffffffff000000040000`);
const pool = new Contract(
  router,
  [
    'function addLiquidityETH(address,uint256,uint256,uint256,address,uint256) payable',
    'function swapExactETHForTokens(uint256,address[],address,uint256) payable',
    'function getAmountsOut(uint256,address[]) view returns (uint256[])',
  ],
  alice,
);
const never = 2n ** 255n;
const added = await (await pool.addLiquidityETH(DUSD, 10_000n * 10n ** 6n, 0, 0, alice.address, never, { value: parseEther('5') })).wait();
check('liquidity', added.status === 1);
const had = await token.balanceOf(alice.address);
const quote = (await pool.getAmountsOut(parseEther('0.1'), [eth, DUSD]))[1];
const swapped = await (await pool.swapExactETHForTokens(quote, [eth, DUSD], alice.address, never, { value: parseEther('0.1') })).wait();
check('swap', swapped.status === 1 && (await token.balanceOf(alice.address)) === had + quote);

// Errors by the words that ethers looks for.
await expectError('nonce too low', /NONCE_EXPIRED/, () => alice.sendTransaction({ to: fresh, value: 1n, nonce: 0, gasLimit: 21_000 }));
const poor = Wallet.createRandom().connect(provider);
await expectError('no funds', /INSUFFICIENT_FUNDS/, () => poor.sendTransaction({ to: fresh, value: 1n, gasLimit: 21_000 }));
await expectError('no contracts', /contract creation/i, () => alice.sendTransaction({ data: '0x6000' }));

// Subscriptions.
const socket = new WebSocketProvider(URL.replace('http', 'ws'), CHAIN_ID, { staticNetwork: true });
const heads = [];
const seen = new Promise((resolve) => socket.on('block', (number) => heads.push(number) === 2 && resolve()));
await seen;
check('new heads', heads[1] === heads[0] + 1, heads);
await socket.destroy();
provider.destroy();
done('ethers');
