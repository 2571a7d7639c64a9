/**
 * Ledger programs: what they are, how they are built, checked, costed and run.
 *
 * <p>A program is a straight line of steps over 256-bit registers, each written once. Owns the
 * opcodes, the builder, the validation, program bytes and their commitment, and three ways to run a
 * program that must agree: the interpreter, which is the definition; the recording interpreter,
 * which yields the witness; and native code. May use cells, words and what writes class files;
 * never knows a particular program, a transaction or a shard.
 *
 * <p>Every opcode but ASSERT is total: arithmetic wraps or flags, a read of a cell that does not
 * exist gives 0, a predicate is 0 or 1 by its type. So a program without ASSERT has a result for
 * any inputs, and only programs of transactions may hold one.
 */
package io.braid.protocol.program;
