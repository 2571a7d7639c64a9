// Deploys a verifier with its key, and has proofs checked.

import { AbiCoder, concat, Interface, keccak256, toBeHex } from 'ethers';
import { compile } from './compile.mjs';

/** The most that a transaction may take: EIP-7825. */
const GAS_MAX = 2 ** 24;

/** The most bytes of code that a contract may have (EIP-170), less its first one, STOP. */
const PIECE_BYTES_MAX = 24_576 - 1;

/** Why a verifier is not deployed. */
const ERRORS = new Interface([
  'error UnusableKey(string what)',
  'error WrongNumberOfPieces(uint256 number)',
  'error NotData(address piece)',
  'error OtherDigest(bytes32 digest)',
]);

const RECEIPT_TRIES = 100;
const RECEIPT_DELAY_MS = 20;

const FIELDS = [
  'key',
  'step 0: begin',
  'step 1: main columns',
  'step 2: buses',
  'step 3: quotient',
  'step 4: point',
  'step 5: one polynomial',
  'step 6: foldings',
  'step 7: positions',
  'step 7: openings of columns, joined',
  'step 7: openings of foldings',
  'step 7: foldings',
];

/** The names of Fault.sol, in order. */
export const FAULTS = [
  'NONE',
  'PUBLIC_VALUES',
  'VERSION',
  'HEIGHT',
  'BUS_WRAPS',
  'TRUNCATED',
  'NOT_CANONICAL',
  'GRINDING_BUSES',
  'BUS_SUM',
  'GRINDING_POINT',
  'POINT_IN_DOMAIN',
  'CONSTRAINTS',
  'GRINDING_BATCHING',
  'GRINDING_FOLDING',
  'GRINDING_QUERIES',
  'OPENING_FIXED',
  'OPENING_MAIN',
  'OPENING_LOGUP',
  'OPENING_QUOTIENT',
  'OPENING_FOLDING',
  'FOLDING_OF_COLUMNS',
  'FOLDING',
  'FINAL_POLYNOMIAL',
  'TRAILING_BYTES',
];

/** Code that deploys STOP and then bytes: PUSH2 length, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN. */
const deploying = (bytes) => concat([`0x61${toBeHex(bytes.length + 1, 2).slice(2)}80600a5f395ff3`, '0x00', bytes]);

/** The pieces of a key. */
const cut = (key) =>
  Array.from({ length: Math.ceil(key.length / PIECE_BYTES_MAX) }, (_, i) =>
    key.subarray(i * PIECE_BYTES_MAX, (i + 1) * PIECE_BYTES_MAX),
  );

/** A chain on which a verifier is deployed. */
export class Deployment {
  #rpc;
  #from;
  #verifier;
  #caller;
  #measured;
  #contracts = compile();

  constructor(rpc) {
    this.#rpc = rpc;
  }

  /** Deploys a key and its verifier; gives the gas of both. */
  async deploy(key) {
    [this.#from] = await this.#rpc('eth_accounts');
    let keyGas = 0;
    const pieces = [];
    for (const piece of cut(key)) {
      const receipt = await this.#create(deploying(piece));
      pieces.push(receipt.contractAddress);
      keyGas += Number(receipt.gasUsed);
    }
    const pinned = AbiCoder.defaultAbiCoder().encode(['address[]', 'bytes32'], [pieces, keccak256(key)]);
    const receipt = await this.#create(concat([this.#contracts.StarkVerifier.bytecode, pinned]));
    this.#verifier = receipt.contractAddress;
    this.#caller = (await this.#create(this.#contracts.ProofCaller.bytecode)).contractAddress;
    this.#measured = (await this.#create(concat([this.#contracts.MeasuredVerifier.bytecode, pinned]))).contractAddress;
    return {
      keyBytes: key.length,
      pieces: pieces.length,
      keyGas,
      verifierGas: Number(receipt.gasUsed),
      verifierBytes: this.#contracts.StarkVerifier.codeBytes,
    };
  }

  /** Has a proof checked in one transaction. */
  async check(publicValues, proof) {
    const caller = new Interface(this.#contracts.ProofCaller.abi);
    const data = caller.encodeFunctionData('check', [this.#verifier, publicValues, proof]);
    const receipt = await this.#send({ to: this.#caller, data });
    const gasUsed = Number(receipt.gasUsed);
    const about = { proofBytes: proof.length, calldataBytes: (data.length - 2) / 2, gasUsed };
    if (receipt.status !== '0x1') {
      const why = gasUsed === 0 ? 'no block takes it' : gasUsed >= GAS_MAX ? 'out of gas' : 'reverted';
      return { accepted: false, fault: null, error: why, ...about };
    }
    const { fault, executionGas } = caller.parseLog(receipt.logs[0]).args;
    return {
      accepted: fault === 0n,
      fault: FAULTS[Number(fault)],
      ...about,
      executionGas: Number(executionGas),
      executionGasPerProofByte: Math.round((Number(executionGas) / proof.length) * 100) / 100,
    };
  }

  /** The gas of each part of a verification, as a call: without that of the calldata. */
  async phases(publicValues, proof) {
    const measured = new Interface(this.#contracts.MeasuredVerifier.abi);
    const data = measured.encodeFunctionData('measure', [publicValues, proof]);
    const result = await this.#rpc('eth_call', { from: this.#from, to: this.#measured, data, gas: `0x${GAS_MAX.toString(16)}` });
    const [gas] = measured.decodeFunctionResult('measure', result);
    return Object.fromEntries(FIELDS.map((field, i) => [field, Number(gas[i])]));
  }

  async #create(data) {
    const receipt = await this.#send({ data });
    if (receipt.status !== '0x1') {
      throw new Error(`a contract of ${(data.length - 2) / 2} bytes was not deployed: ${await this.#why(data)}`);
    }
    return receipt;
  }

  async #why(data) {
    try {
      await this.#rpc('eth_call', { from: this.#from, data });
      return 'no reason was given';
    } catch (error) {
      const known = error.data && ERRORS.parseError(error.data);
      return known ? `${known.name}: ${known.args.join(', ')}` : error.message;
    }
  }

  async #send(transaction) {
    const gas = `0x${GAS_MAX.toString(16)}`;
    const hash = await this.#rpc('eth_sendTransaction', { from: this.#from, gas, ...transaction });
    // A block is made at once; a transaction that is in none never will be, as one whose data alone takes too much gas.
    for (let tries = 0; tries < RECEIPT_TRIES; tries++) {
      const receipt = await this.#rpc('eth_getTransactionReceipt', hash);
      if (receipt) {
        return receipt;
      }
      await new Promise((resolve) => setTimeout(resolve, RECEIPT_DELAY_MS));
    }
    await this.#rpc('anvil_dropTransaction', hash);
    return { status: '0x0', gasUsed: '0x0' };
  }
}
