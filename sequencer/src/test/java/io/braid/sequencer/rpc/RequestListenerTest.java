package io.braid.sequencer.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever counts requests is told of each, once, with its method and how it ended. */
class RequestListenerTest {

  private final List<String> told = new ArrayList<>();
  private final JsonRpc rpc =
      new JsonRpc(
          Map.of(
              "good", RpcMethod.now(_ -> Answer.of(true)),
              "refusing",
                  RpcMethod.now(_ -> {
                    throw RpcException.of(RpcException.LIMIT_EXCEEDED, "no room");
                  }),
              "unwritable",
                  RpcMethod.now(_ ->
                      _ -> {
                        throw new IllegalStateException("cannot be written");
                      })),
          (_, _) -> {},
          method -> {
            told.add(method);
            return code -> told.add(method + " " + code);
          });
  private final Requests requests = new Requests(rpc);

  @ParameterizedTest
  @CsvSource({
    "good, good, 0",
    "refusing, refusing, -32005",
    "unwritable, unwritable, -32603",
    "anything, unknown, -32601"
  })
  void aRequestIsTold(String method, String name, int code) {
    requests.raw(Requests.request(method, ""));
    assertEquals(List.of(name, name + " " + code), told);
  }

  @Test
  void eachRequestOfABatchIsTold() {
    String good = Requests.request("good", "");
    requests.raw("[" + good + ",7," + Requests.request("refusing", "") + "]");
    assertEquals(
        List.of("good", "good 0", "none", "none -32600", "refusing", "refusing -32005"), told);
  }

  @ParameterizedTest
  @CsvSource({"'{', -32700", "'[]', -32600", "'7', -32600"})
  void whatIsNoRequestIsTold(String text, int code) {
    requests.raw(text);
    assertEquals(List.of("none", "none " + code), told);
  }
}
