// 导出, file by file: what this person has not sent, packed into one file, or into several when the photos are many.
import { useEffect, useRef, useState } from 'react';
import { parkDay, parkTime } from '../../../domain/calendar';
import { bytesOf, planRescue, type RescuePlan, splitRescue } from '../../../outbox/rescue';
import { type ExportFile, startExportFile } from '../../../platform/export-file';
import { StorageError } from '../../../platform/storage-error';
import { usePhone } from '../../../state/phone';
import { type Packed, writeRescue } from '../../../state/rescue-export';

/** WeChat keeps photos and the file in the same 200 MB, and hands over no file of more than 100. */
const partMaxBytes = 60_000_000;

/** `number` counts from 1. */
export type Part = { plan: RescuePlan; number: number; of: number };

export type Run =
  | { kind: 'packing'; done: number; total: number }
  | { kind: 'ready'; part: Part; out: ExportFile; packed: Packed; gift: 'none' | 'given' | 'declined' }
  /** `full`: no room even for this one; `too_large`: no room, but for a smaller one there may be. */
  | { kind: 'failed'; reason: 'other' | 'full' | 'too_large' };

const begun: Run = { kind: 'packing', done: 0, total: 0 };

/** `onlyId`: this item alone. */
export function useExport(ownerId: string, onlyId: string | undefined) {
  const { outbox, files } = usePhone();
  const [run, setRun] = useState<Run>(begun);
  /** Planned once: what is queued meanwhile waits for the next export. */
  const parts = useRef<RescuePlan[]>([]);
  const [turn, setTurn] = useState({ index: 0 });

  useEffect(() => {
    let isStopped = false;
    let out: ExportFile | null = null;
    const show = (next: Run) => {
      if (!isStopped) setRun(next);
    };
    const plan = async () => {
      const exportedAt = new Date().toISOString();
      return splitRescue(planRescue({ ...outbox.getSnapshot(), fileKeys: await files.list() }, { ownerId, onlyId, exportedAt }), partMaxBytes);
    };
    const pack = async () => {
      if (parts.current.length === 0) parts.current = await plan();
      const part = { plan: parts.current[turn.index]!, number: turn.index + 1, of: parts.current.length };
      out = await startExportFile(fileNameOf(part));
      const packed = await writeRescue(part.plan, {
        files,
        out,
        onProgress: (done, total) => show({ kind: 'packing', done, total }),
        isStopped: () => isStopped,
      });
      if (isStopped) await out.discard();
      show({ kind: 'ready', part, out, packed, gift: 'none' });
    };
    pack().catch((error: unknown) => {
      void out?.discard();
      if (isStopped) return;
      const isFull = error instanceof StorageError && error.reason === 'full';
      show({ kind: 'failed', reason: !isFull ? 'other' : makeSmaller(parts.current, turn.index) ? 'too_large' : 'full' });
    });
    return () => {
      isStopped = true;
      void out?.discard();
    };
  }, [outbox, files, ownerId, onlyId, turn]);

  const start = (index: number) => {
    setRun(begun);
    setTurn({ index });
  };
  const give = async () => {
    if (run.kind !== 'ready') return;
    setRun({ ...run, gift: (await run.out.give()) ? 'given' : 'declined' });
  };
  return { run, give, again: () => start(turn.index), next: () => start(turn.index + 1) };
}

/** Cuts the part that had no room in two or more, where it can be cut. */
function makeSmaller(parts: RescuePlan[], index: number): boolean {
  const part = parts[index];
  if (!part) return false;
  const smaller = splitRescue(part, bytesOf(part) / 2);
  parts.splice(index, 1, ...smaller);
  return smaller.length > 1;
}

/** What the office looks for among its files: parkpulse-20261123-1031.zip, in the park's own time; of several -1of3.zip. */
function fileNameOf({ plan, number, of }: Part): string {
  const at = plan.rescue.exportedAt;
  return `parkpulse-${parkDay(at).replace(/-/g, '')}-${parkTime(at).replace(':', '')}${of > 1 ? `-${number}of${of}` : ''}.zip`;
}
