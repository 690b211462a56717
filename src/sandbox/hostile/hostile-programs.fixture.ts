/** Programs that try to read, reach, write or outlive what they must not; texts for `sh` or `node -e`. */

/** What the programs may know. They find it as variables of the shell, or as properties of `t` in node. */
export type Target = {
  /** Digits that name what these programs leave; also an argument of every process that they start. */
  mark: string;
  tcp: number;
  udp: number;
  abstract: string;
  socket: string;
  /** A readable file, and a directory that everybody may write, outside. */
  secret: string;
  open: string;
  /** The process that runs the sandbox. */
  pid: number;
};

export type HostileProgram = {
  name: string;
  sh?: string;
  node?: string;
  /** What the end must look like, where there is only one right way. */
  ends?: Partial<{ exitCode: number | null; timedOut: boolean; exceeded: string | null }>;
  limits?: Partial<
    Record<"seconds" | "cpuSeconds" | "processes" | "fileBytes" | "memoryBytes" | "writtenBytes", number>
  >;
  /** Must not be printed: the program prints it when it got through. */
  never?: string;
};

const reading: HostileProgram[] = [
  { name: "dumps its environment", sh: "env; cat /proc/self/environ" },
  { name: "walks /proc for environments", sh: "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline /proc/[0-9]*/maps" },
  {
    name: "reads the parent's environment",
    sh: 'cat /proc/$PPID/environ /proc/$pid/environ /proc/1/environ; ls -l "/proc/$pid/cwd/"',
  },
  {
    name: "goes through open descriptors",
    sh: 'for each in /proc/[0-9]*/fd/*; do readlink "$each"; head -c 1000 "$each" </dev/null; done',
  },
  {
    name: "reads the file outside",
    sh: 'cat "$secret" "/proc/self/root$secret" "/proc/1/root$secret" "/proc/1/cwd$secret" "../..$secret"',
  },
  { name: "reads .git", sh: "cat .git/config .git/HEAD; ls -la .git; cp -r .git copy; cat copy/*" },
  {
    name: "looks for keys in homes",
    sh: "cat ~/.ssh/* /root/.ssh/* /root/.netrc /home/*/.netrc /root/.config/gh/* /etc/shadow /root/.cargo/credentials* /root/.npmrc",
  },
  {
    name: "searches the whole file system",
    sh: 'timeout 5 grep -rIs --exclude-dir=usr --exclude-dir=proc --exclude-dir=nix --exclude-dir=root CANARY / ; find / -xdev -name "*$mark*" 2>/dev/null',
  },
  {
    name: "reads the runner's files",
    sh: "cat /home/runner/work/_temp/* /github/workflow/event.json /run/secrets/* /var/run/secrets/*/*",
  },
  {
    name: "reads kernel memory and logs",
    sh: "head -c 100 /proc/kcore; head -c 100 /dev/mem; head -c 100 /dev/kmsg; dmesg; cat /sys/kernel/security/*",
  },
  {
    name: "traces other processes",
    node: "for (const pid of [1, process.ppid, t.pid]) { try { console.log(fs.readFileSync('/proc/' + pid + '/mem').length); } catch {} } cp.spawnSync('strace', ['-p', String(t.pid)], { stdio: 'inherit', timeout: 2000 }); cp.spawnSync('gdb', ['-p', String(t.pid), '-batch'], { stdio: 'inherit', timeout: 2000 });",
  },
  { name: "asks the kernel's key rings", sh: "keyctl show; cat /proc/keys; keyctl session", never: "CANARY" },
];

