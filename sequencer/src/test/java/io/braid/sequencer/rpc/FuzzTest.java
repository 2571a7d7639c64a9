package io.braid.sequencer.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.sequencer.rpc.MalformedRequests.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, what goes out is what JSON-RPC asks for, and no method fails where it may not.
 */
class FuzzTest {

  private static final int REQUESTS = 10_000;

  private final MemoryChain chain = new MemoryChain();
  private final MethodTable table = chain.table();
  private final JsonRpc rpc = chain.rpc(table);

  /** Or the judge would know nothing of a method. */
  @Test
  void everyMethodHasItsShape() {
    assertEquals(table.methods().keySet(), MethodShapes.BY_NAME.keySet());
  }

  @Test
  void malformedRequestsGetProperAnswers() {
    chain.submission = TestChains::refuse;
    Seeds.run(
        "malformed requests",
        seed -> {
          MalformedRequests requests = new MalformedRequests(new Random(seed));
          Tally tally = new Tally();
          for (int i = 0; i < REQUESTS; i++) {
            Malformed malformed = requests.next();
            boolean isSocket = i % 2 == 0;
            tally.count(malformed.kind().toString(), judged(malformed, isSocket));
          }
          assertEquals(List.of(), chain.faults);
          System.out.printf("%d malformed requests of seed %d%n%s", tally.total(), seed, tally);
        });
  }

  private String judged(Malformed malformed, boolean isSocket) {
    Caller caller = new Caller("fuzz", isSocket ? Optional.of(_ -> {}) : Optional.empty());
    byte[] answer = rpc.handle(malformed.bytes().toArray(), caller).getNow(null);
    assertTrue(answer != null, () -> "no answer yet to " + malformed);
    return AnswerJudge.judge(
        malformed.bytes(), new String(answer, StandardCharsets.UTF_8), isSocket);
  }
}
