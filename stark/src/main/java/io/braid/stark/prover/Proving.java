package io.braid.stark.prover;

import io.braid.stark.air.Circuit;
import io.braid.stark.air.LogUpColumns;
import io.braid.stark.air.Table;
import io.braid.stark.air.Witness;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Columns;
import io.braid.stark.key.Layout;
import io.braid.stark.key.TreeKind;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import io.braid.stark.profile.Grinding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of the prover, as docs/proof-system.md numbers them: one proof.
 *
 * <p>What a step gives can be replaced, and what is said, so that tests can play a prover who lies
 * in one step and is honest in all others.
 */
class Proving {

  private final ProvingKey key;
  private final Circuit circuit;
  private final Layout layout;
  private final Grinding grinding;
  private final Witness witness;
  private final Workers workers;
  private final Ntt ntt;
  private final MerkleHash hash;
  private final Said said;
  private final Map<TreeKind, Commitment> commitments = new EnumMap<>(TreeKind.class);

  /** Elements of the extension, one behind the other; none if there is no bus. */
  private int[] busChallenges = new int[0];

  private final int[][] sums;

  Proving(ProvingKey key, Layout layout, Witness witness, Workers workers) {
    this(key, layout, witness, new Said(layout.profile(), workers), workers);
  }

  Proving(ProvingKey key, Layout layout, Witness witness, Said said, Workers workers) {
    this.key = key;
    this.circuit = layout.circuit();
    this.layout = layout;
    this.grinding = layout.profile().grinding();
    this.witness = witness;
    this.workers = workers;
    this.ntt = new Ntt(workers);
    this.hash = key.verifyingKey().merkleHash();
    this.said = said;
    this.sums = new int[circuit.tables().size()][Extension.DEGREE];
    commitments.put(TreeKind.FIXED, key.fixed());
  }

  byte[] run(ProverStep.Observer observer) {
    begin();
    observer.begins(ProverStep.MAIN_COLUMNS);
    commitToTraces();
    observer.begins(ProverStep.BUSES);
    commitToFractions();
    observer.begins(ProverStep.QUOTIENT);
    commitToQuotient();
    observer.begins(ProverStep.POINT);
    OpenedPoint point = openPoint();
    observer.begins(ProverStep.BATCHING);
    Matrix joined = joinColumns(point);
    observer.begins(ProverStep.FOLDINGS);
    Foldings foldings = fold(joined);
    observer.begins(ProverStep.QUERIES);
    answerQueries(foldings);
    return said.toBytes();
  }

  /** Step 0: what is proven is absorbed before anything of the proof. */
  private void begin() {
    int[] heights = new int[circuit.tables().size()];
    for (int t = 0; t < heights.length; t++) {
      said.logHeight(layout.logHeight(t));
      heights[t] = KoalaBear.of(layout.logHeight(t));
    }
    said.know(key.verifyingKey().digest());
    said.know(heights);
    said.know(witness.publicValues());
  }

  /** Step 1: the main columns. */
  private void commitToTraces() {
    commit(TreeKind.MAIN, extend(witness.traces()));
  }

  private List<Matrix> extend(List<Matrix> traces) {
    List<Matrix> extended = new ArrayList<>();
    for (Matrix trace : traces) {
      extended.add(trace == null ? null : ntt.extend(trace, layout.profile().logBlowUp()));
    }
    return extended;
  }

  /** Steps 1 to 3: the root of extended columns, null where a table has none. */
  void commit(TreeKind kind, List<Matrix> extended) {
    Commitment commitment = Commitment.to(extended, hash, workers);
    commitments.put(kind, commitment);
    if (!commitment.isEmpty()) {
      said.digest(commitment.root());
    }
  }

