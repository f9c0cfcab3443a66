// The parts of a document on disk, and the archive made of them by yazl: memory does not grow with the file.
import fs from 'node:fs';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Texts shorter than this wait for each other: the stream costs more than the bytes. */
const chunkLength = 65_536;

export type Part = { name: string; file: string };

/** One file of the archive, being written. */
export class PartWriter {
  private readonly out: fs.WriteStream;
  private readonly done: Promise<void>;
  private waiting = '';

  constructor(private readonly part: Part) {
    this.out = fs.createWriteStream(part.file, { mode: 0o600 });
    this.done = finished(this.out);
    // Told at the next write or at the end; until then nobody waits for it.
    this.done.catch(() => undefined);
  }

  async write(text: string): Promise<void> {
    this.waiting += text;
    if (this.waiting.length >= chunkLength) await this.flush();
  }

  async end(): Promise<Part> {
    await this.flush();
    this.out.end();
    await this.done;
    return this.part;
  }

  private async flush(): Promise<void> {
    const text = this.waiting;
    this.waiting = '';
    // A broken disk ends the stream without a drain.
    if (!this.out.write(text)) await Promise.race([new Promise((resolve) => this.out.once('drain', resolve)), this.done]);
  }
}

/** `name`: within the archive; the file stands in `folder`. */
export const newPart = (folder: string, name: string): PartWriter => new PartWriter({ name, file: path.join(folder, name.replace(/\W/g, '_')) });

/** Every part says that it was made then: the same content is the same file. */
const mtime = new Date('2000-01-01T00:00:00Z');

/** Writes the archive; the parts' own files are the caller's to remove. */
export async function joinParts(target: string, parts: readonly Part[]): Promise<void> {
  const zip = new ZipFile();
  // A part that is gone is told by the archive, and ends what reads it.
  zip.on('error', (error: Error) => (zip.outputStream as NodeJS.ReadableStream & { destroy: (error: Error) => void }).destroy(error));
  for (const { name, file } of parts) zip.addFile(file, name, { mtime, mode: 0o100644 });
  zip.end();
  await pipeline(zip.outputStream, fs.createWriteStream(target, { mode: 0o600 }));
}
