/** Collects what goes wrong on a page while it loads: requests, console errors, uncaught errors, and what it should not open. */
import type { ConsoleMessage, Page, Request } from "playwright-core";

export type Watch = {
  /** In the order: crash, uncaught errors, requests, console. */
  faults: () => string[];
  notes: () => string[];
  /** Status of the page's own answer; null when there was none. */
  status: () => number | null;
  /** Addresses of what the page asked for and did not get yet. */
  pending: () => string[];
  /** What the page led to and is not reached; null when there is no such thing. */
  lostAt: () => string | null;
};

/** How many entries of one kind are kept; a page can make millions. */
const kept = 50;
const maxText = 300;
const maxNavigations = 10;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, maxText).toWellFormed();

/** `isReachable` tells whether a host is one that the page may talk to at all; asking others is noted, and no fault. */
export const watchPage = (page: Page, origin: string, isReachable: (host: string) => boolean): Watch => {
  const lists = { crash: [], errors: [], requests: [], console: [] } as Record<string, string[]>;
  const notes = new Set<string>();
  const outside = new Set<string>();
  const failed = new Set<string>();
  const open = new Set<Request>();
  let lost: string | null = null;
  let status: number | null = null;
  let navigations = 0;

  const add = (kind: keyof typeof lists, text: string): void => {
    const list = lists[kind] ?? [];
    if (list.length < kept && !list.includes(text)) list.push(text);
  };
  const note = (text: string): void => {
    if (notes.size < kept) notes.add(text);
  };
  const addHost = (host: string): void => {
    if (outside.size < kept) outside.add(host.slice(0, 100));
  };
  const shortOf = (url: string): string => oneLine(url.startsWith(`${origin}/`) ? url.slice(origin.length) : url);
  const isPage = (request: Request): boolean => request.isNavigationRequest() && request.frame() === page.mainFrame();
  const remember = (url: string): void => {
    if (failed.size < 1_000) failed.add(url);
  };

  page.on("request", (request) => {
    if (open.size < 1_000 && !isPage(request)) open.add(request);
  });
  page.on("requestfinished", (request) => open.delete(request));
  page.on("response", (response) => {
    if (isPage(response.request())) status ??= isRedirect(response.status()) ? null : response.status();
    if (response.status() < 400) return;
    remember(response.url());
    if (isPage(response.request())) return;
    add("requests", `${response.request().method()} ${shortOf(response.url())} answered ${response.status()}`);
  });
  page.on("requestfailed", (request) => {
    open.delete(request);
    const reason = request.failure()?.errorText ?? "";
    const host = hostOf(request.url());
    remember(request.url());
    if (isPage(request) && (host === null || !isReachable(host))) lost = placeOf(request.url(), origin);
    else if (isPage(request)) return;
    else if (host !== null && !isReachable(host)) addHost(host);
    // The page gave the request up itself, or went elsewhere.
    else if (reason !== "net::ERR_ABORTED") add("requests", `${request.method()} ${shortOf(request.url())}: ${reason}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url } = message.location();
    const socket = hostOf(socketOf(message.text()));
    if (socket !== null && !isReachable(socket)) return void addHost(socket);
    if (isAboutRequest(message) && (failed.has(url) || url.endsWith("/favicon.ico") || !isReachable(hostOf(url) ?? "")))
      return;
    add("console", `console error: ${oneLine(message.text())}`);
  });
  page.on("pageerror", (error) => add("errors", `uncaught error: ${oneLine(String(error.message ?? error))}`));
  page.on("crash", () => add("crash", "the page crashed"));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) return;
    navigations += 1;
    if (navigations > maxNavigations) add("crash", `the page goes from address to address without end`);
  });
  page.on("popup", (popup) => {
    note("opened a window, which was closed");
    void popup.close().catch(() => {});
  });
  page.on("dialog", (dialog) => {
    note(`showed a dialog (${dialog.type()}), which was dismissed`);
    void dialog.dismiss().catch(() => {});
  });
  page.on("download", () => note("started a download, which was refused"));

  return {
    faults: () => Object.values(lists).flat(),
    notes: () => [
      ...(outside.size > 0 ? [`asked other hosts, which are not reached here: ${list([...outside])}`] : []),
      ...notes,
    ],
    status: () => status,
    pending: () => [...open].map((request) => shortOf(request.url())),
    lostAt: () => lost,
  };
};

/** The host where it is the one that was asked for, else the whole address. */
const placeOf = (url: string, origin: string): string =>
  oneLine(url.startsWith(`${origin}/`) ? new URL(url).hostname : url);

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

const isAboutRequest = (message: ConsoleMessage): boolean => message.text().startsWith("Failed to load resource");

/** The address in what Chromium says about a WebSocket that failed; empty when it is about something else. */
const socketOf = (text: string): string => /^WebSocket connection to '([^']{1,2000})' failed/.exec(text)?.[1] ?? "";

const list = (names: string[]): string => oneLine(names.sort().join(", "));

const hostOf = (url: string): string | null => {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol !== undefined && /^(?:https?|wss?):$/.test(protocol) ? (hostname ?? null) : null;
};
