package io.braid.sequencer.rpc;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.ledger.LogTemplate;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.AccessListEntry;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainListener;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.LogQuery;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.Placement;
import io.braid.sequencer.view.PrunedException;
import io.braid.sequencer.view.Rejection;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.StateView;
import io.braid.sequencer.view.SubmitAnswer;
import io.braid.sequencer.view.SystemStatus;
import io.braid.sequencer.view.Token;
import io.braid.sequencer.view.TokenReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A chain by hand: blocks 0 to 3, of which 1 has two transactions and 2 one; the state of block 0
 * is kept no more. Two tokens, a pool of ETH and the first, and Alice who is rich. Many threads may
 * ask for it while nobody changes it.
 */
final class MemoryChain implements ChainReader, PendingReader, TokenReader {

  static final long CHAIN_ID = 1_337;
  static final ShardCount SHARDS = new ShardCount(4);
  static final Address ALICE = Address.parse("0x" + "a1".repeat(20));
  static final Address BOB = Address.parse("0x" + "b2".repeat(20));
  static final Address GOLD = Address.parse("0x" + "70".repeat(20));
  static final Address SILVER = Address.parse("0x" + "71".repeat(20));
  static final AssetId SHARES = AssetId.shares(0, 1);
  static final Address POOL = Programs.poolOf(SHARES);
  static final Word RICH = Word.of(1_000_000_000_000_000_000L);
  static final long BASE_FEE = 1_000;
  static final Word TRANSFER_TOPIC =
      Word.of(Keccak256.hash(LogTemplate.TRANSFER.signature().getBytes(StandardCharsets.US_ASCII)));
  private static final Bytes BLOOM = Bytes.of(new byte[ChainBlock.BLOOM_BYTES]);

  final List<ChainBlock> blocks = new ArrayList<>();
  final Map<Word, ChainTransaction> transactions = new HashMap<>();
  final Map<Word, ChainReceipt> receipts = new HashMap<>();
  final Map<Word, ChainTransaction> pending = new HashMap<>();
  final Map<Word, Rejection> rejections = new HashMap<>();
  final Map<Word, Word> cells = new HashMap<>();
  final List<Token> tokens =
      List.of(new Token(1, GOLD, "GLD", "Gold", 18), new Token(2, SILVER, "SLV", "Silver", 6));
  final List<ChainListener> listeners = new ArrayList<>();
  final List<Bytes> submitted = Collections.synchronizedList(new ArrayList<>());
  private static final SystemStatus STATUS =
      new SystemStatus(
          "gateway",
          true,
          22,
          300,
          5,
          List.of(
              new StageStatus("executor", 1, 10, -1, 3, 1),
              new StageStatus("blocks", -1, 20, 2, 3, 1)),
          List.of(new ExecutorStatus(1, "one", "RUNNING", 10, -1, 0, 6, 7)));

  Function<Bytes, CompletableFuture<SubmitAnswer>> submission =
      raw ->
          CompletableFuture.completedFuture(
              new SubmitAnswer.Acknowledged(Word.of(Keccak256.hash(raw.toArray()))));
  long oldestState = 1;
  long nowMs;
  final AtomicLong nextId = new AtomicLong(0xf00d);
  final List<Runnable> timers = new ArrayList<>();
  final List<String> faults = Collections.synchronizedList(new ArrayList<>());

  MemoryChain() {
    addBlock(List.of(), List.of());
    ChainTransaction ether = transaction(2, BOB, Bytes.EMPTY, 0);
    ChainTransaction gold =
        transaction(
            0,
            GOLD,
            Bytes.parse("0xa9059cbb" + "0".repeat(24) + "b2".repeat(20) + "0".repeat(62) + "64"),
            1);
    addBlock(List.of(ether, gold), List.of(List.of(), List.of(Word.of(100))));
    addBlock(List.of(transaction(1, BOB, Bytes.EMPTY, 2)), List.of(List.of()));
    addBlock(List.of(), List.of());
    holding(ALICE, AssetId.ETH, new Word(RICH.low(), 0, 3, 0));
    holding(ALICE, AssetId.token(1), RICH);
    holding(ALICE, SHARES, Word.of(5_000));
    cells.put(
        LedgerState.packed(CellKind.POOL_RESERVES, 0, POOL.word(), SHARES),
        new Word(1_000_000, 0, 2_000_000, 0));
    cells.put(
        LedgerState.packed(CellKind.POOL_CLOCK, 0, POOL.word(), SHARES),
        new Word(1_000_000, 0, 1_000, 0));
    cells.put(LedgerState.allowanceKey(BOB.word(), ALICE.word(), AssetId.ETH), Word.of(7));
  }

