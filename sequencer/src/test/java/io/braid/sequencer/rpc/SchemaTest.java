package io.braid.sequencer.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.braid.protocol.fixtures.Vectors;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Answers fit the published schemas of Ethereum's execution API. */
class SchemaTest {

  private static final String API = "execution-apis/src/";

  /** Methods that are served and not in the published API, or whose results it does not say. */
  private static final List<String> UNPUBLISHED =
      List.of(
          "braid_getTransactionStatus",
          "braid_shardOf",
          "braid_status",
          "eth_getUncleByBlockHashAndIndex",
          "eth_getUncleByBlockNumberAndIndex",
          "eth_getUncleCountByBlockHash",
          "eth_getUncleCountByBlockNumber",
          "eth_hashrate",
          "eth_mining",
          "eth_sendRawTransactionSync",
          "eth_subscribe",
          "eth_unsubscribe",
          "net_listening",
          "net_peerCount",
          "web3_clientVersion",
          "web3_sha3");

  private final YAMLMapper yaml = new YAMLMapper();
  private final ObjectMapper json = new ObjectMapper();
  private final MemoryChain chain = new MemoryChain();
  private final MethodTable table = chain.table();
  private final Requests requests = new Requests(chain.rpc(table));

  private List<JsonNode> yaml(String folder) throws IOException {
    Path path = Vectors.published().path(API + folder);
    try (Stream<Path> files = Files.list(path)) {
      return files.sorted().map(file -> yaml.readTree(file.toFile())).toList();
    }
  }

  /** The schema of each method's result. */
  private Map<String, Schema> schemas() throws IOException {
    ObjectNode all = json.createObjectNode();
    yaml("schemas")
        .forEach(file -> file.properties().forEach(it -> all.set(it.getKey(), it.getValue())));
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Map<String, Schema> schemas = new HashMap<>();
    for (JsonNode file : yaml("eth")) {
      for (JsonNode method : file) {
        ObjectNode root = json.createObjectNode();
        root.putArray("allOf").add(method.path("result").path("schema"));
        root.putObject("components").set("schemas", all);
        schemas.put(method.get("name").asString(), registry.getSchema(root));
      }
    }
    return schemas;
  }

  private static List<Error> errors(Schema schema, String result) {
    return schema.validate(result, InputFormat.JSON);
  }

  @Test
  void resultsFitTheirSchemas() throws IOException {
    Map<String, Schema> schemas = schemas();
    String alice = "'" + MemoryChain.ALICE + "'";
    String block = "'" + Hex.data(Word.of(0xb001)) + "'";
    String filter = requests.result("eth_newFilter", "{}");
    chain.announceBlock(
        List.of(MemoryChain.transaction(1, MemoryChain.GOLD, Bytes.EMPTY, 30)),
        List.of(List.of(Word.of(1))));
    List<String[]> calls =
        List.of(
            new String[] {"eth_chainId", ""},
            new String[] {"net_version", ""},
            new String[] {"eth_syncing", ""},
            new String[] {"eth_accounts", ""},
            new String[] {"eth_blockNumber", ""},
            new String[] {"eth_gasPrice", ""},
            new String[] {"eth_maxPriorityFeePerGas", ""},
            new String[] {"eth_baseFee", ""},
            new String[] {"eth_feeHistory", "'0x3','latest',[10,50.5]"},
            new String[] {"eth_getBalance", alice + ",'latest'"},
            new String[] {"eth_getTransactionCount", alice + ",'pending'"},
            new String[] {"eth_getCode", "'" + MemoryChain.GOLD + "','latest'"},
            new String[] {"eth_getStorageAt", alice + ",'0x0','latest'"},
            new String[] {"eth_getBlockByNumber", "'0x1',true"},
            new String[] {"eth_getBlockByNumber", "'0x2',true"},
            new String[] {"eth_getBlockByNumber", "'earliest',false"},
            new String[] {"eth_getBlockByNumber", "'0x99',false"},
            new String[] {"eth_getBlockByHash", block + ",true"},
            new String[] {"eth_getBlockReceipts", "'0x1'"},
            new String[] {"eth_getBlockTransactionCountByHash", block},
            new String[] {"eth_getBlockTransactionCountByNumber", "'0x1'"},
            new String[] {"eth_getTransactionByBlockHashAndIndex", block + ",'0x1'"},
            new String[] {"eth_getTransactionByBlockNumberAndIndex", "'0x2','0x0'"},
            new String[] {"eth_getTransactionByHash", "'" + Hex.data(Word.of(0x7000)) + "'"},
            new String[] {"eth_getTransactionReceipt", "'" + Hex.data(Word.of(0x7001)) + "'"},
            new String[] {"eth_getLogs", "{'fromBlock':'earliest'}"},
            new String[] {"eth_newFilter", "{}"},
            new String[] {"eth_newBlockFilter", ""},
            new String[] {"eth_newPendingTransactionFilter", ""},
            new String[] {"eth_getFilterLogs", filter},
            new String[] {"eth_getFilterChanges", filter},
            new String[] {"eth_uninstallFilter", filter},
            new String[] {"eth_call", "{'to':'" + MemoryChain.GOLD + "','data':'0x06fdde03'}"},
            new String[] {"eth_estimateGas", "{'to':" + alice + "}"},
            new String[] {"eth_createAccessList", "{'to':" + alice + "}"},
            new String[] {
              "eth_fillTransaction", "{'from':" + alice + ",'to':" + alice + ",'gasPrice':'0x7d0'}"
            },
            new String[] {"eth_fillTransaction", "{'to':" + alice + ",'type':'0x1'}"},
            new String[] {"eth_sendRawTransaction", "'0x01'"});
    TreeSet<String> checked = new TreeSet<>(UNPUBLISHED);
    for (String[] call : calls) {
      String result = requests.result(call[0], call[1]).replace('\'', '"');
      assertEquals(List.of(), errors(schemas.get(call[0]), result), call[0] + ": " + result);
      checked.add(call[0]);
    }
    assertEquals(new TreeSet<>(table.methods().keySet()), checked);
  }

  @Test
  void aResultThatLacksAFieldDoesNotFit() throws IOException {
    Map<String, Schema> schemas = schemas();
    String block = requests.result("eth_getBlockByNumber", "'0x1',false").replace('\'', '"');
    assertFalse(
        errors(schemas.get("eth_getBlockByNumber"), block.replace("\"mixHash\"", "\"other\""))
            .isEmpty());
    assertFalse(errors(schemas.get("eth_gasPrice"), "\"0x01\"").isEmpty());
    assertTrue(errors(schemas.get("eth_gasPrice"), "\"0x1\"").isEmpty());
  }

  /**
   * The schema wants the gas price of a filled transaction with a fee cap too. Geth leaves it out,
   * and clients could take one with both for a mistake; so it is left out here, and nothing else.
   */
  @Test
  void aFilledTransactionWithAFeeCapLacksTheGasPriceAlone() throws IOException {
    String filled =
        requests
            .result("eth_fillTransaction", "{'to':'" + MemoryChain.ALICE + "'}")
            .replace('\'', '"');
    Schema schema = schemas().get("eth_fillTransaction");
    assertFalse(errors(schema, filled).isEmpty());
    assertEquals(
        List.of(), errors(schema, filled.replace("\"gas\":", "\"gasPrice\":\"0x7d1\",\"gas\":")));
  }
}
