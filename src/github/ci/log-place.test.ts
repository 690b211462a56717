import { describe, expect, it } from "vitest";
import { judgeLogPlace } from "./log-place.ts";

const judge = (location: string | null, api: string, base = api): string | null =>
  judgeLogPlace(location, new URL(base), new URL(api))?.href ?? null;

describe("the log of a job at api.github.com", () => {
  const api = "https://api.github.com/";
  it.each(["https://productionresultssa0.blob.core.windows.net/a?sig=b", "https://api.github.com/storage"])(
    "is fetched from %s",
    (place) => {
      expect(judge(place, api)).toBe(place);
    },
  );

  it.each([
    "http://storage.example.org/a",
    "https://169.254.169.254/latest",
    "https://[::ffff:10.0.0.1]/",
    "https://127.1/",
    "https://storage.internal/a",
    "https://storage.example.org:8443/a",
    "https://a:b@storage.example.org/a",
    "https://a@api.github.com/a",
    "file:///etc/passwd",
    "https://[",
    "",
  ])("is not fetched from %s", (place) => {
    expect(judge(place, api)).toBeNull();
  });

  it("is not fetched without a place", () => {
    expect(judge(null, api)).toBeNull();
  });

  it("may lie where a redirect says, seen from there", () => {
    expect(judge("/b", api, "https://storage.example.org/a")).toBe("https://storage.example.org/b");
    expect(judge("//127.0.0.1/b", api, "https://storage.example.org/a")).toBeNull();
  });
});

describe("the log of a job inside of a network", () => {
  it("may lie beside the API, by https or with the API itself", () => {
    expect(judge("https://10.0.0.2/log", "https://github.corp/api/v3")).toBe("https://10.0.0.2/log");
    expect(judge("http://127.0.0.1:3000/log", "http://127.0.0.1:3000/")).toBe("http://127.0.0.1:3000/log");
    expect(judge("http://127.0.0.1:3001/log", "http://127.0.0.1:3000/")).toBeNull();
    expect(judge("http://10.0.0.2/log", "https://github.corp/api/v3")).toBeNull();
  });
});
