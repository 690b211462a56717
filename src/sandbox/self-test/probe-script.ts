/**
 * What runs inside a box to find out whether it holds: plain JavaScript, given to `node -e` with one JSON argument. It
 * changes nothing but the trap that was laid for it, because a box that does not hold is this machine.
 */

/** What the script is told. Paths and numbers are the host's. */
export type ProbeTask = {
  nonce: string;
  tcpPort: number;
  udpPort: number;
  abstractSocket: string;
  pathSocket: string;
  /** A readable file outside the box, and a directory in which everybody may write. */
  outsideFile: string;
  outsideDirectory: string;
  /** Inside: the `.git` of the tree. */
  git: string;
  ourPid: number;
  /** User inside. */
  userId: number;
  /** Identity of our namespaces, by the kernel's names. */
  namespaces: Record<string, string>;
  /** Names that the environment may have. */
  variables: string[];
  /** Names that the root directory may have. */
  rootNames: string[];
  /** Mount points that may be writable. */
  writable: string[];
  limits: { cpuSeconds: number; processes: number; fileBytes: number; memoryBytes: number };
};

/** What it prints, behind the nonce. */
export type ProbeReport = { failed: { layer: string; what: string }[] };

export const probeScript = String.raw`
const fs = require("node:fs"), net = require("node:net"), dns = require("node:dns"), os = require("node:os");
const { spawn } = require("node:child_process");
const task = JSON.parse(process.argv[1]);
const failed = [];
const fail = (layer, what) => failed.push({ layer, what });
const read = (path) => { try { return fs.readFileSync(path, "latin1"); } catch { return null; } };
const attempt = (layer, what, action) => { try { if (action() !== false) fail(layer, what); } catch {} };
const within = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 1500).unref())]);
const connect = (layer, what, where) => within(new Promise((done) => {
  const socket = net.connect(where);
  socket.on("connect", () => { fail(layer, what); socket.destroy(); done(); });
  socket.on("error", done);
}));
const succeeds = (layer, what, file, args) => within(new Promise((done) => {
  const child = spawn(file, args, { stdio: "ignore" });
  child.on("error", done);
  child.on("exit", (code) => { if (code === 0) fail(layer, what); done(); });
}));

const sendDatagram = () => within(new Promise((done) => {
  const socket = require("node:dgram").createSocket("udp4");
  socket.on("error", done);
  socket.send(task.nonce, task.udpPort, "127.0.0.1", () => { socket.close(); done(); });
}));
const resolveName = () => within(new Promise((done) => {
  dns.lookup("github.com", (error) => { if (!error) fail("network", "resolved a name"); done(); });
}));
const ownLoopback = () => within(new Promise((done) => {
  const server = net.createServer((socket) => socket.end());
  const bad = () => { fail("network", "cannot use its own loopback"); done(); };
  server.on("error", bad);
  server.listen(0, "127.0.0.1", () => {
    const client = net.connect(server.address().port, "127.0.0.1");
    client.on("error", bad);
    client.on("connect", () => { client.destroy(); server.close(); done(); });
  });
}));

const status = read("/proc/self/status") ?? "";
const field = (name) => (new RegExp("^" + name + ":\\s*(.*)$", "m").exec(status) ?? [])[1];

const layerOf = { net: "network", pid: "processes", ipc: "ipc", uts: "hostname", mnt: "files" };
for (const [name, identity] of Object.entries(task.namespaces)) {
  attempt(layerOf[name], "shares the " + name + " namespace of the host", () => fs.readlinkSync("/proc/self/ns/" + name) === identity);
}
attempt("processes", "read the environment of a process of the host", () => (read("/proc/" + task.ourPid + "/environ") ?? "").length > 0);
attempt("processes", "sees processes of the host", () => fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length > 20);
attempt("environment", "read the environment of the programs that made the box", () => (read("/proc/1/environ") ?? "").includes(task.nonce));
const variables = (read("/proc/self/environ") ?? "").split("\0").filter(Boolean);
attempt("environment", "got the environment of the programs that made the box", () => variables.some((each) => each.includes(task.nonce)));
for (const name of variables.map((each) => each.split("=")[0])) if (!task.variables.includes(name)) fail("environment", "got the variable " + name);

attempt("files", "read a file outside", () => read(task.outsideFile) !== null);
attempt("files", "wrote a file outside", () => fs.writeFileSync(task.outsideDirectory + "/written", "x"));
attempt("files", "read .git", () => (read(task.git) ?? "") !== "" || fs.readdirSync(task.git).length > 0);
for (const name of fs.readdirSync("/")) if (!task.rootNames.includes(name)) fail("files", "sees /" + name);
const mounts = (read("/proc/self/mountinfo") ?? "").split("\n").map((line) => line.split(" ")).filter((parts) => parts.length > 5);
if (mounts.length === 0) fail("readonly", "its mounts cannot be read");
for (const parts of mounts) {
  if (!parts[5].split(",").includes("ro") && !task.writable.includes(parts[4])) fail("readonly", "may write " + parts[4]);
}
attempt("readonly", "may write settings of the kernel", () => fs.accessSync("/proc/sys/kernel/core_pattern", fs.constants.W_OK));
attempt("readonly", "may write into /usr", () => fs.accessSync("/usr", fs.constants.W_OK));

if (process.getuid() !== task.userId || process.getgid() !== task.userId) fail("user", "runs as user " + process.getuid());
if (!/^\s*0\s+0\s+4294967295\s*$/.test(read("/proc/self/uid_map") ?? "")) fail("user", "its user is ours under another number");
if (process.getgroups().some((group) => group !== task.userId)) fail("user", "has groups " + process.getgroups());
if (field("NoNewPrivs") !== "1") fail("privileges", "may gain privileges");
for (const name of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) {
  if (!/^0+$/.test(field(name) ?? "")) fail("capabilities", name + " is " + field(name));
}
attempt("capabilities", "became root", () => process.setuid(0));

const limits = read("/proc/self/limits") ?? "";
const limit = (name) => Number((new RegExp("^" + name + "\\s+(\\S+)", "m").exec(limits) ?? [])[1]);
const bounded = { "Max cpu time": task.limits.cpuSeconds, "Max processes": task.limits.processes, "Max file size": task.limits.fileBytes, "Max data size": task.limits.memoryBytes };
for (const [name, most] of Object.entries(bounded)) if (!(limit(name) <= most)) fail("limits", name + " is not bounded");

spawn("sleep", ["30." + task.nonce], { stdio: "ignore", detached: true }).on("error", () => {}).unref();
Promise.all([
  connect("network", "reached a TCP server of the host", { port: task.tcpPort, host: "127.0.0.1" }),
  connect("network", "reached an abstract socket of the host", "\0" + task.abstractSocket),
  connect("files", "reached a socket file of the host", task.pathSocket),
  connect("files", "reached the Docker daemon", "/var/run/docker.sock"),
  sendDatagram(),
  resolveName(),
  ownLoopback(),
  succeeds("privileges", "used sudo", "sudo", ["-n", "true"]),
  succeeds("nesting", "made a user namespace", "unshare", ["--user", "true"]),
]).then(() => process.stdout.write("\n" + task.nonce + JSON.stringify({ failed }) + "\n", () => process.exit(0)));
`;
