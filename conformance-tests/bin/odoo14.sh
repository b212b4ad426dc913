#!/usr/bin/env bash
# odoo14.sh - a real Odoo 14 (Debian bullseye's odoo-14) on a Debian 12 machine, no chroot, no Docker.
#
#   odoo14.sh [up] DIR PGPORT HTTPPORT   install (cached), start PostgreSQL + Odoo, wait until RPC answers
#   odoo14.sh down  DIR                  stop only what `up DIR` started (by recorded pid)
#   odoo14.sh reset DIR PGPORT HTTPPORT  down, throw the data away, up again from the cached snapshot
#   odoo14.sh status DIR                 exit 0 when Odoo and PostgreSQL of DIR both run
#   odoo14.sh install DIR                only fetch and unpack (fills the cache)
#
# Environment (all optional)
#   ODOO_DBS        databases to have                        (default "odoo_clean"; "odoo_clean odoo_demo")
#                   a name ending in _demo gets Odoo's demo data, any other gets none
#   ODOO_MODULES    comma list for `-i`                      (default below)
#   ODOO_CACHE      unpacked tree + snapshots                (default DIR/cache; share it between DIRs and runs; not movable)
#   ODOO_WORKERS    HTTP workers, 0 = one threaded process   (default 0)
#   ODOO_CRON       max_cron_threads                         (default 0: no background writes in the CDC stream)
#   ODOO_RUN_AS     user for PostgreSQL and Odoo when root   (default postgres)
#
# How: apt resolves odoo-14 against a made-up dpkg status in which the heavy or host-provided packages count as
# installed (wkhtmltopdf, libc6, ...), downloads the rest, and tar unpacks it into one folder. Bullseye's python3.9
# then runs from there on bookworm's newer glibc with LD_LIBRARY_PATH. Nothing is installed on the host.
set -euo pipefail
umask 022

SUITE=bullseye
SCHEMA=6                       # raise when the unpack or snapshot layout changes: old caches are then ignored
STUBS="wkhtmltopdf postgresql-client init-system-helpers adduser lsb-base debconf libc6 libgcc-s1 libstdc++6
 coreutils dpkg tar sed perl perl-base python3-pydot ucf sensible-utils mailcap media-types mime-support openssl
 ca-certificates fontconfig fontconfig-config sgml-base xml-core readline-common libusb-1.0-0"
MODULES=${ODOO_MODULES:-base,product,stock,stock_account,sale_management,sale_stock,purchase,account,l10n_generic_coa,point_of_sale,delivery,sale_coupon}
DBS=${ODOO_DBS:-odoo_clean}
WORKERS=${ODOO_WORKERS:-0}
CRON=${ODOO_CRON:-0}

say() { printf 'odoo14: %s\n' "$*" >&2; }
die() { say "ERROR: $*"; exit 1; }
usage() { sed -n '2,19p' "$0" >&2; exit 2; }

VERB=up
case "${1:-}" in up|down|reset|status|install) VERB=$1; shift ;; ''|-h|--help) usage ;; esac
[ $# -ge 1 ] || usage
mkdir -p "$1"; DIR=$(cd "$1" && pwd -P)
PGPORT=${2:-}; HTTPPORT=${3:-}
CACHE=${ODOO_CACHE:-$DIR/cache}; mkdir -p "$CACHE"; CACHE=$(cd "$CACHE" && pwd -P)
case $VERB in up|reset) [[ $PGPORT =~ ^[0-9]+$ && $HTTPPORT =~ ^[0-9]+$ ]] || usage ;; esac

# an `up` that fails ends what it started itself
trap 'rc=$?; if [ $rc != 0 ] && [ -n "${STARTED:-}" ]; then say "failed: ending what this run started in $DIR"; stop_odoo; stop_pg; fi; exit $rc' EXIT

# ---- who runs the servers ---------------------------------------------------------------------------------------
if [ "$(id -u)" = 0 ]; then RUN_AS=${ODOO_RUN_AS:-postgres}; else RUN_AS=$(id -un); fi
as_user() {   # exec-able: keeps the pid of the caller's subshell
  if [ "$(id -u)" = 0 ]; then exec setpriv --reuid="$RUN_AS" --regid="$(id -g "$RUN_AS")" --init-groups -- "$@"
  else exec "$@"; fi
}
own() { if [ "$(id -u)" = 0 ]; then chown "$RUN_AS:" "$@"; fi; }

