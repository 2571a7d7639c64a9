package io.braid.node.loadtest.rpc;

import io.braid.node.loadtest.workload.Schedule;
import io.braid.node.loadtest.workload.SignedTransactions;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * The requests of a run as JSON, written before its clock starts. The id of a request is the number
 * of its transaction.
 */
public final class RequestBodies {

  private static final HexFormat HEX = HexFormat.of();

  private RequestBodies() {}

  /** Each transaction as a request by itself; of a schedule with one in each request. */
  public static byte[][] single(Schedule schedule, SignedTransactions signed) {
    return write(schedule, request -> one(schedule.first(request), signed));
  }

  /** The transactions of each request as a batch. */
  public static byte[][] batches(Schedule schedule, SignedTransactions signed) {
    return write(
        schedule,
        request -> {
          StringBuilder json = new StringBuilder("[");
          for (int i = schedule.first(request); i < schedule.end(request); i++) {
            json.append(i == schedule.first(request) ? "" : ",").append(one(i, signed));
          }
          return json.append(']').toString();
        });
  }

  private interface Writer {
    String write(int request);
  }

  private static byte[][] write(Schedule schedule, Writer writer) {
    return IntStream.range(0, schedule.requests())
        .parallel()
        .mapToObj(request -> writer.write(request).getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  private static String one(int transaction, SignedTransactions signed) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + transaction
        + ",\"method\":\"eth_sendRawTransaction\",\"params\":[\"0x"
        + HEX.formatHex(signed.raw(transaction))
        + "\"]}";
  }
}
