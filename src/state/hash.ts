// sha256 of texts and photos. The library is pure JavaScript, since WeChat has no crypto.subtle.
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** The 32 bytes themselves, for short codes. */
export const sha256Raw = (text: string) => sha256(utf8ToBytes(text));

export const sha256OfText = (text: string) => bytesToHex(sha256Raw(text));

export const sha256OfBytes = (bytes: ArrayBuffer) => bytesToHex(sha256(new Uint8Array(bytes)));
