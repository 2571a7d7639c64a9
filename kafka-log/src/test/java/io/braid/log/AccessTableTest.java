package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** What each role may do is what the documents say. */
class AccessTableTest {

  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  /** What the documents call those who write a topic. */
  private static final Map<AccessRole, String> WRITERS =
      new EnumMap<>(
          Map.of(
              AccessRole.EXECUTOR, "executors",
              AccessRole.SEQUENCER, "sequencer",
              AccessRole.CLIENT, "clients"));

  /** The lines of a table of the page for operators, behind its two first. */
  private static List<String> documented(String title) throws IOException {
    return Files.readAllLines(Checkout.root().resolve("docs").resolve("kafka.md")).stream()
        .dropWhile(line -> !line.equals(title))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static String cell(List<AclOperation> operations) {
    return operations.isEmpty()
        ? "-"
        : operations.stream().map(AccessRight::text).collect(Collectors.joining(", "));
  }

  @Test
  void theTableIsTheOneInTheDocuments() throws IOException {
    List<String> there = new ArrayList<>();
    for (AccessTable.Row row : AccessTable.rows(TOPICS)) {
      String what = row.resource() == ResourceType.TOPIC ? "topic" : "group";
      String cells =
          Arrays.stream(AccessRole.values())
              .map(role -> cell(row.operations(role)))
              .collect(Collectors.joining(" | "));
      there.add("| %s `%s` | %s |".formatted(what, row.name(), cells));
    }
    assertEquals(
        String.join("\n", there),
        String.join(
            "\n", documented("| topic or group | executor | sequencer | client | observer |")));
  }

  @Test
  void onlyWhoWritesATopicMayWriteIt() throws IOException {
    List<String> topics = documented("| topic | partitions | holds | written by | key |");
    assertEquals(TOPICS.all().size(), topics.size());
    for (String line : topics) {
      List<String> cells = Arrays.stream(line.split(" \\| ")).toList();
      String topic = cells.get(0).replaceAll("[|` ]", "");
      Set<AccessRole> writers = EnumSet.noneOf(AccessRole.class);
      WRITERS.forEach((role, name) -> {
        if (cells.get(3).contains(name)) {
          writers.add(role);
        }
      });
      Set<AccessRole> mayWrite = EnumSet.noneOf(AccessRole.class);
      for (AccessRole role : AccessRole.values()) {
        if (AccessTable.rights(TOPICS, role)
            .contains(AccessRight.onTopic(AclOperation.WRITE, topic))) {
          mayWrite.add(role);
        }
      }
      assertEquals(writers, mayWrite, topic);
    }
  }
}
