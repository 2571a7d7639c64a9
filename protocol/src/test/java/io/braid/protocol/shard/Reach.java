package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.ledger.Failure;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.program.Witness;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What a random workload has met: that all agree on what never happens is worth nothing. */
final class Reach {

  private final ProgramSet programs;
  private final BitSet run = new BitSet();
  private final BitSet codes = new BitSet();
  private final BitSet reasons = new BitSet();

  Reach(ProgramSet programs) {
    this.programs = programs;
  }

  void note(Witness witness) {
    run.set(witness.program().id());
  }

  void note(Diff diff) {
    for (Outcome outcome : diff.outcomes()) {
      switch (outcome) {
        case Outcome.Refused refused -> reasons.set(refused.reason());
        case Outcome.Ran ran when ran.code() != null -> codes.set(ran.code());
        case Outcome.Stepped stepped when stepped.code() != null -> codes.set(stepped.code());
        default -> {}
      }
    }
  }

  /** Every program has run, and every failure and every refusal of the ledger was met. */
  void assertComplete() {
    List<Program> neverRun =
        programs.programs().stream().filter(program -> !run.get(program.id())).toList();
    assertEquals(List.of(), neverRun);
    List<Failure> neverFailed =
        Arrays.stream(Failure.values()).filter(failure -> !codes.get(failure.code())).toList();
    // The bridge's own cap keeps deposits from meeting that of the ledger.
    assertEquals(List.of(Failure.DEPOSIT_CAP), neverFailed);
    List<Refusal> neverRefused =
        Arrays.stream(Refusal.values())
            .filter(refusal -> refusal.compareTo(Refusal.SENDER_IS_SYSTEM_ADDRESS) >= 0)
            .filter(refusal -> !reasons.get(refusal.code()))
            .toList();
    // No key is known for a system address; a full queue takes 65,536 transactions; the machine
    // settles nonces before a program can see a wrong one.
    assertEquals(
        List.of(Refusal.SENDER_IS_SYSTEM_ADDRESS, Refusal.QUEUE_FULL, Refusal.NONCE_MISMATCH),
        neverRefused);
  }
}
