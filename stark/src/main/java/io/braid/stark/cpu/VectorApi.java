package io.braid.stark.cpu;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Whether the virtual machine was started with the module {@code jdk.incubator.vector}. */
public final class VectorApi {

  private static final String MODULE = "jdk.incubator.vector";

  private static final boolean IS_THERE = ModuleLayer.boot().findModule(MODULE).isPresent();

  static {
    if (!IS_THERE) {
      Logger logger = System.getLogger(VectorApi.class.getName());
      logger.log(
          Level.WARNING,
          "without the Vector API proofs take several times as long: start Java with --add-modules="
              + MODULE);
    }
  }

  private VectorApi() {}

  /** Whether kernels over vectors can be used; if not, that is said once. */
  public static boolean isThere() {
    return IS_THERE;
  }
}
