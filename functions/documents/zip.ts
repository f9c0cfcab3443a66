// A ZIP whose entries are compressed to disk one after the other, so that memory does not grow with the file. The archive
// itself is put together at the end, when sizes and checksums are known: no entry needs a data descriptor, which some
// viewers on phones cannot read. Below 4 GiB an entry, which the bucket's 50 MB keep.
import fs from 'node:fs';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createDeflateRaw } from 'node:zlib';

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

/** Texts shorter than this wait for each other: the stream costs more than the bytes. */
const chunkLength = 65_536;

type Entry = { name: string; file: string; crc: number; size: number };

/** One entry being written. */
export class ZipEntry {
  private readonly deflate = createDeflateRaw({ level: 6 });
  private readonly done: Promise<void>;
  private waiting = '';
  private crc = 0xffffffff;
  private size = 0;

  constructor(
    private readonly name: string,
    private readonly file: string,
  ) {
    this.done = pipeline(this.deflate, fs.createWriteStream(file, { mode: 0o600 }));
    // Told at the next write or at the end; until then nobody waits for it.
    this.done.catch(() => undefined);
  }

  async write(text: string): Promise<void> {
    this.waiting += text;
    if (this.waiting.length >= chunkLength) await this.flush();
  }

  async end(): Promise<Entry> {
    await this.flush();
    this.deflate.end();
    await this.done;
    return { name: this.name, file: this.file, crc: (this.crc ^ 0xffffffff) >>> 0, size: this.size };
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.from(this.waiting, 'utf8');
    this.waiting = '';
    for (const byte of bytes) this.crc = crcTable[(this.crc ^ byte) & 255]! ^ (this.crc >>> 8);
    this.size += bytes.length;
    // A broken disk ends the pipeline without a drain.
    if (!this.deflate.write(bytes)) await Promise.race([new Promise((resolve) => this.deflate.once('drain', resolve)), this.done]);
  }
}

/** Every entry says when it was made as 1980-01-01, the first day that ZIP knows: the same content is the same file. */
const dosDate = 0x21;
const usesUtf8 = 0x0800;
const deflated = 8;

/** Writes the archive; the entries' own files are the caller's to remove. */
export async function joinZip(target: string, entries: readonly Entry[]): Promise<void> {
  const out = fs.createWriteStream(target, { mode: 0o600 });
  const directory: Buffer[] = [];
  let offset = 0;
  const put = async (bytes: Buffer) => {
    offset += bytes.length;
    if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', resolve));
  };
  for (const { name, file, crc, size } of entries) {
    const nameBytes = Buffer.from(name, 'utf8');
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(usesUtf8, 2);
    header.writeUInt16LE(deflated, 4);
    header.writeUInt16LE(dosDate, 8);
    header.writeUInt32LE(crc, 10);
    header.writeUInt32LE(fs.statSync(file).size, 14);
    header.writeUInt32LE(size, 18);
    header.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, place, nameBytes]));
    await put(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, nameBytes]));
    for await (const chunk of fs.createReadStream(file)) await put(chunk as Buffer);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.reduce((sum, { length }) => sum + length, 0), 12);
  end.writeUInt32LE(offset, 16);
  for (const bytes of [...directory, end]) await put(bytes);
  out.end();
  await finished(out);
}

export const newEntry = (folder: string, name: string): ZipEntry => new ZipEntry(name, path.join(folder, name.replace(/\W/g, '_')));
