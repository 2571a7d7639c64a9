package io.braid.node.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Loads Braid's classes anew, the simulation's too, but for those that are given to it: so a run
 * has a changed class without a hook in any other.
 */
final class PlantedLoader extends ClassLoader {

  private static final String BRAID = "io.braid.";

  private final Map<String, byte[]> changed;

  PlantedLoader(Map<String, byte[]> changed) {
    super(PlantedLoader.class.getClassLoader());
    this.changed = changed;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(BRAID)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = changed.getOrDefault(name, null);
    if (bytes == null) {
      bytes = read(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
