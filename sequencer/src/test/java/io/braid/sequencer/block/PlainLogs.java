package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The table of logs in docs/protocol/operations.md, in text. */
final class PlainLogs {

  /** An Ethereum log in hexadecimal digits. */
  record Log(String address, List<String> topics, String data) {

    Object rlp() {
      return List.of(unhex(address), topics.stream().map(PlainLogs::unhex).toList(), unhex(data));
    }

    /** The function M of the Yellow Paper (4.3.1): bits from the low 11 bits of three pairs. */
    BigInteger bloom() {
      BigInteger bloom = BigInteger.ZERO;
      List<String> entries = new ArrayList<>(topics);
      entries.add(address);
      for (String entry : entries) {
        BigInteger hash = new BigInteger(1, Keccak256.hash(unhex(entry)));
        for (int pair = 0; pair < 3; pair++) {
          BigInteger bits = hash.shiftRight(256 - 16 * (pair + 1));
          bloom = bloom.setBit(bits.mod(BigInteger.valueOf(2048)).intValue());
        }
      }
      return bloom;
    }

    @Override
    public String toString() {
      return address + " " + topics + " " + data;
    }
  }

  /** Which operands, by place, are the topics behind topic 0 and the data; -1 is the router. */
  private record Row(String signature, List<Integer> topics, List<Integer> data) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("Transfer(address,address,uint256)", List.of(1, 2), List.of(3)),
          new Row("Approval(address,address,uint256)", List.of(1, 2), List.of(3)),
          new Row(
              "Swap(address,uint256,uint256,uint256,uint256,address)",
              List.of(-1, 5),
              List.of(1, 2, 3, 4)),
          new Row("Sync(uint112,uint112)", List.of(), List.of(1, 2)),
          new Row("Mint(address,uint256,uint256)", List.of(-1), List.of(1, 2)),
          new Row("Burn(address,uint256,uint256,address)", List.of(-1, 3), List.of(1, 2)));

  private final String tag = hash("braid.system.v1").substring(0, 20);
  private final List<String> tokens = new ArrayList<>();

  PlainLogs(Genesis genesis, List<BlockHeader> headers) {
    genesis.tokens().forEach(token -> tokens.add(token.address().toString().substring(2)));
    for (BlockHeader header : headers) {
      header.tokens().forEach(token -> tokens.add(token.address().toString().substring(2)));
    }
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(Keccak256.hash(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] unhex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static byte[] bytes(BigInteger value, int count) {
    return unhex(
        ("0".repeat(2 * count) + value.toString(16)).substring(value.toString(16).length()));
  }

  /** A system address by its last ten bytes. */
  static Word systemWord(String rest) {
    return Word.of(unhex(hash("braid.system.v1").substring(0, 20) + rest));
  }

  byte[] feeAccountOfShardZero() {
    return unhex(tag + "ffffffff" + "00000001" + "0000");
  }

  Log of(LogEntry entry) {
    Row row = TABLE.get(entry.template() - 1);
    List<String> topics = new ArrayList<>(List.of(hash(row.signature)));
    for (int operand : row.topics) {
      topics.add(
          operand < 0
              ? "0".repeat(24) + tag + "ffffffff" + "00000002" + "0000"
              : HexFormat.of().formatHex(entry.operands().get(operand).toBytes()));
    }
    StringBuilder data = new StringBuilder();
    for (int operand : row.data) {
      data.append(HexFormat.of().formatHex(entry.operands().get(operand).toBytes()));
    }
    return new Log(address(entry.operands().getFirst()), topics, data.toString());
  }

  private String address(Word asset) {
    long first = asset.low() >>> 32;
    long second = asset.low() & 0xffff_ffffL;
    if (second != 0) {
      long spread = (40_503 * first + 31_153 * second) % 65_536;
      return tag + "%08x%08x%04x".formatted(first, second, spread);
    }
    return first == 0 ? tag + "ffffffff" + "00000004" + "0000" : tokens.get((int) first - 1);
  }

  /** A log of the assembler, as {@link Log#toString} would give it. */
  static String text(EthereumLog log) {
    HexFormat hex = HexFormat.of();
    StringBuilder data = new StringBuilder();
    log.data().forEach(word -> data.append(hex.formatHex(word.toBytes())));
    return new Log(
            hex.formatHex(log.address().toBytes()),
            log.topics().stream().map(topic -> hex.formatHex(topic.toBytes())).toList(),
            data.toString())
        .toString();
  }
}
