/** The parts of a Linux system that tools need, and of /etc only what holds neither secrets nor traces of this host. */

/** Directories, or links to them, at the root. */
export const systemDirectories = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

/** Seen where they exist. */
export const toolDirectories = ["/opt/hostedtoolcache", "/nix/store", "/gnu/store"];

/** Seen where they exist; a trailing star stands for any ending. */
export const etcPatterns = [
  ...["alternatives", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "timezone", "os-release"],
  ...["ssl/certs", "ssl/openssl.cnf", "pki/tls/certs", "pki/ca-trust", "ca-certificates", "crypto-policies"],
  ...["fonts", "mime.types", "protocols", "services", "magic", "maven", "gradle", "terminfo", "locale.alias"],
  ...["java*", "python3*", "perl", "php", "ruby", "chromium*", "security/limits.conf"],
];

export const devices = ["null", "zero", "full", "random", "urandom"];

export const deviceLinks = {
  fd: "/proc/self/fd",
  stdin: "/proc/self/fd/0",
  stdout: "/proc/self/fd/1",
  stderr: "/proc/self/fd/2",
  ptmx: "pts/ptmx",
};

/** Further ones for commands that reach the network. */
export const networkPatterns = ["resolv.conf", "gai.conf"];

/** Files of /etc that are written anew. `id` is the number of user and group inside. */
export const writtenEtc = (id: number): Record<string, string> => ({
  passwd: `root:x:0:0:root:/nonexistent:/usr/sbin/nologin\nsandbox:x:${id}:${id}:sandbox:/home/sandbox:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n`,
  group: `root:x:0:\nsandbox:x:${id}:\nnogroup:x:65534:\n`,
  hosts: "127.0.0.1 localhost sandbox\n::1 localhost sandbox\n",
  hostname: "sandbox\n",
  "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n",
});
