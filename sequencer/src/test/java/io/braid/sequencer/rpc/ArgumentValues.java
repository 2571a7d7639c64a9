package io.braid.sequencer.rpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Values for arguments, as JSON: of every type, size and form, few of which fit anywhere. */
final class ArgumentValues {

  private static final List<String> SIMPLE =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "7",
          "-1",
          "-1.5",
          "1e400",
          "-0.0",
          "123456789012345678901234567890",
          "[]",
          "{}",
          "[[[\"x\"]]]",
          "[null]",
          "[25,75]",
          "[75,25]",
          "[-1]",
          "[\"25\"]",
          "\"\"",
          "\"0x\"",
          "\"0x0\"",
          "\"0x00\"",
          "\"0xg\"",
          "\"0x1\"",
          "\"0X1\"",
          "\"x1\"",
          "\"0x8000000000000000\"",
          "\"0xffffffffffffffff\"",
          "\"0x10000000000000000\"",
          "\"latest\"",
          "\"safe\"",
          "\"earliest\"",
          "\"pending\"",
          "\"LATEST\"",
          "\"logs\"",
          "\"newHeads\"",
          "\"\\ud800\"",
          "\"0x\\u0000\"",
          "\"" + "😀".repeat(60) + "\"");

  private static final List<String> CALL_MEMBERS =
      List.of(
          "from",
          "to",
          "gas",
          "gasPrice",
          "maxFeePerGas",
          "maxPriorityFeePerGas",
          "value",
          "data",
          "input",
          "nonce",
          "chainId",
          "type",
          "accessList",
          "blobVersionedHashes",
          "authorizationList");

  private static final List<String> FILTER_MEMBERS =
      List.of("fromBlock", "toBlock", "blockHash", "blockNumber", "address", "topics");

  private static final List<String> ADDRESSES =
      List.of("a1", "b2", "70", "71", "00", "ff").stream()
          .map(part -> "\"0x" + part.repeat(20) + "\"")
          .toList();

  private final Random random;

  ArgumentValues(Random random) {
    this.random = random;
  }

  String next() {
    return switch (random.nextInt(10)) {
      case 0 -> hex(random.nextInt(80));
      case 1 -> hex(random.nextInt(40_000));
      case 2, 3 -> object(CALL_MEMBERS);
      case 4 -> object(FILTER_MEMBERS);
      case 5 -> "[".repeat(random.nextInt(40)) + "1" + "]".repeat(random.nextInt(40));
      case 6 -> accessList();
      default -> any(SIMPLE);
    };
  }

  /** An object with the members of this type if it has any, else a value of any type. */
  String like(ArgumentType type) {
    return switch (type) {
      case CALL -> object(CALL_MEMBERS);
      case BLOCK, FILTER, NEW_FILTER -> object(FILTER_MEMBERS);
      default -> next();
    };
  }

  private String object(List<String> names) {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name = any(names);
      members.add("\"" + name + "\":" + member(name));
    }
    return "{" + String.join(",", members) + "}";
  }

  private String member(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> any(SIMPLE);
      case 1 -> name.equals("accessList") ? accessList() : choices();
      case 2 -> any(ADDRESSES);
      default -> hex(random.nextInt(70));
    };
  }

  /** Addresses and topics, sometimes more than are taken, or one that does not fit. */
  private String choices() {
    int count = random.nextInt(8) == 0 ? 1_000 + random.nextInt(3) : random.nextInt(6);
    String choice = random.nextBoolean() ? any(ADDRESSES) : hex(64);
    List<String> choices = new ArrayList<>(Collections.nCopies(count, choice));
    if (count > 0 && random.nextInt(4) == 0) {
      choices.set(random.nextInt(count), random.nextBoolean() ? "null" : any(SIMPLE));
    }
    return choices.toString();
  }

  private String accessList() {
    String keys = Collections.nCopies(random.nextInt(600), hex(64)).toString();
    return "[{\"address\":%s,\"storageKeys\":%s}]"
        .formatted(any(ADDRESSES), random.nextInt(3) == 0 ? any(SIMPLE) : keys);
  }

  private String hex(int digits) {
    StringBuilder text = new StringBuilder("\"0x");
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.append('"').toString();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
