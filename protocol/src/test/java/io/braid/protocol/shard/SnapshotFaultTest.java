package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots that no shard writes, one for each reason, with the message that names it. */
class SnapshotFaultTest {

  private static final String GOLDEN = "io/braid/protocol/shard/snapshots.json";

  /** A change to a right snapshot, and what is said of it. */
  record Fault(String message, Consumer<PlainSnapshot> change) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static Fault fault(String message, Consumer<PlainSnapshot> change) {
    return new Fault("the snapshot " + message, change);
  }

  private static Fault queue(String message, ByHand.Sent sent, long expiry) {
    return fault(message, snapshot -> snapshot.queue(sent, expiry));
  }

  private static Fault keptAside(MessageBundle bundle) {
    return fault(
        "holds a bundle that the shard would not keep aside",
        snapshot -> snapshot.keptAside.add(bundle.encode()));
  }

  private static Fault cell(String message, Word key, Word value) {
    return fault(message, snapshot -> snapshot.cells.add(new PlainSnapshot.Cell(key, value)));
  }

  static Stream<Fault> faults() {
    return Stream.of(numbers(), tokens(), queues(), bundles(), cells()).flatMap(s -> s);
  }

  private static Stream<Fault> numbers() {
    String begin = "has another version or type";
    return Stream.of(
        fault(begin, snapshot -> snapshot.version = 2),
        fault(begin, snapshot -> snapshot.type = 4),
        new Fault(
            "a shard count is a power of two from 1 to 256, not 3",
            snapshot -> snapshot.shardCount = 3),
        new Fault("there are 4 shards, no shard 4", snapshot -> snapshot.shard = 4),
        fault("has a next offset of 2^63 or more", snapshot -> snapshot.nextOffset = -1),
        fault("has a time of 2^32 or more", snapshot -> snapshot.time = 1L << 32),
        fault("has a time of 2^32 or more", snapshot -> snapshot.time = -1),
        fault("ends too early", snapshot -> snapshot.nextOut.removeFirst()));
  }

  private static Stream<Fault> tokens() {
    Address other = ByHand.user(0, 50);
    long[] pool = new long[4];
    SystemAddress.pool(0, 1, pool, 0);
    Address system = Address.of(pool, 0);
    return Stream.of(
        fault(
            "holds a malformed token",
            snapshot -> snapshot.tokens.add(new PlainSnapshot.Token(other, 1, "s".repeat(33), ""))),
        fault(
            "holds a malformed token",
            snapshot -> snapshot.tokens.add(new PlainSnapshot.Token(other, 1, "", "n".repeat(65)))),
        fault("holds a malformed token", snapshot -> snapshot.tokensMore = 0xffff_fffeL),
        new Fault(
            "token is in the list already: 0x" + "70".repeat(20),
            snapshot -> snapshot.tokens.add(new PlainSnapshot.Token(ByHand.TOKEN, 1, "", ""))),
        new Fault(
            "a system address is no token: " + system,
            snapshot -> snapshot.tokens.add(new PlainSnapshot.Token(system, 1, "", ""))));
  }

  private static Stream<Fault> queues() {
    Address user = ByHand.user(1, 2);
    ByHand.Sent sent = ByHand.payment(user, 5);
    String order = "has a queue out of the order of expiry";
    String elsewhere = "holds a transaction of a sender from elsewhere";
    return Stream.of(
        queue(order, sent, 1_601),
        queue(order, sent, 1_603),
        queue(order, sent, -1),
        fault(order, snapshot -> snapshot.expiries.set(1, 1_599L)),
        queue("holds a malformed transaction", ByHand.bytes(user, new byte[0]), 1_602),
        queue("holds a malformed transaction", ByHand.bytes(user, new byte[] {2, 1}), 1_602),
        queue("holds a malformed transaction", ByHand.bytes(user, new byte[16_385]), 1_602),
        fault("holds a malformed transaction", snapshot -> snapshot.chainId = 4243),
        queue(elsewhere, ByHand.payment(ByHand.user(0, 2), 5), 1_602),
        fault(
            "holds two transactions with the same nonce",
            snapshot -> snapshot.queue(snapshot.queued.getFirst(), 1_602)));
  }

