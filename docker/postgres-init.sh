#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the databases and the roles that own and use them.
# No role passes by row security: guichet_app, which door and worker are, serves every Caf by policy; guichet_web, which the pages are, sees what it is told.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$GUICHET_OWNER_PASSWORD" -v app="$GUICHET_APP_PASSWORD" -v web="$GUICHET_WEB_PASSWORD" -v temporal="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE guichet_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE guichet_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE ROLE guichet_web LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'web';
CREATE ROLE temporal LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'temporal';
CREATE DATABASE guichet OWNER guichet_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
REVOKE ALL ON DATABASE guichet FROM PUBLIC;
GRANT CONNECT ON DATABASE guichet TO guichet_app, guichet_web;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
