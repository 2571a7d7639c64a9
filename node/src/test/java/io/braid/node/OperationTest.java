package io.braid.node;

import static io.braid.node.DevelopmentNodes.ALICE;
import static io.braid.node.DevelopmentNodes.awaitReceipt;
import static io.braid.node.DevelopmentNodes.payment;
import static io.braid.node.DevelopmentNodes.receiver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.cli.Braid;
import io.braid.node.config.Setting;
import io.braid.node.config.Settings;
import io.braid.node.kafka.TestBroker;
import io.braid.node.kafka.Until;
import io.braid.protocol.fixtures.Checkout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What operators ask a running node, by its operations port and by commands. */
class OperationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PAYMENTS = 8;

  /** Labels that Prometheus adds to whatever it scrapes. */
  private static final Set<String> ADDED_LABELS = Set.of("instance", "job");

  @TempDir private static Path folder;
  private static BrokerSettings ports;
  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    ports = TestBroker.settings(folder, "unused");
    node = DevelopmentNodes.start(folder, ports);
    Until.holds("the node is ready", () -> node.readiness().isUp(), () -> node.readiness());
    RpcClient rpc = new RpcClient(node.rpcPort().getAsInt());
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < PAYMENTS; i++) {
      hashes.add(rpc.result("eth_sendRawTransaction", payment(ALICE, i, receiver(i))).asText());
    }
    hashes.forEach(hash -> awaitReceipt(rpc, hash));
    rpc.answer("eth_sendRawTransaction", payment(ALICE, 0, receiver(1)));
    rpc.answer("eth_noSuchMethod", "");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static HttpResponse<String> ask(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.operationPort() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static Scrape scrape() throws Exception {
    HttpResponse<String> metrics = ask("GET", "/metrics");
    assertEquals(200, metrics.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.headers().firstValue("content-type").orElseThrow());
    return Scrape.parse(metrics.body());
  }

  @Test
  void metricsTellWhatHappened() throws Exception {
    Scrape scrape = scrape();
    assertEquals(PAYMENTS, scrape.sum("braid_transactions_total", "outcome", "success"));
    assertEquals(0, scrape.sum("braid_transactions_total", "outcome", "failed"));
    assertEquals(PAYMENTS, scrape.sum("braid_admissions_total", "answer", "accepted"));
    assertEquals(1, scrape.sum("braid_admissions_total", "reason", "nonce_too_low"));
    assertEquals(1, scrape.sum("braid_rpc_request_seconds_count", "method", "unknown"));
    assertEquals(
        PAYMENTS + 1.0,
        scrape.sum("braid_rpc_request_seconds_count", "method", "eth_sendRawTransaction"));
    assertEquals(PAYMENTS, scrape.sum("braid_bundle_transactions_sum"));
    assertEquals(PAYMENTS, scrape.sum("braid_executor_transactions_total"));
    assertEquals(4, scrape.sum("braid_executor_phase", "phase", "running"));
    assertEquals(0, scrape.sum("braid_in_flight_transactions"));
    assertEquals(1, scrape.sum("braid_header_writer"));
    assertTrue(scrape.sum("braid_append_seconds_count", "topic", "diffs") > 0);
    assertTrue(scrape.sum("braid_blocks_total") > 0);
    assertTrue(scrape.sum("braid_block_completion_seconds_count") > 0);
    assertTrue(scrape.sum("braid_executor_handling_seconds_sum") > 0);
    assertTrue(scrape.sum("kafka_producer_record_send_total", "client", "outputs") > 0);
    assertTrue(scrape.sum("jvm_memory_used_bytes") > 0);
    assertTrue(scrape.sum("disk_total_bytes") > 0);
  }

  @Test
  void dashboardAsksForWhatIsThere() throws Exception {
    // Pauses are measured from the first on.
    System.gc();
    Until.holds(
        "a pause is measured", () -> scrape().has("jvm_gc_pause_seconds_sum"), () -> "no pause");
    Scrape scrape = scrape();
    JsonNode dashboard = JSON.readTree(Checkout.root().resolve("docs/grafana/braid.json").toFile());
    List<String> queries = dashboard.findValuesAsText("expr");
    assertTrue(queries.size() > 40, () -> queries.size() + " queries");
    List<String> faults = new ArrayList<>();
    for (String text : queries) {
      Query query = Query.parse(text);
      assertTrue(!query.labelsByMetric().isEmpty(), text);
      query
          .labelsByMetric()
          .forEach((metric, labels) -> {
            if (!scrape.has(metric)) {
              faults.add("there is no metric %s in %s".formatted(metric, text));
              return;
            }
            Stream.concat(labels.stream(), query.grouping().stream())
                .filter(label -> !ADDED_LABELS.contains(label))
                .filter(label -> !scrape.labels(metric).contains(label))
                .forEach(
                    label -> faults.add("%s has no label %s in %s".formatted(metric, label, text)));
          });
    }
    assertEquals(List.of(), faults);
  }

  private static List<List<String>> table(String page, String title) throws Exception {
    return Files.readAllLines(Checkout.root().resolve("docs").resolve(page)).stream()
        .dropWhile(line -> !line.equals("| " + title))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line ->
            Arrays.stream(line.substring(1, line.length() - 1).split(" \\| "))
                .map(String::strip)
                .toList())
        .toList();
  }

  @Test
  void documentedMetricsAreThoseThatAreThere() throws Exception {
    Set<String> there = new TreeSet<>();
    Scrape scrape = scrape();
    for (String family : scrape.typesByFamily().keySet()) {
      if (family.startsWith("braid_") && !family.endsWith("_max")) {
        String labels =
            Stream.of(family, family + "_bucket", family + "_count")
                .flatMap(name -> scrape.labels(name).stream())
                .filter(label -> !label.equals("le"))
                .distinct()
                .sorted()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(" "));
        there.add(
            "`%s` | %s | %s | %s"
                .formatted(
                    family,
                    scrape.typesByFamily().get(family),
                    labels,
                    scrape.helpByFamily().get(family)));
      }
    }
    Set<String> documented = new TreeSet<>();
    table("operations.md", "metric | type | labels | what it tells |")
        .forEach(row -> documented.add(String.join(" | ", row)));
    assertEquals(String.join("\n", there), String.join("\n", documented));
  }

  @Test
  void documentedSettingsAreThoseThatThereAre() throws Exception {
    List<String> there = Settings.ALL.stream().map(OperationTest::row).toList();
    List<String> documented =
        table("operations.md", "setting | standard | what it sets |").stream()
            .map(row -> String.join(" | ", row))
            .toList();
    assertEquals(String.join("\n", there), String.join("\n", documented));
  }

  private static String row(Setting<?> setting) {
    return "`%s` | `%s` | %s".formatted(setting.name(), setting.standard(), setting.description());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /liveness | 200 | {\"status\":\"UP\"}",
        "GET | /readiness | 200 | {\"status\":\"UP\"}",
        "GET | /readiness?maxBlocksBehind=100&maxReplayLag=3 | 200 | {\"status\":\"UP\"}",
        "GET | /readiness?maxBlocksBehind=x | 400 | {\"error\":\"maxBlocksBehind must be a whole number of at most 18 digits, not \\\"x\\\"\"}",
        "GET | /readiness?a=1 | 400 | {\"error\":\"there is no parameter a: there are maxBlocksBehind and maxReplayLag\"}",
        "GET | / | 404 | {\"error\":\"there is nothing here: ask for /metrics, /liveness or /readiness\"}",
        "POST | /metrics | 405 | {\"error\":\"method not allowed: ask with GET\"}"
      })
  void healthIsAnswered(String method, String path, int status, String body) throws Exception {
    HttpResponse<String> answer = ask(method, path);
    assertEquals(status, answer.statusCode());
    assertEquals(body, answer.body().strip());
    assertEquals("application/json", answer.headers().firstValue("content-type").orElseThrow());
  }

  /** What a command printed and its exit code. */
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine braid =
        Braid.commandLine(Map.of("BRAID_KAFKA_EMBEDDED_PORT", "" + ports.brokerPort()))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int code = braid.execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private static String rpcUrl() {
    return "http://127.0.0.1:" + node.rpcPort().getAsInt();
  }

  @Test
  void statusIsATableOrJson() throws Exception {
    // Executors tell of themselves once a second.
    Until.holds(
        "all is well",
        () -> run("status", "--rpc-url", rpcUrl()).code() == 0,
        () -> run("status", "--rpc-url", rpcUrl()));
    Run table = run("status", "--rpc-url", rpcUrl());
    assertEquals(0, table.code(), table::toString);
    List<String> lines = table.out().lines().toList();
    assertEquals(1 + 1 + 4 + 4 + 1 + 1, lines.size(), table::toString);
    assertEquals("all is well", lines.getLast());
    assertTrue(
        lines.get(6).matches("executor +0 +\\S+ +\\d+ +\\d+ +\\d+ +0 +RUNNING"), lines.get(6));
    Run json = run("status", "--rpc-url", rpcUrl(), "-o", "json");
    assertEquals(0, json.code(), json::toString);
    JsonNode read = JSON.readTree(json.out());
    assertTrue(read.get("well").asBoolean());
    assertEquals(4, read.get("status").get("executors").size());
  }

  @Test
  void statusOfWhatIsNotThere() {
    Run nobody = run("status", "--rpc-url", "http://127.0.0.1:1");
    assertEquals(
        new Run(1, "", "nobody listens at http://127.0.0.1:1" + System.lineSeparator()), nobody);
    String operation = "http://127.0.0.1:" + node.operationPort();
    Run other = run("status", "--rpc-url", operation);
    assertEquals(new Run(1, "", operation + " answers 405" + System.lineSeparator()), other);
    assertEquals(2, run("status", "--rpc-url", "localhost").code());
    assertEquals(2, run("status", "--watch", "0").code());
    assertEquals(2, run("status", "-o", "yaml").code());
  }

  @Test
  void logsAreShown() throws Exception {
    Run first = run("log", "cat", "--shard", "1", "--from", "0", "--max", "1");
    assertEquals(0, first.code(), first::toString);
    assertTrue(
        first
            .out()
            .matches("0 header block=1 generation=0 time=\\S+ baseFee=1000000000 [^\\n]*\\n"),
        first::toString);
    Run json = run("log", "cat", "--topic", "blocks", "--from", "0", "--to", "1", "-o", "json");
    List<String> lines = json.out().lines().toList();
    assertEquals(2, lines.size(), json::toString);
    assertEquals("2", JSON.readTree(lines.get(1)).get("block").asText());
  }

  @Test
  void logsAreShownWithAllThatIsInThem() {
    StringBuilder all = new StringBuilder();
    for (int shard = 0; shard < 4; shard++) {
      String number = Integer.toString(shard);
      all.append(run("log", "cat", "--shard", number, "--from", "0", "-v").out());
      all.append(
          run("log", "cat", "--topic", "diffs", "--shard", number, "--from", "0", "-v").out());
    }
    String sender = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    List<String> lines = all.toString().lines().toList();
    assertEquals(PAYMENTS, count(lines, " +transaction hash=0x\\w{64} sender=" + sender + " .*"));
    assertEquals(PAYMENTS, count(lines, " +ran transaction=0x\\w{64} sender=" + sender + " .*"));
    assertEquals(1, count(lines, " +cell kind=HOLDING owner=0x77\\w*03 asset=0 value=1 nonce=0"));
  }

  private static long count(List<String> lines, String pattern) {
    return lines.stream().filter(line -> line.matches(pattern)).count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--shard 4 | braid.transactions has the partitions 0 to 3, not 4",
        "--shard -1 | braid.transactions has the partitions 0 to 3, not -1",
        "--topic snapshot | there is no topic snapshot, but",
        "--from 1000000 | braid.transactions, partition 0 holds the offsets 0 to ",
        "--from 0 --max 0 | --max takes 1 record or more, not 0",
        "--from 3 --to 2 | --to 2 is before the first record, 3",
        "-o xml | --output takes text or json, not xml",
        "--kafka-topic-prefix other | there is no topic other.transactions at 127.0.0.1:"
      })
  void logThatIsNotThere(String arguments, String message) {
    Run run = run(("log cat " + arguments).split(" "));
    assertEquals(2, run.code());
    assertTrue(run.err().contains(message), run::toString);
  }

  @Test
  void portThatIsTakenIsTold() {
    Run second =
        run(
            "broker",
            "--data-folder",
            folder.resolve("second").toString(),
            "--operation-port",
            Integer.toString(node.operationPort()));
    assertEquals(2, second.code(), second::toString);
    assertTrue(
        second
            .err()
            .startsWith(
                "the operations port cannot listen at 127.0.0.1, port " + node.operationPort()),
        second::toString);
    assertTrue(
        second.err().contains("choose another with --operation-port, 0 takes a free one"),
        second::toString);
  }
}
