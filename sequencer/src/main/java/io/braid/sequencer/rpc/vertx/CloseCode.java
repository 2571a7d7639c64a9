package io.braid.sequencer.rpc.vertx;

/** Close codes of WebSockets (RFC 6455, section 7.4.1, and IANA's registry). */
final class CloseCode {

  static final short GOING_AWAY = 1001;
  static final short UNSUPPORTED_DATA = 1003;
  static final short INVALID_DATA = 1007;
  static final short POLICY_VIOLATION = 1008;
  static final short MESSAGE_TOO_BIG = 1009;
  static final short TRY_AGAIN_LATER = 1013;

  private CloseCode() {}
}
