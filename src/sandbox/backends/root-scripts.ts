/** The shell texts that root runs around and inside a box; every value reaches them as an argument. */

/**
 * Outermost. Arguments: user id of the box, then ours as `uid:gid`, tree, home, reports, the root of control groups or
 * nothing, bytes of memory and processes for the box's group, the text of `guardScript`, and the command that makes the box.
 * Gives the three places to the box's user, makes the group where the machine lets it, waits for the command and for the
 * end of the user's last process, and takes the places back where we are not root. Ends with the command's status, or
 * 127 when nothing could be started.
 */
export const custodyScript = `
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
uid=$1 owner=$2 tree=$3 home=$4 reports=$5 groups=$6 memory=$7 processes=$8 guard=$9
shift 9
[ "$uid" -gt 1000000 ] || exit 127
exec 3<&0 </dev/null 4>&2 2>/dev/null
# A path that is too long for find to name is no obstacle to chown's own descent.
give() {
  find "$tree" "$home" "$reports" ! -uid "\${1%:*}" -exec chown -h "$1" {} + || chown -hRP "$1" "$tree" "$home" "$reports"
}
left() {
  for status in $(grep -ls "^Uid:.[0-9]*.$uid[^0-9]" /proc/[0-9]*/status); do
    grep -qs "^State:.[^ZX]" "$status" && { status=\${status%/status}; echo "\${status#/proc/}"; }
  done
}
if ! give "$uid:$uid"; then
  echo "The tree could not be given to the user of the sandbox." >&4
  exit 127
fi
group=
if [ -n "$groups" ] && grep -qw memory "$groups/cgroup.subtree_control" && mkdir -p "$groups/draftsmith-$uid"; then
  group=$groups/draftsmith-$uid
  echo "$memory" > "$group/memory.max"
  echo 0 > "$group/memory.swap.max"
  echo 1 > "$group/memory.oom.group"
  echo "$processes" > "$group/pids.max"
fi
(exec sh -c "$guard" sh "$group" "$@") 2>&4 4>&-
code=$?
[ -z "$group" ] || echo 1 > "$group/cgroup.kill"
tries=0
while pids=$(left); [ -n "$pids" ] && [ $tries -lt 500 ]; do
  kill -9 $pids
  tries=$((tries + 1))
  sleep 0.02
done
if [ -n "$group" ]; then
  grep -q "^oom_kill [1-9]" "$group/memory.events" && echo "The command used more memory than it may." >&4
  rmdir "$group"
fi
[ "\${owner%:*}" = 0 ] || give "$owner"
exit $code
`;

/**
 * Arguments: a control group to join or nothing, and a command. Runs the command, and ends itself, and by that the
 * command, when descriptor 3 reaches its end: we are gone, or want it so.
 */
export const guardScript = `
exec 4>&2 2>/dev/null
[ -z "$1" ] || echo $$ > "$1/cgroup.procs"
shift
(read -r _ <&3; kill -9 $$) >/dev/null 2>&1 4>&- &
watch=$!
(exec setpriv --pdeathsig KILL -- "$@") 2>&4 3<&- 4>&-
code=$?
kill -9 $watch
wait $watch
exit $code
`;

/**
 * First process of the new namespaces, as root. Arguments: directory of the skeleton, words, and the command. Mounts by
 * the file `fstab` of the skeleton, makes it the root, forgets the old one, and goes into its directory `box`.
 * Words: `loopback` brings that up, `hostname` sets it, `listed` drops the environment, `nested` stays below the root, from where the kernel lets nobody make a user namespace.
 */
export const enterScript = `
set -e
trap 'echo "The sandbox could not be set up." >&2; exit 127' EXIT
view=$1 words=" $2 "
shift 2
mount --bind -o ro "$view" "$view"
cd "$view"
mount -a -T "$view/fstab"
clean=
case $words in *" listed "*) clean="env -i PATH=$PATH" ;; esac
case $words in *" loopback "*) ip link set lo up ;; esac
case $words in *" hostname "*) echo sandbox > box/proc/sys/kernel/hostname ;; esac
case $words in
  *" nested "*)
    pivot_root . box/.old
    exec $clean chroot /box /bin/sh -c 'umount -l /.old && exec "$@"' sh "$@" ;;
  *)
    mount --rbind box box
    cd "$view/box"
    pivot_root . .old
    exec $clean /bin/sh -c 'umount -l /.old && exec "$@"' sh "$@" ;;
esac
`;

/** First process of the box as its user. Arguments: directory, command. Not the command itself, which as first process would not get its signals. */
export const initScript = `
exec 4>&2
cd -- "$1" || exit 127
shift
exec 2>/dev/null
(exec "$@") 2>&4 4>&-
exit $?
`;
