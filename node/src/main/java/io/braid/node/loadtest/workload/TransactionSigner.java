package io.braid.node.loadtest.workload;

import io.braid.protocol.codec.RlpWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.Arrays;

/** Encodes and signs transactions of type 2 (EIP-1559). One thread uses an instance at a time. */
public final class TransactionSigner {

  private static final int TYPE = 2;

  /** All fields but the data, each with the longest header. */
  private static final int FIELDS_BYTES_MAX = 400;

  /**
   * What is signed. There is no tip, which Braid does not need, and no access list.
   *
   * @param maxFee in wei for a unit of gas
   */
  public record Unsigned(
      long chainId, long nonce, long maxFee, long gas, Address to, Word value, Bytes data) {}

  /**
   * A signed transaction.
   *
   * @param raw its bytes
   * @param hash of these bytes
   * @param signing what was signed
   */
  public record Signed(Bytes raw, Word hash, Word signing) {}

  private final RlpWriter writer = new RlpWriter();

  /** Signs a transaction. */
  public Signed sign(SigningKey key, Unsigned unsigned) {
    byte[] signing = signingHash(unsigned);
    return join(unsigned, signing, key.sign(signing));
  }

  /** A transaction whose signature is another's, whom nobody knows. */
  Signed signWrongly(SigningKey key, Unsigned unsigned) {
    byte[] signing = signingHash(unsigned);
    SigningKey.Signature right = key.sign(signing);
    // It stays in range: s is neither 1 nor half the order, but for a chance that nobody has.
    SigningKey.Signature wrong =
        new SigningKey.Signature(right.yParity(), right.r(), right.s().flipBit(0));
    return join(unsigned, signing, wrong);
  }

  /** A transaction that ends one byte too early. */
  Signed signCutOff(SigningKey key, Unsigned unsigned) {
    Signed whole = sign(key, unsigned);
    byte[] cut = Arrays.copyOf(whole.raw().array(), whole.raw().size() - 1);
    return new Signed(Bytes.wrap(cut), Word.of(Keccak256.hash(cut)), whole.signing());
  }

  private byte[] signingHash(Unsigned unsigned) {
    return Keccak256.hash(encode(unsigned, null));
  }

  private Signed join(Unsigned unsigned, byte[] signing, SigningKey.Signature signature) {
    byte[] raw = encode(unsigned, signature);
    return new Signed(Bytes.wrap(raw), Word.of(Keccak256.hash(raw)), Word.of(signing));
  }

  private byte[] encode(Unsigned unsigned, SigningKey.Signature signature) {
    byte[] data = unsigned.data().array();
    byte[] fields = new byte[FIELDS_BYTES_MAX + data.length];
    writer.reset(fields, 0);
    writer.writeLong(unsigned.chainId());
    writer.writeLong(unsigned.nonce());
    writer.writeLong(0);
    writer.writeLong(unsigned.maxFee());
    writer.writeLong(unsigned.gas());
    byte[] to = unsigned.to().toBytes();
    writer.writeString(to, 0, to.length);
    writer.writeWord(unsigned.value().toLongs(), 0);
    writer.writeString(data, 0, data.length);
    writer.writeListHeader(0);
    if (signature != null) {
      writer.writeLong(signature.yParity());
      writer.writeWord(word(signature.r()), 0);
      writer.writeWord(word(signature.s()), 0);
    }
    int length = writer.position();
    byte[] raw = new byte[1 + RlpWriter.headerBytes(length) + length];
    raw[0] = TYPE;
    writer.reset(raw, 1);
    writer.writeListHeader(length);
    System.arraycopy(fields, 0, raw, writer.position(), length);
    return raw;
  }

  private static long[] word(BigInteger number) {
    long[] word = new long[Word256.LONGS];
    for (int i = 0; i < word.length; i++) {
      word[i] = number.shiftRight(Long.SIZE * i).longValue();
    }
    return word;
  }
}
