package io.braid.node.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the source of a production class with a bug in it. */
final class PlantedCompiler {

  private PlantedCompiler() {}

  /** The classes that come of it, by name. */
  static Map<String, byte[]> compile(PlantedBug bug) throws IOException {
    Path source =
        root()
            .resolve(bug.module())
            .resolve("src/main/java")
            .resolve(bug.className().replace('.', '/') + ".java");
    String edited = bug.apply(Files.readString(source));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
    JavaFileManager files =
        new Outputs(compiler.getStandardFileManager(null, null, null), compiled);
    List<String> options =
        List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
    boolean isRight =
        compiler
            .getTask(messages, files, null, options, null, List.of(new Edited(source, edited)))
            .call();
    if (!isRight) {
      throw new IllegalStateException("%s does not compile: %s".formatted(bug, messages));
    }
    Map<String, byte[]> classes = new HashMap<>();
    compiled.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** The folder that holds all modules. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("protocol/src/main/java"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static final class Edited extends SimpleJavaFileObject {
    private final String text;

    Edited(Path path, String text) {
      super(path.toUri(), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> compiled;

    Outputs(JavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
      super(files);
      this.compiled = compiled;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      compiled.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
