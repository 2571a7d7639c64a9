package io.braid.stark.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the Vector API, as all tests here have it, and without. */
class VectorApiTest {

  private static final int HEIGHT = 16;
  private static final int WIDTH = 11;

  /** Prints a transform, and another one. */
  static final class Transform {

    private Transform() {}

    public static void main(String[] arguments) {
      System.out.println(transform());
      System.out.println(transform());
    }
  }

  private static String transform() {
    Matrix matrix = new Matrix(HEIGHT, WIDTH);
    for (int i = 0; i < matrix.elements().length; i++) {
      matrix.elements()[i] = KoalaBear.of(i);
    }
    try (Workers workers = new Workers(1)) {
      new Ntt(workers).evaluate(matrix);
    }
    return Arrays.toString(matrix.elements());
  }

  @Test
  void withoutItTheSameComesOutAndItIsSaidOnce() throws Exception {
    assertTrue(VectorApi.isThere());
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Transform.class.getName()))
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), err);
    assertEquals(List.of(transform(), transform()), out.lines().toList());
    assertEquals(1, err.lines().filter(line -> line.contains("--add-modules")).count(), err);
  }
}
