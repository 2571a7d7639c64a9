# Sourced by the scripts: finds Node.js and installs the packages of clients/ and contracts/, or says what to install and
# exits 1.

NODE_MAJOR_MIN=20

find_node() {
  local major
  if major=$(node --print 'process.versions.node.split(".")[0]' 2>/dev/null) &&
    [ "$major" -ge "$NODE_MAJOR_MIN" ] && command -v npm >/dev/null; then
    return 0
  fi
  echo "No Node.js $NODE_MAJOR_MIN or later with npm found: the clients that drive the node and the contracts need it." >&2
  echo "Install one (for example the current LTS) and put node and npm on the PATH." >&2
  exit 1
}

# Once, and again when the lockfile changes: npm keeps a copy of what it has installed.
install_packages() {
  local folder=$1
  local installed=$folder/node_modules/.package-lock.json
  if [ ! -e "$installed" ] || [ "$folder/package-lock.json" -nt "$installed" ]; then
    npm ci --prefix "$folder" --silent >&2 || {
      echo "npm could not install the packages of $folder/package-lock.json." >&2
      exit 1
    }
  fi
}

find_node
install_packages clients
install_packages contracts
