package io.braid.stark.verifier;

import io.braid.stark.air.Circuit;
import io.braid.stark.air.PublicInteraction;
import io.braid.stark.algebra.Algebra;
import io.braid.stark.algebra.Fault;
import io.braid.stark.commit.TreeShape;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Layout;
import io.braid.stark.key.TreeKind;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.profile.Grinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of the verifier, as docs/proof-system.md numbers them. Which operations they are made
 * of hangs on the heights of the tables alone: so on wires they are a circuit.
 *
 * @param <B> an element of KoalaBear
 * @param <E> an element of the extension
 * @param <D> a digest
 */
public final class Verification<B, E, D> {

  private final Algebra<B, E, D> algebra;
  private final VerifyingKey key;
  private final Circuit circuit;
  private final Layout layout;
  private final Grinding grinding;
  private final List<B> publicValues;
  private final Map<TreeKind, D> roots = new EnumMap<>(TreeKind.class);

  /** Tuples are led by the first challenge; none if there is no bus. */
  private final List<E> busChallenges = new ArrayList<>();

  /** The sum of each table's fractions; 0 if it has none. */
  private final List<E> sums = new ArrayList<>();

  /** Fixed columns are those of the key, and there is no proof that they are: so is their root. */
  public Verification(
      Algebra<B, E, D> algebra, VerifyingKey key, Layout layout, List<B> publicValues) {
    this.algebra = algebra;
    this.key = key;
    this.circuit = key.circuit();
    this.layout = layout;
    this.grinding = key.profile().grinding();
    this.publicValues = publicValues;
  }

  /** Takes all steps; the algebra has the verdict. */
  public void run() {
    begin();
    readRoot(TreeKind.MAIN);
    readBuses();
    E alpha = algebra.challenge();
    readRoot(TreeKind.QUOTIENT);
    OpenedPoint<E> point = readPoint(alpha);
    JoinedColumns<B, E, D> columns = joinColumns(point);
    Foldings<B, E, D> foldings = readFoldings();
    checkQueries(columns, foldings);
    algebra.requireEnd();
  }

  /** Step 0: what is proven is absorbed before anything of the proof. */
  private void begin() {
    algebra.absorbElements(Arrays.stream(key.digest()).mapToObj(algebra::element).toList());
    List<B> heights = new ArrayList<>();
    for (int t = 0; t < circuit.tables().size(); t++) {
      heights.add(algebra.element(KoalaBear.of(layout.logHeight(t))));
    }
    algebra.absorbElements(heights);
    algebra.absorbElements(publicValues);
  }

  /** Steps 1 to 3: a root, if there are columns of that kind. */
  private void readRoot(TreeKind kind) {
    if (layout.tree(kind).isPresent()) {
      D root = algebra.readDigest();
      algebra.absorbDigest(root);
      roots.put(kind, root);
    }
  }

  /** Step 2: what tables and public values put on buses adds up to 0. */
  private void readBuses() {
    E zero = algebra.constant(new int[Extension.DEGREE]);
    if (circuit.busChallenges() == 0) {
      circuit.tables().forEach(table -> sums.add(zero));
      return;
    }
    readWork(grinding.buses(), Fault.GRINDING_BUSES);
    for (int i = 0; i < circuit.busChallenges(); i++) {
      busChallenges.add(algebra.challenge());
    }
    readRoot(TreeKind.LOGUP);
    List<E> sent = new ArrayList<>();
    for (int t = 0; t < circuit.tables().size(); t++) {
      boolean hasFractions = circuit.tables().get(t).logUpWidth() > 0;
      sums.add(hasFractions ? algebra.readExtension() : zero);
      if (hasFractions) {
        sent.add(sums.getLast());
      }
    }
    algebra.absorbExtensions(sent);
    E total = zero;
    for (E sum : sent) {
      total = algebra.add(total, sum);
    }
    for (PublicInteraction interaction : circuit.publicInteractions()) {
      total = algebra.add(total, fraction(interaction));
    }
    algebra.requireEqual(total, zero, Fault.BUS_SUM);
  }