# ---- processes: a pid file holds "pid starttime", so that a reused pid is never killed ---------------------------
starttime() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" {print $20}'; }
alive() {     # pidfile -> prints the pid when that very process still runs
  local p s; [ -s "$1" ] || return 1; read -r p s < "$1" || true
  [ -n "${s:-}" ] && [ "$(starttime "$p")" = "$s" ] || return 1; echo "$p"
}
stop_odoo() {  # TERM and up to 10 s, then KILL of its own session (see start_odoo); `reset` kills at once
  local p i
  if p=$(alive "$DIR/odoo.pid"); then
    if [ -z "${HARD:-}" ]; then
      kill -TERM "$p" 2>/dev/null || true
      for i in $(seq 100); do alive "$DIR/odoo.pid" >/dev/null || break; sleep 0.1; done
    fi
    if p=$(alive "$DIR/odoo.pid"); then kill -KILL -- "-$p" 2>/dev/null || kill -KILL "$p" 2>/dev/null || true; fi
    for i in $(seq 50); do alive "$DIR/odoo.pid" >/dev/null || break; sleep 0.1; done
    say "Odoo stopped"
  fi
  rm -f "$DIR/odoo.pid"
}
pg_running() { [ -s "$DIR/pg/postmaster.pid" ] && ( cd / && as_user "$PGBIN/pg_ctl" -D "$DIR/pg" status ) >/dev/null 2>&1; }
stop_pg() {
  if pg_running; then ( cd / && as_user "$PGBIN/pg_ctl" -D "$DIR/pg" -m "${HARD:-fast}" -w stop ) >/dev/null && say "PostgreSQL stopped"; fi
}
find_pg() {
  PGBIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n1 || true)
  [ -n "$PGBIN" ] && [ -x "$PGBIN/initdb" ]
}

# ---- 1. install -------------------------------------------------------------------------------------------------
mirror() {    # URL of the mirror that serves this machine's own Debian release
  . /etc/os-release
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk -v r="$VERSION_CODENAME" '$1==r && $2=="main" {print $3; exit}'
}
keyring() {   # the keyring file which the source of that URL names, if it names one
  { for f in /etc/apt/sources.list.d/*.sources; do cat "$f" 2>/dev/null; echo; done; } |
    awk -v u="${1%/}" 'BEGIN {RS=""; FS="\n"} index($0, u) {for (i=1; i<=NF; i++) if (tolower($i) ~ /^signed-by:[ \t]*\//) {sub(/^[^\/]*/, "", $i); print $i; exit}}'
  grep -hF "${1%/}" /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 's/^deb .*signed-by=\([^] ]*\).*/\1/p' | head -n1
}
install_odoo() {
  ROOT=$CACHE/root-$SCHEMA; PY=$ROOT/usr/bin/python3.9
  [ -e "$ROOT/.complete" ] && return 0
  local t0=$SECONDS url key opt w=$CACHE/fetch; url=$(mirror); key=$(keyring "$url" | head -n1 || true)
  [ -n "$url" ] || die "no apt source for this machine's own Debian release: cannot derive the mirror"
  mkdir -p "$w/lists/partial" "$w/cache/archives/partial" "$w/empty"
  if [ -n "$key" ] && [ -r "$key" ]; then opt="[signed-by=$key]"; else opt=; fi
  echo "deb $opt $url $SUITE main" > "$w/sources.list"
  local arch p; arch=$(dpkg --print-architecture)
  for p in $STUBS; do
    printf 'Package: %s\nStatus: install ok installed\nArchitecture: %s\nMulti-Arch: foreign\nVersion: 99:1\nMaintainer: stub <stub@localhost>\nDescription: stub\n\n' "$p" "$arch"
  done > "$w/status"
  local apt=(apt-get -qq -y -o "Dir::Etc::sourcelist=$w/sources.list" -o "Dir::Etc::sourceparts=$w/empty"
    -o "Dir::State::Lists=$w/lists" -o "Dir::Cache=$w/cache" -o "Dir::State::status=$w/status" -o Dir::Cache::pkgcache=
    -o Dir::Cache::srcpkgcache= -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false -o Acquire::Retries=3
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o APT::Update::Post-Invoke-Success::=true)
  "${apt[@]}" update || die "apt cannot read $SUITE from the mirror"
  "${apt[@]}" --download-only install odoo-14 >/dev/null || die "apt cannot fetch odoo-14"
  say "fetched $(ls "$w"/cache/archives/*.deb | wc -l) packages, $(du -sm "$w/cache/archives" | cut -f1) MB, in $((SECONDS-t0)) s"
  local tmp=$ROOT.tmp.$$ d; rm -rf "$ROOT" "$tmp"
  for d in bin sbin lib lib64; do mkdir -p "$tmp/usr/$d"; ln -s "usr/$d" "$tmp/$d"; done
  # biggest first, so that both cores finish together; translations, foreign charts of accounts and docs stay out
  ls -S "$w"/cache/archives/*.deb | UNPACK="$tmp" xargs -P "$(nproc)" -n 1 bash -c 'set -o pipefail
    dpkg-deb --fsys-tarfile "$1" | tar -x -C "$UNPACK" --keep-directory-symlink --no-same-owner \
      --exclude="*/i18n/*" --exclude="*/i18n_extra/*" --exclude="./usr/share/doc/*" \
      --exclude="./usr/share/man/*" --exclude="./usr/share/locale/*" --exclude="*/odoo/addons/l10n_[a-fh-z]*"' _ \
    || die "unpacking failed"
  # absolute links would point at the host
  find "$tmp" -type l -lname '/*' -print0 | while IFS= read -r -d '' l; do
    ln -sfnr "$tmp$(readlink "$l")" "$l"
  done
  # Debian's docutils reads its templates from an absolute path: point it into this tree
  sed -i "s#'/usr/share/docutils/'#'$ROOT/usr/share/docutils/'#" "$tmp/usr/lib/python3/dist-packages/docutils/__init__.py"
  touch "$tmp/.complete"; mv "$tmp" "$ROOT"; rm -rf "$w"
  say "unpacked into $ROOT, $(du -sm "$ROOT" | cut -f1) MB, $((SECONDS-t0)) s in all"
}
install_pg() {
  find_pg && return 0
  [ "$(id -u)" = 0 ] || die "PostgreSQL server binaries are missing and this is not root"
  say "installing Debian's postgresql (no default cluster)"
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install postgresql >/dev/null
  find_pg || die "no PostgreSQL after installing it"
}