  private static Stream<Fault> bundles() {
    Address owner = ByHand.user(1, 0);
    MessageBundle.Message credit = ByHand.credit(owner, 1);
    byte[] right = ByHand.bundle(2, 1, 0, 3, credit).encode();
    return Stream.of(
        keptAside(ByHand.bundle(2, 0, 0, 3, credit)),
        keptAside(ByHand.bundle(4, 1, 0, 3, credit)),
        keptAside(ByHand.bundle(2, 1, 0, 4, credit)),
        keptAside(ByHand.bundle(2, 1, 0, -1, credit)),
        keptAside(ByHand.bundle(2, 1, 0, 3, credit, ByHand.credit(ByHand.user(2, 0), 1))),
        keptAside(ByHand.bundle(2, 1, 0, 3, WrongRecords.message(0, owner, 0))),
        keptAside(ByHand.bundle(2, 1, 0, 3, WrongRecords.message(1, owner, 1))),
        fault(
            "holds a malformed bundle",
            snapshot -> snapshot.keptAside.add(Arrays.copyOf(right, right.length - 1))),
        fault(
            "holds a malformed bundle",
            snapshot -> snapshot.keptAside.add(Arrays.copyOf(right, right.length + 1))),
        fault("holds a malformed bundle", snapshot -> snapshot.keptAside.add(new byte[0])));
  }

