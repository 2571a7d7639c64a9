package io.braid.log;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each role needs on Kafka, and no more. Read and Write contain Describe there;
 * DescribeConfigs and Describe are for the check of all topics when a process starts.
 */
public final class AccessTable {

  private static final List<AclOperation> NOTHING = List.of();
  private static final List<AclOperation> CHECK = List.of(DESCRIBE, DESCRIBE_CONFIGS);
  private static final List<AclOperation> READ_CHECKED = List.of(READ, DESCRIBE_CONFIGS);
  private static final List<AclOperation> WRITE_CHECKED = List.of(WRITE, DESCRIBE_CONFIGS);
  private static final List<AclOperation> BOTH_CHECKED = List.of(READ, WRITE, DESCRIBE_CONFIGS);
  private static final List<AclOperation> READ_ALONE = List.of(READ);
  private static final List<AclOperation> WRITE_ALONE = List.of(WRITE);
  private static final List<AclOperation> DESCRIBE_ALONE = List.of(DESCRIBE);

  /** What the roles may do to one topic or group. */
  record Row(
      ResourceType resource,
      String name,
      List<AclOperation> executor,
      List<AclOperation> sequencer,
      List<AclOperation> client,
      List<AclOperation> observer) {

    List<AclOperation> operations(AccessRole role) {
      return switch (role) {
        case EXECUTOR -> executor;
        case SEQUENCER -> sequencer;
        case CLIENT -> client;
        case OBSERVER -> observer;
      };
    }
  }

  private AccessTable() {}

  /** The table: a row for each topic and group, with the operations of each role. */
  static List<Row> rows(Topics topics) {
    return List.of(
        topic(topics.ingress(), CHECK, READ_CHECKED, WRITE_ALONE),
        topic(topics.answers(), CHECK, BOTH_CHECKED, READ_ALONE),
        topic(topics.transactions(), BOTH_CHECKED, BOTH_CHECKED, NOTHING),
        topic(topics.diffs(), WRITE_CHECKED, READ_CHECKED, NOTHING),
        topic(topics.blocks(), CHECK, BOTH_CHECKED, NOTHING),
        topic(topics.snapshots(), BOTH_CHECKED, CHECK, NOTHING),
        // A sequencer tells of the executors' shards by what they commit.
        group(topics.executorGroup(), READ_ALONE, DESCRIBE_ALONE),
        group(topics.headerGroup(), NOTHING, READ_ALONE),
        group(topics.ingressGroup(), NOTHING, READ_ALONE));
  }

  private static Row topic(
      String name,
      List<AclOperation> executor,
      List<AclOperation> sequencer,
      List<AclOperation> client) {
    return new Row(ResourceType.TOPIC, name, executor, sequencer, client, READ_ALONE);
  }

  private static Row group(String name, List<AclOperation> executor, List<AclOperation> sequencer) {
    return new Row(ResourceType.GROUP, name, executor, sequencer, NOTHING, DESCRIBE_ALONE);
  }

  /** What a role needs, in the order of the table. */
  public static List<AccessRight> rights(Topics topics, AccessRole role) {
    List<AccessRight> rights = new ArrayList<>();
    for (Row row : rows(topics)) {
      for (AclOperation operation : row.operations(role)) {
        rights.add(new AccessRight(operation, row.resource(), row.name()));
      }
    }
    return rights;
  }
}
