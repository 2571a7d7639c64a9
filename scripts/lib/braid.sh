# Sourced from the project's folder by the scripts that run the node: builds it if something has changed since, and
# has the one place of the JVM's flags.

. scripts/lib/jdk.sh

build_node() {
  local stamp=node/target/run.stamp
  if [ -e "$stamp" ] && [ -z "$(find pom.xml ./*/pom.xml ./*/src/main -newer "$stamp" | head -n 1)" ]; then
    return
  fi
  ./mvnw --batch-mode --quiet --projects node --also-make -DskipTests test-compile >&2
  touch "$stamp"
}

# Sets `braid` to the command of subcommand $1, behind which its options follow.
set_braid() {
  local heap
  local flags=(-XX:+UseParallelGC)
  case "$1" in
    node) heap=2g ;;
    broker) heap=512m ;;
    setup)
      heap=256m
      # It ends before the better compiler is worth its time, and scripts/cluster waits for it.
      flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)
      ;;
    *) heap=1g ;;
  esac
  # What has no memory left would go on without what it could not do: it ends, and is started again.
  # Kafka and Netty still use sun.misc.Unsafe, RocksDB brings native code: JDK 25 warns of both.
  braid=("$JAVA_HOME/bin/java" "-Xmx$heap" "${flags[@]}" -XX:+ExitOnOutOfMemoryError
    --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
    -cp "node/target/classes:$(cat node/target/run.dependencies)" io.braid.node.cli.Braid "$1")
}
