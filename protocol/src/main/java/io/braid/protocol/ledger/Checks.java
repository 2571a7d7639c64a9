package io.braid.protocol.ledger;

import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Word;
import java.util.ArrayList;
import java.util.List;

/** The checks of a step, in order: the first that fails gives the code. */
final class Checks {

  private record Check(Bool fails, Failure failure) {}

  private final ProgramBuilder p;
  private final List<Check> checks = new ArrayList<>();

  Checks(ProgramBuilder p) {
    this.p = p;
  }

  Checks failIf(Bool fails, Failure failure) {
    checks.add(new Check(fails, failure));
    return this;
  }

  /** The code of the first failure, or 0. */
  Word code() {
    Word code = p.constant(0);
    for (Check check : checks.reversed()) {
      code = p.select(check.fails(), p.constant(check.failure().code()), code);
    }
    return code;
  }
}
