package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.HexFormat;

/**
 * Reads the values of arguments, strictly; the words of the errors are those of geth. Each method
 * gives the value or throws {@link BadValueException}.
 */
final class Values {

  /** Why a value does not fit; who knows which argument it is makes the error of it. */
  static final class BadValueException extends RuntimeException {
    BadValueException(String why) {
      super(why, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    }
  }

  private static final int WORD_DIGITS = 64;
  private static final int LONG_DIGITS = 16;

  private Values() {}

  /** A quantity of 256 bits. */
  static Word word(JsonNode node) {
    String text = quantityText(node);
    if (text.length() > 2 + WORD_DIGITS) {
      throw new BadValueException("hex number > 256 bits");
    }
    return Word.of(bytesOf(text));
  }

  /** A quantity of 64 bits, unsigned. */
  static long uint64(JsonNode node) {
    String text = quantityText(node);
    if (text.length() > 2 + LONG_DIGITS) {
      throw new BadValueException("hex number > 64 bits");
    }
    return Long.parseUnsignedLong(text, 2, text.length(), 16);
  }

  /** Bytes, two digits each. */
  static Bytes data(JsonNode node) {
    return data(node, RpcLimits.REQUEST_BYTES_MAX);
  }

  /** At most this many bytes, two digits each. */
  static Bytes data(JsonNode node, int bytesMax) {
    String text = text(node);
    checkDigits(text);
    if (text.length() % 2 != 0) {
      throw new BadValueException("hex string of odd length");
    }
    int bytes = (text.length() - 2) / 2;
    if (bytes > bytesMax) {
      throw new BadValueException(
          "hex string has %d bytes, at most %d are taken".formatted(bytes, bytesMax));
    }
    return Bytes.of(HexFormat.of().parseHex(text, 2, text.length()));
  }

  /** 32 bytes. */
  static Word hash(JsonNode node) {
    return Word.of(fixed(node, WORD_DIGITS / 2, "hash"));
  }

  /** 20 bytes. */
  static Address address(JsonNode node) {
    return Address.of(fixed(node, Address.BYTES, "address"));
  }

  private static byte[] fixed(JsonNode node, int bytes, String what) {
    String text = text(node);
    checkDigits(text);
    if (text.length() != 2 + 2 * bytes) {
      throw new BadValueException(
          "hex string has length %d, want %d for %s".formatted(text.length() - 2, 2 * bytes, what));
    }
    return HexFormat.of().parseHex(text, 2, text.length());
  }

  /** A string, as it stands. */
  static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new BadValueException("not a string: a hexadecimal value is a string");
    }
    return node.textValue();
  }

  static boolean bool(JsonNode node) {
    if (!node.isBoolean()) {
      throw new BadValueException("not a boolean");
    }
    return node.booleanValue();
  }

  private static String quantityText(JsonNode node) {
    String text = text(node);
    checkDigits(text);
    if (text.length() == 2) {
      throw new BadValueException("hex string \"0x\"");
    }
    if (text.length() > 3 && text.charAt(2) == '0') {
      throw new BadValueException("hex number with leading zero digits");
    }
    return text;
  }

  private static void checkDigits(String text) {
    if (text.isEmpty()) {
      throw new BadValueException("empty hex string");
    }
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw new BadValueException("hex string without 0x prefix");
    }
    for (int i = 2; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        throw new BadValueException("invalid hex string");
      }
    }
  }

  private static byte[] bytesOf(String quantity) {
    String digits = quantity.substring(2);
    return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
  }
}
