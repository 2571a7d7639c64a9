package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.crypto.Secp256k1;
import io.braid.protocol.types.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw transactions on their way to admission, from somebody who has many. An {@link IngressAnswer}
 * says what became of them.
 *
 * @param entries 1 to {@link Limits#TRANSACTIONS_IN_INGRESS_MAX}
 */
public record IngressBundle(List<Entry> entries) {

  private static final int NO_HINT = 0;
  private static final int HINT = 1;

  /**
   * A transaction.
   *
   * @param raw at most {@link Limits#TRANSACTION_BYTES_MAX} bytes
   * @param publicKeyHint x and y of the key that has signed it, {@value Secp256k1#PUBLIC_KEY_BYTES}
   *     bytes, or null. It saves time and never changes the answer
   */
  public record Entry(Bytes raw, Bytes publicKeyHint) {

    /** Checks the lengths. */
    public Entry {
      if (raw.size() > Limits.TRANSACTION_BYTES_MAX) {
        throw new IllegalArgumentException("a transaction of %d bytes".formatted(raw.size()));
      }
      if (publicKeyHint != null && publicKeyHint.size() != Secp256k1.PUBLIC_KEY_BYTES) {
        throw new IllegalArgumentException(
            "a public key has %d bytes, this hint has %d"
                .formatted(Secp256k1.PUBLIC_KEY_BYTES, publicKeyHint.size()));
      }
    }

    /** The bytes it takes in a record. */
    public int encodedBytes() {
      return 1 + (publicKeyHint == null ? 0 : Secp256k1.PUBLIC_KEY_BYTES) + 2 + raw.size();
    }
  }

  /** Checks the count. */
  public IngressBundle {
    if (entries.isEmpty() || entries.size() > Limits.TRANSACTIONS_IN_INGRESS_MAX) {
      throw new IllegalArgumentException(
          "an ingress bundle has 1 to %d transactions, not %d"
              .formatted(Limits.TRANSACTIONS_IN_INGRESS_MAX, entries.size()));
    }
    entries = List.copyOf(entries);
  }

  /** The bytes of the record. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    RecordType.INGRESS_BUNDLE.begin(out);
    out.writeInteger(entries.size(), 2);
    for (Entry entry : entries) {
      if (entry.publicKeyHint() == null) {
        out.writeInteger(NO_HINT, 1);
      } else {
        out.writeInteger(HINT, 1);
        out.writeBytes(entry.publicKeyHint().array());
      }
      out.writeInteger(entry.raw().size(), 2);
      out.writeBytes(entry.raw().array());
    }
    return out.toByteArray();
  }

  /** Reads a bundle out of a part of an array. */
  public static Decoded<IngressBundle> decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader().open(bytes, offset, length);
    RecordFault fault = RecordType.INGRESS_BUNDLE.readBegin(in);
    int count = in.readInt(2);
    fault = RecordFault.first(fault, in, count >= 1 && count <= Limits.TRANSACTIONS_IN_INGRESS_MAX);
    List<Entry> entries = new ArrayList<>();
    while (fault == null && entries.size() < count) {
      int hasHint = in.readInt(1);
      fault = RecordFault.first(null, in, hasHint == NO_HINT || hasHint == HINT);
      byte[] hint = hasHint == HINT ? in.readBytes(Secp256k1.PUBLIC_KEY_BYTES) : null;
      int size = in.readInt(2);
      fault = RecordFault.first(fault, in, size <= Limits.TRANSACTION_BYTES_MAX);
      if (fault == null) {
        byte[] raw = in.readBytes(size);
        fault = RecordFault.first(null, in, true);
        if (fault == null) {
          entries.add(new Entry(Bytes.wrap(raw), hint == null ? null : Bytes.wrap(hint)));
        }
      }
    }
    fault = RecordFault.atEnd(fault, in);
    return fault != null ? Decoded.fault(fault) : Decoded.of(new IngressBundle(entries));
  }
}
