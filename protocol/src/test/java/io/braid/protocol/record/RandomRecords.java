package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Random records, every field over its whole range, with 0 and the largest value often. */
final class RandomRecords {

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  BlockHeader header() {
    return new BlockHeader(
        number(64),
        number(32),
        number(32),
        number(64),
        number(32),
        word(),
        number(64),
        number(64),
        number(32),
        list(Limits.TOKENS_IN_HEADER_MAX, this::token),
        number(64),
        list(Limits.EVENTS_IN_HEADER_MAX, this::event));
  }

  PlainRecords.TransactionBundle transactions() {
    List<PlainRecords.Entry> entries = list(Limits.TRANSACTIONS_IN_BUNDLE_MAX - 1, this::entry);
    entries.add(entry());
    return new PlainRecords.TransactionBundle(entries);
  }

  MessageBundle messages(int destination) {
    List<MessageBundle.Message> messages = list(20, this::message);
    messages.add(message());
    return new MessageBundle(
        (int) number(16), number(64), destination, number(64), number(32), number(64), messages);
  }

  MessageBundle messages() {
    return messages((int) number(16));
  }

  Diff diff() {
    RecordFault[] faults = RecordFault.values();
    Disposition disposition = Disposition.of(Math.max(0, random.nextInt(12) - 6));
    boolean isMalformed = disposition == Disposition.MALFORMED;
    boolean isApplied = disposition == Disposition.APPLIED;
    TreeSet<Integer> destinations = new TreeSet<>(list(isApplied ? 4 : 0, () -> (int) number(16)));
    return new Diff(
        (int) number(16),
        number(64),
        number(64),
        number(32),
        disposition,
        isMalformed ? faults[random.nextInt(faults.length)] : null,
        list(isApplied ? 12 : 0, this::outcome),
        list(isApplied ? 12 : 0, () -> new Diff.CellChange(word(), word())),
        destinations.stream().map(this::messages).toList());
  }

  PlainRecords.Chunk chunk() {
    int count = 1 + random.nextInt(random.nextBoolean() ? 4 : Limits.SNAPSHOT_CHUNKS_MAX);
    byte[] bytes = new byte[1 + random.nextInt(100)];
    random.nextBytes(bytes);
    long totalMin = Math.max(count, bytes.length);
    long totalMax = (long) count * Limits.SNAPSHOT_CHUNK_BYTES_MAX;
    return new PlainRecords.Chunk(
        (int) number(16),
        number(63),
        random.nextInt(count),
        count,
        random.nextInt(3) == 0 ? totalMax : random.nextLong(totalMin, totalMax + 1),
        word(),
        HexFormat.of().formatHex(bytes));
  }

  IngressBundle ingressBundle() {
    List<IngressBundle.Entry> entries =
        list(Limits.TRANSACTIONS_IN_INGRESS_MAX - 1, this::ingressEntry);
    entries.add(ingressEntry());
    return new IngressBundle(entries);
  }

  private IngressBundle.Entry ingressEntry() {
    return new IngressBundle.Entry(
        Bytes.wrap(entry().rawBytes()), random.nextBoolean() ? null : Bytes.wrap(bytes(64)));
  }

  IngressAnswer ingressAnswer() {
    boolean isMalformed = random.nextInt(4) == 0;
    List<IngressAnswer.Entry> entries =
        list(isMalformed ? 0 : Limits.TRANSACTIONS_IN_INGRESS_MAX - 1, this::answerEntry);
    if (!isMalformed) {
      entries.add(answerEntry());
    }
    RecordFault fault = isMalformed ? RecordFault.of(1 + random.nextInt(6)) : null;
    return new IngressAnswer((int) number(16), number(63), fault, entries);
  }

  private IngressAnswer.Entry answerEntry() {
    return switch (random.nextInt(4)) {
      case 0 -> IngressAnswer.Entry.ACKNOWLEDGED;
      case 3 -> IngressAnswer.Entry.FAILED;
      case 1 -> new IngressAnswer.Entry(IngressAnswer.Status.REFUSED, 1 + random.nextInt(255));
      default -> new IngressAnswer.Entry(IngressAnswer.Status.TRY_LATER, 1 + random.nextInt(2));
    };
  }

