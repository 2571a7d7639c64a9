/**
 * What can be read of the chain, and what can be asked of it: the interfaces that JSON-RPC stands
 * on, with immutable records as their values.
 *
 * <p>Owns no data and no code but checks of ranges. May use the protocol's value types, refusals
 * and nothing else: neither JSON nor storage may show through. All interfaces may be called from
 * many threads at once; methods that may read a disk are never called on an event loop.
 */
package io.braid.sequencer.view;
