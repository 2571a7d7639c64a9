package io.braid.stark.chip;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * The permutation {@link Poseidon2#WIDTH_16} (Grassi, Khovratovich, Schofnegger, eprint 2023/323),
 * one in each row, with constraints of degree 3.
 *
 * <p>Columns: the 16 inputs; behind each of the first 4 external rounds all 16 elements; of each of
 * the 20 internal rounds element 0 behind its S-box; behind each of the last 4 external rounds all
 * 16 elements, the last of which are the outputs. What lies between is linear. All columns but the
 * inputs follow from those before them.
 *
 * <p>On a bus each row provides the tuple of its 16 inputs and its 16 outputs, as often as one
 * further column says; or, for who needs no sponge, of its inputs and what a Merkle tree takes of
 * the outputs, the first 8 of them and of the inputs added up. Both ends stand in one tuple, so
 * nothing else need tie them.
 */
public final class Poseidon2Chip implements Chip {

  /** Elements of an input, and of an output. */
  public static final int ELEMENTS = 16;

  /** Elements of a tuple: inputs, then outputs. */
  public static final int ARITY = 2 * ELEMENTS;

  /** Elements of a digest: what two of them are compressed to. */
  public static final int DIGEST = ELEMENTS / 2;

  /** Elements of a tuple: two digests, then the one that they are compressed to. */
  public static final int COMPRESSION_ARITY = ELEMENTS + DIGEST;

  /** Where the inputs stand in a row. */
  public static final int INPUTS = 0;

  /** Where the outputs stand in a row. */
  public static final int OUTPUTS = 148;

  static final int EXTERNAL_INITIAL = 16;
  static final int INTERNAL = 80;
  static final int EXTERNAL_FINAL = 100;

  /** Columns of a permutation. */
  static final int COLUMNS = 164;

  private static final int COUNT = COLUMNS;

  /** Rows that one piece of work has at least. */
  private static final int GRAIN = 4 * Poseidon2Rows.BLOCK;

  private static final Poseidon2 PERMUTATION = Poseidon2.WIDTH_16;

  private final Optional<Bus> bus;
  private final boolean isCompressing;
  private final int[] externalInitial = PERMUTATION.externalInitial();
  private final int[] internal = PERMUTATION.internal();
  private final int[] externalFinal = PERMUTATION.externalFinal();
  private final int[] diagonal = PERMUTATION.diagonal();

  private Poseidon2Chip(Optional<Bus> bus, boolean isCompressing) {
    this.bus = bus;
    this.isCompressing = isCompressing;
  }

  /** The permutations alone, in 164 columns. */
  public static Poseidon2Chip alone() {
    return new Poseidon2Chip(Optional.empty(), false);
  }

  /**
   * Permutations that others look up, in 165 columns and one of fractions.
   *
   * @param bus of arity {@link #ARITY}, on which this chip alone provides
   */
  public static Poseidon2Chip on(Bus bus) {
    return new Poseidon2Chip(Optional.of(bus), false);
  }

  /**
   * Compressions that others look up, in 165 columns and one of fractions.
   *
   * @param bus of arity {@link #COMPRESSION_ARITY}, on which this chip alone provides
   */
  public static Poseidon2Chip compressing(Bus bus) {
    return new Poseidon2Chip(Optional.of(bus), true);
  }

  @Override
  public String name() {
    return "poseidon2";
  }

  @Override
  public int width() {
    return bus.isPresent() ? COLUMNS + 1 : COLUMNS;
  }

  // Trace

  /**
   * The rows of permutations; behind them stand permutations of zeros.
   *
   * @param height a power of two
   * @param inputs 16 elements for each permutation, one behind the other
   * @param counts how often each permutation is looked up; empty for a chip without a bus
   * @throws IllegalArgumentException if the permutations are more than the rows, or the counts are
   *     not as many as they should be
   */
  public Matrix trace(int height, int[] inputs, int[] counts, Workers workers) {
    int permutations = inputs.length / ELEMENTS;
    if (permutations > height || permutations * ELEMENTS != inputs.length) {
      throw new IllegalArgumentException(
          "%d elements are no inputs of %d rows".formatted(inputs.length, height));
    }
    if (counts.length != (bus.isPresent() ? permutations : 0)) {
      throw new IllegalArgumentException(
          "%d counts for %d permutations".formatted(counts.length, permutations));
    }
    Matrix trace = new Matrix(height, width());
    workers.forRange(
        0, height, GRAIN, (from, to) -> new Poseidon2Rows().write(trace, from, to, inputs));
    for (int row = 0; row < counts.length; row++) {
      trace.set(row, COUNT, KoalaBear.of(counts[row]));
    }
    return trace;
  }

  // Constraints

  @Override
  public void constrain(ConstraintBuilder b) {
    Expression[] inputs = columns(b, INPUTS);
    Expression[] state = timesExternal(inputs);
    state = constrainExternal(b, "first", state, externalInitial, EXTERNAL_INITIAL);
    for (int round = 0; round < internal.length; round++) {
      // element 0 behind the S-box = (element 0 + constant)^3
      Expression column = b.local(INTERNAL + round);
      b.everywhere(
          "internal round %d".formatted(round), column.minus(cube(state[0], internal[round])));
      state[0] = column;
      state = timesInternal(b, state);
    }
    Expression[] outputs = constrainExternal(b, "last", state, externalFinal, EXTERNAL_FINAL);
    if (bus.isPresent()) {
      b.provide(bus.get(), b.local(COUNT), tuple(inputs, outputs));
    }
  }

  private Expression[] tuple(Expression[] inputs, Expression[] outputs) {
    Expression[] tuple = Arrays.copyOf(inputs, isCompressing ? COMPRESSION_ARITY : ARITY);
    for (int i = 0; i < tuple.length - ELEMENTS; i++) {
      tuple[ELEMENTS + i] = isCompressing ? outputs[i].plus(inputs[i]) : outputs[i];
    }
    return tuple;
  }

  private static Expression[] columns(ConstraintBuilder b, int from) {
    Expression[] columns = new Expression[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      columns[i] = b.local(from + i);
    }
    return columns;
  }

  /** Constrains the columns of some external rounds, and returns those of the last. */
  private static Expression[] constrainExternal(
      ConstraintBuilder b, String which, Expression[] before, int[] constants, int from) {
    Expression[] state = before;
    for (int at = 0; at < constants.length; at += ELEMENTS) {
      Expression[] cubes = new Expression[ELEMENTS];
      for (int i = 0; i < ELEMENTS; i++) {
        cubes[i] = cube(state[i], constants[at + i]);
      }
      Expression[] behind = timesExternal(cubes);
      state = columns(b, from + at);
      for (int i = 0; i < ELEMENTS; i++) {
        // element = the one of M (state + constants)^3
        b.everywhere(
            "%s external rounds: round %d, element %d".formatted(which, at / ELEMENTS, i),
            state[i].minus(behind[i]));
      }
    }
    return state;
  }

  private static Expression cube(Expression element, int constant) {
    Expression sum = element.plus(KoalaBear.toCanonical(constant));
    return sum.times(sum).times(sum);
  }

  /** The product with J + diag(V). */
  private Expression[] timesInternal(ConstraintBuilder b, Expression[] state) {
    Expression sum = b.constant(0);
    for (Expression element : state) {
      sum = sum.plus(element);
    }
    Expression[] product = new Expression[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      product[i] = state[i].times(KoalaBear.toCanonical(diagonal[i])).plus(sum);
    }
    return product;
  }

  /** The product with circ(2 M4, M4, M4, M4), M4 = circ(2, 3, 1, 1). */
  private static Expression[] timesExternal(Expression[] state) {
    Expression[] product = new Expression[ELEMENTS];
    Expression[] sums = new Expression[4];
    for (int i = 0; i < ELEMENTS; i += 4) {
      Expression sum = state[i].plus(state[i + 1]).plus(state[i + 2].plus(state[i + 3]));
      for (int k = 0; k < 4; k++) {
        Expression own = state[i + k];
        Expression following = state[i + (k + 1) % 4];
        product[i + k] = sum.plus(own).plus(following.plus(following));
        sums[k] = i == 0 ? product[k] : sums[k].plus(product[i + k]);
      }
    }
    for (int i = 0; i < ELEMENTS; i++) {
      product[i] = product[i].plus(sums[i % 4]);
    }
    return product;
  }
}
