package io.braid.stark.verifier;

import io.braid.stark.algebra.Algebra;
import io.braid.stark.algebra.Fault;
import io.braid.stark.commit.MatrixShape;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.OpenedRows;
import io.braid.stark.commit.Opening;
import io.braid.stark.commit.OpeningVerdict;
import io.braid.stark.commit.PlainOpening;
import io.braid.stark.commit.Positions;
import io.braid.stark.commit.PrunedOpening;
import io.braid.stark.commit.TreeShape;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.proof.ProofReader;
import io.braid.stark.transcript.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The verifier's operations on numbers: a proof from bytes, and the first fault that is met. */
final class NumberAlgebra implements Algebra<Integer, int[], int[]> {

  private final MerkleHash hash;
  private final boolean isPruned;
  private final ProofReader reader;
  private final Transcript transcript;
  private Fault fault;

  NumberAlgebra(VerifyingKey key, ProofReader reader) {
    this.hash = key.merkleHash();
    this.isPruned = key.profile().pruned();
    this.reader = reader;
    this.transcript = Transcript.of(key.profile());
  }

  /** The first fault so far. */
  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  private void require(boolean condition, Fault otherwise) {
    if (!condition && fault == null) {
      fault = otherwise;
    }
  }

  /** What was read is what it should be. */
  private void requireRead() {
    require(!reader.isTruncated(), Fault.TRUNCATED);
    require(reader.isCanonical(), Fault.NOT_CANONICAL);
  }

  @Override
  public Integer element(int constant) {
    return constant;
  }

  @Override
  public Integer product(Integer a, Integer b) {
    return KoalaBear.multiply(a, b);
  }

  @Override
  public Integer select(Integer bit, int ifOne, int ifZero) {
    return bit == 1 ? ifOne : ifZero;
  }

  @Override
  public int[] constant(int[] element) {
    return element;
  }

  @Override
  public int[] digest(int[] known) {
    return known;
  }

  @Override
  public int[] embed(Integer a) {
    int[] out = new int[Extension.DEGREE];
    Extension.set(a, out, 0);
    return out;
  }

  @Override
  public int[] compose(List<Integer> coefficients, int from) {
    int[] out = new int[Extension.DEGREE];
    for (int k = 0; k < Extension.DEGREE; k++) {
      out[k] = coefficients.get(from + k);
    }
    return out;
  }

  @Override
  public int[] add(int[] a, int[] b) {
    int[] out = new int[Extension.DEGREE];
    Extension.plus(a, 0, b, 0, out, 0);
    return out;
  }

  @Override
  public int[] subtract(int[] a, int[] b) {
    int[] out = new int[Extension.DEGREE];
    Extension.minus(a, 0, b, 0, out, 0);
    return out;
  }

  @Override
  public int[] multiply(int[] a, int[] b) {
    int[] out = new int[Extension.DEGREE];
    Extension.times(a, 0, b, 0, out, 0);
    return out;
  }

  @Override
  public int[] scale(int[] a, Integer b) {
    int[] out = new int[Extension.DEGREE];
    Extension.timesBase(a, 0, b, out, 0);
    return out;
  }

  @Override
  public int[] select(Integer bit, int[] ifOne, int[] ifZero) {
    return bit == 1 ? ifOne : ifZero;
  }

  @Override
  public int[] inverse(int[] a, Fault ifZero) {
    boolean isZero = Extension.isZero(a, 0);
    require(!isZero, ifZero);
    int[] out = new int[Extension.DEGREE];
    if (!isZero) {
      Extension.inverse(a, 0, out, 0);
    }
    return out;
  }

  @Override
  public int[] dot(List<int[]> coefficients, int from, List<Integer> row) {
    int[] sum = new int[Extension.DEGREE];
    for (int i = 0; i < row.size(); i++) {
      int[] coefficient = coefficients.get(from + i);
      int element = row.get(i);
      for (int k = 0; k < Extension.DEGREE; k++) {
        sum[k] = KoalaBear.add(sum[k], KoalaBear.multiply(coefficient[k], element));
      }
    }
    return sum;
  }

