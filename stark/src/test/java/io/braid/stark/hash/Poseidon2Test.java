package io.braid.stark.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.fixtures.Vectors;
import io.braid.stark.field.KoalaBear;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The permutation against the published constants and answers. */
class Poseidon2Test {

  static Stream<Poseidon2> permutations() {
    return Stream.of(Poseidon2.WIDTH_16, Poseidon2.WIDTH_24);
  }

  private static JsonNode published(Poseidon2 permutation) throws Exception {
    return Vectors.published().json("poseidon2-koalabear.json").get("width" + permutation.width());
  }

  private static int[] elements(JsonNode numbers) {
    return IntStream.range(0, numbers.size())
        .map(i -> KoalaBear.of(numbers.get(i).intValue()))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("permutations")
  void constantsAreThosePublished(Poseidon2 permutation) throws Exception {
    JsonNode published = published(permutation);
    assertEquals(published.get("partialRounds").intValue(), permutation.internal().length);
    assertArrayEquals(elements(published.get("internal")), permutation.internal());
    assertArrayEquals(elements(published.get("externalInitial")), permutation.externalInitial());
    assertArrayEquals(elements(published.get("externalFinal")), permutation.externalFinal());
  }

  @ParameterizedTest
  @MethodSource("permutations")
  void knownAnswer(Poseidon2 permutation) throws Exception {
    JsonNode answer = published(permutation).get("knownAnswer");
    int[] state = elements(answer.get("input"));
    permutation.permute(state);
    assertArrayEquals(elements(answer.get("output")), state);
  }
}
