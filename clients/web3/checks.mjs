// Drives a development chain with web3.js.

import './reading.mjs';
import './sending.mjs';
import './contracts.mjs';
import './watching.mjs';
import './errors.mjs';
import './wire.mjs';
