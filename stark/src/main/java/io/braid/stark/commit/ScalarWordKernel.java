package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The loops in plain Java: the reference, and what serves where there are no vectors. */
final class ScalarWordKernel implements WordKernel {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public void elements(int[] elements, int at, int count, byte[] bytes, int bytesAt) {
    for (int i = 0; i < count; i++) {
      INT.set(bytes, bytesAt + Integer.BYTES * i, KoalaBear.toCanonical(elements[at + i]));
    }
  }

  @Override
  public void ints(int[] ints, int at, int count, byte[] bytes, int bytesAt) {
    for (int i = 0; i < count; i++) {
      INT.set(bytes, bytesAt + Integer.BYTES * i, ints[at + i]);
    }
  }

  @Override
  public void spread(byte[] messages, int lanes, int count, long[] words) {
    int length = messages.length / lanes;
    for (int lane = 0; lane < lanes; lane++) {
      for (int i = 0; i < count; i++) {
        words[i * lanes + lane] = (long) LONG.get(messages, lane * length + Long.BYTES * i);
      }
    }
  }
}
