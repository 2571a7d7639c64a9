package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.user;

import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ways in which headers and message bundles can be wrong for the shard of {@link DispositionTest}.
 */
final class WrongRecords {

  static final int SHARD = 1;
  static final Address OWNER = user(SHARD, 0);

  private WrongRecords() {}

  /** A way in which a record can be wrong, and what then becomes of it. */
  record Wrong<T>(String name, Consumer<T> change, Disposition disposition, RecordFault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Wrong<ByHand.Header> headerThatIs(
      Disposition disposition, String name, Consumer<ByHand.Header> change) {
    return new Wrong<>(name, change, disposition, null);
  }

  private static Wrong<ByHand.Header> headerThatIs(
      RecordFault fault, String name, Consumer<ByHand.Header> change) {
    return new Wrong<>(name, change, Disposition.MALFORMED, fault);
  }

  private static Wrong<ByHand.Header> event(String name, L1Event event) {
    return headerThatIs(RecordFault.WRONG_EVENT, name, header -> header.event(event));
  }

  private static Wrong<ByHand.Header> token(String name, Address token) {
    return headerThatIs(RecordFault.WRONG_TOKEN, name, header -> header.token(token));
  }

  /** In the order in which they are checked. */
  static List<Wrong<ByHand.Header>> headers() {
    long[] pool = new long[4];
    SystemAddress.pool(0, 1, pool, 0);
    Word poolWord = Word.of(pool, 0);
    Word eth = Word.ZERO;
    Word token = Word.of(1L << 32);
    return List.of(
        headerThatIs(Disposition.REPEATED, "number of the current", header -> header.number = 2),
        headerThatIs(Disposition.REPEATED, "number 0", header -> header.number = 0),
        headerThatIs(Disposition.GAP, "number two above", header -> header.number = 4),
        headerThatIs(Disposition.GAP, "largest number", header -> header.number = -1),
        headerThatIs(
            Disposition.OTHER_GENERATION, "two generations on", header -> header.generation = 2),
        headerThatIs(
            Disposition.OTHER_GENERATION,
            "last generation",
            header -> header.generation = 0xffff_ffffL),
        headerThatIs(RecordFault.TIME_GOES_BACK, "a second back", header -> header.time = 1_001),
        headerThatIs(RecordFault.TIME_GOES_BACK, "time 0", header -> header.time = 0),
        headerThatIs(RecordFault.WRONG_PROTOCOL, "version 0", header -> header.version = 0),
        headerThatIs(RecordFault.WRONG_PROTOCOL, "version 2", header -> header.version = 2),
        headerThatIs(
            RecordFault.WRONG_PROTOCOL, "other programs", header -> header.programs = Word.of(1)),
        headerThatIs(RecordFault.WRONG_TOKEN, "first token 1", header -> header.firstToken = 1),
        headerThatIs(RecordFault.WRONG_TOKEN, "first token 3", header -> header.firstToken = 3),
        token("a token again", ByHand.TOKEN),
        token("a system address", new Address(poolWord)),
        headerThatIs(
            RecordFault.WRONG_TOKEN,
            "a token twice",
            header -> header.token(user(0, 50)).token(user(1, 50)).token(user(0, 50))),
        headerThatIs(
            RecordFault.WRONG_EVENT_INDEX, "first event 1", header -> header.firstEvent = 1),
        headerThatIs(RecordFault.WRONG_EVENT_INDEX, "last event", header -> header.firstEvent = -1),
        event("kind 0", new L1Event(0, OWNER, 0, Word.ZERO, List.of())),
        event("kind 4", new L1Event(4, OWNER, 0, Word.ZERO, List.of())),
        event("deposit of shares", new L1Event(1, OWNER, 1, Word.of(1), List.of())),
        event("deposit of token 3", new L1Event(1, OWNER, 3L << 32, Word.of(1), List.of())),
        event("deposit of token 2^32 - 1", new L1Event(1, OWNER, -1L << 32, eth, List.of())),
        event("deposit with a word", new L1Event(1, OWNER, 0, Word.of(1), List.of(Word.ZERO))),
        event("exit with an amount", new L1Event(2, OWNER, 0, Word.of(1), List.of())),
        event("exit of shares", new L1Event(2, OWNER, 1, Word.ZERO, List.of())),
        event("exit of token 3", new L1Event(2, OWNER, 3L << 32, Word.ZERO, List.of())),
        event(
            "exit of shares with an amount",
            new L1Event(3, OWNER, 1, Word.of(1), List.of(poolWord, eth, token))),
        event(
            "exit of shares of an unknown token",
            new L1Event(3, OWNER, 3, Word.ZERO, List.of(poolWord, eth, Word.of(3L << 32)))),
        event(
            "exit of a token as shares",
            new L1Event(3, OWNER, 1L << 32, Word.ZERO, List.of(poolWord, eth, token))),
        event("exit of shares without words", new L1Event(3, OWNER, 1, Word.ZERO, List.of())),
        event(
            "exit of shares of another pool",
            new L1Event(3, OWNER, 1, Word.ZERO, List.of(Word.of(1), eth, token))),
        event(
            "exit of shares with other assets",
            new L1Event(3, OWNER, 1, Word.ZERO, List.of(poolWord, token, eth))));
  }

  /** A bundle that the machine would take, as a list of fields that can be changed. */
  static final class Bundle {
    private int source;
    private int destination = SHARD;
    private long number = 1;
    private long generation;
    private long block = 2;
    private final List<MessageBundle.Message> messages = new ArrayList<>();

    Bundle() {
      messages.add(ByHand.credit(OWNER, 1));
    }

    byte[] bytes() {
      return new MessageBundle(source, 9, destination, number, generation, block, messages)
          .encode();
    }
  }

  private static Wrong<Bundle> bundleThatIs(
      Disposition disposition, String name, Consumer<Bundle> change) {
    return new Wrong<>(name, change, disposition, null);
  }

  private static Wrong<Bundle> malformed(RecordFault fault, String name, Consumer<Bundle> change) {
    return new Wrong<>(name, change, Disposition.MALFORMED, fault);
  }

  static MessageBundle.Message message(int kind, Address owner, int words) {
    MessageBundle.Message credit = ByHand.credit(owner, 1);
    return new MessageBundle.Message(
        kind,
        credit.origin(),
        credit.sender(),
        0,
        owner,
        owner,
        0,
        Word.ZERO,
        0,
        Word.ZERO,
        Collections.nCopies(words, Word.ZERO));
  }

  private static Wrong<Bundle> wrongMessage(String name, MessageBundle.Message message) {
    return malformed(RecordFault.WRONG_MESSAGE, name, bundle -> bundle.messages.add(message));
  }

  /** In the order in which they are checked. */
  static List<Wrong<Bundle>> bundles() {
    List<Wrong<Bundle>> wrong =
        new ArrayList<>(
            List.of(
                malformed(RecordFault.WRONG_SHARD, "for shard 0", bundle -> bundle.destination = 0),
                malformed(RecordFault.WRONG_SHARD, "for shard 5", bundle -> bundle.destination = 5),
                malformed(RecordFault.WRONG_SHARD, "from shard 4", bundle -> bundle.source = 4),
                malformed(
                    RecordFault.WRONG_SHARD, "from shard 65535", bundle -> bundle.source = 0xffff),
                bundleThatIs(
                    Disposition.OTHER_GENERATION, "generation 1", bundle -> bundle.generation = 1),
                bundleThatIs(Disposition.REPEATED, "number 0", bundle -> bundle.number = 0),
                bundleThatIs(Disposition.GAP, "number 2", bundle -> bundle.number = 2),
                bundleThatIs(Disposition.GAP, "last number", bundle -> bundle.number = -1),
                malformed(
                    RecordFault.BLOCK_TOO_HIGH, "two blocks ahead", bundle -> bundle.block = 4),
                malformed(
                    RecordFault.BLOCK_TOO_HIGH, "the last block", bundle -> bundle.block = -1),
                wrongMessage("kind 0", message(0, OWNER, 0)),
                wrongMessage("kind 11", message(11, OWNER, 0)),
                wrongMessage("kind 255", message(255, OWNER, 0)),
                wrongMessage("an owner elsewhere", message(1, user(2, 0), 0))));
    int[] words = {0, 0, 3, 3, 1, 1, 4, 6, 5, 2};
    for (int kind = 1; kind <= words.length; kind++) {
      int right = words[kind - 1];
      for (int count : new int[] {right - 1, right + 1}) {
        if (count >= 0 && count <= 6) {
          wrong.add(
              wrongMessage(
                  "kind %d with %d words".formatted(kind, count), message(kind, OWNER, count)));
        }
      }
    }
    return wrong;
  }
}
