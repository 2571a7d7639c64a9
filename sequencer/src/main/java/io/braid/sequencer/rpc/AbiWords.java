package io.braid.sequencer.rpc;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Solidity's contract ABI, as far as the programs' functions need it. */
final class AbiWords {

  static final int SELECTOR_BYTES = 4;
  private static final int ERROR_STRING = selector("Error(string)");

  private AbiWords() {}

  /** The selector of a function's or error's signature. */
  static int selector(String signature) {
    return ByteBuffer.wrap(Keccak256.hash(signature.getBytes(StandardCharsets.US_ASCII))).getInt();
  }

  /** The selector that call data begins with; empty if it is too short. */
  static Optional<Integer> selectorOf(Bytes data) {
    return data.size() < SELECTOR_BYTES
        ? Optional.empty()
        : Optional.of(ByteBuffer.wrap(data.toArray()).getInt());
  }

  /** The words behind the selector; empty if they are not so many. */
  static Optional<List<Word>> arguments(Bytes data, int count) {
    if (data.size() != SELECTOR_BYTES + count * Word256.BYTES) {
      return Optional.empty();
    }
    byte[] bytes = data.toArray();
    Word[] words = new Word[count];
    for (int i = 0; i < count; i++) {
      int at = SELECTOR_BYTES + i * Word256.BYTES;
      words[i] = Word.of(Arrays.copyOfRange(bytes, at, at + Word256.BYTES));
    }
    return Optional.of(List.of(words));
  }

  /** The address that a word holds; empty if the word has more bits. */
  static Optional<Address> address(Word word) {
    return word.high() == 0 && word.third() >>> 32 == 0
        ? Optional.of(new Address(word))
        : Optional.empty();
  }

  static Word word(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return Word.of(
        bytes.length > Word256.BYTES ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  /** Static values, one word each. */
  static Bytes words(Word... words) {
    ByteBuffer out = ByteBuffer.allocate(words.length * Word256.BYTES);
    for (Word word : words) {
      out.put(word.toBytes());
    }
    return Bytes.of(out.array());
  }

  /** One value of type {@code uint256[]}. */
  static Bytes array(Word... elements) {
    Word[] words = new Word[2 + elements.length];
    words[0] = Word.of(Word256.BYTES);
    words[1] = Word.of(elements.length);
    System.arraycopy(elements, 0, words, 2, elements.length);
    return words(words);
  }

  /** One value of type {@code string}. */
  static Bytes string(String text) {
    return Bytes.of(stringBytes(text, 0));
  }

  /** The data of {@code Error(string)}. */
  static Bytes error(String reason) {
    byte[] bytes = stringBytes(reason, SELECTOR_BYTES);
    ByteBuffer.wrap(bytes).putInt(ERROR_STRING);
    return Bytes.of(bytes);
  }

  private static byte[] stringBytes(String text, int offset) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int padded = (utf8.length + Word256.BYTES - 1) / Word256.BYTES * Word256.BYTES;
    ByteBuffer out = ByteBuffer.allocate(offset + 2 * Word256.BYTES + padded);
    out.position(offset);
    out.put(Word.of(Word256.BYTES).toBytes());
    out.put(Word.of(utf8.length).toBytes());
    out.put(utf8);
    return out.array();
  }
}
