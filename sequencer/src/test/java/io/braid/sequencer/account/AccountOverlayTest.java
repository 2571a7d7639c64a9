package io.braid.sequencer.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockAssembler;
import io.braid.sequencer.block.SimulatedLogs;
import io.braid.sequencer.view.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts over stored blocks, beside a plain map of all cells. */
class AccountOverlayTest {

  private final SimulatedLogs logs = new SimulatedLogs(8, 2, 400);
  private final List<Block> blocks = blocks(logs);

  private static List<Block> blocks(SimulatedLogs logs) {
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    for (int shard = 0; shard < 2; shard++) {
      for (int offset = 0; offset < logs.records.get(shard).size(); offset++) {
        assembler.offerRecord(shard, offset, logs.records.get(shard).get(offset));
        var _ = assembler.offerDiff(shard, offset, logs.diffs.get(shard).get(offset));
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (Block next = assembler.next(); next != null; next = assembler.next()) {
      blocks.add(next);
    }
    return blocks;
  }

  /** All cells behind a block. */
  private StateView at(long block) {
    Map<Word, Word> cells = new HashMap<>();
    for (int shard = 0; shard < 2; shard++) {
      logs.genesis
          .cells(shard, Seeds.TABLE)
          .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
              cells.put(Word.of(key, keyAt), Word.of(value, valueAt)));
    }
    for (Block one : blocks.subList(0, (int) block + 1)) {
      one.changes().forEach(all -> all.forEach(it -> cells.put(it.key(), it.value())));
    }
    return new Cells(cells);
  }

  private record Cells(Map<Word, Word> cells) implements StateView {
    @Override
    public Word cell(Word key) {
      return cells.getOrDefault(key, Word.ZERO);
    }

    @Override
    public long transactionCount(Address account) {
      throw new UnsupportedOperationException("accounts are read by their cells");
    }

    @Override
    public Word supply(AssetId asset) {
      throw new UnsupportedOperationException("accounts are read by their cells");
    }

    @Override
    public int tokenCount() {
      return 0;
    }
  }

  private AccountOverlay overlay(long stored) {
    return new AccountOverlay(this::at, stored, Seeds.TABLE, () -> 0);
  }

  private Map<Address, Word> holdings(AccountOverlay overlay) {
    Map<Address, Word> holdings = new HashMap<>();
    logs.genesis
        .allocations()
        .forEach(it -> holdings.put(it.owner(), overlay.ethHolding(it.owner())));
    return holdings;
  }

  private void takeDiffs(AccountOverlay overlay) {
    for (List<byte[]> shard : logs.diffs) {
      for (byte[] bytes : shard) {
        Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
        overlay.take(diff);
      }
    }
  }

  @Test
  void diffsAndBlocksGiveTheSameAccounts() {
    AccountOverlay overlay = overlay(-1);
    takeDiffs(overlay);
    blocks.forEach(overlay::take);
    assertEquals(holdings(overlay(blocks.size() - 1)), holdings(overlay));
  }

  @Test
  void aTokenIsKnownWhenEveryShardHasItsHeader() {
    AccountOverlay overlay = overlay(-1);
    logs.genesis.tokens().forEach(token -> overlay.addToken(token.address()));
    long known = logs.genesis.tokens().size();
    for (BlockHeader header : logs.headers()) {
      overlay.take(header);
      overlay.take(header);
      assertEquals(known, overlay.tokens().count(), () -> "at header " + header.number());
      known += header.tokens().size();
    }
    assertTrue(known > logs.genesis.tokens().size(), "no header brings a token");
  }

  /** A follower that begins again at a checkpoint gives blocks again that are stored. */
  @Test
  void blocksThatAreStoredAlreadyDoNotTakeAccountsBack() {
    int stored = blocks.size() - 3;
    AccountOverlay overlay = overlay(stored);
    Map<Address, Word> before = holdings(overlay);
    for (Block block : blocks.subList(stored - 5, stored + 1)) {
      overlay.take(block);
      assertEquals(before, holdings(overlay), () -> "behind block " + block.number());
    }
    takeDiffs(overlay);
    blocks.subList(stored - 5, blocks.size()).forEach(overlay::take);
    assertEquals(holdings(overlay(blocks.size() - 1)), holdings(overlay));
  }
}
