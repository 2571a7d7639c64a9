package io.braid.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has told of itself in Prometheus's text format. */
record Scrape(
    List<Sample> samples, Map<String, String> typesByFamily, Map<String, String> helpByFamily) {

  /** One number. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    Map<String, String> types = new TreeMap<>();
    Map<String, String> help = new TreeMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", -1);
        types.put(words[2], words[3]);
      } else if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        help.put(words[2], words.length > 3 ? words[3] : "");
      } else if (!line.startsWith("#") && !line.isBlank()) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
          throw new AssertionError("no sample: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        samples.add(new Sample(sample.group(1), labels, number(sample.group(3))));
      }
    }
    return new Scrape(samples, types, help);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The labels of all samples of a name; none if there is no such sample. */
  Set<String> labels(String name) {
    Set<String> labels = new TreeSet<>();
    samples.stream()
        .filter(sample -> sample.name().equals(name))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    return labels;
  }

  boolean has(String name) {
    return samples.stream().anyMatch(sample -> sample.name().equals(name));
  }

  /** The sum over the samples of a name with a label. */
  double sum(String name, String label, String value) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> value.equals(sample.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** The sum over all samples of a name. */
  double sum(String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }
}
