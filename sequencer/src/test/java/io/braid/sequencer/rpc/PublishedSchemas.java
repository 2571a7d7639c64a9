package io.braid.sequencer.rpc;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.braid.protocol.fixtures.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published schemas of the results of Ethereum's execution API. */
public final class PublishedSchemas {

  private static final String API = "execution-apis/src/";

  /**
   * Their schema is one of hashes, of which a result must be one and only one, or of logs. An empty
   * array is both.
   */
  private static final Set<String> FILTERS =
      Set.of("eth_getLogs", "eth_getFilterChanges", "eth_getFilterLogs");

  private final YAMLMapper yaml = new YAMLMapper();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Schema> schemas = new HashMap<>();

  /** Reads them; skips the test if they are absent. */
  public PublishedSchemas() throws IOException {
    ObjectNode all = json.createObjectNode();
    yaml("schemas")
        .forEach(file -> file.properties().forEach(it -> all.set(it.getKey(), it.getValue())));
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (JsonNode file : yaml("eth")) {
      for (JsonNode method : file) {
        ObjectNode root = json.createObjectNode();
        root.putArray("allOf").add(method.path("result").path("schema"));
        root.putObject("components").set("schemas", all);
        schemas.put(method.get("name").asString(), registry.getSchema(root));
      }
    }
  }

  private List<JsonNode> yaml(String folder) throws IOException {
    Path path = Vectors.published().path(API + folder);
    try (Stream<Path> files = Files.list(path)) {
      return files.sorted().map(file -> yaml.readTree(file.toFile())).toList();
    }
  }

  /** What of a method's result, as JSON, does not fit. */
  public List<String> errors(String method, String result) {
    Schema schema = schemas.get(method);
    if (schema == null) {
      throw new IllegalArgumentException(method + " is not published");
    }
    if (FILTERS.contains(method) && result.equals("[]")) {
      return List.of();
    }
    return schema.validate(result, InputFormat.JSON).stream().map(Error::toString).toList();
  }
}
