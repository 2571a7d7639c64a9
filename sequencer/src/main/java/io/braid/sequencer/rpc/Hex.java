package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import java.util.HexFormat;

/**
 * How Ethereum writes numbers and bytes in JSON: a quantity has 0x and no leading zero, data has 0x
 * and two digits a byte.
 */
final class Hex {

  private Hex() {}

  /** An unsigned number. */
  static String quantity(long value) {
    return "0x" + Long.toHexString(value);
  }

  /** An unsigned number of 256 bits. */
  static String quantity(Word value) {
    return value.toString();
  }

  /** 32 bytes. */
  static String data(Word value) {
    HexFormat hex = HexFormat.of();
    StringBuilder text = new StringBuilder(66).append("0x");
    text.append(hex.toHexDigits(value.high()));
    text.append(hex.toHexDigits(value.third()));
    text.append(hex.toHexDigits(value.second()));
    return text.append(hex.toHexDigits(value.low())).toString();
  }

  /** Any bytes. */
  static String data(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
