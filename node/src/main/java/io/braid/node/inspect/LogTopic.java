package io.braid.node.inspect;

import io.braid.log.Topics;
import java.util.Locale;

/** A log that can be looked at. */
public enum LogTopic {
  TRANSACTIONS,
  DIFFS,
  BLOCKS,
  SNAPSHOTS,
  INGRESS,
  ANSWERS;

  /** Its name on Kafka. */
  public String on(Topics topics) {
    return switch (this) {
      case TRANSACTIONS -> topics.transactions();
      case DIFFS -> topics.diffs();
      case BLOCKS -> topics.blocks();
      case SNAPSHOTS -> topics.snapshots();
      case INGRESS -> topics.ingress();
      case ANSWERS -> topics.answers();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
