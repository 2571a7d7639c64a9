package io.braid.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule of {@link ImportRulesTest} against classes that break it on purpose. */
class ImportRulesCatchTest {

  private static final String ROOT = "io.braid.protocol.fixtures.rulebreakers";

  private static final JavaClasses BREAKERS = new ClassFileImporter().importPackages(ROOT);

  private static final Pattern NAME = Pattern.compile("<" + Pattern.quote(ROOT) + "\\.([\\w.]+)");

  @Test
  void packageUsesOnlyWhatIsBelowIt() {
    ImportRulesTest.Layer math = ImportRulesTest.LAYERS.getFirst();
    assertBrokenBy(ImportRulesTest.usesOnlyWhatIsBelow(ROOT, math), "math.UsesTypes.above");
  }

  @Test
  void rootHoldsOnlyLimits() {
    assertBrokenBy(ImportRulesTest.rootHoldsOnlyLimits(ROOT), "Helper");
  }

  @Test
  void limitsUseNothing() {
    assertBrokenBy(ImportRulesTest.limitsUseNothing(ROOT), "Limits.limit");
  }

  @Test
  void everyPackageHasARule() {
    assertBrokenBy(ImportRulesTest.everyPackageHasARule(ROOT), "unlisted.HasNoLayer");
  }

  @Test
  void packagesHaveNoCycles() {
    assertBrokenBy(ImportRulesTest.packagesHaveNoCycles(ROOT), "math.UsesTypes.above");
  }

  @Test
  void onlyCryptoUsesBouncyCastle() {
    assertBrokenBy(
        ImportRulesTest.onlyCryptoUsesBouncyCastle(ROOT), "types.UsesBouncyCastle.digest");
  }

  @Test
  void nothingElseOutsideTheJdk() {
    assertBrokenBy(ImportRulesTest.NOTHING_ELSE_OUTSIDE_THE_JDK, "cell.UsesJackson.node");
  }

  @Test
  void noClockRandomnessOrInputOutput() {
    assertBrokenBy(
        ImportRulesTest.NO_CLOCK_RANDOMNESS_OR_INPUT_OUTPUT,
        "cell.UsesFiles.path",
        "cell.UsesRandom.random");
  }

  @Test
  void noCallThatDiffersBetweenRuns() {
    assertBrokenBy(
        ImportRulesTest.NO_CALL_THAT_DIFFERS_BETWEEN_RUNS,
        "cell.CallsNanoTime.now",
        "cell.RefersToSetOf.");
  }

  @Test
  void staticFieldsAreFinal() {
    assertBrokenBy(ImportRulesTest.STATIC_FIELDS_ARE_FINAL, "cell.HasMutableStatic.count");
  }

  /** The rule must name exactly these classes or members (below the root), in this order. */
  private static void assertBrokenBy(ArchRule rule, String... culprits) {
    List<String> named =
        rule.evaluate(BREAKERS).getFailureReport().getDetails().stream()
            .flatMap(detail -> firstName(detail))
            .distinct()
            .sorted()
            .toList();
    assertEquals(List.of(culprits), named, rule.getDescription());
  }

  private static Stream<String> firstName(String detail) {
    return NAME.matcher(detail).results().limit(1).map(match -> match.group(1));
  }
}
