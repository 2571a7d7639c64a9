package io.braid.protocol.shard;

import static io.braid.protocol.shard.ByHand.transactions;
import static io.braid.protocol.shard.ByHand.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.types.Address;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In steady state a shard allocates nothing for a transaction, from its bytes to its diff. */
class HandleAllocationTest {

  private static final int RECORDS = 5_000;

  private static void assertAllocatesNothing(Address receiver) {
    ShardMachine machine =
        ShardMachine.atGenesis(
            ByHand.genesis(), 1, ByHand.PROGRAMS, new NativeRunner(ByHand.PROGRAMS), Seeds.TABLE);
    machine.handle(0, ByHand.header(1).bytes());
    List<byte[]> records = new ArrayList<>();
    for (int nonce = 0; nonce < RECORDS; nonce++) {
      records.add(
          transactions(new ByHand.Transaction().to(receiver).from("it", user(1, 1), nonce)));
    }
    Iterator<byte[]> next = records.iterator();
    long bytes = Allocations.bytes(() -> machine.handle(machine.nextOffset(), next.next()));
    assertEquals(0, bytes);
    assertEquals(Disposition.APPLIED, machine.disposition());
    assertEquals(RECORDS, ByHand.nonce(machine, user(1, 1)).intValueExact());
  }

  @Test
  void transferOnTheShard() {
    assertAllocatesNothing(user(1, 2));
  }

  @Test
  void transferToAnotherShard() {
    assertAllocatesNothing(user(3, 2));
  }
}
