package io.braid.protocol.program;

import io.braid.protocol.math.Word256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What one run of a program was: its registers, in which every value of a straight-line program
 * stands, and which of its effects were active.
 */
public final class Witness {

  private final Program program;
  private final long[] registers;
  private final List<Boolean> active;

  Witness(Program program, long[] registers, List<Boolean> active) {
    this.program = program;
    this.registers = Arrays.copyOf(registers, program.registerCount() * Word256.LONGS);
    this.active = new ArrayList<>(active);
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /** Copies the word of a register. */
  public void register(int register, long[] out, int at) {
    Word256.copy(registers, register * Word256.LONGS, out, at);
  }

  /** For each step whether it took place: false for effects whose predicate was 0. */
  public List<Boolean> active() {
    return Collections.unmodifiableList(active);
  }
}
