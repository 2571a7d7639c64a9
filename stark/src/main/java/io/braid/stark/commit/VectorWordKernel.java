package io.braid.stark.commit;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.REVERSE_BYTES;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.KoalaBear;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over vectors, of at most a digest each, so that short ones are not left over. The last
 * vector of a row overlaps the one before it; where there is less than one, {@link
 * ScalarWordKernel} serves.
 *
 * <p>The number of an element x is x 2^-32 mod p. That multiple of p whose low half is x is
 * subtracted, and only high halves are left: of 0 and of the multiple, whose lanes with even and
 * with odd number take turns, as longs.
 */
final class VectorWordKernel implements WordKernel {

  private static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.length() > MerkleHash.DIGEST_INTS
          ? IntVector.SPECIES_256
          : IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = INTS.withLanes(long.class);
  private static final int LANES = INTS.length();
  private static final int P = KoalaBear.MODULUS;
  private static final int QUOTIENT = KoalaBear.byModulus(1);
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  private static final int KECCAK_LANES = LongVector.SPECIES_PREFERRED.length();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final WordKernel SCALAR = new ScalarWordKernel();

  @Override
  public void elements(int[] elements, int at, int count, byte[] bytes, int bytesAt) {
    if (count < LANES) {
      SCALAR.elements(elements, at, count, bytes, bytesAt);
      return;
    }
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    int last = count - LANES;
    for (int next = 0; next < count; next += LANES) {
      int i = Math.min(next, last);
      LongVector quotient =
          IntVector.fromArray(INTS, elements, at + i).mul(QUOTIENT).reinterpretAsLongs();
      LongVector even = quotient.and(LOW).mul(p).lanewise(LSHR, 32);
      LongVector odd = quotient.lanewise(LSHR, 32).mul(p).and(HIGH);
      IntVector number = even.or(odd).reinterpretAsInts().neg();
      number
          .lanewise(UMIN, number.add(P))
          .lanewise(REVERSE_BYTES)
          .reinterpretAsBytes()
          .intoArray(bytes, bytesAt + Integer.BYTES * i);
    }
  }

  @Override
  public void ints(int[] ints, int at, int count, byte[] bytes, int bytesAt) {
    if (count < LANES) {
      SCALAR.ints(ints, at, count, bytes, bytesAt);
      return;
    }
    int last = count - LANES;
    for (int next = 0; next < count; next += LANES) {
      int i = Math.min(next, last);
      IntVector.fromArray(INTS, ints, at + i)
          .lanewise(REVERSE_BYTES)
          .reinterpretAsBytes()
          .intoArray(bytes, bytesAt + Integer.BYTES * i);
    }
  }

  @Override
  public void spread(byte[] messages, int lanes, int count, long[] words) {
    if (lanes == KECCAK_LANES) {
      spread(messages, count, words);
    } else {
      SCALAR.spread(messages, lanes, count, words);
    }
  }

  private static void spread(byte[] messages, int count, long[] words) {
    int length = messages.length / KECCAK_LANES;
    for (int lane = 0; lane < KECCAK_LANES; lane++) {
      for (int i = 0; i < count; i++) {
        words[i * KECCAK_LANES + lane] = (long) LONG.get(messages, lane * length + Long.BYTES * i);
      }
    }
  }
}