  void holding(Address owner, AssetId asset, Word value) {
    cells.put(LedgerState.holding(owner.word(), asset), value);
  }

  static ChainTransaction transaction(int type, Address to, Bytes input, long nonce) {
    return new ChainTransaction(
        Word.of(0x7000 + nonce),
        type,
        ALICE,
        to,
        nonce,
        100_000,
        Word.of(5),
        Word.of(3_000),
        type == 2 ? Word.of(100) : Word.of(3_000),
        input,
        type == 0 ? List.of() : List.of(new AccessListEntry(BOB, List.of(Word.of(9)))),
        1,
        Word.of(0x11),
        Word.of(0x22),
        Optional.empty(),
        Optional.empty());
  }

  /** Adds a block; for each transaction the amounts of the Transfer logs it writes. */
  ChainBlock addBlock(List<ChainTransaction> added, List<List<Word>> logs) {
    long number = blocks.size();
    Word hash = Word.of(0xb000 + number);
    long gasUsed = 0;
    int logIndex = 0;
    for (int i = 0; i < added.size(); i++) {
      ChainTransaction it = added.get(i);
      Placement placement = new Placement(number, hash, 1_000 + number, i);
      Word price = Word.of(it.type() == 2 ? 1_100 : 3_000);
      transactions.put(it.hash(), placed(it, placement, price));
      pending.remove(it.hash());
      long gas = it.input().size() == 0 ? 21_000 : 50_000;
      gasUsed += gas;
      List<ChainLog> written = new ArrayList<>();
      for (Word amount : logs.get(i)) {
        written.add(
            new ChainLog(
                GOLD,
                List.of(TRANSFER_TOPIC, ALICE.word(), BOB.word()),
                Bytes.of(amount.toBytes()),
                it.hash(),
                placement,
                logIndex++));
      }
      receipts.put(
          it.hash(),
          new ChainReceipt(
              it.hash(), it.type(), ALICE, it.to(), placement, 0, gas, gasUsed, price, BLOOM,
              written));
    }
    ChainBlock block =
        new ChainBlock(
            number,
            hash,
            number == 0 ? Word.ZERO : blocks.getLast().hash(),
            Word.of(1),
            Word.of(2),
            Word.of(3),
            BLOOM,
            new Address(Word.of(0xfee)),
            1_000 + number,
            30_000_000,
            gasUsed,
            Bytes.parse("0xbeef"),
            BASE_FEE,
            600,
            added.stream().map(ChainTransaction::hash).toList());
    blocks.add(block);
    return block;
  }

  private static ChainTransaction placed(ChainTransaction it, Placement placement, Word price) {
    return new ChainTransaction(
        it.hash(),
        it.type(),
        it.sender(),
        it.to(),
        it.nonce(),
        it.gasLimit(),
        it.value(),
        it.maxFee(),
        it.maxPriorityFee(),
        it.input(),
        it.accessList(),
        it.yParity(),
        it.r(),
        it.s(),
        Optional.of(placement),
        Optional.of(price));
  }

  /** Adds a block and tells those who listen. */
  void announceBlock(List<ChainTransaction> added, List<List<Word>> logs) {
    ChainBlock block = addBlock(added, logs);
    for (ChainListener listener : listeners) {
      listener.onBlock(block, logsOf(block));
    }
  }

  /** Takes back the latest block and tells those who listen. */
  void revertBlock() {
    ChainBlock block = blocks.getLast();
    List<ChainLog> logs = logsOf(block);
    blocks.removeLast();
    listeners.forEach(listener -> listener.onRevertedBlock(block, logs));
  }

