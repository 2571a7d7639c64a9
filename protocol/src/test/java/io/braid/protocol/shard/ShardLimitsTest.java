package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.handle;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A shard at its limits. */
class ShardLimitsTest {

  private static TokenEntry token(long number) {
    return new TokenEntry(new Address(Word.of(number)), 0, "", "");
  }

  private static Genesis genesis(List<TokenEntry> tokens) {
    return new Genesis(Workload.CHAIN_ID, ByHand.SHARDS, tokens, List.of(), ByHand.COLLECTOR);
  }

  @Test
  void tokensAtTheirLimit() {
    List<TokenEntry> tokens =
        IntStream.range(1, Limits.TOKENS_MAX).mapToObj(ShardLimitsTest::token).toList();
    ShardMachine machine =
        ShardMachine.atGenesis(genesis(tokens), 0, ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
    ByHand.Header header = ByHand.header(1);
    header.firstToken = Limits.TOKENS_MAX;
    header.token(user(0, 1)).token(user(0, 2));
    assertEquals(RecordFault.WRONG_TOKEN, handle(machine, header.bytes()).fault());
    header.tokens.removeLast();
    assertEquals(Disposition.APPLIED, handle(machine, header.bytes()).disposition());
    ByHand.Header second = ByHand.header(2);
    second.firstToken = Limits.TOKENS_MAX + 1L;
    second.token(user(0, 2));
    assertEquals(RecordFault.WRONG_TOKEN, handle(machine, second.bytes()).fault());
    second.tokens.clear();
    assertEquals(Disposition.APPLIED, handle(machine, second.bytes()).disposition());
  }

  @Test
  void tokensOfGenesis() {
    long[] router = new long[4];
    SystemAddress.router(router, 0);
    Address system = Address.of(router, 0);
    assertEquals(
        "a system address is no token: " + system,
        refusal(genesis(List.of(new TokenEntry(system, 0, "", "")))));
    assertEquals(
        "token is in the list already: 0x7", refusal(genesis(List.of(token(7), token(7)))));
  }

  @Test
  void allocationsOfAnAccount() {
    Word half = new Word(0, Long.MIN_VALUE, 0, 0);
    Genesis.Allocation allocation = new Genesis.Allocation(user(1, 0), AssetId.ETH, half);
    Genesis twice =
        new Genesis(
            Workload.CHAIN_ID,
            ByHand.SHARDS,
            List.of(),
            List.of(allocation, allocation),
            ByHand.COLLECTOR);
    assertEquals("genesis gives 2^128 or more of an asset to " + user(1, 0), refusal(twice));
  }

  private static String refusal(Genesis genesis) {
    return assertThrows(
            IllegalArgumentException.class, () -> ShardState.of(genesis, 1, Seeds.TABLE))
        .getMessage();
  }
}