  /** Step 2: the fractions of the buses. */
  private void commitToFractions() {
    List<Matrix> columns = new ArrayList<>();
    if (circuit.busChallenges() > 0) {
      said.work(grinding.buses());
      busChallenges = said.challenges(circuit.busChallenges());
    }
    for (int t = 0; t < circuit.tables().size(); t++) {
      Table table = circuit.tables().get(t);
      if (table.logUpWidth() == 0) {
        columns.add(null);
        continue;
      }
      LogUpColumns own =
          LogUpColumns.of(
              table,
              witness.traces().get(t),
              circuit.fixed().get(t).orElse(null),
              witness.publicValues(),
              busChallenges,
              workers);
      columns.add(own.columns());
      Extension.copy(own.sum(), 0, sums[t], 0);
    }
    commit(TreeKind.LOGUP, extend(columns));
    if (circuit.busChallenges() > 0) {
      said.elements(sumsOfTables());
    }
  }

  /** What the fractions of a table are said to add up to: the elements themselves. */
  int[] sum(int table) {
    return sums[table];
  }

  private int[] sumsOfTables() {
    List<int[]> sent = new ArrayList<>();
    for (int t = 0; t < sums.length; t++) {
      if (circuit.tables().get(t).logUpWidth() > 0) {
        sent.add(sums[t]);
      }
    }
    return Said.concatenated(sent);
  }

  /** Step 3: the quotient of all constraints. */
  private void commitToQuotient() {
    int[] alpha = said.challenges(1);
    QuotientPolynomial quotient = new QuotientPolynomial(layout, alpha, ntt, workers);
    for (int t = 0; t < circuit.tables().size(); t++) {
      quotient.add(
          t,
          commitments.get(TreeKind.MAIN).matrix(t),
          commitments.get(TreeKind.FIXED).matrix(t),
          commitments.get(TreeKind.LOGUP).matrix(t),
          witness.publicValues(),
          busChallenges,
          sums[t]);
    }
    commit(TreeKind.QUOTIENT, List.of(quotient.extendedParts()));
  }

  /** Step 4: all columns at a point outside the domain. */
  private OpenedPoint openPoint() {
    said.work(grinding.point());
    OpenedPoint opened = evaluate(said.challenges(1));
    said.elements(opened.values());
    return opened;
  }

  /** All columns at a point. */
  OpenedPoint evaluate(int[] point) {
    OpenedPoint opened = new OpenedPoint(layout, point, workers);
    for (Columns columns : layout.columns()) {
      opened.evaluate(columns, matrix(columns));
    }
    return opened;
  }

  private Matrix matrix(Columns columns) {
    int index = columns.table() == Columns.NO_TABLE ? 0 : columns.table();
    return commitments.get(columns.tree()).matrix(index);
  }

  /** Step 5: one polynomial of all columns. */
  Matrix joinColumns(OpenedPoint point) {
    said.work(grinding.batching());
    int[] coefficients = said.challenges(layout.width());
    int[] nextCoefficient = said.challenges(1);
    JoinedColumns joined = new JoinedColumns(layout, coefficients, workers);
    for (Columns columns : layout.columns()) {
      joined.add(columns, matrix(columns));
    }
    return joined.quotients(point, nextCoefficient);
  }

  /** Step 6: foldings, until few coefficients are left. */
  private Foldings fold(Matrix joined) {
    Foldings foldings = new Foldings(joined, hash, workers);
    for (int fold : layout.foldings()) {
      said.digest(foldings.commit(fold));
      said.work(grinding.folding());
      foldings.fold(said.challenges(fold));
    }
    said.elements(foldings.coefficients(layout.logFinalLength(), ntt));
    return foldings;
  }

  /** Step 7: openings at points that are drawn. */
  private void answerQueries(Foldings foldings) {
    said.work(grinding.queries());
    int[] drawn = new int[layout.profile().queries()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = said.challengeBits(layout.logDomain());
    }
    QueryPositions positions =
        new QueryPositions(drawn, layout.logDomain(), layout.profile().pruned());
    for (TreeKind kind : TreeKind.values()) {
      if (!commitments.get(kind).isEmpty()) {
        said.opening(commitments.get(kind).open(positions));
      }
    }
    foldings.trees().forEach(tree -> said.opening(positions.open(tree)));
  }
}
