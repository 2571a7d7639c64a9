package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {

  @ParameterizedTest
  @ValueSource(strings = {"User:x", "User:CN=a, O=b", "Service:a:b", "User:a b"})
  void isWrittenAsKafkaDoes(String text) {
    assertEquals(text, new Principal(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a principal is written as User:name, not ''",
        "x | a principal is written as User:name, not 'x'",
        "User: | a principal is written as User:name, not 'User:'",
        "':x' | a principal is written as User:name, not ':x'",
        "'User: x' | a principal is written as User:name, not 'User: x'",
        "'User:x ' | a principal is written as User:name, not 'User:x '",
        "User:* | User:* is everybody: name those who may",
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void othersAreRefused(String text, String message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Principal(text));
    assertEquals(message, refused.getMessage());
  }
}
