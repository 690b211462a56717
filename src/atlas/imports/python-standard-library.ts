/** Top-level modules of Python's standard library that projects also use as names of their own. */
export const pythonStandardLibrary: ReadonlySet<string> = new Set(
  `abc argparse array ast asyncio base64 bisect builtins calendar cgi cmd code codecs collections compileall
  concurrent configparser contextlib copy csv ctypes curses dataclasses datetime decimal difflib dis distutils
  doctest email encodings enum errno fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc getopt
  getpass gettext glob graphlib gzip hashlib heapq hmac html http imaplib imp importlib inspect io ipaddress
  itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap multiprocessing netrc
  numbers operator optparse os parser pathlib pdb pickle pipes pkgutil platform plistlib poplib posixpath pprint
  profile pstats pty pwd queue quopri random re readline reprlib resource runpy sched secrets select selectors
  shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct
  subprocess symbol symtable sys sysconfig syslog tarfile telnetlib tempfile termios test textwrap threading time
  timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest
  urllib uuid venv warnings wave weakref webbrowser winreg wsgiref xml xmlrpc zipapp zipfile zipimport zlib
  zoneinfo`.split(/\s+/),
);