  private List<ChainLog> logsOf(ChainBlock block) {
    return receipts(block.number()).stream().flatMap(it -> it.logs().stream()).toList();
  }

  void announcePending(ChainTransaction transaction) {
    pending.put(transaction.hash(), transaction);
    listeners.forEach(listener -> listener.onPending(transaction.hash()));
  }

  void announceRejection(Word hash, Refusal refusal) {
    pending.remove(hash);
    rejections.put(hash, new Rejection(refusal, ""));
    listeners.forEach(listener -> listener.onRejected(hash));
  }

  /** All methods over this chain. */
  MethodTable table() {
    ChainSettings settings = new ChainSettings(CHAIN_ID, SHARDS, "braid/test", Word.of(1));
    ChainViews views =
        new ChainViews(
            this,
            this::stateAt,
            this,
            () -> BASE_FEE,
            this,
            (raw, _) -> {
              submitted.add(raw);
              return submission.apply(raw);
            },
            listeners::add,
            () -> CompletableFuture.completedFuture(STATUS));
    return new MethodTable(
        settings,
        views,
        new Surroundings(
            () -> nowMs,
            nextId::getAndIncrement,
            7,
            (_, task) -> {
              timers.add(task);
              return () -> timers.remove(task);
            },
            (method, fault) -> faults.add(method + ": " + fault)));
  }

  JsonRpc rpc(MethodTable table) {
    return rpc(table, RequestListener.NONE);
  }

  JsonRpc rpc(MethodTable table, RequestListener listener) {
    return new JsonRpc(
        table.methods(), (method, fault) -> faults.add(method + ": " + fault), listener);
  }

  private StateView stateAt(long block) {
    if (block < oldestState) {
      throw new PrunedException(block, oldestState);
    }
    return new StateView() {
      @Override
      public Word cell(Word key) {
        return cells.getOrDefault(key, Word.ZERO);
      }

      @Override
      public long transactionCount(Address account) {
        return account.equals(ALICE) ? Math.min(block + 1, 3) : 0;
      }

      @Override
      public Word supply(AssetId asset) {
        return Word.of(1_000 + asset.number());
      }

      @Override
      public int tokenCount() {
        return block < 2 ? 1 : 2;
      }
    };
  }

  @Override
  public long number(BlockTag tag) {
    return switch (tag) {
      case EARLIEST -> 0;
      case FINALIZED -> 1;
      case SAFE -> 2;
      case LATEST -> blocks.size() - 1;
    };
  }

  @Override
  public Optional<ChainBlock> block(long number) {
    return number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
  }

  @Override
  public Optional<ChainBlock> block(Word hash) {
    return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<ChainTransaction> transaction(Word hash) {
    return Optional.ofNullable(transactions.get(hash))
        .or(() -> Optional.ofNullable(pending.get(hash)));
  }

  @Override
  public List<ChainTransaction> transactions(long block) {
    return blocks.get((int) block).transactions().stream().map(transactions::get).toList();
  }

  @Override
  public Optional<ChainReceipt> receipt(Word transaction) {
    return Optional.ofNullable(receipts.get(transaction));
  }

  @Override
  public List<ChainReceipt> receipts(long block) {
    return block(block).stream()
        .flatMap(it -> it.transactions().stream())
        .map(receipts::get)
        .toList();
  }

  @Override
  public List<ChainLog> logs(LogQuery query, int logsMax) {
    return blocks.stream()
        .filter(block -> block.number() >= query.from() && block.number() <= query.to())
        .flatMap(block -> logsOf(block).stream())
        .filter(query::fits)
        .limit(logsMax)
        .toList();
  }

  @Override
  public CompletableFuture<Void> caughtUp() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public long nextNonce(Address account) {
    return account.equals(ALICE) ? 3 + pending.size() : 0;
  }

  @Override
  public Optional<Rejection> rejection(Word hash) {
    return Optional.ofNullable(rejections.get(hash));
  }

  @Override
  public int count() {
    return tokens.size();
  }

  @Override
  public Token token(int index) {
    return tokens.get(index - 1);
  }

  @Override
  public Optional<Token> token(Address address) {
    return tokens.stream().filter(token -> token.address().equals(address)).findFirst();
  }
}
