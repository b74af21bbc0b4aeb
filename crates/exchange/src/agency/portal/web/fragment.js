// Reads what the kiosk's code put behind the « # » of the address: #1.<token>.<carnet>, both base64url without padding.
// Browsers never send that part. Whatever is not exactly as it must be is refused as a whole.

const LINK_VERSION = "1";
const TOKEN_BYTES = 83;
const TOKEN_VERSION = 1;
// Before the signature, which only the agency checks: version, event, key, day, nonce.
const TOKEN_SAID = 19;
const CARNET_VERSION = 1;
const TRIED_MAX = 12;
const TRIED_BYTES = 4;
// The longest link there can be, with room for a version that says a little more.
const LENGTH_MAX = 400;
const DAY_ZERO = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;

// null without a carnet; {fault: "long" | "version" | "abime"}; or {id, token, day: "2026-11-26", tried: […]}.
export function readFragment(hash) {
  const parts = hash.replace(/^#/, "").split(".");
  if (parts.length < 2) return null;
  if (hash.length > LENGTH_MAX) return { fault: "long" };
  const [version, token, carnet] = parts;
  if (/^\d{1,3}$/.test(version) && version !== LINK_VERSION) return { fault: "version" };
  if (version !== LINK_VERSION || parts.length !== 3) return { fault: "abime" };
  const signed = bytes(token);
  const noted = bytes(carnet);
  if (!signed || !noted || signed.length === 0 || noted.length === 0) return { fault: "abime" };
  if (signed[0] !== TOKEN_VERSION || noted[0] >> 4 !== CARNET_VERSION) return { fault: "version" };
  const tried = readTried(noted);
  if (signed.length !== TOKEN_BYTES || !tried) return { fault: "abime" };
  const days = (signed[9] << 8) | signed[10];
  const day = new Date(DAY_ZERO + days * DAY_MS).toISOString().slice(0, 10);
  return { id: hex(signed.slice(1, TOKEN_SAID)), token, day, tried };
}

function readTried(noted) {
  const count = noted[0] & 15;
  if (count < 1 || count > TRIED_MAX || noted.length !== 1 + count * TRIED_BYTES) return null;
  const tried = [];
  for (let at = 1; at < noted.length; at += TRIED_BYTES) {
    const number = (noted[at] << 8) | noted[at + 1];
    const [marks, flags] = [noted[at + 2], noted[at + 3]];
    const level = flags >> 6;
    if (number === 0 || level > 2 || (flags & 7) !== 0) return null;
    tried.push({
      number,
      marks: [6, 4, 2, 0].map((shift) => (marks >> shift) & 3),
      level,
      liked: (flags >> 4) & 3,
      finished: (flags & 8) !== 0,
    });
  }
  return tried;
}

function bytes(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  const decoded = Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  // One writing for each content: bits left over are zero.
  const again = btoa(String.fromCharCode(...decoded)).replace(/=+$/, "");
  return again === plain ? decoded : null;
}

function hex(some) {
  return Array.from(some, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
