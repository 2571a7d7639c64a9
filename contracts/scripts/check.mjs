#!/usr/bin/env node
// Has proofs checked by the contract, on a chain with the rules of Ethereum.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withAnvil } from '../lib/anvil.mjs';
import { Deployment } from '../lib/verifier.mjs';

const USAGE = `Usage: node scripts/check.mjs --key FILE --public FILE --proof FILE [--public FILE] [--proof FILE] ...

Deploys the verifier with a key to a new Anvil, and has each proof checked in a transaction of its own. Prints a line of
JSON for each, in their order:

  {"proof", "accepted", "fault", "proofBytes", "calldataBytes", "gasUsed", "executionGas", "executionGasPerProofByte", "phases"}

gasUsed is that of the whole transaction, calldata and its floor included; executionGas that of the call of the verifier;
phases where that went. A proof that the verifier ran out of gas with has no fault, but an "error".

  --key FILE      the verifying key
  --public FILE   public values, four bytes each; one for all proofs, or one for each, in order
  --proof FILE    a proof
  --no-phases     leave out where gas went
  --deployment    first a line about the deployment: {"keyBytes", "pieces", "keyGas", "verifierGas", "verifierBytes"}
  --help          print this text

Exits with 0 if all proofs got a verdict, whatever it is; with 1 if something failed; with 2 if it was called wrongly.
`;

const OPTIONS = {
  key: { type: 'string' },
  public: { type: 'string', multiple: true },
  proof: { type: 'string', multiple: true },
  'no-phases': { type: 'boolean' },
  deployment: { type: 'boolean' },
  help: { type: 'boolean' },
};

function usage(why) {
  process.stderr.write(`check.mjs: ${why}\n\n${USAGE}`);
  process.exit(2);
}

function options() {
  let values;
  try {
    ({ values } = parseArgs({ options: OPTIONS }));
  } catch (error) {
    usage(error.message);
  }
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const publics = values.public ?? [];
  const proofs = values.proof ?? [];
  if (!values.key || proofs.length === 0) {
    usage('a key, public values and at least one proof are needed');
  }
  if (publics.length !== 1 && publics.length !== proofs.length) {
    usage(`${proofs.length} proofs have ${publics.length} files of public values`);
  }
  return { ...values, publics: proofs.map((_, i) => publics[publics.length === 1 ? 0 : i]), proofs };
}

const print = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);

async function run({ key, publics, proofs, deployment, 'no-phases': noPhases }) {
  const inputs = proofs.map((proof, i) => ({ proof, bytes: readFileSync(proof), publicValues: readFileSync(publics[i]) }));
  const keyBytes = readFileSync(key);
  await withAnvil(async (rpc) => {
    const chain = new Deployment(rpc);
    const deployed = await chain.deploy(keyBytes);
    if (deployment) {
      print(deployed);
    }
    for (const { proof, bytes, publicValues } of inputs) {
      const verdict = { proof, ...(await chain.check(publicValues, bytes)) };
      if (!noPhases && !verdict.error) {
        verdict.phases = await chain.phases(publicValues, bytes);
      }
      print(verdict);
    }
  });
}

const given = options();
try {
  await run(given);
} catch (error) {
  process.stderr.write(`check.mjs: ${error.message}\n`);
  process.exitCode = 1;
}
