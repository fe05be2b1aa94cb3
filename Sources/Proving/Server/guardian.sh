# Runs one private PostgreSQL server for as long as the other end of standard input is open.
#
# The kernel closes that end however the parent dies, SIGKILL included. The server is then stopped
# and its folder removed. So it is when this shell dies: where there is a setpriv that can, the kernel
# passes the death on to the server, and a successor, who reads from a pipe that only we hold open,
# sees to the rest. A line `keep SECONDS` before that end makes the server stay until nobody has
# locked the file `use`, and it is so old. Arguments: folder, folder of the programs, locale, pg_hba.conf or nothing,
# and after them the options of postgres. Exit: 3 initdb failed, 4 the server ended by itself.
folder=$1 programs=$2 locale=$3 authentication=$4
shift 4
umask 077
server=''
successor=''

clean_up() {
    [ -z "$successor" ] || kill -KILL "$successor"
    rm -rf "$folder"
}
# Until the server has its own handler it ignores the signal, as all background jobs of sh do.
stop_server() { while kill -QUIT "$server" 2>/dev/null; do sleep 0.1; done; }
trap 'if [ -n "$server" ]; then stop_server & else clean_up; exit 4; fi' HUP INT TERM

mkdir "$folder" || exit 3
cd "$folder" && : >use || exit 3
exec 3<&0 </dev/null

take_over() {
    # A killed server may leave its file, and with nobody to wait for it its process: not for ever.
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        server=$(head -n 1 data/postmaster.pid 2>/dev/null)
        # A server that initdb runs has its number with a minus.
        case $server in '' | -*) break ;; esac
        kill -QUIT "$server" 2>/dev/null || break
        sleep 0.3
    done
    until rm -rf "$folder"; do sleep 0.1; done
}
if mkfifo guardian; then
    (
        trap '' HUP INT TERM
        exec 3<&- >/dev/null
        read -r _ <guardian
        take_over
    ) &
    successor=$!
    exec 4>guardian
fi

create() {
    "$programs/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --no-sync \
        --no-instructions --wal-segsize=1 --locale="$1" 3<&- 4>&- >"$folder/initdb.log" 2>&1
}
if ! create "$locale" && { rm -rf "$folder/data"; ! create C; }; then
    cat "$folder/initdb.log" >&2
    clean_up
    exit 3
fi
if [ -n "$authentication" ]; then
    printf '%s\n' "$authentication" >"$folder/data/pg_hba.conf"
fi

passing_on=''
if setpriv --pdeathsig QUIT true 2>/dev/null; then passing_on='setpriv --pdeathsig QUIT'; fi
$passing_on "$programs/postgres" -D "$folder/data" "$@" 3<&- 4>&- >"$folder/server.log" 2>&1 &
server=$!
# Who uses the server holds a lock on the file; ours keeps new ones away while the server stops.
await_disuse() {
    exec 5<"$folder/use"
    while [ -e "$folder" ]; do
        used=$(stat -c %Y "$folder/use") && now=$(date +%s) || return
        if [ $((now - used)) -ge "$1" ] && flock -xn 5; then return; fi
        sleep 1
    done
}
# `read` returns at the end of the input, that is when the parent is gone or lets go.
(
    trap - HUP INT TERM
    keep=''
    while read -r word seconds <&3; do [ "$word" != keep ] || keep=$seconds; done
    exec 3<&- 2>/dev/null
    [ -z "$keep" ] || await_disuse "$keep"
    # Without the folder the server is gone too, and its number may be another's.
    [ ! -e "$folder" ] || stop_server
) 4>&- 2>/dev/null &
watcher=$!
exec 3<&-

# A trapped signal interrupts `wait`, so it is repeated until the server is gone.
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
kill "$watcher" 2>/dev/null
tail -n 20 "$folder/server.log" >&2
clean_up
exit 4
