#!/bin/bash
# Makes an instance of Amazon Linux 2023 serve the portal's application tier. What stands in {{…}} is the deployment's;
# none of it is secret. No dollar or percent sign is followed by a brace here: Terraform would take that for its own.
set -euo pipefail

readonly ROOT='/'
readonly REGION='{{region}}'
readonly ARTIFACT_BUCKET='{{artifactBucket}}'
readonly ARTIFACT_KEY='{{artifactKey}}'
readonly ARTIFACT_SHA256='{{artifactSha256}}'
readonly LOG_GROUP='{{logGroup}}'
readonly SERVICE_NAME='{{serviceName}}'
readonly PORT='{{port}}'
readonly DB_HOST='{{dbHost}}'
readonly DB_PORT='{{dbPort}}'
readonly DB_NAME='{{dbName}}'
readonly DB_SECRET_ARN='{{dbSecretArn}}'
readonly ORIGIN_VERIFY_SECRET_ARN='{{originVerifySecretArn}}'

readonly JAR="$ROOT"opt/portal/portal-application.jar
readonly LOG="$ROOT"var/log/portal/application.log
readonly ATTEMPTS=30
readonly PAUSE_SECONDS=10

fail() {
  echo "portal: $1" >&2
  exit 1
}

# The network, the role's credentials and a database may all come later than the instance.
retry() {
  for (( attempt = 1; attempt <= ATTEMPTS; attempt++ )); do
    if "$@"; then
      return 0
    fi
    sleep "$PAUSE_SECONDS"
  done
  return 1
}

install_packages() {
  dnf install --assumeyes java-17-amazon-corretto-headless amazon-cloudwatch-agent
}

make_user() {
  if ! id portal > /dev/null 2>&1; then
    useradd --system --user-group --no-create-home --shell /sbin/nologin portal
  fi
  install --directory --mode 0755 "$ROOT"opt/portal "$ROOT"etc/portal
  install --directory --mode 0750 --owner portal --group portal "$ROOT"var/log/portal
}

fetch_artifact() {
  aws s3 cp "s3://$ARTIFACT_BUCKET/$ARTIFACT_KEY" "$JAR.new" --region "$REGION" --only-show-errors
}

# What is not what was deployed is not run, whoever put it into the bucket.
install_artifact() {
  retry fetch_artifact || fail "cannot fetch s3://$ARTIFACT_BUCKET/$ARTIFACT_KEY"
  if ! echo "$ARTIFACT_SHA256  $JAR.new" | sha256sum --check --status; then
    rm -f "$JAR.new"
    fail "s3://$ARTIFACT_BUCKET/$ARTIFACT_KEY is not the artifact that was deployed"
  fi
  chmod 0644 "$JAR.new"
  mv "$JAR.new" "$JAR"
}

write_environment() {
  cat > "$ROOT"etc/portal/application.env <<ENVIRONMENT
AWS_REGION=$REGION
PORT=$PORT
SERVICE_NAME=$SERVICE_NAME
DB_HOST=$DB_HOST
DB_PORT=$DB_PORT
DB_NAME=$DB_NAME
DB_SECRET_ARN=$DB_SECRET_ARN
ORIGIN_VERIFY_SECRET_ARN=$ORIGIN_VERIFY_SECRET_ARN
ENVIRONMENT
}

write_unit() {
  cat > "$ROOT"etc/systemd/system/portal.service <<'UNIT'
[Unit]
Description=Banking portal, application tier
Wants=network-online.target
After=network-online.target

[Service]
User=portal
Group=portal
EnvironmentFile=/etc/portal/application.env
ExecStart=/usr/bin/java -Xmx256m -XX:+ExitOnOutOfMemoryError -jar /opt/portal/portal-application.jar
StandardOutput=append:/var/log/portal/application.log
StandardError=inherit
Restart=always
RestartSec=5
SuccessExitStatus=143
TimeoutStopSec=30
UMask=0027
CapabilityBoundingSet=
LockPersonality=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
UNIT
}

# The agent has read what is cut off here.
write_log_rotation() {
  cat > "$ROOT"etc/logrotate.d/portal <<'ROTATION'
/var/log/portal/application.log {
  size 50M
  rotate 2
  compress
  copytruncate
  missingok
}
ROTATION
}

write_agent_configuration() {
  cat > "$ROOT"opt/aws/amazon-cloudwatch-agent/etc/portal.json <<AGENT
{
  "agent": {"region": "$REGION", "run_as_user": "root"},
  "logs": {
    "logs_collected": {
      "files": {
        "collect_list": [
          {"file_path": "$LOG", "log_group_name": "$LOG_GROUP", "log_stream_name": "{instance_id}"}
        ]
      }
    }
  }
}
AGENT
}

# First the portal, which serves without its log; without the agent the instance is not finished.
start() {
  systemctl daemon-reload
  systemctl enable --now portal.service
  "$ROOT"opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
    -c "file:$ROOT"opt/aws/amazon-cloudwatch-agent/etc/portal.json
}

is_healthy() {
  curl --silent --fail --output /dev/null --max-time 5 "http://localhost:$PORT/healthz"
}

retry install_packages || fail 'cannot install packages'
make_user
install_artifact
write_environment
write_unit
write_log_rotation
write_agent_configuration
start
retry is_healthy || fail 'not healthy: see the log group, or /var/log/portal/application.log'
echo 'portal: serving'
