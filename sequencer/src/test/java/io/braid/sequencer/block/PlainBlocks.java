package io.braid.sequencer.block;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.shard.GlobalReplay;
import io.braid.protocol.shard.Replayed;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks as the page says, from the global replay, with no regard to speed or to logs that grow.
 */
final class PlainBlocks {

  private record Ended(
      Bytes raw, Outcome.Ran first, int code, Diff diff, int place, List<LogEntry> logs) {}

  private final SimulatedLogs logs;
  private final Map<Word, byte[]> raws = new HashMap<>();
  private final Map<String, Outcome.Ran> firsts = new HashMap<>();
  private final Map<String, List<LogEntry>> logsSoFar = new HashMap<>();
  private final List<Diff> order = new ArrayList<>();
  private final List<byte[]> headerRecords = new ArrayList<>();
  private final List<ObjectNode> blocks = new ArrayList<>();
  private final PlainLogs translation;
  private byte[] parent = new byte[32];
  private byte[] state;

  PlainBlocks(SimulatedLogs logs) {
    this.logs = logs;
    this.translation = new PlainLogs(logs.genesis, logs.headers());
    this.state = Keccak256.hash(genesisBytes());
    readRecords();
    replay();
    for (int block = 0; block < headerRecords.size(); block++) {
      blocks.add(block(block));
    }
  }

  /** The complete ones, from block 0. */
  List<ObjectNode> blocks() {
    return blocks;
  }

  private byte[] genesisBytes() {
    List<byte[]> parts = new ArrayList<>();
    parts.add("braid.genesis.v1".getBytes(StandardCharsets.US_ASCII));
    parts.add(number(logs.genesis.chainId(), 8));
    parts.add(number(logs.shards(), 2));
    parts.add(logs.genesis.collector().toBytes());
    parts.add(number(logs.genesis.tokens().size(), 4));
    logs.genesis
        .tokens()
        .forEach(token -> {
          parts.add(token.address().toBytes());
          parts.add(number(token.decimals(), 1));
          for (String text : List.of(token.symbol(), token.name())) {
            parts.add(number(text.length(), 1));
            parts.add(text.getBytes(StandardCharsets.UTF_8));
          }
        });
    parts.add(number(logs.genesis.allocations().size(), 4));
    logs.genesis
        .allocations()
        .forEach(allocation -> {
          parts.add(allocation.owner().toBytes());
          parts.add(number(allocation.asset().number(), 8));
          parts.add(allocation.amount().toBytes());
        });
    return PlainRlp.join(parts.toArray(byte[][]::new));
  }

