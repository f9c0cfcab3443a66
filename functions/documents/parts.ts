// The parts of an Office file: text on disk while they are written, an archive by yazl at the end. Memory is that of a few
// chunks, whatever the length of the parts.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const chunkLength = 65_536;
/** Small pieces are collected young; of larger ones 30 MB lie about before anything looks for garbage. */
const readLength = 8_192;

export class Part {
  readonly file: string;
  private waiting = '';

  /** `name` as in the archive; `folder` is the caller's to remove. */
  constructor(
    folder: string,
    readonly name: string,
  ) {
    this.file = path.join(folder, name.replace(/\W/g, '_'));
  }

  /** Stays in memory until `settle`. */
  write(text: string): void {
    this.waiting += text;
  }

  /** Brings what was written to the disk, once it is worth it. */
  async settle(from = chunkLength): Promise<void> {
    if (this.waiting.length < from) return;
    const text = this.waiting;
    this.waiting = '';
    // No handle stays open, so a document that fails half-way leaves none behind.
    await fs.promises.appendFile(this.file, text, { mode: 0o600 });
  }
}

/** The first day that ZIP knows, on every part and in every time zone: the same content is the same file. */
const everyPart = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

export async function packParts(target: string, parts: readonly Part[]): Promise<void> {
  const zip = new ZipFile();
  const out = zip.outputStream as NodeJS.ReadableStream & { destroy: (error: Error) => void };
  // A part that is gone is told by the archive, and ends what reads it.
  zip.on('error', (error: Error) => out.destroy(error));
  for (const part of parts) {
    await part.settle(0);
    zip.addReadStreamLazy(part.name, everyPart, (give) => give(null, fs.createReadStream(part.file, { highWaterMark: readLength })));
  }
  zip.end();
  await pipeline(out, fs.createWriteStream(target, { mode: 0o600 }));
}
