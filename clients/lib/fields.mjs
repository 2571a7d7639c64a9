// Which fields a client cannot do without: take one away, and it cannot read the rest.

import assert from 'node:assert/strict';
import { check, refusal } from './checks.mjs';

const METHODS = {
  block: 'eth_getBlockByNumber',
  receipt: 'eth_getTransactionReceipt',
  transaction: 'eth_getTransactionByHash',
};

/**
 * Checks that each field is served, and that the client takes the whole and misses the field.
 *
 * @param required fields by the object they stand in: block, receipt, transaction
 * @param read reads an object of this name through the proxy; gives nothing that matters
 */
export function checkFields(proxy, required, read) {
  for (const [object, fields] of Object.entries(required)) {
    check(`reads a ${object} as it is served`, () => read(object));
    for (const field of fields) {
      check(`${object}: ${field} is served, and would be missed`, async () => {
        let served;
        proxy().rewrite = (method, result) => {
          if (method !== METHODS[object] || result === null) {
            return result;
          }
          const { [field]: value, ...rest } = result;
          served = value;
          return rest;
        };
        try {
          await refusal(() => read(object));
        } finally {
          proxy().rewrite = (method, result) => result;
        }
        assert.notEqual(served, undefined);
      });
    }
  }
}
