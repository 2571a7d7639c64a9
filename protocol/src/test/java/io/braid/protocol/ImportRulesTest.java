package io.braid.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What each package of this module may import, and why. {@link ImportRulesCatchTest} shows that
 * each rule can fail.
 *
 * <p>One thing the rules cannot see: javac copies constants of primitive and string type into the
 * classes that read them, so the use of such a constant leaves no trace.
 */
class ImportRulesTest {

  /** One package below the root: the other packages it may use, and the reason. */
  record Layer(String name, List<String> mayUse, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Stands in {@link Layer#mayUse} for the root package, which holds {@link Limits} alone. */
  private static final String LIMITS = "";

  /** Lowest first. */
  static final List<Layer> LAYERS =
      List.of(
          new Layer(
              "math",
              List.of(),
              "words are arithmetic alone: what they count, and how much of it, is decided above"),
          new Layer(
              "crypto",
              List.of(LIMITS, "math"),
              "hashes and curves work on bytes and words, they know nothing of what is hashed"),
          new Layer(
              "types",
              List.of(LIMITS, "math", "crypto"),
              "a value checks its own range and derives itself (an address is a hash of a key),"
                  + " how it is written down is the codec's affair"),
          new Layer(
              "codec",
              List.of(LIMITS, "math", "types"),
              "reading and writing bytes must be exact and needs no hash"),
          new Layer(
              "transaction",
              List.of(LIMITS, "math", "crypto", "types", "codec"),
              "what Ethereum fixes must not bend to how Braid executes it"),
          new Layer(
              "cell",
              List.of(LIMITS, "math", "crypto", "types"),
              "the state is keys and words; who changes them, and by which bytes, is above it"),
          new Layer(
              "program",
              List.of(LIMITS, "math", "crypto", "types", "codec", "cell"),
              "the machine runs any program, so it knows no particular one and no transaction"),
          new Layer(
              "ledger",
              List.of(LIMITS, "math", "crypto", "types", "codec", "transaction", "cell", "program"),
              "the programs are data for the machine and know nothing of shards and logs"),
          new Layer(
              "record",
              List.of(LIMITS, "math", "crypto", "types", "codec", "transaction"),
              "a record says what happened, in bytes, and must be readable without the machine that"
                  + " made it happen"),
          new Layer(
              "shard",
              List.of(
                  LIMITS,
                  "math",
                  "crypto",
                  "types",
                  "codec",
                  "transaction",
                  "cell",
                  "program",
                  "ledger",
                  "record"),
              "the shard machine joins all the others, none of which may know it"));

  private static final String ROOT = "io.braid.protocol";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @FieldSource("LAYERS")
  void packageUsesOnlyWhatIsBelowIt(Layer layer) {
    usesOnlyWhatIsBelow(ROOT, layer).check(MAIN);
  }

  @Test
  void rootHoldsOnlyLimits() {
    rootHoldsOnlyLimits(ROOT).check(MAIN);
  }

  @Test
  void limitsUseNothing() {
    limitsUseNothing(ROOT).check(MAIN);
  }

  @Test
  void everyPackageHasARule() {
    everyPackageHasARule(ROOT).check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    packagesHaveNoCycles(ROOT).check(MAIN);
  }

  @Test
  void onlyCryptoUsesBouncyCastle() {
    onlyCryptoUsesBouncyCastle(ROOT).check(MAIN);
  }

  @Test
  void nothingElseOutsideTheJdk() {
    NOTHING_ELSE_OUTSIDE_THE_JDK.check(MAIN);
  }

  @Test
  void noClockRandomnessOrInputOutput() {
    NO_CLOCK_RANDOMNESS_OR_INPUT_OUTPUT.check(MAIN);
  }

  @Test
  void noCallThatDiffersBetweenRuns() {
    NO_CALL_THAT_DIFFERS_BETWEEN_RUNS.check(MAIN);
  }

  @Test
  void staticFieldsAreFinal() {
    STATIC_FIELDS_ARE_FINAL.check(MAIN);
  }

  static ArchRule usesOnlyWhatIsBelow(String root, Layer layer) {
    String[] allowed =
        Stream.concat(
                Stream.of(subtree(root, layer.name())),
                layer.mayUse().stream()
                    .map(used -> used.equals(LIMITS) ? root : subtree(root, used)))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(subtree(root, layer.name()))
        .should()
        .dependOnClassesThat(resideInAPackage("io.braid..").and(not(resideInAnyPackage(allowed))))
        .as("package %s uses no package of Braid but %s".formatted(layer.name(), List.of(allowed)))
        .because(layer.because())
        .allowEmptyShould(true);
  }

  static ArchRule rootHoldsOnlyLimits(String root) {
    return classes()
        .that()
        .resideInAPackage(root)
        .should()
        .haveSimpleName("Limits")
        .orShould()
        .haveSimpleName("package-info")
        .because("every package sees the root, so it may hold nothing but the limits")
        .allowEmptyShould(true);
  }

  static ArchRule limitsUseNothing(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat(not(resideInAnyPackage("java.lang", root)))
        .because("every package may read the limits, so they may read no package")
        .allowEmptyShould(true);
  }

  static ArchRule everyPackageHasARule(String root) {
    String[] known =
        Stream.concat(Stream.of(root), LAYERS.stream().map(layer -> subtree(root, layer.name())))
            .toArray(String[]::new);
    return classes()
        .should()
        .resideInAnyPackage(known)
        .because("a package without a layer of its own could use any other")
        .allowEmptyShould(true);
  }

  static ArchRule packagesHaveNoCycles(String root) {
    return slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("packages that need each other are one package with two names")
        .allowEmptyShould(true);
  }

  static ArchRule onlyCryptoUsesBouncyCastle(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(subtree(root, "crypto"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .because("the library must be replaceable, and its use readable, in one place")
        .allowEmptyShould(true);
  }

  static final ArchRule NOTHING_ELSE_OUTSIDE_THE_JDK =
      noClasses()
          .should()
          .dependOnClassesThat(
              not(resideInAnyPackage("io.braid..", "java..", "org.bouncycastle.."))
                  .as("are neither Braid's, the JDK's nor Bouncy Castle's"))
          .because("all nodes must agree on this module bit for bit, on every JDK 25")
          .allowEmptyShould(true);

  static final ArchRule NO_CLOCK_RANDOMNESS_OR_INPUT_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.net..",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "java.util.random..")
                  .or(nameMatching("java\\.time\\.(Clock|InstantSource)"))
                  .or(nameMatching("java\\.util\\.(Random|SplittableRandom)"))
                  .or(nameMatching("java\\.security\\.SecureRandom"))
                  .or(nameMatching("java\\.util\\.concurrent\\.ThreadLocalRandom"))
                  .as("are clocks, random sources, files or the network"))
          .because("the state of a shard is a pure function of its log")
          .allowEmptyShould(true);

  static final ArchRule NO_CALL_THAT_DIFFERS_BETWEEN_RUNS =
      noClasses()
          .should()
          .accessTargetWhere(
              method(
                      "java.lang.System",
                      "currentTimeMillis|nanoTime|getenv|getProperty|identityHashCode")
                  .or(method("java.lang.Math|java.lang.StrictMath", "random"))
                  .or(method("java.util.UUID", "randomUUID"))
                  .or(method("java.time\\..*", "now"))
                  // Their iteration order depends on a number that each VM draws when it starts.
                  .or(method("java.util.(Set|Map)", "of|ofEntries|copyOf"))
                  .or(method("java.util.stream.Collectors", "toUnmodifiable(Set|Map)")))
          .because(
              "the state of a shard is a pure function of its log: no clock, no environment, and no"
                  + " collection whose order differs from one run to the next")
          .allowEmptyShould(true);

  static final ArchRule STATIC_FIELDS_ARE_FINAL =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("two shards, or two nodes of a simulation, run in one process and share nothing")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaAccess<?>> method(String ownerPattern, String pattern) {
    return target(With.<JavaClass>owner(nameMatching(ownerPattern)))
        .and(target(nameMatching(pattern)))
        .as("%s.(%s)", ownerPattern, pattern);
  }

  private static String subtree(String root, String name) {
    return root + "." + name + "..";
  }
}
