package io.braid.stark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The kernels of hashes, by JMH. */
final class KernelFigures {

  private KernelFigures() {}

  static ObjectNode measure(PrintStream progress) {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    ObjectNode kernels = figures.putObject("kernelsNs");
    try {
      Runner runner =
          new Runner(
              new OptionsBuilder().include("(Keccak|Poseidon2)Benchmarks").build(),
              OutputFormatFactory.createFormatInstance(progress, VerboseMode.SILENT));
      for (RunResult result : runner.run()) {
        String name = result.getParams().getBenchmark();
        StringBuilder label = new StringBuilder(name.substring(name.lastIndexOf('.') + 1));
        result
            .getParams()
            .getParamsKeys()
            .forEach(key -> label.append(' ').append(result.getParams().getParam(key)));
        kernels.put(label.toString(), result.getPrimaryResult().getScore());
        progress.printf("%-32s %20.1f ns%n", label, result.getPrimaryResult().getScore());
      }
    } catch (RunnerException failed) {
      throw new IllegalStateException(failed);
    }
    return figures;
  }
}