  PartList partList() {
    int count = random.nextInt(8) == 0 ? Limits.PARTS_MAX : 2 + random.nextInt(3);
    long most = (long) count * Limits.PART_BYTES_MAX;
    TreeSet<Long> offsets = new TreeSet<>();
    while (offsets.size() < count) {
      offsets.add(random.nextBoolean() ? random.nextLong(1_000) : number(63) >>> 1);
    }
    return new PartList(
        random.nextBoolean() ? most : most - random.nextInt(Limits.PART_BYTES_MAX),
        word(),
        List.copyOf(offsets));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private Outcome outcome() {
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.Refused(word(), address(), (int) number(8));
      case 1 -> new Outcome.Queued(word(), address(), number(64));
      case 2 ->
          new Outcome.Ran(
              word(),
              word(),
              address(),
              number(64),
              number(32),
              new Word(number(64), number(64), 0, 0),
              code(),
              withdrawals(),
              logs());
      default -> new Outcome.Stepped(word(), address(), code(), withdrawals(), logs());
    };
  }

  private Integer code() {
    return random.nextBoolean() ? null : (Integer) (int) number(8);
  }

  private List<Withdrawal> withdrawals() {
    return list(
        Limits.WITHDRAWALS_IN_STEP_MAX, () -> new Withdrawal(address(), number(64), word()));
  }

  private List<LogEntry> logs() {
    return list(
        Limits.LOGS_IN_STEP_MAX,
        () -> new LogEntry((int) number(8), list(Limits.LOG_OPERANDS_MAX, this::word)));
  }

  private PlainRecords.Entry entry() {
    int most = random.nextInt(200) == 0 ? Limits.TRANSACTION_BYTES_MAX : 40;
    byte[] raw = new byte[random.nextBoolean() ? most : random.nextInt(most + 1)];
    random.nextBytes(raw);
    return new PlainRecords.Entry(address(), HexFormat.of().formatHex(raw));
  }

  private MessageBundle.Message message() {
    return new MessageBundle.Message(
        (int) number(8),
        word(),
        address(),
        (int) number(8),
        address(),
        address(),
        number(64),
        word(),
        number(64),
        word(),
        list(Limits.MESSAGE_WORDS_MAX, this::word));
  }

  private TokenEntry token() {
    return new TokenEntry(
        address(),
        (int) number(8),
        text(Limits.TOKEN_SYMBOL_BYTES_MAX),
        text(Limits.TOKEN_NAME_BYTES_MAX));
  }

  /** Characters of one to four bytes, the limit exactly half of the time. */
  private String text(int bytesMax) {
    String[] characters = {"a", "\u0000", "ö", "€", "\ud83e\uddf6"};
    int[] lengths = {1, 1, 2, 3, 4};
    int left = random.nextBoolean() ? bytesMax : random.nextInt(bytesMax + 1);
    StringBuilder text = new StringBuilder();
    while (left > 0) {
      int next = random.nextInt(characters.length);
      if (lengths[next] <= left) {
        text.append(characters[next]);
        left -= lengths[next];
      }
    }
    return text.toString();
  }

  private L1Event event() {
    return new L1Event(
        (int) number(8), address(), number(64), word(), list(Limits.MESSAGE_WORDS_MAX, this::word));
  }

  private Word word() {
    return Word.of(Words.of(Words.random(random)), 0);
  }

  private Address address() {
    BigInteger value = Words.random(random).mod(BigInteger.ONE.shiftLeft(160));
    return new Address(Word.of(Words.of(value), 0));
  }

  private long number(int bits) {
    long max = -1L >>> (Long.SIZE - bits);
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> max;
      default -> random.nextLong() & max;
    };
  }

  /** As a rule a short list, now and then one that is full. */
  private <T> List<T> list(int max, Supplier<T> item) {
    int count = random.nextInt(16) == 0 ? max : Math.min(max, random.nextInt(4));
    List<T> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.get());
    }
    return items;
  }
}
