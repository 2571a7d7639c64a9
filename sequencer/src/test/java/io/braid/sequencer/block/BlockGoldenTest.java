package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Logs, diffs and blocks as a file, for whoever builds blocks of the same logs elsewhere. */
class BlockGoldenTest {

  private static final String FILE = "io/braid/sequencer/block/blocks.json";

  private static JsonNode generate(SimulatedLogs logs) throws IOException {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("chainId", logs.genesis.chainId());
    root.put("collector", logs.genesis.collector().toString());
    ArrayNode tokens = root.putArray("tokens");
    logs.genesis
        .tokens()
        .forEach(token ->
            tokens.add(
                "%s %d %s %s"
                    .formatted(token.address(), token.decimals(), token.symbol(), token.name())));
    ArrayNode allocations = root.putArray("allocations");
    logs.genesis
        .allocations()
        .forEach(
            one -> allocations.add(one.owner() + " " + one.asset().number() + " " + one.amount()));
    ArrayNode shards = root.putArray("shards");
    for (int shard = 0; shard < logs.shards(); shard++) {
      ObjectNode node = shards.addObject();
      ArrayNode records = node.putArray("records");
      ArrayNode diffs = node.putArray("diffs");
      logs.records.get(shard).forEach(record -> records.add(PlainBlocks.hex(record)));
      logs.diffs.get(shard).forEach(diff -> diffs.add(PlainBlocks.hex(diff)));
    }
    ArrayNode blocks = root.putArray("blocks");
    new PlainBlocks(logs).blocks().forEach(blocks::add);
    // Read again, so that numbers have the types that they have in a file.
    return new ObjectMapper().readTree(root.toString());
  }

  @Test
  void blocksOfTheFile() throws IOException {
    SimulatedLogs logs = new SimulatedLogs(2, 2, 40);
    JsonNode golden = Golden.check(FILE, generate(logs));
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    for (int shard = 0; shard < logs.shards(); shard++) {
      JsonNode node = golden.get("shards").get(shard);
      for (int offset = 0; offset < node.get("records").size(); offset++) {
        assembler.offerRecord(shard, offset, bytes(node.get("records").get(offset)));
        assembler.offerDiff(shard, offset, bytes(node.get("diffs").get(offset)));
      }
    }
    int count = 0;
    for (Block next = assembler.next(); next != null; next = assembler.next()) {
      JsonNode expected = golden.get("blocks").get(count++);
      JsonNode actual = new ObjectMapper().readTree(PlainBlocks.describe(next).toString());
      assertEquals(expected, actual);
    }
    assertEquals(golden.get("blocks").size(), count);
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText().substring(2));
  }
}