  /** The fraction of a public tuple: its weight over what it is under the challenges. */
  private E fraction(PublicInteraction interaction) {
    E denominator = algebra.add(busChallenges.getFirst(), embedded(interaction.bus().id()));
    for (int i = 0; i < interaction.tuple().size(); i++) {
      PublicInteraction.Term term = interaction.tuple().get(i);
      B element =
          term.isPublicValue()
              ? publicValues.get(term.number())
              : algebra.element(elementOf(term.number()));
      E part = algebra.scale(busChallenges.get(1 + i), element);
      denominator = algebra.add(denominator, part);
    }
    E inverse = algebra.inverse(denominator, Fault.BUS_SUM);
    return algebra.scale(inverse, algebra.element(elementOf(interaction.times())));
  }

  private E embedded(int number) {
    return algebra.embed(algebra.element(elementOf(number)));
  }

  private static int elementOf(int number) {
    return KoalaBear.of(Math.floorMod(number, KoalaBear.MODULUS));
  }

  /** Step 4: the columns at a point that was drawn, where the constraints must hold. */
  private OpenedPoint<E> readPoint(E alpha) {
    readWork(grinding.point(), Fault.GRINDING_POINT);
    E point = algebra.challenge();
    List<E> values = readExtensions(layout.width());
    List<E> nextValues = readExtensions(layout.nextWidth());
    List<E> all = new ArrayList<>(values);
    all.addAll(nextValues);
    algebra.absorbExtensions(all);
    OpenedPoint<E> opened = new OpenedPoint<>(point, values, nextValues);
    new ConstraintCheck<>(algebra, key, layout, opened)
        .check(alpha, publicValues, busChallenges, sums);
    return opened;
  }

  private List<E> readExtensions(int count) {
    List<E> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(algebra.readExtension());
    }
    return elements;
  }

  /** Step 5: one polynomial of all columns. */
  private JoinedColumns<B, E, D> joinColumns(OpenedPoint<E> point) {
    readWork(grinding.batching(), Fault.GRINDING_BATCHING);
    List<E> coefficients = new ArrayList<>();
    for (int i = 0; i < layout.width(); i++) {
      coefficients.add(algebra.challenge());
    }
    return new JoinedColumns<>(algebra, layout, point, coefficients, algebra.challenge());
  }

  /** Step 6: what the polynomial was folded to. */
  private Foldings<B, E, D> readFoldings() {
    List<D> foldingRoots = new ArrayList<>();
    List<List<E>> challenges = new ArrayList<>();
    for (int fold : layout.foldings()) {
      D root = algebra.readDigest();
      algebra.absorbDigest(root);
      foldingRoots.add(root);
      readWork(grinding.folding(), Fault.GRINDING_FOLDING);
      List<E> own = new ArrayList<>();
      for (int i = 0; i < fold; i++) {
        own.add(algebra.challenge());
      }
      challenges.add(own);
    }
    List<E> last = readExtensions(1 << layout.logFinalLength());
    algebra.absorbExtensions(last);
    return new Foldings<>(algebra, layout, foldingRoots, challenges, last);
  }

  /** Step 7: at points that were drawn, all that was committed to fits together. */
  private void checkQueries(JoinedColumns<B, E, D> columns, Foldings<B, E, D> foldings) {
    readWork(grinding.queries(), Fault.GRINDING_QUERIES);
    List<List<B>> positions = new ArrayList<>();
    for (int i = 0; i < key.profile().queries(); i++) {
      positions.add(algebra.challengeBits(layout.logDomain()));
    }
    for (TreeKind kind : TreeKind.values()) {
      layout.tree(kind).ifPresent(shape -> columns.take(kind, open(kind, shape, positions)));
    }
    foldings.open(positions);
    for (int query = 0; query < positions.size(); query++) {
      List<B> position = positions.get(query);
      foldings.check(query, position, columns.at(query, position));
    }
  }

  private List<List<B>> open(TreeKind kind, TreeShape shape, List<List<B>> positions) {
    D root = kind == TreeKind.FIXED ? algebra.digest(key.fixedRoot()) : roots.get(kind);
    int levels = layout.logDomain() - shape.logHeight();
    List<List<B>> own =
        positions.stream().map(position -> position.subList(levels, position.size())).toList();
    return algebra.open(root, shape, own, kind.fault());
  }

  private void readWork(int bits, Fault otherwise) {
    if (bits > 0) {
      algebra.requireWork(algebra.readElement(), bits, otherwise);
    }
  }
}
