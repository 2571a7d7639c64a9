package io.braid.protocol.ledger;

import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Word;

/**
 * A step of a chain that follows another: run by a message, or fused into the program of the step
 * before it. It does nothing unless {@code when}, and gives the code with which the operation ends
 * if it ends here.
 */
@FunctionalInterface
interface Step {

  /** Writes the step into the program. */
  Word write(ProgramBuilder p, Inputs in, Bool when, Arrow next);

  /** Where a step finds its fields: a message's, or the values the fused step before it gives. */
  @FunctionalInterface
  interface Inputs {
    Word get(Field field);
  }

  /** How a chain goes on: by a message, or in the same program. */
  @FunctionalInterface
  interface Arrow {

    /**
     * Goes on if {@code when}.
     *
     * @return the code with which the operation ends if it ends in this program
     */
    Word go(Bool when, MessageFields message);
  }
}
