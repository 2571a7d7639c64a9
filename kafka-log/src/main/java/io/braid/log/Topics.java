package io.braid.log;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of a chain's topics and consumer groups.
 *
 * @param prefix of all of them; chains that share a cluster have different ones
 */
public record Topics(String prefix) {

  /** The prefix where none is given. */
  public static final String DEFAULT_PREFIX = "braid";

  /** Characters of a prefix: a topic has 249 at most. */
  private static final int PREFIX_LENGTH_MAX = 200;

  private static final Pattern PREFIX =
      Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,%d}".formatted(PREFIX_LENGTH_MAX - 1));

  /** Checks that Kafka takes the names. */
  public Topics {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "a topic prefix has 1 to %d letters, digits, '-', '_' and '.', and does not begin with '.': not '%s'"
              .formatted(PREFIX_LENGTH_MAX, prefix));
    }
  }

  /** Raw transactions of bulk clients, before admission. */
  public String ingress() {
    return prefix + ".ingress";
  }

  /** What became of the raw transactions of bulk clients, one partition for each of theirs. */
  public String answers() {
    return prefix + ".answers";
  }

  /** The shards' input logs, one partition a shard. */
  public String transactions() {
    return prefix + ".transactions";
  }

  /** The shards' diffs, one partition a shard. */
  public String diffs() {
    return prefix + ".diffs";
  }

  /** Block headers, one partition. */
  public String blocks() {
    return prefix + ".blocks";
  }

  /** The shards' snapshots in chunks, one partition a shard. */
  public String snapshots() {
    return prefix + ".snapshots";
  }

  /** The consumer group of all processes that run shards. */
  public String executorGroup() {
    return prefix + ".executors";
  }

  /** The consumer group of all processes that can write headers: who has the partition writes. */
  public String headerGroup() {
    return prefix + ".headers";
  }

  /** The consumer group of all processes that admit what stands in the ingress. */
  public String ingressGroup() {
    return prefix + ".ingress";
  }

  /** All of them. */
  public List<String> all() {
    return List.of(ingress(), answers(), transactions(), diffs(), blocks(), snapshots());
  }
}
