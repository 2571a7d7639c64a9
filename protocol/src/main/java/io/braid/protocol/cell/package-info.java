/**
 * The state of a shard: a total function from 256-bit keys to 256-bit values.
 *
 * <p>Owns the kinds of cells, the packing of their keys and the table that holds them. May use
 * words and hashes; never knows who changes a cell, nor why. A cell that was never written is 0,
 * and a cell of value 0 is the same state as no cell.
 */
package io.braid.protocol.cell;
