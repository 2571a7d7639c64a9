package io.braid.sequencer.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.braid.sequencer.view.BehindException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcTest {

  private static final String INVALID =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"invalid"
          + " request\"}}";

  private final MemoryChain chain = new MemoryChain();
  private final Requests requests = new Requests(chain.rpc(chain.table()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-7",
        "1.50",
        "1e3",
        "12345678901234567890",
        "null",
        "\"\"",
        "\"a\"",
        "\"\\u0041\"",
        "\"\\\"\"",
        "\"ü\"",
        "\"1\""
      })
  void idComesBackAsItWasWritten(String id) {
    String answer =
        requests.raw("{\"jsonrpc\":\"2.0\",\"id\": " + id + " ,\"method\":\"eth_chainId\"}");
    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"0x539\"}", answer);
    String last =
        requests.raw(
            "{\"method\":\"eth_chainId\",\"params\":[],\"jsonrpc\":\"2.0\",\"id\":" + id + "}");
    assertEquals(answer, last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"eth_chainId\"",
        "null",
        "{}",
        "{\"jsonrpc\":\"2.0\",\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"method\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"eth_chainId\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"eth_chainId\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"eth_chainId\"}",
      })
  void whatIsNoRequestIsInvalid(String text) {
    assertEquals(INVALID, requests.raw(text));
  }

  @Test
  void anInvalidRequestKeepsAValidId() {
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32600,\"message\":\"invalid"
            + " request\"}}",
        requests.raw("{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"eth_chainId\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "{\"a\":}",
        "nonsense",
        "{} {}",
        "{\"id\":\"\\x\"}",
        "{\"id\":01}"
      })
  void whatIsNoJsonIsAParseError(String text) {
    assertParseError(requests.raw(text));
  }

  @Test
  void otherEncodingsAreParseErrors() {
    assertParseError(requests.raw("{}".getBytes(StandardCharsets.UTF_16LE)));
    assertParseError(requests.raw("\ufeff{}".getBytes(StandardCharsets.UTF_8)));
    assertParseError(requests.raw(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
  }

  @Test
  void depthNumbersAndNamesAreLimited() {
    String head = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":";
    assertParseError(requests.raw(head + "[".repeat(40) + "]".repeat(40) + "}"));
    assertParseError(requests.raw(head + "[" + "1".repeat(101) + "]}"));
    assertParseError(requests.raw("{\"" + "a".repeat(201) + "\":1}"));
  }

  private static void assertParseError(String answer) {
    assertTrue(
        answer.startsWith(
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"parse"
                + " error\""),
        answer);
  }

  @Test
  void batchIsAnsweredInOrder() {
    String batch =
        "[{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_chainId\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"},"
            + "7,"
            + "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"net_version\"}]";
    assertEquals(
        "[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0x539\"},"
            + INVALID
            + ",{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":\"1337\"}]",
        requests.raw(batch));
  }

  @Test
  void answersWaitForEachOtherAndKeepTheirOrder() {
    CompletableFuture<Answer> late = new CompletableFuture<>();
    JsonRpc rpc =
        new JsonRpc(
            Map.of("late", (_, _) -> late, "now", RpcMethod.now(_ -> Answer.of("now"))),
            (_, _) -> {},
            RequestListener.NONE);
    CompletableFuture<byte[]> answer =
        rpc.handle(
            ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"late\"},"
                    + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"now\"}]")
                .getBytes(StandardCharsets.UTF_8),
            new Caller("test", Optional.empty()));
    assertEquals(false, answer.isDone());
    late.complete(Answer.of("late"));
    assertEquals(
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"late\"},"
            + "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"now\"}]",
        new String(answer.join(), StandardCharsets.UTF_8));
  }

  @Test
  void notificationsGetNothing() {
    assertEquals("", requests.raw("{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}"));
    assertEquals("", requests.raw("[{\"jsonrpc\":\"2.0\",\"method\":\"nobody_knows\"}]"));
  }

  @Test
  void emptyAndOversizedBatchesAreRefused() {
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"empty batch\"}}",
        requests.raw("[]"));
    String one = Requests.request("eth_chainId", "");
    String most = String.join(",", java.util.Collections.nCopies(1_000, one));
    assertTrue(requests.raw("[" + most + "]").endsWith("\"result\":\"0x539\"}]"));
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":"
            + "\"batch too large: at most 1000 requests are taken\"}}",
        requests.raw("[" + most + "," + one + "]"));
  }

  @Test
  void anAnswerThatIsTooLargeIsAnError() {
    String megabyte = "x".repeat(1 << 20);
    JsonRpc rpc =
        new JsonRpc(
            Map.of(
                "large",
                RpcMethod.now(params ->
                    out -> {
                      out.writeStartArray();
                      for (long i = 0; i < params.uint64(0); i++) {
                        out.writeString(megabyte);
                      }
                      out.writeEndArray();
                    })),
            (_, _) -> {},
            RequestListener.NONE);
    Requests large = new Requests(rpc);
    String tooLarge =
        "'error':{'code':-32005,'message':'response too large: an answer has at most 26214400"
            + " bytes; ask for less at a time'}";
    assertEquals(tooLarge, large.call("large", "'0x1a'"));
    String some = Requests.request("large", "\"0xa\"");
    String answer = large.raw("[%s,%s,%s]".formatted(some, some, some));
    assertTrue(answer.length() <= RpcLimits.ANSWER_BYTES_MAX, "the batch is too large");
    assertTrue(answer.endsWith(tooLarge.replace('\'', '"') + "}]"), "the last one does not fit");
  }

  /** Or a thousand large answers would be kept until the last of them is there. */
  @Test
  void aFullBatchBeginsNoMoreRequests() {
    String megabytes = "x".repeat(6 << 20);
    List<Long> begun = new ArrayList<>();
    JsonRpc rpc =
        new JsonRpc(
            Map.of(
                "large",
                RpcMethod.now(params -> {
                  begun.add(params.uint64(0));
                  return Answer.of(megabytes);
                })),
            (_, _) -> {},
            RequestListener.NONE);
    List<String> batch = new ArrayList<>();
    for (int i = 0; i < RpcLimits.BATCH_REQUESTS_MAX; i++) {
      batch.add(Requests.request("large", "\"0x%x\"".formatted(i)));
    }
    String answer = new Requests(rpc).raw(batch.toString());
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), begun);
    assertEquals(4, answer.split("\"result\"", -1).length - 1, "four fit");
    assertEquals(996, answer.split("response too large", -1).length - 1);
  }

  @Test
  void aRequestOfTooManyPartsIsRefused() {
    String arrays = "[],".repeat((int) RpcLimits.JSON_TOKENS_MAX / 2);
    assertTrue(arrays.length() < RpcLimits.REQUEST_BYTES_MAX);
    String answer = requests.raw(Requests.request("eth_chainId", arrays + "[]"));
    assertTrue(
        answer.startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,"), answer);
    assertTrue(answer.contains("Token count"), answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nobody_knows||'error':{'code':-32601,'message':'the method nobody_knows does not exist/is"
            + " not available'}",
        "eth_getProof||'error':{'code':-32601,'message':'the method eth_getProof does not exist/is"
            + " not available'}",
        "evm_mine||'error':{'code':-32601,'message':'the method evm_mine does not exist/is not"
            + " available','data':'state follows from transactions alone and blocks come by"
            + " themselves: neither can be set; the accounts of a development chain hold ETH and"
            + " tokens'}",
        "eth_chainId|1|'error':{'code':-32602,'message':'too many arguments, want at most 0'}",
        "eth_getBalance||'error':{'code':-32602,'message':'missing value for required argument 0'}",
        "eth_getBalance|null|'error':{'code':-32602,'message':'missing value for required argument"
            + " 0'}",
        "eth_getBalance|'0x12'|'error':{'code':-32602,'message':'invalid argument 0: hex string has"
            + " length 2, want 40 for address'}",
        "eth_getBalance|7|'error':{'code':-32602,'message':'invalid argument 0: not a string: a"
            + " hexadecimal value is a string'}",
        "web3_sha3|'12'|'error':{'code':-32602,'message':'invalid argument 0: hex string without 0x"
            + " prefix'}",
        "web3_sha3|'0x1'|'error':{'code':-32602,'message':'invalid argument 0: hex string of odd"
            + " length'}",
        "web3_sha3|'0xzz'|'error':{'code':-32602,'message':'invalid argument 0: invalid hex"
            + " string'}",
        "eth_getBlockByNumber|'0x01',false|'error':{'code':-32602,'message':'invalid argument 0:"
            + " hex number with leading zero digits'}",
        "eth_getBlockByNumber|'0x',false|'error':{'code':-32602,'message':'invalid argument 0: hex"
            + " string `0x`'}",
        "eth_getBlockByNumber|'0x1',1|'error':{'code':-32602,'message':'invalid argument 1: not a"
            + " boolean'}",
        "eth_getBlockByNumber|'0x11112222333344445',false|'error':{'code':-32602,'message':'invalid"
            + " argument 0: hex number > 64 bits'}",
        "eth_getBlockByNumber|'0x8000000000000000',false|'error':{'code':-32602,'message':'invalid"
            + " argument 0: block number larger than int64'}",
      })
  void errorsAreWordedAsGethWordsThem(String method, String params, String expected) {
    String wanted = expected.replace("`0x`", "\\'0x\\'");
    assertEquals(wanted, requests.call(method, params == null ? "" : params));
  }

  @Test
  void namedArgumentsAreRefused() {
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32602,\"message\":\"non-array args\"}}",
        requests.raw(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":{\"a\":1}}"));
  }

  @Test
  void aFaultIsToldToTheServerAndHiddenFromTheClient() {
    List<String> faults = new ArrayList<>();
    JsonRpc rpc =
        new JsonRpc(
            Map.of(
                "broken",
                (_, _) -> {
                  throw new IllegalStateException("disk on fire");
                }),
            (method, fault) -> faults.add(method + ": " + fault.getMessage()),
            RequestListener.NONE);
    assertEquals(
        "'error':{'code':-32603,'message':'internal error'}", new Requests(rpc).call("broken", ""));
    assertEquals(List.of("broken: disk on fire"), faults);
  }

  @Test
  void whatWaitsTooLongForTheLogsIsToBeTriedAgain() {
    JsonRpc rpc =
        new JsonRpc(
            Map.of(
                "late",
                (_, _) ->
                    CompletableFuture.failedFuture(new BehindException("logs are long", null))),
            (method, fault) -> fail(method, fault),
            RequestListener.NONE);
    assertEquals(
        "'error':{'code':-32000,'message':'try again: logs are long'}",
        new Requests(rpc).call("late", ""));
  }
}