  private static byte[] number(long value, int bytes) {
    byte[] out = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      out[bytes - 1 - i] = (byte) (value >>> (8 * i));
    }
    return out;
  }

  private void readRecords() {
    List<BlockHeader> headers = new ArrayList<>();
    for (List<byte[]> log : logs.records) {
      for (byte[] record : log) {
        RecordType type = RecordType.ofInput(record, 0, record.length);
        TransactionBundleReader bundle = new TransactionBundleReader();
        if (type == RecordType.TRANSACTIONS && bundle.open(record, 0, record.length) == null) {
          while (bundle.next()) {
            int end = bundle.rawAt() + bundle.rawLength();
            byte[] raw = Arrays.copyOfRange(record, bundle.rawAt(), end);
            raws.put(Word.of(Keccak256.hash(raw)), raw);
          }
        }
      }
    }
    for (byte[] record : logs.records.getFirst()) {
      if (RecordType.ofInput(record, 0, record.length) == RecordType.HEADER) {
        BlockHeader header = BlockHeaderCodec.decode(record, 0, record.length).value();
        if (header.number() == headers.size() + 1L) {
          headers.add(header);
          headerRecords.add(record);
        }
      }
    }
  }

  private void replay() {
    GlobalReplay replay =
        GlobalReplay.atGenesis(
            logs.genesis,
            SimulatedLogs.PROGRAMS,
            new NativeRunner(SimulatedLogs.PROGRAMS),
            Seeds.TABLE,
            GlobalReplay.Messages.RECORDED);
    for (int shard = 0; shard < logs.shards(); shard++) {
      for (int offset = 0; offset < logs.records.get(shard).size(); offset++) {
        replay.offer(shard, offset, logs.records.get(shard).get(offset));
      }
    }
    replay.endLogs();
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      order.add(DiffCodec.decode(next.diff(), 0, next.diff().length).value());
    }
  }

  private boolean isHeader(Diff diff) {
    byte[] record = logs.records.get(diff.shard()).get((int) diff.offset());
    return record.length > 1 && record[1] == 1 && diff.disposition() == Disposition.APPLIED;
  }

  private ObjectNode block(int number) {
    List<Diff> units = order.stream().filter(diff -> diff.block() == number).toList();
    List<Map.Entry<Diff, Integer>> steps = new ArrayList<>();
    List<Diff> headers =
        units.stream().filter(this::isHeader).sorted(Comparator.comparingInt(Diff::shard)).toList();
    IdentityHashMap<Diff, Integer> taken = new IdentityHashMap<>();
    for (Diff header : headers) {
      int at = 0;
      while (at < header.outcomes().size()
          && header.outcomes().get(at) instanceof Outcome.Refused) {
        steps.add(Map.entry(header, at++));
      }
      taken.put(header, at);
    }
    if (number > 0) {
      for (var event : logs.headers().get(number - 1).events()) {
        Diff header = headers.get(logs.genesis.shards().homeOf(event.owner()));
        steps.add(Map.entry(header, taken.merge(header, 1, Integer::sum) - 1));
      }
    }
    for (Diff unit : units) {
      for (int at = taken.getOrDefault(unit, 0); at < unit.outcomes().size(); at++) {
        steps.add(Map.entry(unit, at));
      }
    }
    return describe(number, units, steps);
  }

  private ObjectNode describe(int number, List<Diff> units, List<Map.Entry<Diff, Integer>> steps) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    List<Ended> ended = new ArrayList<>();
    ArrayNode refusals = node.putArray("refusals");
    ArrayNode queued = node.putArray("queued");
    ArrayNode withdrawals = node.putArray("withdrawals");
    for (Map.Entry<Diff, Integer> step : steps) {
      switch (step.getKey().outcomes().get(step.getValue())) {
        case Outcome.Refused one ->
            refusals.add(one.transaction() + " " + one.sender() + " " + one.reason());
        case Outcome.Queued one ->
            queued.add(one.transaction() + " " + one.sender() + " " + one.nonce());
        case Outcome.Ran one -> {
          String chain = one.signing() + " " + one.sender();
          firsts.put(chain, one);
          logsSoFar.put(chain, new ArrayList<>(one.logs()));
          withdrawals(withdrawals, chain, one.withdrawals());
          end(chain, one.code(), step, ended);
        }
        case Outcome.Stepped one -> {
          String chain = one.origin() + " " + one.sender();
          withdrawals(withdrawals, chain, one.withdrawals());
          if (one.sender().word().equals(Word.ZERO)) {
            continue;
          }
          logsSoFar.get(chain).addAll(one.logs());
          end(chain, one.code(), step, ended);
        }
      }
    }
    header(node, number, units, ended);
    return node;
  }

  private static void withdrawals(ArrayNode to, String chain, List<Withdrawal> made) {
    for (Withdrawal one : made) {
      to.add(chain + " " + one.recipient() + " " + one.asset() + " " + one.amount());
    }
  }

  private void end(String chain, Integer code, Map.Entry<Diff, Integer> step, List<Ended> ended) {
    if (code != null) {
      Outcome.Ran first = firsts.get(chain);
      List<LogEntry> all = code == 0 ? logsSoFar.get(chain) : List.of();
      ended.add(
          new Ended(
              Bytes.wrap(raws.get(first.transaction())),
              first,
              code,
              step.getKey(),
              step.getValue(),
              all));
    }
  }

  private void header(ObjectNode node, int number, List<Diff> units, List<Ended> ended) {
    List<byte[]> rawList = new ArrayList<>();
    List<byte[]> receipts = new ArrayList<>();
    List<Object> body = new ArrayList<>();
    BigInteger bloom = BigInteger.ZERO;
    long gas = 0;
    int logIndex = 0;
    ArrayNode transactions = node.putArray("transactions");
    for (Ended one : ended) {
      byte[] raw = one.raw.array();
      gas += one.first.gas();
      List<Object> logItems = new ArrayList<>();
      BigInteger ownBloom = BigInteger.ZERO;
      ObjectNode transaction = transactions.addObject();
      ArrayNode logNodes = transaction.putArray("logs");
      for (LogEntry log : one.logs) {
        PlainLogs.Log plain = translation.of(log);
        logItems.add(plain.rlp());
        ownBloom = ownBloom.or(plain.bloom());
        logNodes.add(plain.toString());
      }
      bloom = bloom.or(ownBloom);
      int type = raw[0] < 0 ? 0 : raw[0];
      byte[] receipt =
          PlainRlp.encode(
              List.of(
                  PlainRlp.integer(one.code == 0 ? 1 : 0),
                  PlainRlp.integer(gas),
                  PlainLogs.bytes(ownBloom, 256),
                  logItems));
      receipts.add(type == 0 ? receipt : PlainRlp.join(new byte[] {(byte) type}, receipt));
      rawList.add(raw);
      body.add(type == 0 ? PlainRlp.decode(raw) : raw);
      transaction
          .put("hash", hex(Keccak256.hash(raw)))
          .put("sender", one.first.sender().toString())
          .put("code", one.code)
          .put("gas", one.first.gas())
          .put("cumulativeGas", gas)
          .put("price", one.first.price().toString())
          .put("firstLogIndex", logIndex)
          .put("at", one.diff.shard() + ":" + one.diff.offset() + ":" + one.place);
      logIndex += one.logs.size();
    }
    List<byte[]> changes = new ArrayList<>(List.of(state, number(0, 24), number(number, 8)));
    for (Diff unit : units) {
      for (Diff.CellChange change : unit.changes()) {
        changes.add(change.key().toBytes());
        changes.add(change.value().toBytes());
      }
    }
    state = Keccak256.hash(changes.toArray(byte[][]::new));
    BlockHeader decided = number == 0 ? null : logs.headers().get(number - 1);
    byte[] none = {};
    List<Object> fields =
        List.of(
            parent,
            HexFormat.of()
                .parseHex("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"),
            translation.feeAccountOfShardZero(),
            state,
            PlainTrie.rootOfList(rawList),
            PlainTrie.rootOfList(receipts),
            PlainLogs.bytes(bloom, 256),
            none,
            PlainRlp.integer(number),
            PlainRlp.integer(300_000_000),
            PlainRlp.integer(gas),
            PlainRlp.integer(decided == null ? 0 : decided.time()),
            decided == null ? none : Keccak256.hash(headerRecords.get(number - 1)),
            new byte[32],
            new byte[8],
            PlainRlp.integer(decided == null ? 0 : decided.baseFee()),
            HexFormat.of()
                .parseHex("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
    parent = Keccak256.hash(PlainRlp.encode(fields));
    node.put("number", number)
        .put("hash", hex(parent))
        .put("parentHash", hex((byte[]) fields.get(0)))
        .put("stateRoot", hex(state))
        .put("transactionsRoot", hex((byte[]) fields.get(4)))
        .put("receiptsRoot", hex((byte[]) fields.get(5)))
        .put("logsBloom", hex((byte[]) fields.get(6)))
        .put("gasUsed", gas)
        .put("size", PlainRlp.encode(List.of(fields, body, List.of(), List.of())).length);
  }

  static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** What the assembler gave, in the same form. */
  static ObjectNode describe(Block block) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    ArrayNode refusals = node.putArray("refusals");
    block
        .refusals()
        .forEach(one -> refusals.add(one.transaction() + " " + one.sender() + " " + one.reason()));
    ArrayNode queued = node.putArray("queued");
    block
        .queued()
        .forEach(one -> queued.add(one.transaction() + " " + one.sender() + " " + one.nonce()));
    ArrayNode withdrawals = node.putArray("withdrawals");
    block
        .withdrawals()
        .forEach(one ->
            withdrawals(withdrawals, one.origin() + " " + one.sender(), List.of(one.withdrawal())));
    ArrayNode transactions = node.putArray("transactions");
    for (BlockTransaction one : block.transactions()) {
      ObjectNode transaction = transactions.addObject();
      ArrayNode logs = transaction.putArray("logs");
      one.logs().forEach(log -> logs.add(PlainLogs.text(log)));
      transaction
          .put("hash", hex(one.receipt().transaction().toBytes()))
          .put("sender", one.receipt().sender().toString())
          .put("code", one.receipt().code())
          .put("gas", one.receipt().gas())
          .put("cumulativeGas", one.cumulativeGas())
          .put("price", one.receipt().price().toString())
          .put("firstLogIndex", one.firstLogIndex())
          .put(
              "at",
              one.receipt().shard() + ":" + one.receipt().offset() + ":" + one.receipt().place());
    }
    EthereumHeader header = block.header();
    node.put("number", (int) block.number())
        .put("hash", hex(block.hash().toBytes()))
        .put("parentHash", hex(header.parentHash().toBytes()))
        .put("stateRoot", hex(header.stateRoot().toBytes()))
        .put("transactionsRoot", hex(header.transactionsRoot().toBytes()))
        .put("receiptsRoot", hex(header.receiptsRoot().toBytes()))
        .put("logsBloom", header.logsBloom().toString())
        .put("gasUsed", header.gasUsed())
        .put("size", (int) block.size());
    return node;
  }
}
