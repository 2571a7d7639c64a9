package io.braid.stark.transcript;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak256;
import java.nio.ByteBuffer;

/**
 * A transcript that Ethereum can follow: the state is a digest, at first zeros.
 *
 * <p>What is absorbed gives the state keccak256(1, state, bytes); challenge i since then is
 * keccak256(2, state, i), and a nonce gives keccak256(3, state, nonce). The numbers before the
 * state are one byte, i is four. A coefficient of a challenge is eight bytes modulo p: the most
 * likely value is less than 1 + 2^-32 times as likely as it should be.
 */
final class KeccakTranscript implements Transcript {

  private static final byte ABSORB = 1;
  private static final byte CHALLENGE = 2;
  private static final byte NONCE = 3;

  private final int digestBytes;
  private byte[] state = new byte[Keccak256.DIGEST_BYTES];
  private int challenges;

  KeccakTranscript(int digestBytes) {
    this.digestBytes = digestBytes;
  }

  @Override
  public void absorb(int[] elements) {
    if (elements.length == 0) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(elements.length * Integer.BYTES);
    for (int element : elements) {
      bytes.putInt(KoalaBear.toCanonical(element));
    }
    absorbBytes(bytes.array(), bytes.capacity());
  }

  @Override
  public void absorbDigest(int[] digest) {
    ByteBuffer bytes = ByteBuffer.allocate(digest.length * Integer.BYTES);
    for (int word : digest) {
      bytes.putInt(word);
    }
    absorbBytes(bytes.array(), digestBytes);
  }

  private void absorbBytes(byte[] bytes, int length) {
    state = hash(ABSORB, ByteBuffer.wrap(bytes, 0, length));
    challenges = 0;
  }

  private byte[] hash(byte tag, ByteBuffer bytes) {
    ByteBuffer message = ByteBuffer.allocate(1 + state.length + bytes.remaining());
    message.put(tag).put(state).put(bytes);
    return Keccak256.hash(message.array());
  }

  private ByteBuffer draw() {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).putInt(0, challenges);
    challenges++;
    return ByteBuffer.wrap(hash(CHALLENGE, number));
  }

  @Override
  public int[] challenge() {
    ByteBuffer drawn = draw();
    int[] element = new int[Extension.DEGREE];
    for (int k = 0; k < element.length; k++) {
      element[k] = KoalaBear.of((int) Long.remainderUnsigned(drawn.getLong(), KoalaBear.MODULUS));
    }
    return element;
  }

  @Override
  public int challengeBits(int count) {
    return lowBits(draw().array(), count);
  }

  /** Of a digest as a number, the last byte its lowest. */
  private static int lowBits(byte[] digest, int count) {
    int last = ByteBuffer.wrap(digest).getInt(digest.length - Integer.BYTES);
    return last & ((1 << count) - 1);
  }

  @Override
  public boolean absorbNonce(int nonce, int bits) {
    state = withNonce(nonce);
    challenges = 0;
    return lowBits(state, bits) == 0;
  }

  private byte[] withNonce(int nonce) {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
    return hash(NONCE, number.putInt(0, KoalaBear.toCanonical(nonce)));
  }

  @Override
  public int searchNonce(int bits, Workers workers) {
    byte[] before = ByteBuffer.allocate(1 + state.length).put(NONCE).put(state).array();
    return NonceSearch.least(() -> new KeccakAttempt(before, bits), workers);
  }
}
