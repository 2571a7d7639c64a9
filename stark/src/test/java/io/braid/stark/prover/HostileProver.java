package io.braid.stark.prover;

import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.key.Layout;
import io.braid.stark.key.TreeKind;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.poly.Matrix;
import io.braid.stark.prover.Lie.Message;
import io.braid.stark.verifier.Verifier;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A prover who lies in one thing, and else does all that an honest one does. */
final class HostileProver {

  private final ProvingKey key;
  private final Workers workers;

  HostileProver(ProvingKey key, Workers workers) {
    this.key = key;
    this.workers = workers;
  }

  /** What the verifier says of the proof of a witness, with a lie. */
  Optional<Fault> verdict(Witness witness, Lie lie) {
    return verdict(key.verifyingKey(), witness, lie);
  }

  /** What a verifier who has another key says. */
  Optional<Fault> verdict(VerifyingKey other, Witness witness, Lie lie) {
    return new Verifier(other).verify(witness.publicValues(), prove(witness, lie));
  }

  /** The proof of a witness, with a lie; neither heights nor weights are looked at. */
  byte[] prove(Witness witness, Lie lie) {
    VerifyingKey verifying = key.verifyingKey();
    int[] logHeights = witness.traces().stream().mapToInt(Matrix::logHeight).toArray();
    Layout layout = new Layout(verifying.circuit(), verifying.profile(), logHeights);
    return new LyingProving(layout, witness, lie).run(step -> {});
  }

  private final class LyingProving extends Proving {

    private final Lie lie;

    LyingProving(Layout layout, Witness witness, Lie lie) {
      super(key, layout, witness, new LyingSaid(layout, lie), workers);
      this.lie = lie;
    }

    @Override
    void commit(TreeKind kind, List<Matrix> extended) {
      lie.columns(this, kind, extended);
      super.commit(kind, extended);
    }

    @Override
    OpenedPoint evaluate(int[] point) {
      OpenedPoint opened = super.evaluate(point);
      lie.opened(opened);
      return opened;
    }

    @Override
    Matrix joinColumns(OpenedPoint point) {
      return lie.joined(super.joinColumns(point));
    }
  }

  private final class LyingSaid extends Said {

    private final Lie lie;
    private final int challengesBeforeFoldings;
    private final Iterator<Message> messages = List.of(Message.values()).iterator();
    private int challenges;
    private int known;

    LyingSaid(Layout layout, Lie lie) {
      super(layout.profile(), workers);
      this.lie = lie;
      boolean hasBuses = layout.circuit().busChallenges() > 0;
      if (!hasBuses) {
        messages.next();
      }
      // Of the buses; alpha, the point, the coefficients, and the one of the next point.
      challengesBeforeFoldings = hasBuses ? 5 : 4;
    }

    @Override
    void know(int[] elements) {
      super.know(lie.known(known++, elements));
    }

    @Override
    void elements(int[] elements) {
      super.elements(lie.said(messages.next(), elements));
    }

    @Override
    int[] challenges(int count) {
      int[] drawn = super.challenges(count);
      int number = challenges++ - challengesBeforeFoldings;
      return number < 0 ? drawn : lie.folding(number, drawn);
    }
  }
}
