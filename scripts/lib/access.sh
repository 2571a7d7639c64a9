# Sourced by scripts that run a Kafka which asks who is there: makes its users, admin, executor, sequencer and client,
# with random passwords.

# Prints a random password.
password() {
  od -An -N18 -tx1 /dev/urandom | tr -d ' \n'
}

# Prints the properties of user $1, whose password is $2.
user_properties() {
  cat <<PROPERTIES
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="$1" password="$2";
PROPERTIES
}

# Prints the properties of the broker, which logs in as user $1 with password $2; behind them stand all users, as
# Kafka takes them. It talks to its own controller as a client does.
broker_properties() {
  local login="org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$1\" password=\"$2\"$3;"
  cat <<PROPERTIES
listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
sasl.enabled.mechanisms=PLAIN
sasl.mechanism.inter.broker.protocol=PLAIN
sasl.mechanism.controller.protocol=PLAIN
listener.name.broker.plain.sasl.jaas.config=$login
listener.name.controller.plain.sasl.jaas.config=$login
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:$1
PROPERTIES
}

# Makes folder $1 with a properties file of the broker and one of each user, unless it is there. Nobody else can read it.
make_access() (
  access=$1
  [ ! -d "$access" ] || return 0
  umask 077
  rm -rf "$access.new"
  mkdir "$access.new"
  admin=$(password)
  users=" user_admin=\"$admin\""
  user_properties admin "$admin" >"$access.new/admin.properties"
  for user in executor sequencer client; do
    secret=$(password)
    users="$users user_$user=\"$secret\""
    user_properties "$user" "$secret" >"$access.new/$user.properties"
  done
  broker_properties admin "$admin" "$users" >"$access.new/broker.properties"
  mv "$access.new" "$access"
)
