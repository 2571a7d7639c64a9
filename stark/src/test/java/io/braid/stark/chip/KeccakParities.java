package io.braid.stark.chip;

import static io.braid.stark.chip.KeccakLayout.FLIPS;
import static io.braid.stark.chip.KeccakLayout.LANE_BITS;
import static io.braid.stark.chip.KeccakLayout.SIDE;
import static io.braid.stark.chip.KeccakLayout.STATE;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;

/** What rows of Keccak look up among parities, whatever stands in them. */
final class KeccakParities {

  static final int NO_LOOKUP = -1;

  private static final int NOT_THERE = -1;

  private KeccakParities() {}

  /** Whether all that a row looks up is there. */
  static boolean areThere(Matrix rounds, int row) {
    for (int tableRow : tableRows(rounds, row)) {
      if (tableRow == NOT_THERE) {
        return false;
      }
    }
    return true;
  }

  /** How often each row of the table is looked up, without the lookups of one z. */
  static Matrix counts(Matrix rounds, int omittedZ) {
    Matrix counts = new Matrix(1 << KeccakParityChip.LOG_HEIGHT, 1);
    for (int row = 0; row < rounds.height(); row++) {
      int[] tableRows = tableRows(rounds, row);
      for (int z = 0; z < LANE_BITS; z++) {
        if (z != omittedZ && tableRows[z] != NOT_THERE) {
          counts.elements()[tableRows[z]] =
              KoalaBear.add(counts.elements()[tableRows[z]], KoalaBear.ONE);
        }
      }
    }
    return counts;
  }

  private static int[] tableRows(Matrix rounds, int row) {
    int[] columns = new int[SIDE * LANE_BITS];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = signed(rounds.get(row, FLIPS + i));
      for (int at = i; at < Keccak.WORDS * LANE_BITS; at += columns.length) {
        columns[i] += signed(rounds.get(row, STATE + at));
      }
    }
    int[] tableRows = new int[LANE_BITS];
    for (int z = 0; z < LANE_BITS; z++) {
      int number = 0;
      for (int x = SIDE - 1; x >= 0; x--) {
        int left = columns[(x + 4) % SIDE * LANE_BITS + z];
        int right = columns[(x + 1) % SIDE * LANE_BITS + Math.floorMod(z - 1, LANE_BITS)];
        int own = signed(rounds.get(row, FLIPS + x * LANE_BITS + z));
        number = number * KeccakParityChip.BASE + own + left + right;
      }
      tableRows[z] = tableRow(number);
    }
    return tableRows;
  }

  private static int tableRow(int number) {
    int row = 0;
    int weight = 1;
    int rest = number;
    for (int i = 0; i < KeccakParityChip.SUMS; i++) {
      int sum = Math.floorMod(rest, KeccakParityChip.BASE);
      if (sum % 2 != 0) {
        return NOT_THERE;
      }
      row += sum / 2 * weight;
      weight *= KeccakParityChip.HALVES;
      rest = Math.floorDiv(rest, KeccakParityChip.BASE);
    }
    return rest == 0 ? row : NOT_THERE;
  }

  private static int signed(int element) {
    int number = KoalaBear.toCanonical(element);
    return number > KoalaBear.MODULUS / 2 ? number - KoalaBear.MODULUS : number;
  }
}
