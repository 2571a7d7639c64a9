/**
 * What Braid's operations do: the ledger programs, and how a transaction's call picks one.
 *
 * <p>Owns the operations and their steps, message and event kinds, failure codes, log templates,
 * system addresses and the resolution of calls. May import programs, cells, transactions and what
 * is below them. Never touches a log, a shard's numbers or its nonce queue. Each step is written
 * once, as a method over a {@link io.braid.protocol.program.ProgramBuilder}; {@link
 * io.braid.protocol.ledger.LedgerPrograms} joins steps to programs, fused where two shards are the
 * same.
 *
 * <p>Why the programs of messages and events are total: they hold no assert, and every other opcode
 * has a result for every 256-bit input. What they do with inputs that no honest chain produces is
 * harmless in one sense only: it is defined. That such inputs do not come is the business of the
 * statement: a message is consumed only if a program emitted it.
 */
package io.braid.protocol.ledger;
