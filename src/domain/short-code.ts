// 短码: the code drawn on a photo. Made offline and fixed at capture, so phone, server and anybody with the record's
// id and a sha256 tool come to the same one (domain.md, Evidence; private.short_code in the database).

/** Crockford's base32: no I, L, O or U, so that a code survives being read aloud and typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** UTF-8 text to the 32 bytes of its sha256. An argument, since phone and server have different libraries. */
export type Sha256 = (text: string) => Uint8Array;

/** First 10 characters (50 bits) of sha256 over `<lower-case uuid>:<ordinal>`; `ordinal` counts from 1. */
export function shortCode(sha256: Sha256, submissionId: string, ordinal: number): string {
  const hash = sha256(`${submissionId.toLowerCase()}:${ordinal}`);
  let code = '';
  for (let index = 0; index < 10; index += 1) {
    const bit = index * 5;
    // Five bits may straddle two bytes: take both and shift.
    const pair = ((hash[bit >> 3] ?? 0) << 8) | (hash[(bit >> 3) + 1] ?? 0);
    code += alphabet[(pair >> (11 - (bit & 7))) & 31];
  }
  return code;
}

/**
 * A code as somebody typed it from a picture: case, spaces and hyphens do not matter, O, I and L read as Crockford reads
 * them, and full-width characters of a Chinese keyboard are their plain ones. Null for what can be no code.
 */
export function readShortCode(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === 10 && [...code].every((character) => alphabet.includes(character)) ? code : null;
}
