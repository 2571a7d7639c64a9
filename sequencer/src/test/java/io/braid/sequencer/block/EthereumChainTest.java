package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Vectors;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.header.BaseFee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roots, hash, bloom and base fee against a published chain of Ethereum (execution-apis). */
class EthereumChainTest {

  private static final String FOLDER = "execution-apis/tests/";

  /** The one block with the fields of Shanghai and an empty withdrawals root. */
  private static final int SHANGHAI_BLOCK = 41;

  private static final int LONDON_BLOCK = 27;
  private static final int SHANGHAI_FIELDS = 17;

  /** The blocks as items, from block 1. */
  private static List<List<?>> chain() throws IOException {
    byte[] all = Files.readAllBytes(Vectors.published().path(FOLDER + "chain.rlp"));
    byte[] asList = PlainRlp.list(all);
    List<List<?>> blocks = new ArrayList<>();
    ((List<?>) PlainRlp.decode(asList)).forEach(block -> blocks.add((List<?>) block));
    return blocks;
  }

  private static byte[] field(List<?> block, int index) {
    return (byte[]) ((List<?>) block.getFirst()).get(index);
  }

  private static long number(List<?> block, int index) {
    return Word.of(field(block, index)).low();
  }

  private static List<byte[]> transactions(List<?> block) {
    return ((List<?>) block.get(1))
        .stream().map(item -> item instanceof byte[] raw ? raw : PlainRlp.encode(item)).toList();
  }

  @Test
  void transactionsRoots() throws IOException {
    List<List<?>> chain = chain();
    assertEquals(54, chain.size());
    for (List<?> block : chain) {
      assertEquals(
          Word.of(field(block, 4)),
          IndexTrie.root(transactions(block)),
          () -> "block " + number(block, 8));
    }
  }

  @Test
  void headerHash() throws IOException {
    List<?> block = chain().get(SHANGHAI_BLOCK - 1);
    EthereumHeader header =
        new EthereumHeader(
            Word.of(field(block, 0)),
            Address.of(field(block, 2)),
            Word.of(field(block, 3)),
            Word.of(field(block, 4)),
            Word.of(field(block, 5)),
            Bytes.wrap(field(block, 6)),
            number(block, 8),
            number(block, 9),
            number(block, 10),
            number(block, 11),
            Bytes.wrap(field(block, 12)),
            number(block, 15));
    assertEquals(SHANGHAI_FIELDS, ((List<?>) block.getFirst()).size());
    assertEquals(Word.of(field(chain().get(SHANGHAI_BLOCK), 0)), header.hash());
  }

  @Test
  void baseFees() throws IOException {
    List<List<?>> chain = chain();
    for (int i = LONDON_BLOCK; i < chain.size(); i++) {
      List<?> parent = chain.get(i - 1);
      long target = number(parent, 9) / 2;
      assertEquals(
          number(chain.get(i), 15),
          new BaseFee(target, 0).next(number(parent, 15), number(parent, 10)),
          "block " + (i + 1));
    }
  }

  private static JsonNode answer(String file) throws IOException {
    Path path = Vectors.published().path(FOLDER + file);
    String line =
        Files.readAllLines(path).stream().filter(one -> one.startsWith("<<")).findFirst().get();
    return new ObjectMapper().readTree(line.substring(2)).get("result");
  }

  private static byte[] bytes(JsonNode hex) {
    String digits = hex.asText().substring(2);
    return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
  }

  @Test
  void receiptsRootAndBloom() throws IOException {
    List<?> block = chain().getLast();
    JsonNode receipts = answer("eth_getBlockReceipts/get-block-receipts-latest.io");
    List<byte[]> encoded = new ArrayList<>();
    LogsBloom all = new LogsBloom();
    int logCount = 0;
    for (int i = 0; i < receipts.size(); i++) {
      JsonNode receipt = receipts.get(i);
      List<EthereumLog> logs = new ArrayList<>();
      receipt.get("logs").forEach(log -> logs.add(log(log)));
      BlockTransaction transaction =
          new BlockTransaction(
              i,
              Bytes.wrap(transactions(block).get(i)),
              receipt(receipt.get("status").asText().equals("0x1") ? 0 : 1),
              Word.of(bytes(receipt.get("cumulativeGasUsed"))).low(),
              logCount,
              logs);
      logCount += logs.size();
      assertEquals(Bytes.wrap(bytes(receipt.get("logsBloom"))), transaction.bloom());
      encoded.add(transaction.encodeReceipt(transaction.bloom()));
      all.addAll(LogsBloom.of(logs));
    }
    assertEquals(4, encoded.size());
    assertEquals(Word.of(field(block, 5)), IndexTrie.root(encoded));
    assertEquals(Bytes.wrap(field(block, 6)), all.toBytes());
  }

  private static EthereumLog log(JsonNode log) {
    List<Word> topics = new ArrayList<>();
    log.get("topics").forEach(topic -> topics.add(Word.of(bytes(topic))));
    byte[] bytes = bytes(log.get("data"));
    List<Word> data = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += 32) {
      data.add(Word.of(Arrays.copyOfRange(bytes, at, at + 32)));
    }
    return new EthereumLog(Address.of(bytes(log.get("address"))), topics, data);
  }

  private static Receipt receipt(int code) {
    Address nobody = new Address(Word.ZERO);
    return new Receipt(
        Word.ZERO, Word.ZERO, nobody, 0, 0, Word.ZERO, code, 0, 0, 0, 0, List.of(), List.of());
  }
}
