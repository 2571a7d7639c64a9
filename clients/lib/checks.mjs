// A check is a test of Node's test runner: they run one after the other, and a run says how many held.

import { test } from 'node:test';

/** Far above what anything takes here: only a check that hangs meets it. */
const TIMEOUT_MS = 60_000;

export function check(what, action) {
  test(what, { timeout: TIMEOUT_MS }, action);
}

/** What an action is refused with. */
export async function refusal(action) {
  try {
    const given = await action();
    throw Object.assign(new Error('nothing was refused'), { given });
  } catch (error) {
    if ('given' in error) {
      throw error;
    }
    return error;
  }
}

/** An address of nobody, whose home shard, of four, is the given one. */
export function stranger(shard = 0) {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  bytes[19] = (bytes[19] & 0xfc) | shard;
  return '0x' + Buffer.from(bytes).toString('hex');
}

/** Waits until a condition holds. */
export async function until(condition) {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