# ---- 2. run -----------------------------------------------------------------------------------------------------
odoo_env() {  # run Odoo's python with nothing of the caller's environment
  local lib; lib=$(echo "$ROOT"/usr/lib/*-linux-gnu)
  cd "$DIR/odoo-data"
  as_user ${SETSID:-} env -i PATH="$ROOT/usr/bin:/usr/bin:/bin" LANG=C.UTF-8 HOME="$DIR/odoo-data" TZ=UTC LD_LIBRARY_PATH="$lib" \
    PYTHONPYCACHEPREFIX="$CACHE/pyc" PYTHONWARNINGS=ignore PYTHONNOUSERSITE=1 PYTZ_TZDATADIR="$ROOT/usr/share/zoneinfo" \
    "$PY" "$ROOT/usr/bin/odoo" -c "$DIR/odoo.conf" "$@"
}
pgq() { PGPASSWORD=postgres "$PGBIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$PGPORT" -U postgres "$@"; }
write_pg_conf() {
  cat > "$DIR/pg/odoo-up.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $PGPORT
unix_socket_directories = ''
max_connections = 100
shared_buffers = 256MB
wal_level = logical
max_replication_slots = 10
max_wal_senders = 10
max_wal_size = 2GB
checkpoint_timeout = 30min
fsync = off                     # throwaway data; synchronous_commit stays on, so decoding sees a commit at once
full_page_writes = off
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
CONF
  grep -q "odoo-up.conf" "$DIR/pg/postgresql.conf" || echo "include = 'odoo-up.conf'" >> "$DIR/pg/postgresql.conf"
  own "$DIR/pg/odoo-up.conf"
}
# dbfilter: with more than one visible database /jsonrpc answers every error with an HTML 500, not a JSON error
write_odoo_conf() {
  cat > "$DIR/odoo.conf" <<CONF
[options]
db_host = 127.0.0.1
db_port = $PGPORT
db_user = odoo
db_password = odoo
db_name = ${DBS// /,}
db_maxconn = 32
list_db = False
dbfilter = ^${DBS%% *}\$
data_dir = $DIR/odoo-data
http_interface = 127.0.0.1
http_port = $HTTPPORT
longpolling_port = $((HTTPPORT + 1))
workers = $WORKERS
max_cron_threads = $CRON
limit_time_real = 600
limit_time_cpu = 600
limit_memory_soft = 4294967296
limit_memory_hard = 5368709120
log_level = info
CONF
}
port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
start_pg() {
  write_pg_conf
  if pg_running; then
    [ "$(sed -n 4p "$DIR/pg/postmaster.pid")" = "$PGPORT" ] && return 0
    stop_pg
  fi
  port_free "$PGPORT" || die "port $PGPORT is taken"
  STARTED=1
  ( cd / && as_user "$PGBIN/pg_ctl" -D "$DIR/pg" -l "$DIR/pg.log" -w -t 60 start ) >/dev/null </dev/null 9>&- || { tail -n 20 "$DIR/pg.log" >&2; die "PostgreSQL did not start"; }
}
start_odoo() {
  local p cfg; cfg=$(cksum < "$DIR/odoo.conf")
  if p=$(alive "$DIR/odoo.pid"); then
    [ "$cfg" = "$(cat "$DIR/odoo.conf.running" 2>/dev/null)" ] && return 0    # same settings: leave it
    stop_odoo
  fi
  port_free "$HTTPPORT" || die "port $HTTPPORT is taken"
  STARTED=1
  touch "$DIR/odoo.log"; own "$DIR/odoo.log"
  # setsid makes it leader of its own session: it outlives this shell and can be ended as one group
  ( SETSID=setsid; odoo_env --logfile= ) </dev/null >>"$DIR/odoo.log" 2>&1 9>&- &
  p=$!
  printf '%s %s\n' "$p" "$(starttime "$p")" > "$DIR/odoo.pid"; echo "$cfg" > "$DIR/odoo.conf.running"
  disown "$p" 2>/dev/null || true
}
rpc() {       # service method args-json
  curl -sS -m 60 --noproxy '*' -H 'Content-Type: application/json' "http://127.0.0.1:$HTTPPORT/jsonrpc" \
    -d "{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"id\":1,\"params\":{\"service\":\"$1\",\"method\":\"$2\",\"args\":$3}}" 2>/dev/null
}
wait_odoo() {
  local end=$((SECONDS+180)) db r
  for db in $DBS; do
    until r=$(rpc common authenticate "[\"$db\",\"admin\",\"admin\",{}]") && [[ $r =~ \"result\":\ [0-9]+ ]]; do
      alive "$DIR/odoo.pid" >/dev/null || { tail -n 30 "$DIR/odoo.log" >&2; die "Odoo ended; see $DIR/odoo.log"; }
      [ $SECONDS -lt $end ] || { tail -n 30 "$DIR/odoo.log" >&2; die "Odoo does not answer for $db: ${r:-nothing}"; }
      sleep 0.3
    done
  done
}
init_cluster() {
  mkdir -p "$DIR/pg"; chmod 700 "$DIR/pg"; own "$DIR/pg"
  local pw; pw=$(mktemp); echo postgres > "$pw"; chmod 644 "$pw"
  ( cd / && as_user "$PGBIN/initdb" -D "$DIR/pg" -U postgres --pwfile="$pw" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 -N ) >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; die "initdb failed"; }
  rm -f "$pw"
  start_pg
  pgq -c "create role odoo login createdb password 'odoo'" \
      -c "create role cdc login replication password 'cdc'" -c "grant pg_read_all_data to cdc"
}
init_dbs() {  # all databases at once: one core each
  local db pids=() rc=0 p t0=$SECONDS demo
  for db in $DBS; do
    case $db in *_demo) demo= ;; *) demo=--without-demo=all ;; esac
    ( odoo_env -d "$db" -i "$MODULES" $demo --stop-after-init --no-http --max-cron-threads=0 --workers=0 --logfile= ) </dev/null >"$DIR/init-$db.log" 2>&1 9>&- &
    pids+=($!)
  done
  for p in "${pids[@]}"; do wait "$p" || rc=1; done
  for db in $DBS; do
    [ "$(pgq -d "$db" -c "select count(*) from ir_module_module where state in ('to install','to upgrade')" 2>/dev/null)" = 0 ] || rc=1
    for p in ${MODULES//,/ }; do
      [ "$(pgq -d "$db" -c "select state from ir_module_module where name='$p'" 2>/dev/null)" = installed ] || { say "$db: module $p is not installed"; rc=1; }
    done
  done
  [ $rc = 0 ] || { tail -n 30 "$DIR"/init-*.log >&2; die "initialising $DBS failed"; }
  pgq -d postgres -c "vacuum (analyze)" >/dev/null
  for db in $DBS; do pgq -d "$db" -c "vacuum (freeze, analyze)" -c "checkpoint" >/dev/null; done
  say "initialised $DBS in $((SECONDS-t0)) s"
}
data_ready() {
  if [ -e "$DIR/.data-ready" ]; then
    [ "$(cat "$DIR/.data-ready")" = "$KEY" ] && return 0
    die "$DIR holds data for other databases or modules: run '$0 reset $DIR ${PGPORT:-PGPORT} ${HTTPPORT:-HTTPPORT}'"
  fi
  rm -rf "$DIR/pg"; find "$DIR/odoo-data" -mindepth 1 -delete
  local snap=$CACHE/snapshot-$KEY.tar.zst
  if [ -s "$snap" ]; then
    local t0; t0=$(date +%s%N)
    tar -x -C "$DIR" -I zstd -f "$snap"
    if [ "$(id -u)" = 0 ]; then chown -R "$RUN_AS:" "$DIR/pg" "$DIR/odoo-data"; fi
    say "restored the snapshot in $(( ($(date +%s%N)-t0)/1000000 )) ms"
  else
    init_cluster; write_odoo_conf; init_dbs; stop_pg
    ( cd "$DIR" && tar -c -I 'zstd -3 -T0' -f "$snap.tmp.$$" --exclude=pg/odoo-up.conf --exclude=pg/postmaster.opts pg odoo-data && mv "$snap.tmp.$$" "$snap" )
    say "snapshot: $(du -sm "$snap" | cut -f1) MB"
  fi
  echo "$KEY" > "$DIR/.data-ready"
}

# ---- verbs ------------------------------------------------------------------------------------------------------
find_pg || true
case $VERB in
  down)   stop_odoo; [ -z "${PGBIN:-}" ] || stop_pg; exit 0 ;;
  status) alive "$DIR/odoo.pid" >/dev/null && pg_running; exit ;;
  reset)  HARD=immediate; stop_odoo; [ -z "${PGBIN:-}" ] || stop_pg; HARD=; rm -rf "$DIR/pg" "$DIR/.data-ready" ;;
esac

T0=$SECONDS
for t in curl zstd flock setpriv; do command -v $t >/dev/null || NEED="${NEED:-} $t"; done
if [ -n "${NEED:-}" ]; then
  [ "$(id -u)" = 0 ] || die "missing:$NEED"
  apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install curl zstd util-linux >/dev/null
fi
exec 9>"$CACHE/.lock"; flock -w 1200 9 || die "another run holds $CACHE/.lock"
install_odoo
[ "$VERB" = install ] && exit 0
install_pg
mkdir -p "$DIR/odoo-data" "$CACHE/pyc"; own "$DIR/odoo-data" "$CACHE/pyc"
touch "$DIR/pg.log"; own "$DIR/pg.log"
( as_user test -x "$DIR" -a -x "$ROOT" -a -w "$CACHE/pyc" ) || die "user $RUN_AS cannot reach $DIR or $CACHE: use a folder that other users may enter"
KEY=$(printf '%s\n' "$SCHEMA" "$(basename "$(dirname "$PGBIN")")" "$MODULES" "$DBS" | sha256sum | cut -c1-16)
data_ready
start_pg
write_odoo_conf
start_odoo
flock -u 9
wait_odoo
cat > "$DIR/odoo.env" <<CONF
ODOO_URL=http://127.0.0.1:$HTTPPORT
ODOO_JSONRPC=http://127.0.0.1:$HTTPPORT/jsonrpc
ODOO_DB=${DBS%% *}
ODOO_DBS="$DBS"
ODOO_LOGIN=admin
ODOO_PASSWORD=admin
ODOO_PG_HOST=127.0.0.1
ODOO_PG_PORT=$PGPORT
ODOO_PG_OWNER=odoo
ODOO_PG_OWNER_PASSWORD=odoo
ODOO_PG_CDC=cdc
ODOO_PG_CDC_PASSWORD=cdc
ODOO_PG_SUPERUSER=postgres
ODOO_PG_SUPERUSER_PASSWORD=postgres
CONF
cat "$DIR/odoo.env"
say "up in $((SECONDS-T0)) s; logs: $DIR/odoo.log $DIR/pg.log"