  private static Stream<Fault> cells() {
    Word one = Word.of(1);
    return Stream.of(
        cell("holds a cell of unknown kind", new Word(-1, -1, -1, (1L << 56) - 1), one),
        cell("holds a cell of unknown kind", new Word(0, 0, 0, 8L << 56), one),
        cell("holds a cell of unknown kind", new Word(0, 0, 0, -1), one),
        cell("has cells out of order", new Word(0, 0, 0, 7L << 56), one),
        cell("has cells out of order", new Word(0, 0, 0, 6L << 56), one),
        fault("has cells out of order", snapshot -> snapshot.swapCells(0, 1)),
        cell("holds a cell that is 0", new Word(1, 0, 0, 7L << 56), Word.ZERO),
        fault("ends too early", snapshot -> snapshot.cellsMore = 1),
        fault("ends too early", snapshot -> snapshot.cellsMore = -1L - snapshot.cells.size()),
        fault("goes on behind its end", snapshot -> snapshot.cellsMore = -1));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void wrongSnapshotIsRefused(Fault fault) {
    PlainSnapshot snapshot = PlainSnapshot.full();
    fault.change().accept(snapshot);
    assertEquals(fault.message(), refusal(snapshot));
  }

  private static String refusal(PlainSnapshot snapshot) {
    byte[] bytes = snapshot.bytes();
    return assertThrows(
            IllegalArgumentException.class,
            () -> SnapshotCodec.decode(bytes, ByHand.PROGRAMS.commitment(), Seeds.TABLE))
        .getMessage();
  }

  @Test
  void digestIsChecked() {
    byte[] bytes = PlainSnapshot.full().bytes();
    for (int at : new int[] {0, 14, bytes.length - 33, bytes.length - 32, bytes.length - 1}) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      assertEquals(
          "the snapshot does not match its digest",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> SnapshotCodec.decode(changed, ByHand.PROGRAMS.commitment(), Seeds.TABLE))
              .getMessage());
    }
  }

  @Test
  void queueAtItsLimit() {
    PlainSnapshot snapshot = PlainSnapshot.full();
    for (int i = snapshot.queued.size(); i < 65_536; i++) {
      snapshot.queue(ByHand.payment(ByHand.user(1, 100 + i), 1), 1_602);
    }
    byte[] bytes = snapshot.bytes();
    assertArrayEquals(
        bytes,
        SnapshotCodec.encode(
            SnapshotCodec.decode(bytes, ByHand.PROGRAMS.commitment(), Seeds.TABLE),
            ByHand.PROGRAMS.commitment()));
    snapshot.queue(ByHand.payment(ByHand.user(1, 3), 1), 1_602);
    assertEquals("the snapshot has too many transactions in the queue", refusal(snapshot));
  }

  private static ArrayNode generated() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    PlainSnapshot snapshot = PlainSnapshot.full();
    ObjectNode fields =
        all.addObject()
            .put("bytes", "0x" + HexFormat.of().formatHex(snapshot.bytes()))
            .put("shard", snapshot.shard)
            .put("shardCount", snapshot.shardCount)
            .put("chainId", Long.toUnsignedString(snapshot.chainId))
            .put("nextOffset", Long.toUnsignedString(snapshot.nextOffset))
            .put("block", Long.toUnsignedString(snapshot.block))
            .put("generation", Long.toUnsignedString(snapshot.generation))
            .put("time", Long.toUnsignedString(snapshot.time))
            .put("baseFee", Long.toUnsignedString(snapshot.baseFee))
            .put("nextEvent", Long.toUnsignedString(snapshot.nextEvent));
    snapshot.tokens.forEach(token -> fields.withArray("tokens").add(token.address().toString()));
    snapshot.nextIn.forEach(n -> fields.withArray("nextIn").add(Long.toUnsignedString(n)));
    snapshot.nextOut.forEach(n -> fields.withArray("nextOut").add(Long.toUnsignedString(n)));
    for (int i = 0; i < snapshot.queued.size(); i++) {
      fields
          .withArray("queued")
          .addObject()
          .put("expiry", Long.toUnsignedString(snapshot.expiries.get(i)))
          .put("sender", snapshot.queued.get(i).sender().toString())
          .put("raw", "0x" + HexFormat.of().formatHex(snapshot.queued.get(i).raw()));
    }
    snapshot.keptAside.forEach(
        record -> fields.withArray("keptAside").add("0x" + HexFormat.of().formatHex(record)));
    snapshot.cells.forEach(cell ->
        fields
            .withArray("cells")
            .addObject()
            .put("key", cell.key().toString())
            .put("value", cell.value().toString()));
    return all;
  }

  @Test
  void committedVectors() throws Exception {
    JsonNode vector = Golden.check(GOLDEN, generated()).get(0);
    String hex = vector.get("bytes").asText();
    byte[] bytes = HexFormat.of().parseHex(hex, 2, hex.length());
    ShardState state = SnapshotCodec.decode(bytes, ByHand.PROGRAMS.commitment(), Seeds.TABLE);
    assertArrayEquals(bytes, SnapshotCodec.encode(state, ByHand.PROGRAMS.commitment()));
    PlainSnapshot expected = PlainSnapshot.full();
    assertEquals(expected.shard, state.shard);
    assertEquals(expected.shardCount, state.shards.count());
    assertEquals(expected.chainId, state.chainId);
    assertEquals(expected.nextOffset, state.nextOffset);
    assertEquals(expected.block, state.block);
    assertEquals(expected.generation, state.generation);
    assertEquals(expected.time, state.time);
    assertEquals(expected.baseFee, state.baseFee);
    assertEquals(expected.nextEvent, state.nextEvent);
    assertEquals("Tökén", state.tokenEntries.getFirst().name());
    assertEquals(expected.nextIn, Arrays.stream(state.nextIn).boxed().toList());
    assertEquals(expected.nextOut, Arrays.stream(state.nextOut).boxed().toList());
    assertEquals(
        List.of(5L, 4L, 5L), state.queue.all().stream().map(WaitingTransaction::nonce).toList());
    assertEquals(2, state.keptAside.size());
    assertEquals(4, state.cells.nonZeroCount());
  }
}
