#!/bin/sh
# Makes the namespace when it is missing. Closed tickets stay 30 days in Temporal; PostgreSQL is the archive.
set -eu
until temporal operator cluster health --address temporal:7233; do sleep 2; done
temporal operator namespace describe -n "$NAMESPACE" --address temporal:7233 ||
  temporal operator namespace create -n "$NAMESPACE" --retention 30d --address temporal:7233
