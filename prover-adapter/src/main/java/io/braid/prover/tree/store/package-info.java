/**
 * The state tree on disk, for trees larger than memory.
 *
 * <p>Owns the layout of the files and the bounds of their caches. May import RocksDB, alone in this
 * module, the tree's interfaces and the threads of the proof system. Never hashes and never
 * decides: what the tree is, the tree says; a change is written as a whole or not at all.
 */
package io.braid.prover.tree.store;
