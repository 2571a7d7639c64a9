# Sourced by the scripts: finds a JDK 25 and exports JAVA_HOME, or says what to install and exits 1.

# A jar records the permissions of the class files, so the same sources must be built under the same umask.
umask 022

JDK_MAJOR=25

# True if $1 is the home of a JDK (with javac) of the wanted major version.
is_wanted_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  local version
  version=$("$1/bin/javac" -version 2>&1) || return 1
  case "$version" in
    "javac $JDK_MAJOR" | "javac $JDK_MAJOR."* | "javac $JDK_MAJOR-"*) return 0 ;;
    *) return 1 ;;
  esac
}

# Candidate homes, one a line, in the order of preference.
jdk_candidates() {
  local java link
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  if java=$(command -v java); then
    # Follow the links that installers put on the PATH (readlink -f is missing on older macOS).
    while link=$(readlink "$java"); do
      case "$link" in
        /*) java=$link ;;
        *) java=$(dirname "$java")/$link ;;
      esac
    done
    printf '%s\n' "$(cd "$(dirname "$java")/.." && pwd)"
  fi
  printf '%s\n' /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home
}

find_jdk() {
  local home
  while IFS= read -r home; do
    if is_wanted_jdk "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done < <(jdk_candidates)
  echo "No JDK $JDK_MAJOR found. Install one (for example Eclipse Temurin $JDK_MAJOR) and point JAVA_HOME at it." >&2
  exit 1
}

find_jdk