const reaching: HostileProgram[] = [
  {
    name: "connects to a TCP server of the host",
    node: "for (const host of ['127.0.0.1', '::1', '0.0.0.0', 'localhost', '10.0.2.2', '172.17.0.1']) net.connect(t.tcp, host).on('error', () => {}).on('connect', () => console.log('REACHED')); setTimeout(() => process.exit(), 500)",
    never: "REACHED",
  },
  {
    name: "sends datagrams to the host",
    node: "const s = dgram.createSocket('udp4'); s.on('error', () => {}); for (const host of ['127.0.0.1', '255.255.255.255', '10.0.2.2']) s.send(t.mark, t.udp, host, () => {}); setTimeout(() => process.exit(), 200)",
  },
  {
    name: "connects to an abstract socket",
    node: "net.connect('\\0' + t.abstract).on('error', () => {}).on('connect', () => console.log('REACHED'))",
    never: "REACHED",
  },
  {
    name: "connects to a socket file",
    node: "for (const p of [t.socket, '/proc/1/root' + t.socket]) net.connect(p).on('error', () => {}).on('connect', () => console.log('REACHED'))",
    never: "REACHED",
  },
  {
    name: "asks the metadata service",
    sh: "curl -s -m 2 http://169.254.169.254/latest/meta-data/ && echo REACHED; wget -qO- -T 2 http://169.254.169.254/ && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "asks the Docker daemon",
    sh: "for s in /var/run/docker.sock /run/docker.sock /run/containerd/containerd.sock /run/podman/podman.sock; do curl -s -m 2 --unix-socket $s http://x/info && echo REACHED; done; :",
    never: "REACHED",
  },
  {
    name: "talks to D-Bus and systemd",
    sh: "systemd-run --no-block touch /tmp/$mark; busctl list && echo REACHED; dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "resolves names",
    node: "require('node:dns').lookup('example.com', (e) => { if (!e) console.log('REACHED'); }); const r = new (require('node:dns').Resolver)({ timeout: 300, tries: 1 }); r.setServers(['1.1.1.1', '8.8.8.8']); r.resolve4('example.com', (e) => { if (!e) console.log('REACHED'); })",
    never: "REACHED",
  },
  {
    name: "sends raw packets",
    sh: "ping -c1 -W1 1.1.1.1 && echo REACHED; ip link add dummy0 type dummy && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "listens for the host",
    node: "net.createServer(() => {}).listen(t.tcp, '0.0.0.0', () => setTimeout(() => process.exit(), 300))",
  },
  {
    name: "uses a proxy from the environment",
    sh: 'curl -s -m 2 -x "http://127.0.0.1:$tcp" http://example.com/ && echo REACHED; :',
    never: "REACHED",
  },
];

const growing: HostileProgram[] = [
  {
    name: "forks for ever",
    sh: "f() { f | f & }; f; sleep 20",
    limits: { seconds: 1, processes: 60 },
  },
  {
    name: "makes threads for ever",
    node: "const { Worker } = require('node:worker_threads'); for (let i = 0; i < 500; i++) new Worker('setInterval(() => {}, 1000)', { eval: true }).on('error', () => {}); setTimeout(() => process.exit(), 1000)",
    limits: { seconds: 5, processes: 60 },
  },
  { name: "prints for ever", sh: "yes $mark", ends: { exceeded: "output" } },
  {
    name: "writes a huge file",
    sh: "head -c 50000000 /dev/zero > huge; ls -l huge; rm -f huge",
    limits: { fileBytes: 1_000_000 },
  },
  {
    name: "writes many files",
    node: "const block = Buffer.alloc(1e7, 1); for (let i = 0; i < 400; i++) fs.writeFileSync('many' + i, block); setInterval(() => {}, 1000)",
    limits: { seconds: 20, writtenBytes: 100_000_000 },
    ends: { exceeded: "disk" },
  },
  {
    name: "fills /tmp",
    sh: "head -c 900000000 /dev/zero > /tmp/full; stat -c %s /tmp/full",
    limits: { memoryBytes: 400_000_000 },
    never: "900000000",
  },
  {
    name: "takes memory in one process",
    node: "const kept = []; for (;;) kept.push(Buffer.alloc(5e7, 1))",
    limits: { memoryBytes: 1_000_000_000 },
  },
  {
    name: "takes memory in many processes",
    sh: 'for i in 1 2 3 4 5 6; do node -e "globalThis.kept = Buffer.alloc(2.5e8, 1); setTimeout(() => {}, 20000)" $mark & done; wait',
    limits: { memoryBytes: 1_000_000_000, seconds: 15 },
    ends: { exceeded: "memory" },
  },
  {
    name: "spins and ignores signals",
    sh: "trap '' TERM INT HUP XCPU; while :; do :; done",
    limits: { seconds: 0.5 },
    ends: { timedOut: true },
  },
  {
    name: "spins until its time is used up",
    sh: "while :; do :; done",
    limits: { seconds: 20, cpuSeconds: 1 },
    ends: { timedOut: false, exitCode: null },
  },
];

