package io.braid.protocol.program;

import io.braid.protocol.crypto.Keccak256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All programs of a protocol version, and the commitment to them. Immutable. */
public final class ProgramSet {

  private final List<Program> programs;
  private final Program[] byId;
  private final Program[] byMessage = new Program[0x100];
  private final Program[] byEvent = new Program[0x100];

  private ProgramSet(List<Program> programs) {
    this.programs = programs;
    byId = new Program[programs.isEmpty() ? 0 : programs.getLast().id() + 1];
    for (Program program : programs) {
      set(byId, program.id(), program);
      switch (program.source()) {
        case MESSAGE -> set(byMessage, program.kind(), program);
        case EVENT -> set(byEvent, program.kind(), program);
        case TRANSACTION -> {}
      }
    }
  }

  private static void set(Program[] table, int at, Program program) {
    if (table[at] != null) {
      throw new IllegalArgumentException(program + " stands in the place of " + table[at]);
    }
    table[at] = program;
  }

  /**
   * Makes a set.
   *
   * @throws IllegalArgumentException if two programs have one number, or run one kind
   */
  public static ProgramSet of(List<Program> programs) {
    List<Program> sorted = new ArrayList<>(programs);
    sorted.sort(Comparator.comparingInt(Program::id));
    return new ProgramSet(List.copyOf(sorted));
  }

  /** The programs by ascending number. */
  public List<Program> programs() {
    return programs;
  }

  /** The program with this number, or null if there is none. */
  public Program byId(int id) {
    return id >= 0 && id < byId.length ? byId[id] : null;
  }

  /** The program that runs messages of this kind, or null if there is none. */
  public Program forMessage(int kind) {
    return byMessage[kind];
  }

  /** The program that runs events of this kind, or null if there is none. */
  public Program forEvent(int kind) {
    return byEvent[kind];
  }

  /** Keccak-256 of the programs' bytes, by ascending number, each behind its length as u32. */
  public byte[] commitment() {
    Keccak256 keccak = new Keccak256();
    for (Program program : programs) {
      byte[] bytes = program.bytes();
      for (int shift = 24; shift >= 0; shift -= 8) {
        keccak.update((byte) (bytes.length >>> shift));
      }
      keccak.update(bytes, 0, bytes.length);
    }
    byte[] commitment = new byte[Keccak256.BYTES];
    keccak.digest(commitment, 0);
    return commitment;
  }
}
