package io.braid.sequencer.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.protocol.fixtures.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, what goes out is JSON-RPC, and no method fails where it may not. */
class FuzzTest {

  private static final int REQUESTS = 10_000;

  private static final List<String> IDS =
      List.of("\"id\":1,", "\"id\":\"\\u0041\\\"ü\",", "\"id\":null,", "\"id\":[],", "");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "99999999999999999999",
          "'0x'",
          "'0x0'",
          "'0x1'",
          "'0x01'",
          "'0xffffffffffffffff'",
          "'latest'",
          "'pending'",
          "'logs'",
          "''",
          "[]",
          "{}",
          "[[],[]]",
          "[25,75]",
          "'0x" + "a1".repeat(20) + "'",
          "'0x" + "70".repeat(20) + "'",
          "'0x" + "f".repeat(64) + "'",
          "{'blockHash':'0x" + "0".repeat(60) + "b001'}",
          "{'blockNumber':'0x1'}",
          "{'fromBlock':'0x0','toBlock':'latest','topics':[null,[null]]}",
          "{'to':'0x" + "70".repeat(20) + "','data':'0x70a08231'}",
          "{'to':'0x" + "b2".repeat(20) + "','value':'0x5'}",
          "{'to':null}",
          "{'accessList':[{}]}",
          "{'accessList':[{'address':'0x00','storageKeys':7}]}");

  private final MemoryChain chain = new MemoryChain();
  private final MethodTable table = chain.table();
  private final JsonRpc rpc = chain.rpc(table);
  private final List<String> names = new ArrayList<>(table.methods().keySet());
  private final ObjectMapper json = new ObjectMapper();
  private int errors;

  @Test
  void malformedRequestsGetProperAnswers() {
    Seeds.run(
        "malformed requests",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < REQUESTS; i++) {
            byte[] request = request(random);
            byte[] answer =
                rpc.handle(request, new Caller("fuzz", Optional.of(_ -> {}))).getNow(null);
            check(new String(request, StandardCharsets.UTF_8), answer);
          }
          assertEquals(List.of(), chain.faults);
          assertTrue(errors > REQUESTS / 2, "most should be errors, but were " + errors);
        });
  }

  private byte[] request(Random random) {
    String name = names.get(random.nextInt(names.size()));
    List<String> params = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      params.add(VALUES.get(random.nextInt(VALUES.size())));
    }
    String text = Requests.request(name, String.join(",", params).replace('\'', '"'));
    String id = IDS.get(random.nextInt(IDS.size()));
    byte[] bytes = text.replace("\"id\":1,", id).getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(3) != 0) {
      return bytes;
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextBoolean()
        ? bytes
        : java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 2));
  }

  private void check(String request, byte[] answer) throws Exception {
    if (answer == null) {
      // Only a synchronous send waits, for the receipt of what was taken.
      assertTrue(request.contains("Sync"), request);
      return;
    }
    if (answer.length == 0) {
      return;
    }
    JsonNode node = json.readTree(answer);
    for (JsonNode one : node.isArray() ? node : List.of(node)) {
      assertEquals("2.0", one.get("jsonrpc").textValue(), request);
      assertTrue(one.has("id"), request);
      assertTrue(one.has("result") != one.has("error"), request);
      if (one.has("error")) {
        errors++;
        assertTrue(one.get("error").get("code").isInt(), request);
        assertTrue(!one.get("error").get("message").textValue().isEmpty(), request);
      }
    }
  }
}
