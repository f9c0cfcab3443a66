import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { readShortCode, shortCode } from '../../../src/domain/short-code';

const sha256 = (text: string) => new Uint8Array(createHash('sha256').update(text, 'utf8').digest());
const id = '018f3c5e-7a1b-7c2d-8e3f-0a1b2c3d4e5f';

describe('shortCode', () => {
  it('is the first 50 bits of the hash, five a character', () => {
    const bits = [...sha256(`${id}:1`)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const expected = Array.from({ length: 10 }, (_, index) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)]).join('');
    expect(shortCode(sha256, id, 1)).toBe(expected);
  });

  it('does not depend on the case of the id', () => {
    expect(shortCode(sha256, id.toUpperCase(), 3)).toBe(shortCode(sha256, id, 3));
  });

  it('differs by ordinal', () => {
    expect(new Set(Array.from({ length: 30 }, (_, index) => shortCode(sha256, id, index + 1))).size).toBe(30);
  });

  it('reads the highest bits first, also across bytes', () => {
    expect(shortCode(() => new Uint8Array(32), id, 1)).toBe('0000000000');
    expect(shortCode(() => new Uint8Array(32).fill(255), id, 1)).toBe('ZZZZZZZZZZ');
    expect(shortCode(() => Uint8Array.from([0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_00000, 0, 0]), id, 1)).toBe('1234567000');
  });

  it('has ten characters without I, L, O or U', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 30 }), (uuid, ordinal) => {
        expect(shortCode(sha256, uuid, ordinal)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      }),
    );
  });
});

describe('readShortCode', () => {
  it('reads what Crockford reads, whatever was typed', () => {
    for (const typed of ['7K2F9QD4M1', '7k2f9qd4m1', '7K2F9-QD4M1', ' 7K2F9 QD4M1 ', '7K2F9QD4Ml', '7K2F9QD4MI', '７Ｋ２Ｆ９ＱＤ４Ｍ１']) expect(readShortCode(typed)).toBe('7K2F9QD4M1');
    expect(readShortCode('oO0iIlL100')).toBe('0001111100');
  });

  it('is null for what can be no code', () => {
    for (const typed of ['', '7K2F9QD4M', '7K2F9QD4M12', '7K2F9QD4MU', '短码', '7K2F9QD4M!', '😀😀😀😀😀']) expect(readShortCode(typed)).toBeNull();
  });

  it('reads back every code that is made', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 30 }), (uuid, ordinal) => {
        const code = shortCode(sha256, uuid, ordinal);
        expect(readShortCode(`${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase())).toBe(code);
      }),
    );
  });
});