const staying: HostileProgram[] = [
  { name: "leaves a process in the background", sh: "sleep 3$mark & exit 0", ends: { exitCode: 0 } },
  {
    name: "leaves a process in a new session",
    sh: "setsid sleep 3$mark >/dev/null 2>&1 </dev/null & exit 0",
    ends: { exitCode: 0 },
  },
  {
    name: "forks twice",
    sh: "( ( trap '' HUP TERM; sleep 3$mark ) & ) >/dev/null 2>&1; exit 0",
    ends: { exitCode: 0 },
  },
  {
    name: "uses nohup and at",
    sh: 'nohup sleep 3$mark >/dev/null 2>&1 & echo "touch $open/$mark" | at now; (crontab -l; echo "* * * * * touch $open/$mark") | crontab -; exit 0',
    ends: { exitCode: 0 },
  },
  {
    name: "hides from its name and dumps",
    node: "process.title = 'kworker'; cp.spawn('sleep', ['3' + t.mark], { detached: true, stdio: 'inherit' }).unref()",
    ends: { exitCode: 0 },
  },
  { name: "kills what it can", sh: "kill -9 $pid $PPID 1; kill -9 -1; echo still here" },
  {
    name: "writes later",
    sh: '(sleep 1; echo late > late; echo late > "$open/$mark") >/dev/null 2>&1 & exit 0',
    ends: { exitCode: 0 },
  },
];

