/** Headers of C and of the usual systems: in angle brackets they never mean a file of the tree by its bare name. */
export const standardHeaders: ReadonlySet<string> = new Set(
  `alloca assert byteswap complex conio cpio ctype direct dirent dlfcn elf endian err errno error features fcntl
  fenv float fmtmsg fnmatch ftw getopt glob grp iconv intrin inttypes io iso646 langinfo libgen libintl limits link
  locale malloc math memory mqueue netdb poll process pthread pwd regex resolv sched search semaphore setjmp signal
  spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings syslog tar termios
  tgmath threads time trace uchar ucontext ulimit unistd utime utmp utmpx version wchar wctype windows winsock2
  wordexp xlocale`
    .split(/\s+/)
    .map((name) => `${name}.h`),
);
