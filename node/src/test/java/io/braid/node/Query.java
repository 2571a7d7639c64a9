package io.braid.node;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus's language asks for.
 *
 * @param labelsByMetric of each metric, the labels that it is selected by
 * @param grouping labels that results are grouped by
 */
record Query(Map<String, Set<String>> labelsByMetric, Set<String> grouping) {

  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
  private static final Pattern METRIC =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"");
  private static final Pattern FUNCTION = Pattern.compile("[a-z_]+(?=\\s*\\()");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");

  static Query parse(String expression) {
    Set<String> grouping = new TreeSet<>();
    Matcher group = GROUPING.matcher(expression);
    while (group.find()) {
      for (String label : group.group(1).split(",", -1)) {
        grouping.add(label.strip());
      }
    }
    String rest = GROUPING.matcher(expression).replaceAll("");
    rest = RANGE.matcher(rest).replaceAll("");
    rest = FUNCTION.matcher(rest).replaceAll("");
    Map<String, Set<String>> labelsByMetric = new TreeMap<>();
    Matcher metric = METRIC.matcher(rest);
    while (metric.find()) {
      Set<String> labels = labelsByMetric.computeIfAbsent(metric.group(1), _ -> new TreeSet<>());
      Matcher label = MATCHER.matcher(metric.group(2) == null ? "" : metric.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
    }
    return new Query(labelsByMetric, grouping);
  }
}