const writing: HostileProgram[] = [
  {
    name: "writes into the system",
    sh: 'for d in / /etc /usr /usr/bin /usr/local/bin /var/tmp /root /home /opt /run /boot /lib /dev; do echo x > "$d/$mark"; done; ls "/usr/bin/$mark" && echo REACHED; :',
    never: "REACHED",
  },
  {
    name: "writes into homes",
    sh: "mkdir -p ~/.ssh /root/.ssh; echo key >> ~/.ssh/authorized_keys; echo key >> /root/.ssh/$mark; echo x >> /root/.bashrc",
  },
  {
    name: "writes outside through links",
    sh: 'ln -s "$open" out; echo x > "out/$mark"; ln -s / root; echo x > "root$open/$mark"; ln -s /proc/1/root up; echo x > "up$open/$mark"',
  },
  {
    name: "makes hard links to what is outside",
    sh: 'ln "$secret" hard; ln /etc/passwd hard2; ln /usr/bin/env hard3; cat hard',
    never: "CANARY",
  },
  {
    name: "puts links where reports are read",
    sh: 'ln -s "$secret" /reports/junit.xml; mkfifo /reports/pipe; ln -s / /reports/root; ln -s /dev/zero /reports/endless',
  },
  {
    name: "makes devices",
    sh: "mknod sda b 8 0; mknod mem c 1 1; cat sda mem; mknod /dev/sda b 8 0 && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "mounts",
    sh: "mount -t tmpfs none /usr && echo REACHED; mount --bind / /tmp && echo REACHED; mount -o remount,rw /usr && echo REACHED; umount -l /proc && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "leaves the root directory",
    sh: 'mkdir -p /tmp/x; chroot /tmp/x true && echo REACHED; cat "/../../../..$secret" "/.old$secret"; ls /.old',
    never: "CANARY",
  },
  {
    name: "makes a set-user-id program",
    sh: "cp /usr/bin/id ./id; chmod 6755 ./id; ./id; chown 0:0 ./id && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "becomes root",
    sh: "sudo -n id && echo REACHED; su -c id && echo REACHED; pkexec id && echo REACHED; newgrp root </dev/null; passwd -d root && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "becomes root in a namespace of its own",
    sh: 'unshare -Urm sh -c "mount --bind /usr /etc; cat $secret; cat /proc/$pid/environ; echo x > $open/$mark"',
    never: "CANARY",
  },
  {
    name: "joins the namespaces of the host",
    sh: 'nsenter -t 1 -a true && echo same; nsenter -t $pid -m cat "$secret"; for n in net mnt pid; do nsenter --$n=/proc/1/ns/$n cat "$secret"; done',
    never: "CANARY",
  },
  {
    name: "changes the kernel",
    sh: 'echo "|/bin/touch $open/$mark" > /proc/sys/kernel/core_pattern && echo REACHED; echo 1 > /proc/sys/kernel/sysrq && echo REACHED; echo b > /proc/sysrq-trigger && echo REACHED; echo x > /proc/sys/kernel/hostname && echo REACHED; kill -SEGV $$',
    never: "REACHED",
  },
  {
    name: "plants traps for git",
    sh: 'mkdir -p .git/hooks; printf "[core]\\n fsmonitor = touch $open/$mark\\n" > .git/config; printf "[core]\\n hooksPath = /workspace\\n" > ~/.gitconfig; git init -q . ; git config --system core.pager "touch $open/$mark"',
  },
  {
    name: "prints workflow commands",
    sh: 'echo "::set-env name=PATH::/tmp/$mark"; echo "::add-mask::x"; echo "##[command]x"; echo x >> "$GITHUB_ENV"; echo x >> "$GITHUB_OUTPUT"',
  },
  {
    name: "escapes through a control group",
    sh: "mkdir /tmp/cg; mount -t cgroup -o rdma cgroup /tmp/cg && echo REACHED; echo 1 > /sys/fs/cgroup/release_agent && echo REACHED; :",
    never: "REACHED",
  },
  {
    name: "types into the terminal",
    node: "const fd = (() => { try { return fs.openSync('/dev/tty', 'r+'); } catch { return null; } })(); if (fd !== null) { fs.writeSync(fd, 'touch ' + t.open + '/' + t.mark + '\\n'); console.log('REACHED'); }",
    never: "REACHED",
  },
  {
    name: "makes rare system calls",
    sh: `python3 -c '
import ctypes, os
call = ctypes.CDLL(None, use_errno=True).syscall
for number, arguments in {"add_key": (248, b"user", b"mark", b"x", 1, -4), "io_uring_setup": (425, 8, bytes(120)), "bpf": (321, 0, bytes(120), 120), "perf_event_open": (298, bytes(120), -1, 0, -1, 0), "init_module": (175, b"x", 1, b""), "reboot": (169, 0, 0, 0, 0), "open_by_handle_at": (304, -100, bytes(64), 0), "settimeofday": (164, bytes(16), 0)}.values():
    call(number, *arguments)
for number in (169, 175, 304, 164):
    if call(number, 0, 0, 0, 0) == 0: print("REACHED")
'`,
    never: "REACHED",
  },
  {
    name: "loads programs into the kernel",
    sh: "bpftool prog list && echo REACHED; modprobe dummy && echo REACHED; insmod x.ko && echo REACHED; :",
    never: "REACHED",
  },
];

export const hostilePrograms: HostileProgram[] = [...reading, ...reaching, ...growing, ...staying, ...writing];
