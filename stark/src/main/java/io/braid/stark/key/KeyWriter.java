package io.braid.stark.key;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.PublicInteraction;
import io.braid.stark.air.Table;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** Writes a verifying key as bytes; docs/proof-system.md has the format. */
final class KeyWriter {

  private static final String MAGIC = "BSK";
  private static final int VERSION = 1;
  private static final int ROOT_BYTES = 32;
  private static final int NUMBER = 0;
  private static final int PUBLIC_VALUE = 1;

  private final VerifyingKey key;
  private final Circuit circuit;
  private final Bytes out = new Bytes();

  KeyWriter(VerifyingKey key) {
    this.key = key;
    this.circuit = key.circuit();
  }

  byte[] bytes() {
    out.put(MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.u8(VERSION);
    profile(key.profile());
    out.u16(circuit.publicValues());
    out.u16(circuit.busChallenges());
    fixedRoot();
    tables();
    buses();
    publicTuples();
    for (int t = 0; t < circuit.tables().size(); t++) {
      program(key.program(t));
    }
    return out.toArray();
  }

  private void profile(Profile profile) {
    out.u8(profile.hash().number());
    out.u8(profile.digestBytes());
    out.u8(profile.pruned() ? 1 : 0);
    out.u8(profile.logBlowUp());
    out.u16(profile.queries());
    out.u8(profile.logFold());
    out.u8(profile.logFinalLength());
    Grinding grinding = profile.grinding();
    out.u8(grinding.buses());
    out.u8(grinding.point());
    out.u8(grinding.batching());
    out.u8(grinding.folding());
    out.u8(grinding.queries());
    out.u8(circuit.degree() - 1);
  }

  private void fixedRoot() {
    byte[] root = new byte[ROOT_BYTES];
    key.merkleHash().toBytes(key.fixedRoot(), root, 0);
    out.put(root);
  }

  private void tables() {
    out.u8(circuit.tables().size());
    for (int t = 0; t < circuit.tables().size(); t++) {
      Table table = circuit.tables().get(t);
      Heights.Range range = key.heights().tables().get(t);
      out.u8(range.logMin());
      out.u8(range.logMax());
      out.u16(table.fixedWidth());
      out.u16(table.width());
      out.u16(table.logUpWidth());
      indices(table.fixedNextColumns());
      indices(table.nextColumns());
    }
  }

  private void indices(BitSet columns) {
    out.u16(columns.cardinality());
    columns.stream().forEach(out::u16);
  }

  private void buses() {
    out.u16(circuit.buses().size());
    for (Bus bus : circuit.buses()) {
      out.u32(circuit.publicWeight(bus));
      for (int t = 0; t < circuit.tables().size(); t++) {
        out.u32(circuit.rowWeight(bus, t));
      }
    }
  }

  private void publicTuples() {
    List<PublicInteraction> interactions = circuit.publicInteractions();
    out.u16(interactions.size());
    for (PublicInteraction interaction : interactions) {
      out.u32(interaction.bus().id());
      out.u32(Math.floorMod(interaction.times(), KoalaBear.MODULUS));
      out.u16(interaction.tuple().size());
      for (PublicInteraction.Term term : interaction.tuple()) {
        out.u8(term.isPublicValue() ? PUBLIC_VALUE : NUMBER);
        out.u32(
            term.isPublicValue() ? term.number() : Math.floorMod(term.number(), KoalaBear.MODULUS));
      }
    }
  }

  private void program(ConstraintProgram program) {
    out.u16(program.constants().size());
    program.constants().forEach(constant -> out.u32(KoalaBear.toCanonical(constant)));
    out.u16(program.steps().size());
    for (ConstraintProgram.Step step : program.steps()) {
      out.u8(step.code().number());
      out.u16(step.first());
      out.u16(step.second());
    }
    out.u16(program.constraints().size());
    program.constraints().forEach(out::u16);
  }
}
