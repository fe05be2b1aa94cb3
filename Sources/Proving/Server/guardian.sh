# Runs one private PostgreSQL server for as long as the other end of standard input is open.
#
# The kernel closes that end however the parent dies, SIGKILL included. The server is then stopped
# and its folder removed. Arguments: folder, folder of the programs, locale, pg_hba.conf or nothing,
# and after them the options of postgres. Exit: 3 initdb failed, 4 the server ended by itself.
folder=$1 programs=$2 locale=$3 authentication=$4
shift 4
umask 077
server=

clean_up() { rm -rf "$folder"; }
# Until the server has its own handler it ignores the signal, as all background jobs of sh do.
stop_server() { while kill -QUIT "$server" 2>/dev/null; do sleep 0.1; done; }
trap 'if [ -n "$server" ]; then stop_server & else clean_up; exit 4; fi' HUP INT TERM

mkdir "$folder" || exit 3
cd "$folder" || exit 3
exec 3<&0

create() {
    "$programs/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --no-sync \
        --no-instructions --wal-segsize=1 --locale="$1" </dev/null 3<&- >"$folder/initdb.log" 2>&1
}
if ! create "$locale" && { rm -rf "$folder/data"; ! create C; }; then
    cat "$folder/initdb.log" >&2
    clean_up
    exit 3
fi
if [ -n "$authentication" ]; then
    printf '%s\n' "$authentication" >"$folder/data/pg_hba.conf"
fi

"$programs/postgres" -D "$folder/data" "$@" </dev/null 3<&- >"$folder/server.log" 2>&1 &
server=$!
# `read` returns at the end of the input, that is when the parent is gone or lets go.
(
    trap - HUP INT TERM
    while read -r line <&3; do :; done
    stop_server
) &
watcher=$!
exec 3<&- </dev/null

# A trapped signal interrupts `wait`, so it is repeated until the server is gone.
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
kill "$watcher" 2>/dev/null
tail -n 20 "$folder/server.log" >&2
clean_up
exit 4
