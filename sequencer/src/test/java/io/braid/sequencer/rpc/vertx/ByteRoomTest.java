package io.braid.sequencer.rpc.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRoomTest {

  @Test
  void firstBytesNeedNoRoom() {
    ByteRoom room = new ByteRoom(100, 10);
    ByteRoom.Share large = room.share();
    assertTrue(large.add(110));
    assertEquals(0, room.free());
    ByteRoom.Share small = room.share();
    assertTrue(small.add(4));
    assertTrue(small.add(6));
    assertFalse(small.add(1));
    assertEquals(10, small.bytes());
    large.remove(1);
    assertTrue(small.add(1));
    large.clear();
    small.clear();
    assertEquals(100, room.free());
  }

  @Test
  void nothingIsLostOrTakenTwice() {
    Seeds.run(
        "byte room",
        seed -> {
          Random random = new Random(seed);
          ByteRoom room = new ByteRoom(1_000, 16);
          List<ByteRoom.Share> shares = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            shares.add(room.share());
          }
          int refused = 0;
          for (int i = 0; i < 10_000; i++) {
            ByteRoom.Share share = shares.get(random.nextInt(shares.size()));
            if (random.nextBoolean()) {
              refused += share.add(random.nextInt(200)) ? 0 : 1;
            } else {
              share.remove(random.nextLong(share.bytes() + 1));
            }
            long taken = shares.stream().mapToLong(it -> Math.max(0, it.bytes() - 16)).sum();
            assertEquals(1_000 - taken, room.free());
            assertTrue(room.free() >= 0);
          }
          assertTrue(refused > 100, "the room was never full");
        });
  }
}
