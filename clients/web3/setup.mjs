// web3.js as a program uses it: its wallet signs, over HTTP.

import { Web3 } from 'web3';
import { DUSD, FACADE, KEYS, POOL_ABI, POOL_ETH_DUSD, ROUTER, ROUTER_ABI, TOKEN_ABI, URL } from '../lib/devnet.mjs';

/** Polls often: a block comes every 100 ms under load. */
export function connect(provider) {
  const web3 = new Web3(provider);
  web3.setConfig({ transactionPollingInterval: 50, transactionConfirmationBlocks: 1 });
  return web3;
}

export const web3 = connect(URL);
for (const key of KEYS.web3) {
  web3.eth.accounts.wallet.add(key);
}
export const [alice, bob] = [0, 1].map((i) => web3.eth.accounts.wallet[i].address);

export const dusd = new web3.eth.Contract(TOKEN_ABI, DUSD);
export const facade = new web3.eth.Contract(TOKEN_ABI, FACADE);
export const shares = new web3.eth.Contract([...TOKEN_ABI, ...POOL_ABI], POOL_ETH_DUSD);
export const router = new web3.eth.Contract(ROUTER_ABI, ROUTER);

/** All that an error and its causes say. */
export function words(error) {
  const causes = [];
  for (let one = error; one; one = one.cause ?? one.innerError) {
    causes.push([one].flat().map(({ name, message, reason }) => `${name}: ${message} ${reason ?? ''}`));
  }
  return causes.flat().join('\n');
}

/** The methods of the node that web3.js has no function for. */
export const request = (method, ...params) => web3.requestManager.send({ method, params });
