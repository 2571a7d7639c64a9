// Counts checks, so that a run says how many held.

let held = 0;

export function check(what, condition, seen) {
  if (!condition) {
    throw new Error(`${what}: ${typeof seen === 'bigint' ? seen : JSON.stringify(seen)}`);
  }
  held++;
}

export async function expectError(what, pattern, action) {
  try {
    await action();
  } catch (error) {
    const text = [error.code, error.shortMessage, error.message, error.info?.error?.message].join(' ');
    check(what, pattern.test(text), text);
    return;
  }
  throw new Error(`${what}: nothing was refused`);
}

export function done(client) {
  console.log(`${client}: ${held} checks passed`);
}

export const URL = process.env.BRAID_URL ?? 'http://127.0.0.1:8545';
export const CHAIN_ID = 4242;
export const KEYS = [
  '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
];
export const DUSD = '0x00000000000000000000000000000000000d0114';
