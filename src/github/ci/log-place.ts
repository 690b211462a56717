/** Where the log of a job may be fetched from: what the API says, and what its storage redirects to, is looked at before it is asked. */
import { checkOutsideUrl } from "../../outgoing/outside-url.ts";

const outside = { hosts: null, privateHosts: [] };

/**
 * The place that `location` names as seen from `base`, or null where nobody may go. The API may send to itself. Else storage is
 * reached by HTTPS, and storage of an API on the public internet lies there too: on port 443, behind no inside name or address.
 * A GitHub Enterprise inside of a network may keep its storage beside it.
 */
export const judgeLogPlace = (location: string | null | undefined, base: URL, api: URL): URL | null => {
  if (!location || !URL.canParse(location, base.href)) return null;
  const place = new URL(location, base);
  if (place.username !== "" || place.password !== "") return null;
  if (place.origin === api.origin && place.protocol.startsWith("http")) return place;
  if (place.protocol !== "https:") return null;
  return !checkOutsideUrl(api.href, outside).ok || checkOutsideUrl(place.href, outside).ok ? place : null;
};
