// Drives a development chain with cast.

import './reading.mjs';
import './sending.mjs';
import './errors.mjs';
import './wire.mjs';