  @Override
  public void requireEqual(int[] a, int[] b, Fault otherwise) {
    require(Extension.areEqual(a, 0, b, 0), otherwise);
  }

  @Override
  public Integer readElement() {
    int element = reader.element();
    requireRead();
    return element;
  }

  @Override
  public int[] readExtension() {
    int[] element = reader.elements(Extension.DEGREE);
    requireRead();
    return element;
  }

  @Override
  public int[] readDigest() {
    int[] digest = reader.digest();
    requireRead();
    return digest;
  }

  @Override
  public void requireEnd() {
    require(reader.isAtEnd(), Fault.TRAILING_BYTES);
  }

  @Override
  public List<List<Integer>> open(
      int[] root, TreeShape shape, List<List<Integer>> positions, Fault otherwise) {
    int[] queried = positions.stream().mapToInt(NumberAlgebra::number).toArray();
    int[] opened = isPruned ? Positions.distinct(queried) : queried;
    List<OpenedRows> rows = new ArrayList<>();
    for (MatrixShape matrix : shape.matrices()) {
      int levels = shape.logHeight() - matrix.logHeight();
      int[] own =
          isPruned
              ? Positions.ancestors(opened, levels)
              : Arrays.stream(opened).map(position -> position >>> levels).toArray();
      int[] elements = reader.elements(own.length * matrix.width());
      rows.add(new OpenedRows(own, matrix.width(), elements));
    }
    int siblings =
        isPruned
            ? PrunedOpening.siblings(shape.logHeight(), opened)
            : Math.toIntExact(PlainOpening.siblings(shape.logHeight(), opened.length));
    Opening opening = new Opening(rows, reader.digests(siblings));
    requireRead();
    OpeningVerdict verdict =
        isPruned
            ? PrunedOpening.verify(hash, shape, root, opened, opening)
            : PlainOpening.verify(hash, shape, root, opened, opening);
    require(verdict == OpeningVerdict.VALID, otherwise);
    List<List<Integer>> byQuery = new ArrayList<>();
    for (int query = 0; query < queried.length; query++) {
      byQuery.add(row(shape, rows, queried[query], query));
    }
    return byQuery;
  }

  /** A position: the first bit is its lowest. */
  private static int number(List<Integer> bits) {
    int number = 0;
    for (int i = 0; i < bits.size(); i++) {
      number |= bits.get(i) << i;
    }
    return number;
  }

  private List<Integer> row(TreeShape shape, List<OpenedRows> rows, int position, int query) {
    List<Integer> elements = new ArrayList<>();
    for (int m = 0; m < rows.size(); m++) {
      OpenedRows own = rows.get(m);
      int levels = shape.logHeight() - shape.matrices().get(m).logHeight();
      int row = isPruned ? own.indexOf(position >>> levels) : query;
      for (int i = row * own.width(); i < (row + 1) * own.width(); i++) {
        elements.add(own.elements()[i]);
      }
    }
    return elements;
  }

  @Override
  public void absorbElements(List<Integer> elements) {
    transcript.absorb(elements.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public void absorbExtensions(List<int[]> elements) {
    transcript.absorb(elements.stream().flatMapToInt(Arrays::stream).toArray());
  }

  @Override
  public void absorbDigest(int[] digest) {
    transcript.absorbDigest(digest);
  }

  @Override
  public int[] challenge() {
    return transcript.challenge();
  }

  @Override
  public List<Integer> challengeBits(int count) {
    int bits = transcript.challengeBits(count);
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(bits >>> i & 1);
    }
    return list;
  }

  @Override
  public void requireWork(Integer nonce, int bits, Fault otherwise) {
    require(transcript.absorbNonce(nonce, bits), otherwise);
  }
}
