/**
 * The chain on disk: blocks and what stands in them, and the state at the end of each block for as
 * long as it is kept.
 *
 * <p>Owns the layout of the store. May import RocksDB, alone; takes blocks from the package {@code
 * block} and answers through the interfaces of {@code view}. Never decides what a block is: the
 * logs do, and all that is here can be had from them again.
 */
package io.braid.sequencer.store;
